"""Budsjettåret som en ring: tolv måneder, vinduene for nye ideer, søknadsfristene og måneden vi er i.

Ringen er et bilde av listen ved siden av; den sier ikke noe listen ikke sier.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils import timezone
from django.utils.dates import MONTHS_3

MIDTE, YTRE, INDRE, FRISTRADIUS, SKRIFTRADIUS = 160.0, 120.0, 84.0, 132.0, 102.0
GLIPE = math.radians(0.9)


@dataclass(frozen=True, slots=True)
class Manedsbue:
    """Én måned: buen som SVG-sti, navnet og hvor det står, og om den er et vindu, i det neste vinduet, eller nå."""

    sti: str
    navn: str
    x: float
    y: float
    er_vindu: bool
    er_neste: bool
    er_na: bool


@dataclass(frozen=True, slots=True)
class Ring:
    bredde: int
    maneder: tuple[Manedsbue, ...]
    frister: tuple[tuple[float, float], ...]


class _Ledd(Protocol):
    er_vindu: bool
    maned_fra: int
    maned_til: int


class _Tidspunkt(Protocol):
    """Det ringen må vite om et ledd i budsjettåret (``neste_steg.Tidspunkt``)."""

    @property
    def ledd(self) -> _Ledd: ...

    @property
    def er_neste_vindu(self) -> bool: ...


def lag_ring(tidspunkter: Iterable[_Tidspunkt], fristmaneder: Iterable[int]) -> Ring:
    """Ringen for leddene i budsjettåret (``Tidspunkt``). Januar begynner øverst, og året går med klokka."""
    na = timezone.localdate().month
    tidspunkter = list(tidspunkter)
    vinduer = {m for t in tidspunkter if t.ledd.er_vindu for m in _manedene(t.ledd)}
    neste = {m for t in tidspunkter if t.er_neste_vindu for m in _manedene(t.ledd)}
    return Ring(
        bredde=round(2 * MIDTE),
        maneder=tuple(
            _bue(m, er_vindu=m in vinduer, er_neste=m in neste, er_na=m == na) for m in range(1, 13)
        ),
        frister=tuple(_punkt(_vinkel(m) + math.pi / 12, FRISTRADIUS) for m in sorted(set(fristmaneder))),
    )


def _vinkel(maned: int) -> float:
    return 2 * math.pi * (maned - 1) / 12 - math.pi / 2


def _punkt(vinkel: float, radius: float) -> tuple[float, float]:
    return round(MIDTE + radius * math.cos(vinkel), 1), round(MIDTE + radius * math.sin(vinkel), 1)


def _manedene(ledd: _Ledd) -> list[int]:
    """Månedene leddet varer, også over nyttår."""
    varer = (ledd.maned_til - ledd.maned_fra) % 12
    return [(ledd.maned_fra - 1 + nr) % 12 + 1 for nr in range(varer + 1)]


def _bue(maned: int, *, er_vindu: bool, er_neste: bool, er_na: bool) -> Manedsbue:
    fra, til = _vinkel(maned) + GLIPE, _vinkel(maned + 1) - GLIPE
    (x1, y1), (x2, y2) = _punkt(fra, YTRE), _punkt(til, YTRE)
    (x3, y3), (x4, y4) = _punkt(til, INDRE), _punkt(fra, INDRE)
    sti = f"M{x1} {y1}A{YTRE} {YTRE} 0 0 1 {x2} {y2}L{x3} {y3}A{INDRE} {INDRE} 0 0 0 {x4} {y4}Z"
    x, y = _punkt((fra + til) / 2, SKRIFTRADIUS)
    return Manedsbue(sti, str(MONTHS_3[maned]), x, y, er_vindu, er_neste, er_na)
