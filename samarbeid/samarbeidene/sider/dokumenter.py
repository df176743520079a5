"""Sluttrapporten og utkastene til avtaler, som side og som filer. De samme for begge sider."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samarbeid.models import Dokumentmal, Pilot, Samarbeid
from samarbeid.samarbeidene.avtaler.fyll import FYLLES
from samarbeid.samarbeidene.avtaler.kjent import hent_kjent
from samarbeid.samarbeidene.avtaler.utkast import lag_dokument, lag_utkast, passer_na
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, er_kunngjort
from samarbeid.samarbeidene.pilotkrav import kan_oppsummeres
from samarbeid.samarbeidene.sider.tilgang import hent
from samarbeid.samarbeidene.sluttrapport import lag_sluttrapport
from samarbeid.samarbeidene.tilstander import APNE
from samarbeid.svar.dokumenter import last_ned
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker


@never_cache
@require_safe
def sluttrapport(request: Innlogget, referanse: str, nummer: int) -> HttpResponse:
    """Rapporten om en pilot som er avgjort."""
    samarbeid, pilot = _piloten(request.user, referanse, nummer)
    sammenheng = {"samarbeid": samarbeid, "pilot": pilot, "dokument": lag_sluttrapport(samarbeid, pilot)}
    return render(request, "samarbeid/sluttrapport.html", sammenheng)


@never_cache
@require_safe
def sluttrapport_fil(request: Innlogget, referanse: str, nummer: int, format: str) -> HttpResponse:
    """Rapporten som fil."""
    return last_ned(lag_sluttrapport(*_piloten(request.user, referanse, nummer)), format)


@never_cache
@require_safe
def avtaleutkast(request: Innlogget, referanse: str) -> HttpResponse:
    """Utkastene som passer nå, og de andre: hva som er fylt ut, hva som mangler, og hvem som må skrive under."""
    samarbeid, aktor = _apent(request.user, referanse)
    k = hent_kjent(samarbeid)
    maler = {m.slug: m for m in Dokumentmal.objects.synlige().filter(slug__in=FYLLES)}
    na = [slug for slug in passer_na(k) if slug in maler]
    utkast = {slug: lag_utkast(k, mal, med_summen=aktor.leder) for slug, mal in maler.items()}
    sammenheng = {
        "samarbeid": samarbeid,
        "kunngjort": er_kunngjort(samarbeid),
        "passer": [utkast[slug] for slug in na],
        "andre": [utkast[slug] for slug in FYLLES if slug in maler and slug not in na],
    }
    return render(request, "samarbeid/avtaleutkast.html", sammenheng)


@never_cache
@require_safe
def avtaleutkast_fil(request: Innlogget, referanse: str, mal: str, format: str) -> HttpResponse:
    """Ett utkast som fil. Ingen avtale skrives mens en konkurranse er kunngjort."""
    samarbeid, aktor = _apent(request.user, referanse)
    if mal not in FYLLES or er_kunngjort(samarbeid):
        raise Http404
    rad = get_object_or_404(Dokumentmal.objects.synlige(), slug=mal)
    return last_ned(lag_dokument(hent_kjent(samarbeid), rad, med_summen=aktor.leder), format)


def _apent(bruker: Bruker, referanse: str) -> tuple[Samarbeid, Aktor]:
    """Samarbeidet, når begge har sagt ja og det ikke er over. Hever Http404."""
    samarbeid, aktor = hent(bruker, referanse)
    if samarbeid.stadium not in APNE:
        raise Http404
    return samarbeid, aktor


def _piloten(bruker: Bruker, referanse: str, nummer: int) -> tuple[Samarbeid, Pilot]:
    """Samarbeidet og piloten. Hever Http404 når det ikke er noe å oppsummere ennå."""
    samarbeid, _aktor = hent(bruker, referanse)
    pilot = samarbeid.piloter.prefetch_related("indikatorer__tallene").filter(nr=nummer).first()
    if pilot is None or not kan_oppsummeres(pilot, samarbeid):
        raise Http404
    return samarbeid, pilot
