"""Måler en rangert treffliste mot en fasit med to grader: det noen vil ha, og det som er greit å få med.

Ren Python. nDCG etter Järvelin og Kekäläinen (2002): gevinsten delt på log2(plass + 1), delt på den beste mulige.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import log2
from statistics import fmean

DYBDE = 10
GEVINST_VIL_HA, GEVINST_GREIT = 2, 1


@dataclass(frozen=True, slots=True)
class Gradert:
    """Ett søk: trefflisten med den beste først, kjernen av den, og fasiten. Alle er nøkler til dokumenter."""

    q: str
    treff: Sequence[str]
    kjerne: Sequence[str]
    vil_ha: Set[str]
    greit: Set[str] = frozenset()

    @property
    def ndcg(self) -> float:
        """0–1. En fasit uten svar er riktig når listen er tom."""
        gevinster = [self._gevinst(nokkel) for nokkel in self.treff[:DYBDE]]
        bare_greit = self.greit - self.vil_ha
        beste = [GEVINST_VIL_HA] * len(self.vil_ha) + [GEVINST_GREIT] * len(bare_greit)
        mulig = _nedskrevet(beste[:DYBDE])
        return _nedskrevet(gevinster) / mulig if mulig else float(not self.treff)

    @property
    def recall(self) -> float | None:
        """Andelen av det noen vil ha (høyst ti), blant de ti første. None uten noe å finne."""
        if not self.vil_ha:
            return None
        return len(self._riktige()) / min(len(self.vil_ha), DYBDE)

    @property
    def forst(self) -> float | None:
        return float(bool(self.treff) and self.treff[0] in self.vil_ha) if self.vil_ha else None

    @property
    def tom(self) -> bool:
        """Noe skulle vært funnet, og ingenting av det er blant de ti første."""
        return bool(self.vil_ha) and not self._riktige()

    def _riktige(self) -> Set[str]:
        return self.vil_ha & set(self.treff[:DYBDE])

    def _gevinst(self, nokkel: str) -> int:
        if nokkel in self.vil_ha:
            return GEVINST_VIL_HA
        return GEVINST_GREIT if nokkel in self.greit else 0


def mal_gradert(svar: Sequence[Gradert]) -> dict[str, float | None]:
    """Snittet over søkene (0–1, None uten noe å måle). Kjernens presisjon og recall gjelder alle treff under ett."""
    kjerne = [(s, set(s.kjerne)) for s in svar]
    vist = sum(len(k) for _s, k in kjerne)
    onsket = sum(len(s.vil_ha) for s in svar)
    return {
        "ndcg10": _snitt([s.ndcg for s in svar]),
        "r10": _snitt([s.recall for s in svar]),
        "p1": _snitt([s.forst for s in svar]),
        "tomme": _snitt([float(s.tom) for s in svar if s.vil_ha]),
        "kjerne_presisjon": _andel(sum(len(k & (s.vil_ha | s.greit)) for s, k in kjerne), vist),
        "kjerne_recall": _andel(sum(len(k & s.vil_ha) for s, k in kjerne), onsket),
    }


def darligst(svar: Sequence[Gradert], antall: int = DYBDE) -> list[Gradert]:
    """Søkene med lavest nDCG, dårligst først."""
    return sorted((s for s in svar if s.ndcg < 1), key=lambda s: (s.ndcg, s.q))[:antall]


def _nedskrevet(gevinster: Sequence[int]) -> float:
    return sum(g / log2(plass + 1) for plass, g in enumerate(gevinster, start=1))


def _snitt(tall: Sequence[float | None]) -> float | None:
    kjente = [t for t in tall if t is not None]
    return fmean(kjente) if kjente else None


def _andel(teller: int, nevner: int) -> float | None:
    return teller / nevner if nevner else None
