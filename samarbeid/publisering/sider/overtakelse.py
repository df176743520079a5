"""Å ta med en idé som er prøvd uten konto: ingenting skrives om igjen."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entreprenorer.handlinger.eid import overta_utkast
from entreprenorer.models import Entreprenor, Ideutkast
from samarbeid.publisering.flyter import IDE
from samarbeid.svar.prov import FLYT
from veier.brukere.innlogget import Innlogget
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.utkast import okt
from veier.utkast.sider import hent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ta_med(request: Innlogget, nokkel: str) -> HttpResponse:
    """Velg organisasjonen ideen hører til. Den som har lenken, eier ideen."""
    utkast = cast(Ideutkast, hent(FLYT, nokkel))
    mine = list(Entreprenor.objects.filter(medlemskap__bruker=request.user).order_by(Norsk("navn")))
    feil = ""
    if request.method == "POST":
        valgt = next((e for e in mine if e.slug == request.POST.get("til")), None)
        if valgt is None:
            feil = _("Velg organisasjonen ideen hører til.")
        else:
            try:
                ide = overta_utkast(utkast, valgt, av=request.user)
            except Domenefeil as hindring:
                messages.error(request, str(hindring))
                return redirect("min_side")
            okt.glem(request, FLYT, nokkel)
            velg_hatt(request.user, kode=f"entreprenor:{valgt.slug}")
            messages.success(request, _("Ideen er tatt med. Ingen andre ser den før du velger det."))
            return redirect(IDE.adresse("", ide))
    sammenheng = {
        "tittel": FLYT.tittel(utkast),
        "mine": mine,
        "delt": utkast.er_delt,
        "feil": [("til", feil)] if feil else [],
        "tilbake": FLYT.svaradresse(nokkel),
        "registrer": reverse("entreprenor_registrer"),
    }
    return render(request, "skriving/ta_med.html", sammenheng, status=422 if feil else 200)
