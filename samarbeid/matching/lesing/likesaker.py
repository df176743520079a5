"""Ideene en fagperson har vurdert, og dem en ny tekst ligner mest på. Hvem de begynner hos, er et vitne ved siden av reglene.

tf-idf over stammer, par av stammer, ledd og begynnelser. De som ligner mest, stemmer på rollen de selv begynner hos; stemmen
veier så mye som likheten. Ordnet for å bruke lite minne: hvert ord har to rekker med tall, ikke en tabell.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from veier.sok.normalisering import finn_ord
from veier.sok.sammensetninger import indeksledd

_FIL = Path(__file__).parents[2] / "data" / "vurderte_ideer.json"
STEMMER = 20  # så mange av de likeste er med
_VANLIG = 0.1  # ord i flere av ideene enn dette sier ikke noe
_NESTE = 0.3  # den neste rollen som også er rett for en idé, veier så mye mindre
_BEGYNNELSE = 5
_NOK = 20  # ulike kjente ord; av færre er likheten et svakere vitne
_MINST = 0.09  # ligner ingen mer enn dette, er det ingen å ligne på


@dataclass(frozen=True, slots=True)
class Vurdert:
    """En idé med rollene den første samtalen kan være hos, de som avgjør, og nivåene, de beste først."""

    tekst: str
    forste: tuple[str, ...]
    beslutter: tuple[str, ...] = ()
    nivaer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likesaker:
    """Rolle → andelen (0–1) av likheten hos ideene som ligner mest, for den første samtalen og for den som avgjør, og det
    samme for nivåene. Tomme når ingen ligner nok."""

    roller: Mapping[str, float] = field(default_factory=dict)
    besluttere: Mapping[str, float] = field(default_factory=dict)
    nivaer: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Likesaksleser:
    """Indeksen: trekk → plassene til ideene som har det, og vektene der."""

    _svar: Sequence[tuple[tuple[str, ...], ...]] = ()  # hver idés svar, i rekkefølgen til feltene i Likesaker
    _plasser: dict[str, array[int]] = field(default_factory=dict)
    _vekter: dict[str, array[float]] = field(default_factory=dict)
    _idf: dict[str, float] = field(default_factory=dict)

    def les(self, stammer: Sequence[str]) -> Likesaker:
        """Det ideene som ligner mest på teksten, svarer."""
        likhet: dict[int, float] = defaultdict(float)
        vektor = _vektor(Counter(_trekk(stammer)), self._idf)
        for trekk, vekt in vektor.items():
            for plass, egen in zip(self._plasser[trekk], self._vekter[trekk], strict=True):
                likhet[plass] += vekt * egen
        likest = sorted(likhet.items(), key=lambda par: (-par[1], par[0]))[:STEMMER]
        if not likest or likest[0][1] < _MINST:
            return Likesaker()
        kjente = sum(stammen in self._idf for stammen in set(stammer))
        sum_ = sum(verdi for _plass, verdi in likest) / min(1.0, kjente / _NOK)
        stemmene: tuple[dict[str, float], ...] = (defaultdict(float), defaultdict(float), defaultdict(float))
        for plass, verdi in likest:
            for stemmer, svar in zip(stemmene, self._svar[plass], strict=True):
                for nr, ett in enumerate(svar):
                    stemmer[ett] += verdi / sum_ / (1 + _NESTE * nr)
        return Likesaker(*stemmene)


def _trekk(stammer: Sequence[str]) -> Iterable[str]:
    yield from stammer
    yield from (f"{a} {b}" for a, b in pairwise(stammer))
    for stammen in stammer:
        yield from _deler(stammen)


@lru_cache(maxsize=2048)
def _deler(stammen: str) -> tuple[str, ...]:
    """Leddene i ordet og begynnelsen av det, så et ord ingen har skrevet, ligner på dem det er i slekt med."""
    begynnelse = (f"^{stammen[:_BEGYNNELSE]}",) if len(stammen) > _BEGYNNELSE else ()
    return (*(ledd for ledd in indeksledd(stammen) if ledd != stammen), *begynnelse)


def _vektor(antall: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    vektet = {trekk: (1 + math.log(n)) * idf[trekk] for trekk, n in antall.items() if trekk in idf}
    lengde = math.sqrt(sum(v * v for v in vektet.values())) or 1.0
    return {trekk: v / lengde for trekk, v in vektet.items()}


def lag_likesaksleser(ideer: Sequence[Vurdert]) -> Likesaksleser:
    tellinger = [Counter(_trekk([o.stamme for o in finn_ord(ide.tekst)])) for ide in ideer]
    i_ideer = Counter(trekk for telling in tellinger for trekk in telling)
    idf = {t: math.log(len(ideer) / n) for t, n in i_ideer.items() if 1 < n < len(ideer) * _VANLIG}
    leser = Likesaksleser([(ide.forste, ide.beslutter, ide.nivaer) for ide in ideer], _idf=idf)
    for plass, telling in enumerate(tellinger):
        for trekk, vekt in _vektor(telling, idf).items():
            leser._plasser.setdefault(trekk, array("H")).append(plass)
            leser._vekter.setdefault(trekk, array("f")).append(vekt)
    return leser


@cache
def hent_likesaker() -> Likesaksleser:
    """Leseren av ideene i ``samarbeid/data/vurderte_ideer.json``."""
    rader = json.loads(_FIL.read_text(encoding="utf-8"))
    return lag_likesaksleser(
        [
            Vurdert(rad["tekst"], *(tuple(rad[felt]) for felt in ("forste", "beslutter", "nivaer")))
            for rad in rader
        ]
    )
