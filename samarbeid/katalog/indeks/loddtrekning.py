"""Rekkefølgen mellom like gode treff: trukket for hvert søk, og på nytt hver dag. Ren Python.

Hver rad har en plass på en ring, stokket én gang om dagen. Et søk leser ringen fra sitt eget sted og med sine
egne sprang (en lineær avbildning modulo ringens lengde). Da er rekkefølgen den samme på alle sidene i et søk, i
alle prosesser, og den avhenger ikke av hvor lenge en rad har vært med, eller av hva noen har klikket på før.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from pyroaring import BitMap

from veier.husk import Siste

MINST_RING = 1024


def hent_ring(dag: str, storste: int) -> Ring:
    """Ringen som har plass til raden med det største nummeret."""
    lengde = MINST_RING
    while lengde <= storste:
        lengde *= 2
    return _ringen.hent((dag, lengde), lambda _forrige: Ring(dag, lengde))


class Rekkefolge(Protocol):
    """Sier i hvilken rekkefølge radene i en mengde står."""

    @property
    def dag(self) -> str: ...

    def utsnitt(self, rader: BitMap, fro: int, fra: int, antall: int) -> list[int]: ...

    def plassen(self, rad: int) -> int:
        """Et tall å stille like rader opp etter."""
        ...


class EtterNummer:
    """Radene i den rekkefølgen de er nummerert."""

    dag = ""

    def utsnitt(self, rader: BitMap, fro: int, fra: int, antall: int) -> list[int]:
        return list(rader[fra : fra + antall])

    def plassen(self, rad: int) -> int:
        return rad


class Ring:
    """Plassene til radene 0 … lengde − 1 på en gitt dag. Lengden er en potens av to."""

    def __init__(self, dag: str, lengde: int) -> None:
        self.lengde, self.dag = lengde, dag
        plasser = self.rad_pa = array("I", range(self.lengde))
        random.Random(f"{dag}:{self.lengde}").shuffle(plasser)  # noqa: S311 – en rekkefølge, ingen hemmelighet
        self.plass = array("I", bytes(4 * self.lengde))
        for plass, rad in enumerate(plasser):
            self.plass[rad] = plass

    def utsnitt(self, rader: BitMap, fro: int, fra: int, antall: int) -> list[int]:
        """Radene nummer ``fra`` og utover i rekkefølgen ``fro`` gir. O(lengde / treff) per rad, eller O(n log n)."""
        if not antall or fra >= len(rader):
            return []
        # Å gå ringen rundt koster ett oppslag per plass; å sortere koster noen få per treff.
        if (fra + antall) * self.lengde <= 4 * len(rader) ** 2:
            return list(islice(self._gang(rader, fro), fra, fra + antall))
        sprang, start = self._trekning(fro)
        maske, plass = self.lengde - 1, self.plass
        i_rekkefolge = sorted(rader, key=lambda rad: (sprang * (plass[rad] - start)) & maske)
        return i_rekkefolge[fra : fra + antall]

    def plassen(self, rad: int) -> int:
        """Plassen på ringen: trukket på nytt hver dag. En rad som er nyere enn registeret, får plassen til en annen."""
        return self.plass[rad & (self.lengde - 1)]

    def _trekning(self, fro: int) -> tuple[int, int]:
        """(sprang, start): et oddetall, så avbildningen er en-til-en, og et sted på ringen."""
        return (fro % self.lengde) | 1, (fro // self.lengde) % self.lengde

    def _gang(self, rader: BitMap, fro: int) -> Iterator[int]:
        sprang, start = self._trekning(fro)
        tilbake = pow(sprang, -1, self.lengde)
        maske, rad_pa, plass = self.lengde - 1, self.rad_pa, start
        for _nr in range(self.lengde):
            rad = rad_pa[plass & maske]
            if rad in rader:
                yield rad
            plass += tilbake


# Bare dagens: gårsdagens er borte når ingen forespørsel bruker den lenger.
_ringen: Siste[Ring] = Siste(glemmes=False)
