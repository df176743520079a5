"""Søketekstene lest som mengder av radnumre."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from pyroaring import BitMap

from veier.sok.tolkning import EMNE, NAVN, TEKST, Sporring


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
        """Treffene for hver spørring. Uttrykkene som skal stå ordrett, er de samme i alle."""
        leter = [s for s in sporringer if not s.tom]
        tsquery = [s.tsquery(sone) for s in leter for sone in (NAVN, EMNE, TEKST)]
        mengder = iter(self._mengder(tsquery, leter[0].monstre()) if leter else ())
        return [
            Teksttreff(*((BitMap(),) * 3 if s.tom else (next(mengder) for _sone in range(3))))
            for s in sporringer
        ]

    def _mengder(self, sporringer: list[str], monstre: list[str]) -> list[BitMap]:
        if self.synlig:
            sporringer = [f"({s}) & ({self.synlig})" for s in sporringer]
        with connection.cursor() as peker:
            peker.execute(
                "SELECT * FROM unnest(sok_mengder(%s::regclass, %s, %s::text[], %s::text[]))",
                [self.tabell, self.nokkel, sporringer, monstre],
            )
            return [som_mengde(rader) for (rader,) in peker.fetchall()]


def som_mengde(numre: bytes | None) -> BitMap:
    """Radnumre som fire byte hver, mest betydende først, slik int4send skriver dem."""
    tall = array("I")
    tall.frombytes(numre or b"")
    tall.byteswap()
    return BitMap(tall)
