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

    def __init__(self, *, glemmes: bool = True, venter: float | None = None) -> None:
        """``glemmes=False`` når nøkkelen er av tall som aldri brukes om igjen.

        ``venter``: så mange sekunder venter de andre trådene før de nøyer seg med det forrige. None er til det nye er ferdig.
        """
        self._siste: tuple[Hashable, T] | None = None
        self._venter = -1 if venter is None else venter
        self._arbeid = threading.Lock()
        if glemmes:
            _siste.append(self)

    def hent(self, nokkel: Hashable, lag: Callable[[T | None], T]) -> T:
        """Verdien til nøkkelen. ``lag`` får den forrige, eller None når det ikke er noen."""
        siste = self._siste
        if siste is not None and siste[0] == nokkel:
            return siste[1]
        if not self._arbeid.acquire(timeout=-1 if siste is None else self._venter):
            return (self._siste or siste)[1]  # type: ignore[index]  # uten noe fra før ventes det uten frist
        try:
            siste = self._siste
            if siste is None or siste[0] != nokkel:
                # Byttes når det er ferdig: den som leser imens, har det forrige helt til da.
                self._siste = siste = (nokkel, lag(siste and siste[1]))
            return siste[1]
        finally:
            self._arbeid.release()

    def se(self) -> T | None:
        """Verdien slik den sist ble laget."""
        siste = self._siste
        return siste and siste[1]

    def glem(self) -> None:
        self._siste = None


def glem_svarene() -> None:
    """Hvert svar regnes på nytt neste gang. For målinger."""
    for husk in _alle:
        husk.glem()


def glem_alt() -> None:
    """Også det svarene er regnet av, leses på nytt. For prøver som angrer det de skriver."""
    glem_svarene()
    for siste in _siste:
        siste.glem()
