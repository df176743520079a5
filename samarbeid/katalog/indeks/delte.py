"""Mengder mange oppslag etter hverandre har felles: radene med et ord, med et tema, og dem som kan ses. Huskes til noe er endret."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from samarbeid.katalog.indeks.tekst import Tekstkilde
from veier.husk import Husk
from veier.sok.rang.bevis import Oppslag, union
from veier.sok.rang.kilder import Mengder, Tabell

# En mengde er noen få kilobyte, og aldri over tjue. I en liten katalog er den noen hundre byte, og det er mange flere av dem.
HUSKES, HUSKES_SMA = 2_000, 20_000
_husket: Husk[BitMap] = Husk(HUSKES)
_sma: Husk[BitMap] = Husk(HUSKES_SMA)


@dataclass(frozen=True, slots=True)
class Delte:
    """Mengdene i én tabell slik de var da katalogen hadde nummeret ``utgave`` (``Register.nummer``)."""

    kilde: Tekstkilde
    utgave: int
    husket: Husk[BitMap] = _husket

    def hent(self, sporringer: Iterable[str]) -> dict[str, BitMap]:
        """Radene til hver tsquery, uansett hvem som kan se dem. Ett spørsmål for dem som ikke er husket."""
        alle = dict.fromkeys(sporringer)
        ut = {s: rader for s in alle if (rader := self.husket.se(self._nokkel(s))) is not None}
        mangler = [s for s in alle if s not in ut]
        if mangler:
            les = Tabell(self.kilde.tabell, self.kilde.nokkel).les_for(lambda sok: [sok(s) for s in mangler])
            for s in mangler:
                ut[s] = les(s)
                self.husket.legg(self._nokkel(s), ut[s])
        return ut

    def _nokkel(self, sporring: str) -> tuple[str, str, int]:
        return self.kilde.tabell, sporring, self.utgave


def les_delt(tabell: Tabell, regn: Callable[[Oppslag], object], kilde: Tekstkilde, utgave: int) -> Oppslag:
    """Som ``Tabell.les_for`` i en liten katalog, der mengdene huskes til noe er endret."""
    mengder = Delte(kilde, utgave, _sma).hent([*tabell.onsker(regn), *kilde.merkene])
    if kilde.merkene:
        synlig = union(mengder[merke] for merke in kilde.merkene)
        mengder = {s: rader & synlig for s, rader in mengder.items()} | {kilde.synlig: synlig}
    return Mengder(tabell.rekker, mengder)
