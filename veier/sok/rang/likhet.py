"""Hvor mye ordene i en rad ligner på ordene i spørringen, etter hvilke ord portalens egne tekster bruker sammen. Ren.

Plassene er laget av ``script/lag_ordvektorer.py``. De avgjør aldri hva som blir funnet, eller hva som treffer godt: bare
rekkefølgen der flere svarer omtrent like mye på spørringen.
"""

from __future__ import annotations

import base64
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


def kjente(leddene: Iterable[Sokeledd]) -> list[Ordplass]:
    """Plassene til ordene det er spurt om. Tom når ingen av dem er kjent."""
    ordene = {o for ledd in leddene for o in _ordene(ledd)}
    return [plass for o in sorted(ordene) if (plass := ordplassene().get(o))]


def _ordene(ledd: Sokeledd) -> list[str]:
    """Ordet selv, eller det det er satt sammen av når ingen har brukt det."""
    if ledd.stamme in ordplassene():
        return [ledd.stamme]
    return [d.stamme for d in ledd.deler]


class _Mot(NamedTuple):
    """Et ord mot dem det er spurt om: hvor mye det sier, likheten med alle under ett ganger det, og med hvert av dem
    (ganger 127²)."""

    sier: float
    i_snitt: float
    hvert: Sequence[int]


_EN = 127  # 1 slik plassene er skrevet
_FELT = 32  # bit til hvert tall: produktet av to plasser er under 2²¹


class Likhet:
    """Hvor mye ord ligner på det det er spurt om. Hvert ord regnes ut én gang."""

    def __init__(self, spurt: Sequence[Ordplass]) -> None:
        sum_ = [sum(tall) for tall in zip(*([o.sier * x for x in o.plass] for o in spurt), strict=True)]
        lengde = sqrt(sum(map(mul, sum_, sum_))) * _EN or 1.0
        self._mot_alle = _Felles([o.plass for o in spurt])
        self._i_snitt = [o.sier / lengde for o in spurt]
        vekten = sum(o.sier for o in spurt) * _EN**2 or 1.0
        self._hver = [o.sier / vekten for o in spurt]
        self._ordene: dict[str, _Mot] = {}

    def med(self, ordene: Iterable[str]) -> float:
        """-1–1: snittet over ordene som er kjent, veid etter hvor mye de sier."""
        return _snittet(self._kjente(ordene))

    def med_hvert_ord(self, ordene: Iterable[str]) -> float:
        """Snittet, og hvor godt det ordet som ligner mest på hvert av dem det er spurt om, gjør det."""
        motene = self._kjente(ordene)
        if not motene:
            return 0.0
        likest = map(max, zip(*(mot.hvert for mot in motene), strict=True))
        return _snittet(motene) + vekter.LIKEST * sum(map(mul, self._hver, (max(0, likt) for likt in likest)))

    def _kjente(self, ordene: Iterable[str]) -> list[_Mot]:
        """De fleste ordene i en rad har ingen plass: de samme står én gang til for hver sone, og delene for seg."""
        return [self._ordene.get(o) or self._regn(o) for o in filter(ordplassene().__contains__, ordene)]

    def _regn(self, ord_: str) -> _Mot:
        kjent = ordplassene()[ord_]
        hvert = self._mot_alle.ganger(kjent.plass)
        mot = self._ordene[ord_] = _Mot(kjent.sier, kjent.sier * sum(map(mul, self._i_snitt, hvert)), hvert)
        return mot


class _Felles:
    """Plassene til alle det er spurt om, ganget med ett ord på én gang: de ligger i hvert sitt felt av de samme heltallene."""

    def __init__(self, plassene: Sequence[array[int]]) -> None:
        self._akser = [
            sum(x << _FELT * nr for nr, x in enumerate(akse)) for akse in zip(*plassene, strict=True)
        ]
        self._antall = len(plassene)
        # Så ingen av feltene er under null, og låner av det neste.
        self._null = sum(1 << _FELT * nr + _FELT - 1 for nr in range(self._antall))

    def ganger(self, plass: array[int]) -> list[int]:
        """Produktet med hver av dem."""
        alle = sum(map(mul, self._akser, plass), self._null)
        felt = alle.to_bytes(self._antall * _FELT // 8, "little")
        return [
            int.from_bytes(felt[fra : fra + 4], "little") - (1 << _FELT - 1) for fra in range(0, len(felt), 4)
        ]


def _snittet(ordene: Sequence[_Mot]) -> float:
    sier = sum(mot.sier for mot in ordene)
    return sum(mot.i_snitt for mot in ordene) / sier if sier else 0.0


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
