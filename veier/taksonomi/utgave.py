"""Utgaven av referansedataene, og det som er regnet av dem: husket til en av tabellene det er laget av, endres."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone

from veier.husk import Husk
from veier.sprak import SPRAK
from veier.taksonomi.models import Referanseversjon

T = TypeVar("T")
HUSKES = 3 * len(SPRAK)  # utgaven før og etter en endring som kanskje angres, på hvert språk


@dataclass(frozen=True, slots=True)
class Referanseutgave:
    """``nummer`` er nytt når noe er endret, ``tabeller`` har tallet fra siste gang hver tabell ble endret."""

    nummer: int
    tabeller: Mapping[str, int]


def hent_utgave() -> Referanseutgave:
    """Utgaven slik denne forbindelsen ser den. Ett spørsmål."""
    return Referanseutgave(*(Referanseversjon.objects.values_list("nummer", "tabeller").first() or (0, {})))


def referanseversjon(request: HttpRequest) -> str:
    """Ny når noe redaksjonen har, er endret, og hver dag. For sidene som bare er laget av referansetabeller (``for_alle``)."""
    return f"{hent_utgave().nummer} {timezone.localdate()}"


def nytt_nummer() -> int:
    """Et nummer fra den samme sekvensen som utgavene: brukes aldri om igjen, heller ikke når transaksjonen angres."""
    with connection.cursor() as peker:
        peker.execute("SELECT nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id'))")
        nummer: int = peker.fetchone()[0]
    return nummer


class Del(Generic[T]):
    """En del av kunnskapen, laget av noen av referansetabellene."""

    def __init__(self, les: Callable[[], T], *av: type[models.Model]) -> None:
        self._les = les
        self._av = av
        self._husk: Husk[tuple[T]] = Husk(HUSKES, glemmes=False)

    def nokkel(self, utgave: Referanseutgave) -> tuple[int, ...]:
        """Ny når en av tabellene er endret. Tallene brukes aldri om igjen, heller ikke når noe angres."""
        return tuple(utgave.tabeller.get(modell._meta.db_table, 0) for modell in self._av)

    def hent(self, utgave: Referanseutgave, *i_tillegg: Hashable) -> T:
        """Delen slik den er i utgaven. ``i_tillegg`` er det annet den er laget av, som målformen."""
        return self._husk.hent((*self.nokkel(utgave), *i_tillegg), lambda: (self._les(),))[0]
