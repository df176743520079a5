"""Hvor mye ordene i en rad ligner på ordene i spørringen, etter hvilke ord portalens egne tekster bruker sammen. Ren.

Plassene er laget av ``script/lag_ordvektorer.py``. De avgjør aldri hva som blir funnet, eller hva som treffer godt: bare
rekkefølgen der flere svarer omtrent like mye på spørringen.
"""

from __future__ import annotations

import base64
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from math import sqrt
from operator import mul
from typing import NamedTuple

from pyroaring import BitMap

from veier.sok.normalisering import datalinjer
from veier.sok.rang import vekter
from veier.sok.rang.rangering import Rangert
from veier.sok.sokeledd import Sokeledd


class Ordplass(NamedTuple):
    """``sier`` er hvor mye ordet sier (idf), og ``plass`` der det står: hele tall fra -127 til 127, 127 er 1."""

    sier: float
    plass: array[int]


@cache
def ordplassene() -> Mapping[str, Ordplass]:
    """Stamme → plassen."""
    return dict(map(_les, datalinjer("ordvektorer.txt")))


def _les(linje: str) -> tuple[str, Ordplass]:
    stamme, sier, kode = linje.split(" ")
    return stamme, Ordplass(float(sier), array("b", [b - 127 for b in base64.b85decode(kode)]))


def meningen(leddene: Iterable[Sokeledd]) -> list[float]:
    """Retningen spørringen peker i, med lengde 1. Tom når ingen av ordene er kjent."""
    ordene = {o for ledd in leddene for o in _ordene(ledd)}
    kjente = [plass for o in sorted(ordene) if (plass := ordplassene().get(o))]
    sum_ = [sum(tall) for tall in zip(*([o.sier * x for x in o.plass] for o in kjente), strict=True)]
    lengde = sqrt(sum(map(mul, sum_, sum_)))
    return [x / lengde for x in sum_] if lengde else []


def _ordene(ledd: Sokeledd) -> list[str]:
    """Ordet selv, eller det det er satt sammen av når ingen har brukt det."""
    if ledd.stamme in ordplassene():
        return [ledd.stamme]
    return [d.stamme for d in ledd.deler]


class Likhet:
    """Hvor mye ord ligner på spørringen. Hvert ord regnes ut én gang."""

    def __init__(self, mening: list[float]) -> None:
        self._mening = [x / 127 for x in mening]
        self._ordene: dict[str, tuple[float, float]] = {}

    def med(self, ordene: Iterable[str]) -> float:
        """-1–1: snittet over ordene som er kjent, veid etter hvor mye de sier."""
        par = [self._ordene.get(o) or self._regn(o) for o in ordene]
        sier = sum(s for s, _likt in par)
        return sum(likt for _s, likt in par) / sier if sier else 0.0

    def _regn(self, ord_: str) -> tuple[float, float]:
        kjent = ordplassene().get(ord_)
        svar = (kjent.sier, kjent.sier * sum(map(mul, self._mening, kjent.plass))) if kjent else (0.0, 0.0)
        self._ordene[ord_] = svar
        return svar


def de_beste(rangert: Rangert) -> BitMap:
    """Radene som skal ordnes etter likhet: de øverste trinnene, så lenge det ikke blir for mange. Tom når det ikke er noe å ordne."""
    ut = BitMap()
    for rader in rangert.rang:
        if len(ut) + len(rader) > vekter.FLEST_LIGNER:
            break
        ut |= rader
    return ut if len(ut) > 1 else BitMap()


def ordne(rangert: Rangert, beste: BitMap, likt: Mapping[int, float]) -> Rangert:
    """``beste`` (de øverste trinnene) i rekkefølge etter andelen og likheten til sammen; resten som før. ``likt`` er rad → likhet.

    Den som heter det det letes etter, står først uansett, og ingen går inn i kjernen eller ut av den.
    """
    par = list(zip(rangert.rang, rangert.andel, strict=True))
    antall = sum(rader.issubset(beste) for rader, _andel in par)
    ut: list[tuple[BitMap, float]] = []
    for _bandet, trinn in groupby(par[:antall], key=lambda ett: _band(ett[1])):
        delt: dict[tuple[int, float], BitMap] = defaultdict(BitMap)
        for rader, andel in trinn:
            for rad in rader:
                delt[_poeng(andel, likt.get(rad, 0.0)), andel].add(rad)
        ut += [
            (rader, andel)
            for (_poeng_, andel), rader in sorted(delt.items(), key=lambda ett: ett[0], reverse=True)
        ]
    ut += par[antall:]
    return Rangert(tuple(r for r, _a in ut), tuple(a for _r, a in ut), rangert.funnet)


def _band(andel: float) -> int:
    return (andel >= vekter.KJERNE) + (andel >= vekter.HELE_NAVNET)


def _poeng(andel: float, likhet: float) -> int:
    steg = round(likhet / vekter.LIGNER_STEG) * vekter.LIGNER_STEG
    return round((andel + vekter.LIGNER * steg) * vekter.TRINN)
