"""Søketekstene i katalogen, som en kilde det kan letes i."""

from __future__ import annotations

from dataclasses import dataclass

from veier.sok.grupper import indekserte_rekker
from veier.sok.rang.kilder import Tabell
from veier.sok.rang.rangering import Rangert
from veier.sok.tolkning import Sporring


@dataclass(frozen=True)
class Tekstkilde:
    """En tabell med søketekster (veier.sok.models.Soketekst).

    ``synlig`` er et tsquery-ledd fra koden, aldri fra en leser: merkene en rad må ha for å være med. Med ``likhet`` ordnes de
    øverste også etter hvor mye ordene i dem ligner på det som er spurt om.
    """

    tabell: str
    nokkel: str
    synlig: str = ""
    likhet: bool = True

    @property
    def merkene(self) -> list[str]:
        """Merkene i ``synlig``, hvert som sitt eget ledd."""
        return self.synlig.split(" | ") if self.synlig else []

    def tabellen(self) -> Tabell:
        return Tabell(self.tabell, self.nokkel, self.synlig, indekserte_rekker())

    def finn(self, sporring: Sporring) -> Rangert:
        tabell = self.tabellen()
        return tabell.finn(sporring) if self.likhet else tabell.ranger(sporring)
