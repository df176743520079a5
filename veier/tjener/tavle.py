"""Antall forbindelser hver prosess holder, i minne de deler. Den som har flest, lar de andre ta den neste.

Uten den tar gjerne én prosess alle: kjernen vekker alle som venter, og den som var våken, rekker først.
"""

from __future__ import annotations

import mmap

FLEST_PROSESSER = 128
LEDIG, STOPPER = -1, -2


class Tavle:
    def __init__(self) -> None:
        self._tall = memoryview(mmap.mmap(-1, FLEST_PROSESSER * 4)).cast("i")
        for plass in range(FLEST_PROSESSER):
            self._tall[plass] = LEDIG

    def ny_plass(self) -> int:
        """Kalles i hovedprosessen før en prosess startes."""
        plass = next(p for p in range(FLEST_PROSESSER) if self._tall[p] == LEDIG)
        self._tall[plass] = 0
        return plass

    def sett(self, plass: int, antall: int) -> None:
        self._tall[plass] = antall

    def stopper(self, plass: int) -> None:
        """Prosessen tar ikke imot flere, men er ikke borte ennå."""
        self._tall[plass] = STOPPER

    def gi_fra_seg(self, plass: int) -> None:
        self._tall[plass] = LEDIG

    def har_flere_enn_de_andre(self, plass: int) -> bool:
        mitt = self._tall[plass]
        return any(0 <= tall < mitt for tall in self._tall)
