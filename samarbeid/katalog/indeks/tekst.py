"""Søketekstene lest som mengder av radnumre."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from django.db import connection
from pyroaring import BitMap

from veier.sok.grupper import indekserte_rekker
from veier.sok.sokeledd import Sokeledd
from veier.sok.tolkning import SONER, TEKST, Sporring, enkeltord, ordrekker

TOM = BitMap()


@dataclass(frozen=True)
class Teksttreff:
    """Radene som har alle ordene i navnet; i navnet eller emnene; hvor som helst."""

    navn: BitMap
    emne: BitMap
    alt: BitMap

    def __len__(self) -> int:
        return len(self.alt)


@dataclass(frozen=True)
class Tekstkilde:
    """En tabell med søketekster (veier.sok.models.Soketekst).

    ``synlig`` er et tsquery-ledd fra koden, aldri fra en leser: merkene en rad må ha for å være med.
    """

    tabell: str
    nokkel: str
    synlig: str = ""

    def finn(self, sporringer: Sequence[Sporring]) -> list[Teksttreff]:
        """Treffene for hver spørring. Uttrykkene som skal stå ordrett, er de samme i alle. Ett spørsmål."""
        hent = _Oppslag()
        for _runde in range(2):  # først for å se hva som trengs, så med mengdene
            treff = [
                Teksttreff(*((BitMap(),) * 3 if s.tom else (_treff(s, sone, hent) for sone in SONER)))
                for s in sporringer
            ]
            if hent.mengder or not hent.sporringer:
                return treff
            leter = next(s for s in sporringer if not s.tom)
            hent.mengder = self._mengder(list(hent.sporringer), leter.monstre())
        return treff

    def _mengder(self, sporringer: list[str], monstre: list[str]) -> dict[str, BitMap]:
        tsquery = [f"({s}) & ({self.synlig})" if self.synlig else s for s in sporringer]
        with connection.cursor() as peker:
            peker.execute(
                "SELECT * FROM unnest(sok_mengder(%s::regclass, %s, %s::text[], %s::text[]))",
                [self.tabell, self.nokkel, tsquery, monstre],
            )
            mengder = (som_mengde(rader) for (rader,) in peker.fetchall())
            return dict(zip(sporringer, mengder, strict=True))


class _Oppslag:
    """Mengden bak hver tsquery. Til de er hentet, er alle tomme, og det som spørres etter, huskes."""

    def __init__(self) -> None:
        self.sporringer: dict[str, None] = {}
        self.mengder: dict[str, BitMap] = {}
        self.rekker = indekserte_rekker()

    def __call__(self, tsquery: str) -> BitMap:
        if not tsquery:
            return TOM
        self.sporringer[tsquery] = None
        return self.mengder.get(tsquery, TOM)


def _treff(sporring: Sporring, sone: str, hent: _Oppslag) -> BitMap:
    """Radene som svarer på spørringen i sonen.

    Ord for seg og ord på rekke slås opp hver for seg, og mengdene settes sammen her. I én tsquery ville én rekke
    fått databasen til å lese vektoren til hver rad som treffer, også dem som har ordet for seg. De fleste rekkene står i
    indeksen som ett ord.
    """
    if sporring.fraser:
        return hent(sporring.tsquery(sone))
    treff = reduce(BitMap.intersection, (_ledd(ledd, sone, hent) for ledd in sporring.ledd))
    return reduce(BitMap.difference, (_ledd(ledd, TEKST, hent) for ledd in sporring.uten), treff)


def _ledd(ledd: Sokeledd, sone: str, hent: _Oppslag) -> BitMap:
    treff = hent(enkeltord(ledd, sone, hent.rekker)) | hent(ordrekker(ledd, sone, hent.rekker))
    if ledd.deler:
        treff = treff | reduce(BitMap.intersection, (_ledd(d, sone, hent) for d in ledd.deler))
    return treff


def som_mengde(numre: bytes | None) -> BitMap:
    """Radnumre fra databasen som en mengde."""
    return BitMap(som_numre(numre))


def som_numre(numre: bytes | None) -> array[int]:
    """Radnumre som fire byte hver, mest betydende først, slik int4send skriver dem. En tiendedel av en liste."""
    tall = array("I")
    tall.frombytes(numre or b"")
    tall.byteswap()
    return tall
