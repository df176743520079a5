"""Ett søk over alt: virksomheter, modeller, eksempler, tilskudd, veiledninger, maler og ord."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from samarbeid.handlinger.sokeindeks import SAMLING
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Stottested
from veier.sok.sporring import hent_grupper, sok
from veier.taksonomi.models import Samarbeidsmodell, Tilskuddsordning

LENGSTE_SOK = 200
VISES_PER_GRUPPE = 6


@dataclass(frozen=True, slots=True)
class Treff:
    navn: str
    adresse: str
    omtale: str


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Treffene av ett slag, det beste først; ``flere`` er en adresse til resten når den finnes."""

    navn: str
    antall: int
    treff: list[Treff]
    flere: str


@login_not_required
@require_safe
def soking(request: HttpRequest) -> HttpResponse:
    """Søkesiden. Gruppene kommer i den rekkefølgen de har sitt beste treff."""
    q = " ".join(request.GET.get("q", "").split())[:LENGSTE_SOK]
    grupper: list[Gruppe] = []
    lignende = False
    if q:
        svar = sok(SAMLING, q, hent_grupper())
        lignende = svar.lignende
        grupper = _grupper(svar.treff, q)
    sammenheng = {
        "q": q,
        "grupper": grupper,
        "antall": sum(g.antall for g in grupper),
        "lignende": lignende,
    }
    return render(request, "sider/sok.html", sammenheng)


def _grupper(nokler: list[str], q: str) -> list[Gruppe]:
    per_slag: dict[str, list[str]] = defaultdict(list)
    for nokkel in nokler:
        slag, slug = nokkel.split(":", 1)
        per_slag[slag].append(slug)
    return [_gruppe(slag, slugger, q) for slag, slugger in per_slag.items()]


def _gruppe(slag: str, slugger: list[str], q: str) -> Gruppe:
    """Ett spørsmål til databasen per slag."""
    navn, modell, adresse, tittel, omtale = {
        "virksomhet": (_("Offentlige virksomheter"), OffentligPart, "offentlig", "navn", "get_type_display"),
        "modell": (_("Samarbeidsmodeller"), Samarbeidsmodell, "modell", "navn", "kort"),
        "eksempel": (_("Eksempler"), Eksempel, "eksempel", "navn", "behov"),
        "tilskudd": (_("Tilskudd"), Tilskuddsordning, "tilskudd#", "navn", "kort"),
        "artikkel": (_("Veiledninger"), Artikkel, "", "tittel", "ingress"),
        "ord": (_("Ord"), Ordforklaring, "ordbok#", "ord", "forklaring"),
        "mal": (_("Maler"), Dokumentmal, "mal", "navn", "kort"),
        "sted": (_("Andre steder å lete"), Stottested, "andre_steder#", "navn", "hva"),
    }[slag]
    vises = slugger[:VISES_PER_GRUPPE]
    rader = {rad.slug: rad for rad in modell._default_manager.synlige().filter(slug__in=vises)}
    treff = []
    for slug in vises:
        if rad := rader.get(slug):
            verdi = getattr(rad.vist, omtale)
            treff.append(
                Treff(
                    getattr(rad.vist, tittel),
                    _adresse(rad, adresse),
                    str(verdi() if callable(verdi) else verdi),
                )
            )
    flere = f"{reverse('offentlige')}?q={q}" if slag == "virksomhet" and len(slugger) > len(vises) else ""
    return Gruppe(str(navn), len(slugger), treff, flere)


def _adresse(rad: object, adresse: str) -> str:
    if not adresse:
        return rad.get_absolute_url()  # type: ignore[attr-defined, no-any-return]
    if adresse.endswith("#"):
        return f"{reverse(adresse[:-1])}#{rad.slug}"  # type: ignore[attr-defined]
    return reverse(adresse, args=[rad.slug])  # type: ignore[attr-defined]
