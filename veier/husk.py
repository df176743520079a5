"""De siste svarene, i minnet til prosessen. Nøkkelen må si alt svaret er regnet av."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
_alle: list[Glemsom] = []
_siste: list[Glemsom] = []


class Glemsom(Protocol):
    def glem(self) -> None: ...


class Husk(Generic[T]):
    """Det sist brukte står sist, og det som ikke er brukt på lenge, glemmes. Trygt mellom tråder."""

    def __init__(self, antall: int, *, glemmes: bool = True, en_om_gangen: bool = False) -> None:
        """``glemmes=False`` når nøkkelen er av tall som aldri brukes om igjen: svaret er riktig også etter en angret prøve.

        ``en_om_gangen`` når svaret er så dyrt at den som kommer nummer to, heller skal vente på det.
        """
        self.antall = antall
        self._arbeid: AbstractContextManager[object] = threading.RLock() if en_om_gangen else nullcontext()
        self._svar: OrderedDict[Hashable, T] = OrderedDict()
        self._las = threading.Lock()
        if glemmes:
            _alle.append(self)

    def hent(self, nokkel: Hashable, lag: Callable[[], T]) -> T:
        """Svaret som er husket, eller et nytt. Uten ``en_om_gangen`` kan to tråder regne det samme samtidig."""
        if (husket := self.se(nokkel)) is not None:
            return husket
        with self._arbeid:
            if (husket := self.se(nokkel)) is None:
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


class Siste(Generic[T]):
    """Det nyeste, når det nye lages av det forrige. Én tråd lager det; de andre venter og får det samme."""

    def __init__(self, *, glemmes: bool = True) -> None:
        """``glemmes=False`` når nøkkelen er av tall som aldri brukes om igjen."""
        self._verdi: T | None = None
        self._nokkel: Hashable = None
        self._las = threading.Lock()
        if glemmes:
            _siste.append(self)

    def hent(self, nokkel: Hashable, lag: Callable[[T | None], T]) -> T:
        """Verdien til nøkkelen. ``lag`` får den forrige, eller None når det ikke er noen."""
        with self._las:
            if self._verdi is None or nokkel != self._nokkel:
                self._verdi = lag(self._verdi)
                self._nokkel = nokkel
            return self._verdi

    def se(self) -> T | None:
        """Verdien slik den sist ble laget."""
        return self._verdi

    def glem(self) -> None:
        with self._las:
            self._verdi = None


def glem_svarene() -> None:
    """Hvert svar regnes på nytt neste gang. For målinger."""
    for husk in _alle:
        husk.glem()


def glem_alt() -> None:
    """Også det svarene er regnet av, leses på nytt. For prøver som angrer det de skriver."""
    glem_svarene()
    for siste in _siste:
        siste.glem()
