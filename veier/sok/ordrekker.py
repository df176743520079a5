"""Uttrykk på flere ord som kjennes igjen når en tekst indekseres, så de kan slås opp som ett ord.

Et positivt svar fra indeksen om ord på rekke må ellers prøves mot plassene i hver rad som har alle ordene, og det
blir ti ganger så dyrt med ti ganger så mange rader. Ren Python uten Django.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from veier.sok.typer import MINST_PREFIKS, Uttrykk


class Ordrekker:
    """Uttrykkene som skal kjennes igjen: stammer, med tomme plasser for småord."""

    def __init__(self, rekker: Iterable[Uttrykk] = ()) -> None:
        self._fra: dict[str, list[Uttrykk]] = defaultdict(list)
        for rekke in sorted(set(rekker)):
            self._fra[rekke[0]].append(rekke)

    def finn(self, plasser: Mapping[str, list[int]]) -> dict[Uttrykk, int]:
        """Rekkene som står i en tekst, med plassen der den første av dem slutter. ``plasser``: ord → hvor de står."""
        funnet: dict[Uttrykk, int] = {}
        ved: dict[int, list[str]] = {}
        for ord_, steder in plasser.items():
            for rekke in self._som_begynner_med(ord_):
                ved = ved or _ordene_ved(plasser)
                slutter = [slutt for sted in steder if (slutt := _slutt(rekke, sted, ved))]
                if slutter:
                    funnet[rekke] = min([*slutter, funnet.get(rekke, slutter[0])])
        return funnet

    def _som_begynner_med(self, ord_: str) -> Iterable[Uttrykk]:
        yield from self._fra.get(ord_, ())
        for lengde in range(MINST_PREFIKS, len(ord_)):
            yield from self._fra.get(ord_[:lengde], ())


def _ordene_ved(plasser: Mapping[str, list[int]]) -> dict[int, list[str]]:
    ved: dict[int, list[str]] = defaultdict(list)
    for ord_, steder in plasser.items():
        for sted in steder:
            ved[sted].append(ord_)
    return ved


def _slutt(rekke: Uttrykk, start: int, ved: Mapping[int, list[str]]) -> int:
    """Plassen til det siste ordet når rekken begynner i ``start``; 0 når den ikke gjør det.

    Det samme som tolkning.samlet spør etter: plass til småordene, og til ett ord mellom hvert par.
    """
    her, avstand = {start}, 0
    for ord_ in rekke[1:]:
        avstand += 1
        if ord_:
            her = {
                sted + steg
                for sted in her
                for steg in (avstand, avstand + 1)
                if any(er_ordet(ett, ord_) for ett in ved.get(sted + steg, ()))
            }
            avstand = 0
    return min(her, default=0)


def er_ordet(skrevet: str, sokt: str) -> bool:
    """Er ordet det søkte, eller begynner det med det når det er langt nok?"""
    return skrevet == sokt or (len(sokt) >= MINST_PREFIKS and skrevet.startswith(sokt))
