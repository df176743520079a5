"""Temaene og målgruppene et behov peker på, slik en fagperson har ordnet tekster som ligner.

Et behov er skrevet i hverdagens ord («de kommer ikke etter høstferien»), og ingen av dem er navnet på et tema. Vektene er løst av
temaene i ``samarbeid/data/vurderte_ideer.json`` og ``vurderte_behov.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from samarbeid.matching.lesing.vekter import Vektleser, hent_vekter
from veier.sok.normalisering import finn_ord

FIL = "temavekter.json"
_NOK = 0.3  # peker teksten så sterkt på det første, er det fullt ut et tema
_TYDELIG = 0.6


@dataclass(frozen=True, slots=True)
class Temapeker:
    """Tema og målgruppe → hvor sterkt teksten peker på dem (0–1), målt mot den sterkeste. ``tydelig``: det er ingen tvil om den."""

    temaer: Mapping[str, float] = field(default_factory=dict)
    grupper: Mapping[str, float] = field(default_factory=dict)
    tydelig: bool = False


def les_temapeker(tekst: str) -> Temapeker:
    return av_stammer([o.stamme for o in finn_ord(tekst)])


def av_stammer(stammer: Sequence[str]) -> Temapeker:
    temaer, grupper = hent_temavekter().les(stammer)
    return Temapeker(_mot_den_sterkeste(temaer), _mot_den_sterkeste(grupper), _sterkest(temaer) >= _TYDELIG)


def _mot_den_sterkeste(styrker: Mapping[str, float]) -> dict[str, float]:
    sterkest = max(_sterkest(styrker), _NOK)
    return {slug: min(1.0, styrke / sterkest) for slug, styrke in styrker.items()}


def _sterkest(styrker: Mapping[str, float]) -> float:
    return max(styrker.values(), default=0.0)


@cache
def hent_temavekter() -> Vektleser:
    """Vektene i ``samarbeid/data/temavekter.json``."""
    return hent_vekter(FIL)
