"""Søk i indeksen. Indeks og spørring går gjennom den samme normaliseringen.

Ett rangert gjennomløp (veier.sok.rang.rangering). Bare når ingen rad har et av ordene, rettes det, og det letes én gang til.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db import connection

from veier.sok.models import Sokedokument
from veier.sok.normalisering import finn_ord
from veier.sok.rang.kilder import Tabell, finjuster
from veier.sok.rang.rangering import Rangert
from veier.sok.rang.retting import rett
from veier.sok.tolkning import Lesttema, Sporring, tolk
from veier.sok.typer import Grupper


class Treff(Protocol):
    """Et svar som kan telles, og som sier hvilke av leddene noen rad har."""

    @property
    def funnet(self) -> tuple[bool, ...]: ...

    def __len__(self) -> int: ...


T = TypeVar("T", bound=Treff)
T_ut = TypeVar("T_ut", bound=Treff, covariant=True)


class Kilde(Protocol[T_ut]):
    """En indeks det kan letes i."""

    def finn(self, sporring: Sporring) -> T_ut:
        """Treffene, rangert. Ett spørsmål til databasen."""
        ...


@dataclass(frozen=True, slots=True)
class Hvordan:
    """Hva søket måtte gjøre. ``rettet``: (skrevet, rettet). ``ukjent``: ord ingen har, så de som vises, svarer på resten."""

    sporring: Sporring
    rettet: tuple[tuple[str, str], ...] = ()
    ukjent: tuple[str, ...] = ()

    @property
    def noyaktig(self) -> bool:
        return not (self.rettet or self.ukjent)


@dataclass(frozen=True, slots=True)
class Sokesvar:
    """Nøklene som traff, best først; de første av dem er kjernen. Og hva søket måtte gjøre."""

    treff: list[str]
    kjerne: list[str]
    hvordan: Hvordan


def let(tekst: str, grupper: Grupper, kilde: Kilde[T], temaer: Iterable[Lesttema] = ()) -> tuple[T, Hvordan]:
    """Leter i kilden. Ingenting å lete etter, eller ingenting funnet, gir et tomt svar."""
    temaer = tuple(temaer)
    sporring = tolk(tekst, grupper, temaer)
    treff = kilde.finn(sporring)
    rettet = rett(sporring.ledd, treff.funnet) if treff.funnet else ()
    if rettet:
        ny = tolk(_med(tekst, rettet), grupper, temaer)
        # De rettede kan være ett uttrykk sammen: færre ledd mangler, selv om ikke flere er funnet.
        if (funnet := kilde.finn(ny)).funnet.count(False) < treff.funnet.count(False):
            sporring, treff = ny, funnet
        else:  # det rettede finnes heller ikke her
            rettet = ()
    ukjent = tuple(d.skrevet for d, ja in zip(sporring.ledd, treff.funnet, strict=False) if not ja)
    return treff, Hvordan(sporring, rettet, ukjent)


def ikke_noe_a_lete_etter(tekst: str, sporring: Sporring) -> bool:
    """Bare småord og tegn. Bokstaver vi ikke kan lese, er noe annet: da er det ingen treff, og ikke alle."""
    return sporring.tom and (bool(finn_ord(tekst)) or not any(map(str.isalpha, tekst)))


def _med(tekst: str, rettet: Sequence[tuple[str, str]]) -> str:
    """Teksten med de rettede ordene i stedet, så et uttrykk på flere ord kjennes igjen. Ord med minus røres ikke."""
    ny = dict(rettet)
    return " ".join(ny.get(bit.lower().strip('.,!?:;«»"()'), bit) for bit in tekst.split())


def hent_vist(samling: str, nokler: Sequence[str]) -> dict[str, tuple[dict[str, str], str]]:
    """(det trefflisten viser, hele teksten) for nøklene: ett spørsmål til databasen."""
    rader = Sokedokument.objects.filter(samling=samling, nokkel__in=nokler)
    return {nokkel: (vist, tekst) for nokkel, vist, tekst in rader.values_list("nokkel", "vist", "tekst")}


@dataclass(frozen=True)
class Dokumenttreff:
    """``rangert`` er rader i samlingen, og ``nokler`` nøkkelen til hver av dem."""

    rangert: Rangert
    nokler: dict[int, str]

    @property
    def funnet(self) -> tuple[bool, ...]:
        return self.rangert.funnet

    def __len__(self) -> int:
        return len(self.rangert)

    def kjernen(self) -> Dokumenttreff:
        return Dokumenttreff(self.rangert.kjernen(), self.nokler)

    def i_rekkefolge(self) -> list[tuple[str, float]]:
        """(nøkkel, andel), de beste først; likt i den rekkefølgen samlingen er laget."""
        par = zip(self.rangert.rang, self.rangert.andel, strict=True)
        return [(self.nokler[rad], andel) for rader, andel in par for rad in rader]


@dataclass(frozen=True, slots=True)
class Dokumentkilde:
    """En samling i ``Sokedokument``."""

    samling: str

    def finn(self, sporring: Sporring) -> Dokumenttreff:
        treff = self.ranger(sporring)
        (rangert,) = finjuster(sporring, [(self.tabell(), treff.rangert)])
        return Dokumenttreff(rangert, treff.nokler)

    def ranger(self, sporring: Sporring) -> Dokumenttreff:
        """Treffene uten at de øverste er ordnet etter likhet."""
        if sporring.tom:
            return Dokumenttreff(Rangert(), {})
        nokler = self.nokler()
        return Dokumenttreff(self.tabell(nokler).ranger(sporring), nokler)

    def nokler(self) -> dict[int, str]:
        """Rad → nøkkelen."""
        with connection.cursor() as peker:
            peker.execute(
                "SELECT id, nokkel FROM sok_sokedokument WHERE samling = %s ORDER BY id", [self.samling]
            )
            return dict(peker.fetchall())

    def tabell(self, rader: Iterable[int] = ()) -> Tabell:
        return Tabell("sok_sokedokument", "id", bare=frozenset(rader))


def sok(samling: str, tekst: str, grupper: Grupper, temaer: Iterable[Lesttema] = ()) -> Sokesvar:
    """Dokumentene i samlingen som svarer på søket, de beste først."""
    treff, hvordan = let(tekst, grupper, Dokumentkilde(samling), temaer)
    rader = treff.i_rekkefolge()
    kjernen = {treff.nokler[rad] for rad in treff.rangert.godt}
    return Sokesvar([n for n, _a in rader], [n for n, _a in rader if n in kjernen], hvordan)
