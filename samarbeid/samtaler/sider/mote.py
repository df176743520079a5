"""Møtet som kalenderfil: forslagene til en tid er valgt, og så møtet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samarbeid.models import Mote, Samtale
from samarbeid.samtaler.lenker import finn_lenke
from samarbeid.samtaler.sider.trad import hent
from veier.brukere.innlogget import Innlogget
from veier.kalenderfil import Mote as Kalendermote
from veier.kalenderfil import lag_motefil
from veier.lenker import privat


@never_cache
@require_safe
def innlogget(request: Innlogget, referanse: str, nr: int) -> HttpResponse:
    """For dem som er med i en av organisasjonene."""
    samtale = hent(request, referanse)
    return _fil(request, samtale, nr)


@privat
@require_safe
def mottaker(request: HttpRequest, nokkel: str, nr: int) -> HttpResponse:
    """For den som har lenken."""
    if lenke := finn_lenke(nokkel):
        return _fil(request, lenke.samtale, nr)
    raise Http404


def _fil(request: HttpRequest, samtale: Samtale, nr: int) -> HttpResponse:
    """Lenken i filen er den innloggede siden: den i e-posten er mottakerens egen, og skal ikke ligge i en kalender andre ser."""
    rad = get_object_or_404(Mote.objects.select_related("innlegg"), innlegg__samtale=samtale, innlegg__nr=nr)
    hva = _("Møte: %(a)s og %(b)s") if rad.valgt else _("Forslag til møte: %(a)s og %(b)s")
    tider = [rad.valgt] if rad.valgt else rad.tider
    moter = [
        Kalendermote(
            nokkel=f"{samtale.referanse}-{nr}-{hvilken}",
            tid=tid,
            minutter=rad.minutter,
            tittel=hva % {"a": samtale.entreprenor.navn, "b": samtale.part.navn},
            tekst=f"{samtale.emne} ({samtale.referanse})",
            sted=rad.sted,
            adresse=request.build_absolute_uri(reverse("samtale_trad", args=[samtale.referanse])),
            bekreftet=rad.valgt is not None,
        )
        for hvilken, tid in enumerate(rad.tider)
        if tid in tider
    ]
    svar = HttpResponse(
        lag_motefil(moter, laget=timezone.now(), vert=request.get_host().partition(":")[0]),
        content_type="text/calendar; charset=utf-8",
    )
    svar["Content-Disposition"] = f'attachment; filename="mote-{samtale.referanse}-{nr}.ics"'
    return svar
