"""Synonymgruppene som ligner mest på et uttrykk: på bokstavene, eller på hvilke ord det brukes sammen med. Ren."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Protocol, TypeVar

from veier.sok.normalisering import fold, stammer
from veier.sok.rang.likhet import Likhet, kjente
from veier.sok.sokeledd import sokeledd


class Ordgruppe(Protocol):
    """Uttrykk som betyr det samme, og snevrere uttrykk."""

    nokkel: str
    uttrykk: list[str]
    smalere: list[str]


MINST = 0.1  # under dette er likheten tilfeldig
G = TypeVar("G", bound=Ordgruppe)


def naermeste(uttrykk: str, grupper: Iterable[G], antall: int) -> Sequence[G]:
    """De nærmeste, den nærmeste først. Den som ikke ligner på noe, er ikke med."""
    likhet = Likhet(kjente(sokeledd(uttrykk)))
    bitene = _biter(uttrykk)

    def naer(gruppe: G) -> float:
        alle = [*gruppe.uttrykk, *gruppe.smalere]
        return max(max(likhet.med(stammer(u)), _felles(bitene, _biter(u))) for u in alle)

    naere = [(n, g) for g in grupper if (n := naer(g)) >= MINST]
    return [g for _n, g in nlargest(antall, naere, key=lambda par: (par[0], par[1].nokkel))]


def _biter(tekst: str) -> set[str]:
    """Tre og tre bokstaver etter hverandre, med ordets kanter."""
    return {f"  {ord_} "[i : i + 3] for ord_ in fold(tekst.lower()).split() for i in range(len(ord_) + 1)}


def _felles(en: set[str], annen: set[str]) -> float:
    return len(en & annen) / len(en | annen) if en and annen else 0.0
