"""Det en fagperson har svart på tekster som ligner, som vekter: hvert ord peker mer eller mindre på hvert svar.

Vektene er løst av ``script/lag_vekter.py`` (ridge-regresjon over tf-idf av stammer, par av stammer, ledd og begynnelser) og
står i ``samarbeid/data``. Her regnes bare summen, så tiden følger hvor mange ulike ord teksten har.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from veier.sok.sammensetninger import indeksledd

T = TypeVar("T")
MAPPE = Path(__file__).parents[2] / "data"
_BEGYNNELSE = 5
_TUSENDELER = 1000  # vektene står som hele tall
_MINST = 0.02  # svakere enn dette peker ikke teksten på noe
_FLEST = 600  # trekk; i en lang tekst er det de tyngste som sier noe, og en vanlig idé har færre
_NOK = 20  # ulike kjente ord; en tekst med færre er et svakere vitne


@dataclass(slots=True)
class Vektleser:
    """Trekk → vekten det har i teksten (idf), og hva det peker på. ``lest`` er hvor mye det andre som er lest, veier.

    Alt er rekker av tall: det tar lite minne.
    """

    svar: Sequence[tuple[int, str]] = ()  # (spørsmålet, svaret), i den rekkefølgen vektene viser til
    lest: float = 0.0
    _nr: dict[str, int] = field(default_factory=dict)
    _idf: array[float] = field(default_factory=lambda: array("f"))
    _fra: array[int] = field(default_factory=lambda: array("I", [0]))  # trekk nr n har parene fra n til n + 1
    _svar: array[int] = field(default_factory=lambda: array("H"))
    _vekt: array[int] = field(default_factory=lambda: array("h"))

    def les(self, stammer: Sequence[str], lest: Iterable[str] = ()) -> tuple[Mapping[str, float], ...]:
        """For hvert spørsmål: svar → hvor sterkt teksten peker på det, omtrent 0–1. Tomme når ingen ord er kjent."""
        ut: tuple[dict[str, float], ...] = tuple({} for _ in range(self._antall))
        ordene = self._vektoren(trekkene(stammer))
        if len(ordene) > _FLEST:
            ordene = nlargest(_FLEST, ordene, key=itemgetter(1))
        if not ordene:
            return ut
        poeng = [0.0] * len(self.svar)
        for plass, verdi in (*ordene, *self._vektoren(lest, self.lest)):
            rekke = slice(self._fra[plass], self._fra[plass + 1])
            for nr, vekt in zip(self._svar[rekke], self._vekt[rekke]):  # noqa: B905 – like lange, og dette er det som tar tid
                poeng[nr] += verdi * vekt
        vitne = min(1.0, len(self._nr.keys() & set(stammer)) / _NOK) / _TUSENDELER
        for nr, sum_ in enumerate(poeng):
            if (styrke := sum_ * vitne) > _MINST:
                sporsmal, svar = self.svar[nr]
                ut[sporsmal][svar] = styrke
        return ut

    def _vektoren(self, trekk: Iterable[str], lengde: float = 1.0) -> list[tuple[int, float]]:
        """(nummer, vekt i teksten) for trekkene som er kjent."""
        antall: dict[int, int] = {}
        for ett in trekk:
            if (plass := self._nr.get(ett)) is not None:
                antall[plass] = antall.get(plass, 0) + 1
        return vektoren(antall, self._idf.__getitem__, lengde=lengde)

    @property
    def _antall(self) -> int:
        return 1 + max((nr for nr, _svar in self.svar), default=-1)


def trekkene(stammer: Sequence[str]) -> Iterable[str]:
    """Stammene, to og to av dem, leddene i sammensatte ord og begynnelsene."""
    yield from stammer
    yield from (f"{a} {b}" for a, b in pairwise(stammer))
    for stammen in stammer:
        yield from _deler(stammen)


@lru_cache(maxsize=2048)
def _deler(stammen: str) -> tuple[str, ...]:
    """Leddene i ordet og begynnelsen av det, så et ord ingen har skrevet, ligner på dem det er i slekt med."""
    begynnelse = (f"^{stammen[:_BEGYNNELSE]}",) if len(stammen) > _BEGYNNELSE else ()
    return (*(ledd for ledd in indeksledd(stammen) if ledd != stammen), *begynnelse)


def vektoren(
    antall: Mapping[T, int], idf: Callable[[T], float], *, lengde: float = 1.0
) -> list[tuple[T, float]]:
    """tf-idf av trekkene, satt ned til lengden. ``idf`` gir vekten av et trekk, og alle er kjent."""
    vektet = [(trekk, (1 + math.log(n)) * idf(trekk)) for trekk, n in antall.items()]
    sum_ = math.sqrt(sum([v * v for _trekk, v in vektet])) or 1.0
    return [(trekk, lengde * v / sum_) for trekk, v in vektet]


def lag_vektleser(data: Mapping[str, Any]) -> Vektleser:
    """``data`` er ``svar``: [[spørsmålet, svaret], …], ``lest``, og ``trekk``: trekket → [idf, nummeret på et svar, tusendeler, …]."""
    return _bygg(data, data["trekk"].items())


def _bygg(hode: Mapping[str, Any], trekkene: Iterable[tuple[str, Sequence[float]]]) -> Vektleser:
    leser = Vektleser([(sporsmal, svar) for sporsmal, svar in hode["svar"]], hode["lest"])
    for trekk, (idf, *tall) in trekkene:
        leser._nr[sys.intern(trekk)] = len(leser._idf)
        leser._idf.append(idf)
        leser._svar.extend(map(int, tall[::2]))
        leser._vekt.extend(map(int, tall[1::2]))
        leser._fra.append(len(leser._svar))
    return leser


def hent_vekter(fil: str) -> Vektleser:
    """Leseren med vektene i ``samarbeid/data``. Én linje leses om gangen: hele filen som lister tar ti ganger plassen."""
    with (MAPPE / fil).open(encoding="utf-8") as linjer:
        hode = json.loads(f"{next(linjer)}}}}}")
        return _bygg(hode, _trekk_i(linjer))


def _trekk_i(linjer: Iterable[str]) -> Iterable[tuple[str, Sequence[float]]]:
    for linje in linjer:
        if not linje.startswith("}"):
            yield from json.loads(f"{{{linje.rstrip().removesuffix(',')}}}").items()
