"""Rekkefølgen der det nyeste står først. Ren Python.

Radene står i én liste, og tiden til hver rad i en annen. En endring kopierer dem og flytter det som er endret: hundre tusen rader
tar under et tusendels sekund.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Self

from pyroaring import BitMap

# Flere endringer enn dette, og det er raskere å stille opp alt på nytt enn å flytte dem én og én.
FLYTTES = 200


class Nyeste:
    """``rekke`` er radnumrene i rekkefølge; ``tid`` er tiden til hvert radnummer (et helt tall over 0), og 0 for et som ikke er der."""

    dag = ""

    def __init__(self, rekke: array[int], tid: array[int]) -> None:
        self.rekke, self.tid = rekke, tid

    @classmethod
    def av(cls, rader: array[int], tider: array[int]) -> Self:
        """Av radnumrene og tidene deres, i hvilken som helst rekkefølge."""
        tid = array("q", bytes(8 * (max(rader, default=0) + 1)))
        for rad, nar in zip(rader, tider, strict=True):
            tid[rad] = nar
        return cls(array("I", sorted(rader, key=lambda rad: (-tid[rad], rad))), tid)

    def med(self, endret: Mapping[int, int | None]) -> Self:
        """En ny, der radene som er endret, har fått tiden sin. None er en rad som er borte."""
        tid = self.tid + array("q", bytes(8 * max(0, max(endret, default=0) + 1 - len(self.tid))))
        rekke = self.rekke[:]
        if len(endret) > FLYTTES:
            for rad, nar in endret.items():
                tid[rad] = nar or 0
            rader = {*rekke, *endret}
            return type(self)(
                array("I", sorted((r for r in rader if tid[r]), key=lambda r: (-tid[r], r))), tid
            )
        for rad, nar in endret.items():
            if tid[rad] != (nar or 0):
                if tid[rad]:
                    del rekke[_plass(rekke, tid, rad)]
                tid[rad] = nar or 0
                if nar:
                    rekke.insert(_plass(rekke, tid, rad), rad)
        return type(self)(rekke, tid)

    def utsnitt(self, rader: BitMap, fro: int, fra: int, antall: int) -> list[int]:
        """Radene nummer ``fra`` og utover. O(lengde / treff) per rad, eller O(n log n)."""
        if not antall or fra >= len(rader):
            return []
        # Å gå listen gjennom koster ett oppslag per plass; å sortere koster noen få per treff.
        if (fra + antall) * len(self.rekke) <= 4 * len(rader) ** 2:
            return list(islice(self._gang(rader), fra, fra + antall))
        return sorted(rader, key=self._nokkel)[fra : fra + antall]

    def plassen(self, rad: int) -> int:
        return -self._tiden(rad)

    def _gang(self, rader: BitMap) -> Iterator[int]:
        """Også en rad som er kommet til etter at denne ble lest: den står sist."""
        yield from (rad for rad in self.rekke if rad in rader)
        yield from (rad for rad in rader if not self._tiden(rad))

    def _nokkel(self, rad: int) -> tuple[int, int]:
        return -self._tiden(rad), rad

    def _tiden(self, rad: int) -> int:
        return self.tid[rad] if rad < len(self.tid) else 0


def _plass(rekke: array[int], tid: array[int], rad: int) -> int:
    return bisect_left(rekke, (-tid[rad], rad), key=lambda r: (-tid[r], r))
