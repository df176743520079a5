"""Mengder mange oppslag etter hverandre har felles: radene med et ord, med et tema, og dem som kan ses. Huskes til noe er endret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from samarbeid.katalog.indeks.tekst import Tekstkilde
from veier.husk import Husk
from veier.sok.rang.kilder import Tabell

# En mengde er noen få kilobyte, og aldri over tjue.
HUSKES = 2_000
_husket: Husk[BitMap] = Husk(HUSKES)


@dataclass(frozen=True, slots=True)
class Delte:
    """Mengdene i én tabell slik de var da katalogen hadde nummeret ``utgave`` (``Register.nummer``)."""

    kilde: Tekstkilde
    utgave: int

    def hent(self, sporringer: Iterable[str]) -> dict[str, BitMap]:
        """Radene til hver tsquery, uansett hvem som kan se dem. Ett spørsmål for dem som ikke er husket."""
        alle = dict.fromkeys(sporringer)
        ut = {s: rader for s in alle if (rader := _husket.se(self._nokkel(s))) is not None}
        mangler = [s for s in alle if s not in ut]
        if mangler:
            les = Tabell(self.kilde.tabell, self.kilde.nokkel).les_for(lambda sok: [sok(s) for s in mangler])
            for s in mangler:
                ut[s] = les(s)
                _husket.legg(self._nokkel(s), ut[s])
        return ut

    def _nokkel(self, sporring: str) -> tuple[str, str, int]:
        return self.kilde.tabell, sporring, self.utgave
