"""Å slå av et varsel fra lenken i e-posten."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from veier.epost import avmelding
from veier.epost.brevslag import INVITASJONER, ORGANISASJONEN, REDAKSJONEN, REFERANSER, UKEBREVET, VARSLER
from veier.lenker import privat

HVA = {
    INVITASJONER: _("invitasjoner til organisasjoner i portalen"),
    REFERANSER: _("spørsmål om å bekrefte et samarbeid"),
    ORGANISASJONEN: _("beskjeder om organisasjonen du administrerer"),
    REDAKSJONEN: _("beskjeder om det som venter på redaksjonen"),
    VARSLER: _("nytt fra søkene som er lagret med denne adressen"),
    UKEBREVET: _("det som er nytt for deg, hver mandag"),
}


@csrf_exempt  # e-postprogrammet sender uten kapsel (RFC 8058); lenken er det som gir rett
@privat
@require_http_methods(["GET", "HEAD", "POST"])
def av(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Siden sier hva lenken gjelder. En GET endrer ingenting: lenker følges av mer enn mennesker."""
    valg = avmelding.les(nokkel)
    if valg is None:
        raise Http404
    if request.method == "POST":
        avmelding.sett(valg, av=request.POST.get("valg") != "paa")
        return redirect("epost_av", nokkel=nokkel)
    sammenheng = {"hva": HVA[valg.varsel], "er_av": valg.er_av}
    return render(request, "epost/av.html", sammenheng)
