"""Uttrykk på flere ord som kjennes igjen når en tekst indekseres, så de kan slås opp som ett ord.

Et positivt svar fra indeksen om ord på rekke må ellers prøves mot plassene i hver rad som har alle ordene, og det
blir ti ganger så dyrt med ti ganger så mange rader. Ren Python uten Django.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from veier.sok.typer import MINST_PREFIKS, Uttrykk

ORD_HUSKES = 65_536


class Ordrekker:
    """Uttrykkene som skal kjennes igjen: stammer, med tomme plasser for småord."""

    def __init__(self, rekker: Iterable[Uttrykk] = ()) -> None:
        self._fra: dict[str, list[Uttrykk]] = defaultdict(list)
        for rekke in set(rekker):
            self._fra[rekke[0]].append(rekke)
        self._ord = {ord_ for noen in self._fra.values() for rekke in noen for ord_ in rekke if ord_}
        self._ord_i = lru_cache(ORD_HUSKES)(self._finn_ord_i)

    def finn(self, plasser: Mapping[str, list[int]]) -> dict[Uttrykk, int]:
        """Rekkene som står i en tekst, med plassen der den første av dem slutter. ``plasser``: ord → hvor de står."""
        steder: dict[str, set[int]] = {}
        for skrevet, her in plasser.items():
            for ord_ in self._ord_i(skrevet):
                steder.setdefault(ord_, set()).update(her)
        return {
            rekke: slutt
            for ord_ in steder
            for rekke in self._fra.get(ord_, ())
            if all(o in steder for o in rekke if o) and (slutt := _slutt(rekke, steder))
        }

    def _finn_ord_i(self, skrevet: str) -> tuple[str, ...]:
        """Ordene i rekkene som dette er, eller begynner med når de er lange nok."""
        starter = {skrevet[:lengde] for lengde in range(MINST_PREFIKS, len(skrevet))}
        return tuple(self._ord & (starter | {skrevet}))


def _slutt(rekke: Uttrykk, steder: Mapping[str, set[int]]) -> int:
    """Den første plassen der rekken slutter; 0 når ordene ikke står på rekke.

    Det samme som tolkning.samlet spør etter: plass til småordene, og til ett ord mellom hvert par.
    """
    her, avstand = steder[rekke[0]], 0
    for ord_ in rekke[1:]:
        avstand += 1
        if ord_:
            her = {s for s in steder[ord_] if s - avstand in her or s - avstand - 1 in her}
            avstand = 0
    return min(her, default=0)
