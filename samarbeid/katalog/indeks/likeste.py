"""De radene i en katalog som handler mest om det samme som en tekst, uten å regne på alle.

Bare noen av radene blir regnet på: de med temaet og de sjeldneste av ordene først. Er det færre enn ``REGNES_PA`` med noe felles,
er alle med. I en stor katalog slås bare de sjeldneste ordene opp, og bare slik de står: sammensetninger og andre uttrykk for det
samme er mange lange oppslag, og der er det nok som har selve ordene.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.db import connection
from django.utils import timezone
from pyroaring import BitMap

from samarbeid.katalog.indeks.delte import Delte, les_delt
from samarbeid.katalog.indeks.ordlikhet import Ordbevis, likheter, viktige_ledd
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.matching.partnere import Ordlikhet
from veier.husk import Husk
from veier.sok.rang.bevis import Bevis, Leddbevis, Oppslag, union
from veier.sok.rang.kilder import Tabell
from veier.sok.sokeledd import Sokeledd
from veier.sok.tolkning import TEKST, Sporring, lexem, samlet, temalexem

REGNES_PA = 2_000
# Over så mange rader er katalogen stor, og da slås så mange av ordene opp.
STOR, FLEST_I_STOR = 5_000, 12


@dataclass(frozen=True, slots=True)
class Likeste:
    """Likheten til radene det er regnet på, og hvilke av dem som har et av temaene."""

    ordene: Mapping[int, Ordlikhet]
    merket: BitMap

    def rader(self, hoyst: int) -> list[int]:
        """De likeste, de med temaet først."""
        return nlargest(hoyst, self.ordene, key=lambda nr: (nr in self.merket, self.ordene[nr].andel, -nr))


def finn_likeste(
    tekst: str,
    kilde: Tekstkilde,
    temaer: Sequence[str],
    *,
    antall: int,
    steder: Iterable[str] = (),
    alle: BitMap | None = None,
    utgave: int | None = None,
) -> Likeste:
    """Radene som har noe felles med teksten. Uten ``alle`` er det dem ``kilde.synlig`` sier. Høyst to spørsmål.

    ``antall`` er omtrent hvor mange rader katalogen har. ``utgave`` er nummeret på den når mange tekster regnes etter hverandre:
    da hentes det de har felles, én gang.
    """
    leddene = viktige_ledd(tekst, steder)
    if antall > STOR:
        return _i_en_stor(leddene, kilde, temaer, antall, utgave)
    sporring = Sporring(leddene)
    temaene = [temalexem(slug) for slug in temaer]
    synlige = [kilde.synlig] if alle is None else []

    def bruk(sok: Oppslag) -> list[object]:
        bevis = [Leddbevis(ledd, sporring, sok).trinn for ledd in leddene]
        return [*bevis, *map(sok, [*temaene, *synlige])]

    tabellen = kilde.tabellen()
    hent = tabellen.les_for(bruk) if utgave is None else les_delt(tabellen, bruk, kilde, utgave)
    rader = hent(kilde.synlig) if alle is None else alle
    merket = BitMap.union(BitMap(), *map(hent, temaene)) & rader
    bevisene = [Leddbevis(ledd, sporring, hent) for ledd in leddene]
    return Likeste(likheter(bevisene, rader, bare=utvalget(bevisene, rader, merket)), merket)


@dataclass(frozen=True, slots=True)
class _Ordet:
    """Radene som har selve ordet."""

    ledd: Sokeledd
    vanlig: BitMap

    @property
    def trinn(self) -> Bevis:
        return [(1.0, self.vanlig)] if self.vanlig else []


def _i_en_stor(
    leddene: Sequence[Sokeledd], kilde: Tekstkilde, temaer: Sequence[str], antall: int, utgave: int | None
) -> Likeste:
    valgt = sjeldneste(leddene, kilde)
    ordene = [eget(ledd) for ledd in valgt]
    temaene = [temalexem(slug) for slug in temaer]
    if utgave is None:
        mengdene, merket = _for_en(ordene, temaene, kilde)
    else:
        mengdene, merket = _for_mange(ordene, temaene, Delte(kilde, utgave))
    bevisene = [_Ordet(ledd, rader) for ledd, rader in zip(valgt, mengdene, strict=True)]
    rader = union(bevis.vanlig for bevis in bevisene)
    bare = utvalget(bevisene, rader, merket)
    return Likeste(likheter(bevisene, rader, bare=bare, antall=antall), merket)


def _for_en(ordene: Sequence[str], temaene: Sequence[str], kilde: Tekstkilde) -> tuple[list[BitMap], BitMap]:
    """Radene med hvert ord, og dem av alle som har et av temaene. Databasen leser bare radene med ordene."""
    tema = " | ".join(temaene)
    med_tema = [f"({ord_}) & ({tema})" for ord_ in ordene] if tema else []
    hent = Tabell(kilde.tabell, kilde.nokkel, kilde.synlig).les_for(
        lambda sok: [sok(sporring) for sporring in (*ordene, *med_tema)]
    )
    return [hent(ord_) for ord_ in ordene], union(map(hent, med_tema))


def _for_mange(ordene: Sequence[str], temaene: Sequence[str], delte: Delte) -> tuple[list[BitMap], BitMap]:
    """Det samme, satt sammen her av hele mengder som huskes til neste tekst."""
    merkene = delte.kilde.merkene
    mengder = delte.hent([*ordene, *temaene, *merkene])
    med_tema = union(mengder[tema] for tema in temaene)
    radene = [mengder[ord_] for ord_ in ordene]
    if merkene:
        synlig = union(mengder[merke] for merke in merkene)
        radene = [rader & synlig for rader in radene]
    return radene, union(radene) & med_tema


def sjeldneste(leddene: Sequence[Sokeledd], kilde: Tekstkilde) -> list[Sokeledd]:
    """Dem av ordene som slås opp i en stor katalog."""
    vanlige = _vanlige_ord(kilde)
    return sorted(leddene, key=lambda ledd: vanlige.get(ledd.stamme, 0.0))[:FLEST_I_STOR]


def eget(ledd: Sokeledd) -> str:
    """Selve ordet, slik det slås opp i en stor katalog."""
    return lexem(ledd.stamme, TEKST) if ledd.stamme else " | ".join(f"({samlet(u)})" for u in ledd.egne)


_husket: Husk[Mapping[str, float]] = Husk(4)


def _vanlige_ord(kilde: Tekstkilde) -> Mapping[str, float]:
    """De vanligste ordene i tekstene → hvor stor del av radene som har dem, slik PostgreSQL sist talte. Huskes en dag."""

    def les() -> Mapping[str, float]:
        with connection.cursor() as peker:
            peker.execute(
                "SELECT unnest(most_common_elems::text::text[]), unnest(most_common_elem_freqs) FROM pg_stats"
                " WHERE schemaname = current_schema() AND tablename = %s AND attname = 'vektor'",
                [kilde.tabell],
            )
            return {ord_: andel for ord_, andel in peker.fetchall() if ord_}

    return _husket.hent((kilde.tabell, timezone.localdate()), les)


def utvalget(bevisene: Sequence[Ordbevis], alle: BitMap, merket: BitMap) -> BitMap:
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
