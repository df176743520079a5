"""Det som alt er sagt på siden: den samme setningen står høyst to ganger, uansett hvor mange rader den gjelder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HOYST = 2
_SETNINGER = re.compile(r"(?<=[.?])\s+(?=[«A-ZÆØÅ])")

_BYGGER_PA = ("Da ", "Då ", "Ellers ", "Elles ")  # setningen betyr ikke noe uten den foran


def setninger(tekst: str) -> list[str]:
    """«Spør flere. Skriv ned hvorfor.» → de to setningene."""
    return [setning for setning in _SETNINGER.split(tekst.strip()) if setning]


class Sagt:
    """Teller setningene i den rekkefølgen de leses. Gi den tekstene fra toppen av siden."""

    def __init__(self, hoyst: int = HOYST) -> None:
        self._hoyst = hoyst
        self._antall: Counter[str] = Counter()

    def nytt(self, tekst: str) -> str:
        """Teksten uten setningene som er sagt nok ganger."""
        ut: list[str] = []
        borte = False
        for setning in setninger(tekst):
            self._antall[setning] += 1
            borte = self._antall[setning] > self._hoyst or (borte and setning.startswith(_BYGGER_PA))
            if not borte:
                ut.append(setning)
        return " ".join(ut)

    def alle(self, tekster: Iterable[str]) -> tuple[str, ...]:
        """De av tekstene det er noe igjen av."""
        return tuple(ny for tekst in tekster if (ny := self.nytt(tekst)))
