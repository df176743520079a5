"""De radene i en stor katalog som handler mest om det samme som en tekst, uten å regne på alle.

Ordene slås opp som mengder. Bare noen av radene blir regnet på: de med temaet og de sjeldneste av ordene først. Det koster det
samme for ti tusen rader som for hundre tusen, og er det færre enn ``REGNES_PA`` med noe felles, er alle med.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from pyroaring import BitMap

from samarbeid.katalog.indeks.ordlikhet import likheter, viktige_ledd
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.matching.partnere import Ordlikhet
from veier.sok.rang.bevis import Leddbevis, Oppslag, union
from veier.sok.tolkning import Sporring, temalexem

REGNES_PA = 2_000


@dataclass(frozen=True, slots=True)
class Likeste:
    """Likheten til radene det er regnet på, hvilke av radene som har et av temaene, og alle det ble lett i."""

    ordene: Mapping[int, Ordlikhet]
    merket: BitMap
    alle: BitMap

    def rader(self, hoyst: int) -> list[int]:
        """De likeste, de med temaet først."""
        return nlargest(hoyst, self.ordene, key=lambda nr: (nr in self.merket, self.ordene[nr].andel, -nr))


def finn_likeste(
    tekst: str,
    kilde: Tekstkilde,
    temaer: Sequence[str],
    *,
    steder: Iterable[str] = (),
    alle: BitMap | None = None,
) -> Likeste:
    """Radene som har noe felles med teksten. Uten ``alle`` er det dem ``kilde.synlig`` sier. To spørsmål."""
    leddene = viktige_ledd(tekst, steder)
    sporring = Sporring(leddene)
    temaene = [temalexem(slug) for slug in temaer]
    synlige = [kilde.synlig] if alle is None else []

    def bruk(sok: Oppslag) -> list[object]:
        bevis = [Leddbevis(ledd, sporring, sok).trinn for ledd in leddene]
        return [*bevis, *map(sok, [*temaene, *synlige])]

    hent = kilde.tabellen().les_for(bruk)
    rader = hent(kilde.synlig) if alle is None else alle
    merket = BitMap.union(BitMap(), *map(hent, temaene)) & rader
    bevisene = [Leddbevis(ledd, sporring, hent) for ledd in leddene]
    return Likeste(likheter(bevisene, rader, bare=utvalget(bevisene, rader, merket)), merket, rader)


def utvalget(bevisene: Sequence[Leddbevis], alle: BitMap, merket: BitMap) -> BitMap:
    """Høyst ``REGNES_PA`` rader: først dem med temaet og de sjeldneste ordene, så dem med de sjeldneste ordene.

    Av en mengde det ikke er plass til, tas noen jevnt fordelt: ingen er først fordi de har vært med lengst.
    """
    mengder = sorted((m for b in bevisene if (m := union(r for _p, r in b.trinn) & alle)), key=len)
    ut = BitMap()
    for mengde in (*(m & merket for m in mengder), *mengder):
        nye, plass = mengde - ut, REGNES_PA - len(ut)
        if not plass:
            break
        ut |= nye if len(nye) <= plass else BitMap(nye[:: -(-len(nye) // plass)])
    return ut
