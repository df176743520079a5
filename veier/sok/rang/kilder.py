"""Søketekstene lest som mengder av radnumre."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from pyroaring import BitMap

from veier.sok.rang.bevis import TOM, Oppslag
from veier.sok.rang.rangering import Rangert, ranger
from veier.sok.tolkning import Sporring
from veier.sok.typer import Uttrykk


@dataclass(frozen=True)
class Tabell:
    """En tabell med søketekster (veier.sok.models.Soketekst).

    ``synlig`` er et tsquery-ledd fra koden, aldri fra en leser: merkene en rad må ha for å være med. ``bare`` er radene det
    letes i, når det ikke er alle. ``rekker`` er uttrykkene alle radene har som ett ord.
    """

    tabell: str
    nokkel: str
    synlig: str = ""
    rekker: Collection[Uttrykk] = ()
    bare: frozenset[int] | None = None

    def finn(self, sporring: Sporring) -> Rangert:
        """Treffene, rangert. Ett spørsmål."""
        oppslag = self.les_for(lambda hent: ranger(sporring, hent), sporring.monstre())
        return ranger(sporring, oppslag)

    def les_for(self, regn: Callable[[Oppslag], object], monstre: Sequence[str] = ()) -> Oppslag:
        """Mengdene ``regn`` trenger. Først kjøres den for å se hvilke det er, så hentes de i ett spørsmål."""
        onsker = _Onsker(self.rekker)
        regn(onsker)
        return _Mengder(self.rekker, self._hent(list(onsker.sporringer), list(monstre)))

    def _hent(self, sporringer: list[str], monstre: list[str]) -> dict[str, BitMap]:
        if not sporringer:
            return {}
        tsquery = [f"({s}) & ({self.synlig})" if self.synlig else s for s in sporringer]
        with connection.cursor() as peker:
            peker.execute(
                "SELECT * FROM unnest(sok_mengder(%s::regclass, %s, %s::text[], %s::text[]))",
                [self.tabell, self.nokkel, tsquery, monstre],
            )
            mengder = [som_mengde(rader) for (rader,) in peker.fetchall()]
        if self.bare is not None:
            mengder = [mengde & self._bare for mengde in mengder]
        return dict(zip(sporringer, mengder, strict=True))

    @cached_property
    def _bare(self) -> BitMap:
        return BitMap(self.bare or ())


class _Onsker:
    """Svarer ingen på alt, og husker det som ble spurt om."""

    def __init__(self, rekker: Collection[Uttrykk]) -> None:
        self.rekker = rekker
        self.sporringer: dict[str, None] = {}

    def __call__(self, tsquery: str) -> BitMap:
        self.sporringer[tsquery] = None
        return TOM


@dataclass(frozen=True, slots=True)
class _Mengder:
    rekker: Collection[Uttrykk]
    mengder: dict[str, BitMap]

    def __call__(self, tsquery: str) -> BitMap:
        return self.mengder.get(tsquery, TOM)


def som_mengde(numre: bytes | None) -> BitMap:
    """Radnumre fra databasen som en mengde."""
    return BitMap(som_numre(numre))


def som_numre(numre: bytes | None) -> array[int]:
    """Radnumre som fire byte hver, mest betydende først, slik int4send skriver dem. En tiendedel av en liste."""
    tall = array("I")
    tall.frombytes(numre or b"")
    tall.byteswap()
    return tall
