"""Siden den inviterte kommer til fra e-posten."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.konto.handlinger import redaktorer
from veier.konto.tilganger import har_to_trinn, to_trinn_er_ferske
from veier.lenker import privat
from veier.tekst.epost import kanonisk_epost


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def invitasjon(request: Innlogget, nokkel: str) -> HttpResponse:
    """Hva hun er invitert til, det som gjenstår, og «Ta imot» når kontoen har to trinn og hun nettopp har brukt dem."""
    rad = redaktorer.finn_invitasjon(nokkel)
    if rad is None:
        raise Http404
    inne = request.user.is_authenticated
    feil = redaktorer.hvorfor_ikke(rad, bruker=request.user)
    klar = inne and not feil and har_to_trinn(request.user)
    if request.method == "POST" and klar:
        if not to_trinn_er_ferske(request):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        try:
            redaktorer.ta_imot(rad, bruker=request.user)
        except Domenefeil as unntak:
            feil = str(unntak)
        else:
            messages.success(request, _("Du har tatt imot invitasjonen."))
            return redirect(request.path)
    annen = rad.er_apen and inne and kanonisk_epost(request.user.epost) != rad.epost
    sammenheng = {
        "invitasjon": rad,
        "feilmelding": feil,
        "annen_adresse": annen,
        "klar": klar,
        "tatt_imot": rad.er_apen and rad.tatt_imot_tid is not None,
    }
    status = 422 if feil and (request.method == "POST" or not annen) else 200
    return render(request, "konto/redaktorinvitasjon.html", sammenheng, status=status)
