"""Prikkekartet over kommunene: ett bilde på forsiden, og et kart med lenker og tabell på egen side.

Prikkene står der kommunesentrene er (tverr Mercator-projeksjon rundt 15° øst, kule med jordens middelradius:
god nok til et oversiktsbilde). Størrelsen følger folketallet.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from samarbeid.matching.typer import Omradeprofil
from samarbeid.models import Eksempel
from veier.taksonomi.models import Omrade
from veier.taksonomi.utgave import Del, hent_utgave
from veier.tekst import sorteringsnokkel

SENTRALMERIDIAN = math.radians(15)
HOYDE, MARG = 640, 14
MINST, STORST = 2.2, 11.0

# (bortover, oppover), i kartets eller i bildets mål.
Plass: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Prikk:
    """En kommune på kartet."""

    x: float
    y: float
    radius: float
    navn: str
    lenke: str
    antall_saker: int

    @property
    def side(self) -> float:
        """Siden i firkanten som er like stor som prikken, minst så stor at den ses."""
        return round(max(self.radius, 4.0) * math.sqrt(math.pi), 1)

    @property
    def venstre(self) -> float:
        return round(self.x - self.side / 2, 1)

    @property
    def over(self) -> float:
        return round(self.y - self.side / 2, 1)


@dataclass(frozen=True, slots=True)
class Fylkesrad:
    """Et fylke i tabellen ved siden av kartet."""

    navn: str
    kode: str
    kommuner: tuple[Prikk, ...]
    saker: tuple[tuple[str, str], ...]  # (lenke, navn)


@dataclass(frozen=True, slots=True)
class Kart:
    bredde: int
    hoyde: int
    prikker: tuple[Prikk, ...]
    fylker: tuple[Fylkesrad, ...]


def lag_kart() -> Kart:
    """Kartet av referansedataene, med lenkene på språket siden vises i: tre spørsmål til databasen."""
    kommuner = list(
        Omrade.objects.synlige()
        .filter(type=Omrade.Type.KOMMUNE, breddegrad__isnull=False)
        .select_related("overordnet")
    )
    slugger = dict(
        OffentligPart.objects.synlige()
        .filter(type=OffentligPart.Type.KOMMUNE)
        .values_list("omrade__kode", "slug")
    )
    saker = list(Eksempel.objects.synlige().values_list("omrader", "slug", "navn"))
    per_kommune = Counter(kode for koder, _slug, _navn in saker for kode in set(koder))
    punkter = {k.kode: _projiser(k.breddegrad or 0, k.lengdegrad or 0) for k in kommuner}
    skaler, bredde = _skala(list(punkter.values()))
    flest = max((k.innbyggere or 1 for k in kommuner), default=1)
    prikker = {
        k.kode: Prikk(
            *skaler(punkter[k.kode]),
            round(MINST + (STORST - MINST) * math.sqrt((k.innbyggere or 0) / flest), 1),
            k.navn,
            reverse("offentlig", args=[slugger[k.kode]]) if k.kode in slugger else "",
            per_kommune[k.kode],
        )
        for k in kommuner
    }
    # Små prikker og prikker med saker tegnes sist, så de ikke blir borte under de store.
    tegnet = sorted(prikker.values(), key=lambda p: (p.antall_saker > 0, -p.radius))
    return Kart(bredde, HOYDE, tuple(tegnet), _fylker(kommuner, saker, prikker))


_kartet = Del(lag_kart, Omrade, OffentligPart, Eksempel)


def hent_kart() -> Kart:
    """Kartet slik referansedataene er nå, tegnet én gang for hver utgave av dem. Ett spørsmål."""
    return _kartet.hent(hent_utgave(), get_language())


@dataclass(frozen=True, slots=True)
class Punkt:
    """En kommune på et kart over treff; radien følger antallet."""

    x: float
    y: float
    radius: float
    tekst: str


def lag_punkter(steder: Iterable[Omradeprofil], antall: Mapping[str, int]) -> tuple[int, tuple[Punkt, ...]]:
    """(bildets bredde, punktene): hver kommune der den ligger, de største tegnet først. Ingen spørsmål til databasen."""
    kommuner = [
        (o, _projiser(o.breddegrad, o.lengdegrad))
        for o in steder
        if o.type == "kommune" and o.breddegrad is not None and o.lengdegrad is not None
    ]
    skaler, bredde = _skala([punkt for _o, punkt in kommuner])
    flest = max((antall[o.kode] for o, _punkt in kommuner), default=0) or 1
    punkter = [
        Punkt(
            *skaler(punkt),
            round(MINST + (STORST - MINST) * math.sqrt(antall[o.kode] / flest), 1) if antall[o.kode] else 1.2,
            f"{o.visning}: {antall[o.kode]}" if antall[o.kode] else "",
        )
        for o, punkt in kommuner
    ]
    return bredde, tuple(sorted(punkter, key=lambda p: -p.radius))


def _fylker(
    kommuner: list[Omrade], saker: list[tuple[list[str], str, str]], prikker: Mapping[str, Prikk]
) -> tuple[Fylkesrad, ...]:
    fylke_for = {k.kode: k.overordnet.kode for k in kommuner if k.overordnet}
    ut = []
    for fylke in sorted({k.overordnet for k in kommuner if k.overordnet}, key=lambda f: f.kode):
        egne = {
            (reverse("eksempel", args=[slug]), navn)
            for koder, slug, navn in saker
            if any(kode == fylke.kode or fylke_for.get(kode) == fylke.kode for kode in koder)
        }
        ut.append(
            Fylkesrad(
                fylke.navn,
                fylke.kode,
                tuple(
                    sorted(
                        (prikker[k.kode] for k in kommuner if k.overordnet == fylke),
                        key=lambda p: sorteringsnokkel(p.navn),
                    )
                ),
                tuple(sorted(egne, key=lambda sak: sorteringsnokkel(sak[1]))),
            )
        )
    return tuple(ut)


def _projiser(bredde: float, lengde: float) -> tuple[float, float]:
    fi, la = math.radians(bredde), math.radians(lengde) - SENTRALMERIDIAN
    b = math.cos(fi) * math.sin(la)
    return math.atanh(b), math.atan2(math.tan(fi), math.cos(la))


def _skala(punkter: list[Plass]) -> tuple[Callable[[Plass], Plass], int]:
    """(punkt → bildepunkt, bildets bredde) så alt får plass i høyden."""
    if not punkter:
        return (lambda punkt: (0.0, 0.0)), HOYDE
    venstre, hoyre = min(x for x, _y in punkter), max(x for x, _y in punkter)
    nederst, overst = min(y for _x, y in punkter), max(y for _x, y in punkter)
    forhold = (HOYDE - 2 * MARG) / ((overst - nederst) or 1)

    def skaler(punkt: tuple[float, float]) -> tuple[float, float]:
        return (
            round(MARG + (punkt[0] - venstre) * forhold, 1),
            round(MARG + (overst - punkt[1]) * forhold, 1),
        )

    return skaler, round(2 * MARG + (hoyre - venstre) * forhold)


@login_not_required
@require_safe
def kart(request: HttpRequest) -> HttpResponse:
    """Kartet med lenker, og den samme kunnskapen som tabell."""
    return render(request, "sider/kart.html", {"kart": hent_kart()})


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def kartbilde(request: HttpRequest) -> HttpResponse:
    """Kartet som ett bilde, uten lenker."""
    svar = render(request, "sider/kart.svg", {"kart": hent_kart()}, content_type="image/svg+xml")
    svar["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return svar
