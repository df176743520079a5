"""Samarbeidsmodellene: gruppert som folk tenker, med fakta, terskler og virkelige saker."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samarbeid.matching.belopsgrenser import for_modell
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Dokumentmal, Eksempel
from samarbeid.oppslag.ordbok import finn_ord, hent_ordliste
from veier.foresporsel.mellomlager import for_alle
from veier.taksonomi.models import Samarbeidsmodell
from veier.taksonomi.utgave import referanseversjon

HOYST_SAMMENLIGN = 3
# Malene som hører til en modell.
MALER = {
    "felles-gjennomgang": ("intensjonsavtale",),
    "pilotavtale": ("pilotavtale", "sjekkliste-for-pilot"),
    "startoff-metodikk": ("pilotavtale", "sjekkliste-for-pilot"),
    "partnerskapsavtale": ("intensjonsavtale",),
}


@login_not_required
@require_safe
@for_alle(referanseversjon)
def modeller(request: HttpRequest) -> HttpResponse:
    """Alle modellene i grupper, med avkrysning for å sammenligne to eller tre."""
    alle = _alle()
    grupper = [(g.label, [m for m in alle if m.gruppe == g.value]) for g in Samarbeidsmodell.Gruppe]
    return render(request, "sider/modeller.html", {"grupper": grupper, "antall": len(alle)})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def modell(request: HttpRequest, slug: str) -> HttpResponse:
    """Én modell."""
    funnet = get_object_or_404(Samarbeidsmodell.objects.synlige(), slug=slug)
    nabo = [m for m in _alle() if m.gruppe == funnet.gruppe and m.pk != funnet.pk]
    return render(
        request,
        "sider/modell.html",
        {
            "modell": funnet,
            "maler": [mal for mal in Dokumentmal.objects.synlige() if mal.slug in MALER.get(slug, ())],
            "terskler": for_modell(funnet, hent_kunnskap()),
            "eksempler": Eksempel.objects.synlige().filter(modeller__contains=[slug]),
            "naboer": nabo,
            "ord": finn_ord(
                [
                    funnet.kort,
                    funnet.passer_nar,
                    funnet.anskaffelsesregler,
                    funnet.forutsetninger,
                    funnet.risiko,
                ],
                hent_ordliste(),
            ),
        },
    )


@login_not_required
@require_safe
@for_alle(referanseversjon)
def sammenlign(request: HttpRequest) -> HttpResponse:
    """To eller tre modeller side om side."""
    slugger = request.GET.getlist("m")[:HOYST_SAMMENLIGN]
    kjente = {m.slug: m for m in _alle()}
    valgte = [kjente[slug] for slug in dict.fromkeys(slugger) if slug in kjente]
    return render(request, "sider/modeller_sammenlign.html", {"modeller": valgte})


def _alle() -> list[Samarbeidsmodell]:
    return list(Samarbeidsmodell.objects.synlige())
