"""Tellinger i minnet til prosessen, til de skrives i en tabell: den som leser en side, venter ikke på dem."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Any, Generic, TypeVar

N = TypeVar("N")
SEKUNDER_MELLOM = 30
_alle: list[Kladd[Any]] = []


class Kladd(Generic[N]):
    """Hvor mange ganger hver nøkkel er talt siden kladden sist ble tatt. Trygg mellom tråder.

    Hver prosess har sin egen, og en som blir drept, mister høyst det den har talt siden sist.
    """

    def __init__(self, flest: int) -> None:
        """``flest`` er hvor mange ulike nøkler det er plass til; det som ikke får plass, telles ikke."""
        self.flest, self.sekunder_mellom = flest, SEKUNDER_MELLOM
        self._talt: Counter[N] = Counter()
        self._las = threading.Lock()
        self._sist = time.monotonic()
        _alle.append(self)

    def __len__(self) -> int:
        return len(self._talt)

    def tell(self, *nokler: N) -> None:
        """Teller hver av dem én gang til. Skriver ikke i databasen."""
        with self._las:
            for nokkel in nokler:
                if nokkel in self._talt or len(self._talt) < self.flest:
                    self._talt[nokkel] += 1

    def er_moden(self) -> bool:
        """Er det noe i kladden, og lenge nok siden den ble tatt?"""
        return bool(self._talt) and time.monotonic() - self._sist > self.sekunder_mellom

    def ta(self) -> list[tuple[N, int]]:
        """(nøkkel, antall) i fast rekkefølge, så prosessene ikke venter på hverandre i ring. Kladden er tom etterpå."""
        with self._las:
            talt = sorted(self._talt.items())
            self._talt.clear()
            self._sist = time.monotonic()
        return talt

    def glem(self) -> None:
        with self._las:
            self._talt.clear()


def glem_kladdene() -> None:
    """For prøvene: det som er talt i én, skal ikke skrives mens spørringene telles i en annen."""
    for kladd in _alle:
        kladd.glem()
