"""«Gjør som dem»: en sak blir begynnelsen på en idé eller et behov, med det som kan brukes igjen fylt ut."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samarbeid.models import Eksempel
from samarbeid.svar import prov, veiviser
from veier.feil import for_mange
from veier.fletting import Rasvar
from veier.utkast import okt
from veier.utkast.avsenderplass import vent_med_nytt
from veier.utkast.flyt import Utkastflyt
from veier.utkast.handlinger import start_fylt

FLYTER = {"ide": prov.FLYT, "behov": veiviser.FLYT}
LENGSTE_TEKST, LENGSTE_NAVN = 1500, 100


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gjor_som_dem(request: HttpRequest, slug: str) -> HttpResponse:
    """Sier hva som tas med, og lager utkastet når leseren har valgt hva det skal bli."""
    sak = get_object_or_404(Eksempel.objects.synlige(), slug=slug)
    feil = ""
    if request.method == "POST":
        flyt = FLYTER.get(request.POST.get("hva", ""))
        if flyt is not None:
            stegene = tas_med(flyt, sak)
            if vent := vent_med_nytt(request, stegene):
                return for_mange(request, vent_sekunder=vent)
            utkast = start_fylt(flyt.modell, stegene)
            okt.husk(request, flyt, utkast)
            return redirect(flyt.adresse("steg", utkast.nokkel, 1))
        feil = _("Velg om du har en idé eller et behov.")
    sammenheng = {"sak": sak, "feil": [("hva", feil)] if feil else [], "tas_med": _nevnes(sak)}
    return render(request, "sider/gjor_som_dem.html", sammenheng, status=422 if feil else 200)


def tas_med(flyt: Utkastflyt, sak: Eksempel) -> dict[str, Rasvar]:
    """Steg → svar: behovet, samarbeidsformen, temaene og målgruppene fra saken. Stedet og pengene er deres egne."""
    stegene: dict[str, Rasvar] = {
        flyt.steg[0].kode: {
            "tittel": [_("Som %(navn)s") % {"navn": sak.navn[:LENGSTE_NAVN]}],
            "problem": [str(sak.vist.behov)[:LENGSTE_TEKST]],
            "losning": [str(sak.vist.modell_omtale)[:LENGSTE_TEKST]],
        },
        "tema": {"tema": list(sak.temaer)},
        "hvem": {"malgruppe": list(sak.malgrupper)},
    }
    return {steg: svar for steg, svar in stegene.items() if any(svar.values())}


def _nevnes(sak: Eksempel) -> list[str]:
    """Det som følger med, til leseren."""
    ut = [
        (sak.behov, _("hva behovet var")),
        (sak.modell_omtale, _("hva de gjorde sammen")),
        (sak.temaer, _("temaene")),
        (sak.malgrupper, _("hvem det var for")),
    ]
    return [navn for finnes, navn in ut if finnes]
