"""Den delte lenken til en idé, etter at den er tatt med inn: eieren fornyer den eller trekker den."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entreprenorer.handlinger.ideling import forny_deling, trekk_deling
from entreprenorer.models import Ide, Idedeling
from samarbeid.publisering.flyter import Skriveflyt
from samarbeid.publisering.sider.skriving import for_skriver
from samarbeid.svar.forms.prov import LEST, STEG
from veier.brukere.innlogget import Innlogget
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import svar_na


@require_POST
@for_skriver
def deling(request: Innlogget, flyt: Skriveflyt, objekt: Ide) -> HttpResponse:
    """Trekker lenken tilbake, eller lar den vise ideen slik den står nå."""
    rad = Idedeling.objects.filter(ide=objekt).first()
    if rad is None:
        raise Http404
    if request.POST.get("handling") == "forny":
        _versjon, na = svar_na(objekt, flyt.versjon)
        svar: dict[str, Rasvar] = {steg.kode: {f: na[f] for f in steg.feltene if f in na} for steg in STEG}
        svar[LEST] = {"ikke_lest": objekt.ikke_lest}
        forny_deling(rad, svar=svar, av=request.user)
        messages.success(request, _("Den som har lenken, ser nå ideen slik den står i dag."))
    else:
        trekk_deling(rad, av=request.user)
        messages.success(request, _("Lenken virker ikke lenger."))
    return redirect(flyt.adresse("", objekt))
