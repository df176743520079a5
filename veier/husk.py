"""De siste svarene, i minnet til prosessen. Nøkkelen må si alt svaret er regnet av."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_alle: list[Husk[Any]] = []


class Husk(Generic[T]):
    """Det sist brukte står sist, og det som ikke er brukt på lenge, glemmes. Trygt mellom tråder."""

    def __init__(self, antall: int, *, glemmes: bool = True) -> None:
        """``glemmes=False`` når nøkkelen er av tall som aldri brukes om igjen: svaret er riktig også etter en angret prøve."""
        self.antall = antall
        self._svar: OrderedDict[Hashable, T] = OrderedDict()
        self._las = threading.Lock()
        if glemmes:
            _alle.append(self)

    def hent(self, nokkel: Hashable, lag: Callable[[], T]) -> T:
        """Svaret som er husket, eller et nytt. To tråder kan regne det samme samtidig; ingen venter på den andre."""
        husket = self.se(nokkel)
        if husket is None:
            husket = lag()
            self.legg(nokkel, husket)
        return husket

    def se(self, nokkel: Hashable) -> T | None:
        """Svaret som er husket."""
        with self._las:
            if nokkel in self._svar:
                self._svar.move_to_end(nokkel)
            return self._svar.get(nokkel)

    def legg(self, nokkel: Hashable, svar: T) -> None:
        with self._las:
            self._svar[nokkel] = svar
            self._svar.move_to_end(nokkel)
            while len(self._svar) > self.antall:
                self._svar.popitem(last=False)

    def glem(self) -> None:
        with self._las:
            self._svar.clear()


def glem_svarene() -> None:
    """Alt regnes på nytt neste gang. For prøver som angrer det de skriver, og for målinger."""
    for husk in _alle:
        husk.glem()
