"""Å ta med et behov som er beskrevet uten konto: ingenting skrives om igjen."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommuner.models import Behov, OffentligPart, Veiviserutkast
from samarbeid.publisering.flyter import BEHOV
from samarbeid.publisering.forms.behov import svar_av_utkast
from samarbeid.svar.veiviser import FLYT
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.eiet import opprett
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.utkast import okt
from veier.utkast.handlinger import slett_utkast
from veier.utkast.sider import hent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ta_med(request: Innlogget, nokkel: str) -> HttpResponse:
    """Velg virksomheten behovet hører til. Den som har lenken, eier det."""
    utkast = cast(Veiviserutkast, hent(FLYT, nokkel))
    mine = list(OffentligPart.objects.filter(medlemskap__bruker=request.user).order_by(Norsk("navn")))
    feil = ""
    if request.method == "POST":
        valgt = next((p for p in mine if p.slug == request.POST.get("til")), None)
        if valgt is None:
            feil = _("Velg virksomheten behovet hører til.")
        else:
            try:
                rad = overta(utkast, valgt, av=request.user)
            except Domenefeil as hindring:
                messages.error(request, str(hindring))
                return redirect("min_side")
            okt.glem(request, FLYT, nokkel)
            velg_hatt(request.user, kode=f"offentlig:{valgt.slug}")
            messages.success(request, _("Behovet er tatt med. Ingen andre ser det før det er publisert."))
            return redirect(BEHOV.adresse("", rad))
    sammenheng = {
        "tittel": FLYT.tittel(utkast),
        "mine": mine,
        "delt": utkast.er_delt,
        "feil": [("til", feil)] if feil else [],
        "tilbake": FLYT.svaradresse(nokkel),
        "finn": reverse("offentlige"),
    }
    return render(request, "behov/ta_med.html", sammenheng, status=422 if feil else 200)


@transaction.atomic
def overta(utkast: Veiviserutkast, part: OffentligPart, *, av: Bruker) -> Behov:
    """Gjør utkastet til et behov hos virksomheten. Utkastet, og lenken det er delt med, blir borte.

    To som trykker samtidig, lager ett: den andre får Domenefeil.
    """
    laast = Veiviserutkast.objects.select_for_update().filter(pk=utkast.pk).first()
    if laast is None:
        raise Domenefeil(_("Behovet er alt tatt med."))
    alle = {felt: verdier for steg in laast.svar.values() for felt, verdier in steg.items()}
    rad = opprett(Behov, part, svar=svar_av_utkast(alle), av=av)
    slett_utkast(laast)
    return rad
