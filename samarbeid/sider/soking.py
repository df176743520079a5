"""Ett søk over alt: virksomheter, modeller, eksempler, tilskudd, veiledninger, maler og ord."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from samarbeid.handlinger.sokeindeks import SAMLING
from veier.malform import NYNORSK, aktiv_malform
from veier.sok.sporring import hent_grupper, hent_vist, sok

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


# slag → (gruppen, adressens navn, om raden har sin egen side eller er et anker på en felles side)
GRUPPER: dict[str, tuple[Any, str, bool]] = {
    "virksomhet": (gettext_lazy("Offentlige virksomheter"), "offentlig", True),
    "modell": (gettext_lazy("Samarbeidsmodeller"), "modell", True),
    "eksempel": (gettext_lazy("Eksempler"), "eksempel", True),
    "tilskudd": (gettext_lazy("Tilskudd"), "tilskudd", False),
    "forsta": (gettext_lazy("Veiledninger"), "artikkel", True),
    "om": (gettext_lazy("Om portalen"), "om_side", True),
    "ord": (gettext_lazy("Ord"), "ordbok", False),
    "mal": (gettext_lazy("Maler"), "mal", True),
    "sted": (gettext_lazy("Andre steder å lete"), "andre_steder", False),
}


def _grupper(nokler: list[str], q: str) -> list[Gruppe]:
    per_slag: dict[str, list[str]] = defaultdict(list)
    for nokkel in nokler:
        per_slag[nokkel.split(":", 1)[0]].append(nokkel)
    vises = [nokkel for gruppe in per_slag.values() for nokkel in gruppe[:VISES_PER_GRUPPE]]
    vist = hent_vist(SAMLING, vises)
    return [_gruppe(slag, gruppe, vist, q) for slag, gruppe in per_slag.items()]


def _gruppe(slag: str, nokler: list[str], vist: dict[str, dict[str, str]], q: str) -> Gruppe:
    navn, adresse, egen_side = GRUPPER[slag]
    treff = []
    for nokkel in nokler[:VISES_PER_GRUPPE]:
        if "navn" not in vist.get(nokkel, {}):  # en eldre indeks, mens den nye bygges
            continue
        slug = nokkel.split(":", 1)[1]
        sti = reverse(adresse, args=[slug]) if egen_side else f"{reverse(adresse)}#{slug}"
        treff.append(Treff(_paa_malformen(vist[nokkel], "navn"), sti, _omtale(vist[nokkel])))
    flere = ""
    if slag == "virksomhet" and len(nokler) > VISES_PER_GRUPPE:
        flere = f"{reverse('offentlige')}?{urlencode({'q': q})}"
    return Gruppe(str(navn), len(nokler), treff, flere)


def _omtale(vist: dict[str, str]) -> str:
    if "type" in vist:
        return str(OffentligPart.Type(vist["type"]).label)
    return _paa_malformen(vist, "omtale")


def _paa_malformen(vist: dict[str, str], felt: str) -> str:
    nynorsk = vist.get(f"{felt}_nn", "") if aktiv_malform() == NYNORSK else ""
    return nynorsk or vist[felt]
