"""Hvem som ser en publisert idé: skrevet én gang, brukt som vilkår i databasen og som ord i søkeindeksen.

Den som også er med i en offentlig virksomhet, ser det virksomheten ser bare når hun handler for den: en som selv er
entreprenør, skal ikke få vite om andres ideer ved et uhell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from django.db.models import ManyToManyField, Model, Q, QuerySet

from veier.brukere.models import Leser
from veier.medlemskap.hatter import handler_for


@dataclass(frozen=True, slots=True)
class Grunn:
    """Noe som lar en person se en idé: vilkåret ideen må oppfylle, og merkene den da har i indeksen."""

    vilkar: Q
    merker: Callable[[], Iterable[str]]


def grunner(bruker: Leser, ideer: type[Model]) -> Iterator[Grunn]:
    """Én av dem er nok. ``ideer`` er modellen."""
    yield Grunn(Q(synlighet="alle"), lambda: ["s/alle"])
    if not bruker.is_authenticated:
        return
    mine = _mine(bruker, ideer)
    yield Grunn(egne(bruker, ideer), lambda: [f"o/{nr}" for nr in mine.values_list("pk", flat=True)])
    if part := handler_for(bruker, "offentlig"):
        vist_til: type[Model] = cast(ManyToManyField, ideer._meta.get_field("vist_til")).remote_field.through  # type: ignore[assignment]  # settes når modellen er ferdig
        vist = vist_til._default_manager.filter(offentligpart=part).values("ide")
        yield Grunn(Q(synlighet="offentlige"), lambda: ["s/offentlige"])
        yield Grunn(Q(synlighet="valgte", pk__in=vist), lambda: [f"p/{part.pk}"])


def egne(bruker: Leser, ideer: type[Model]) -> Q:
    """Ideene hos dem brukeren er med i."""
    return Q(entreprenor__in=_mine(bruker, ideer).values("pk")) if bruker.is_authenticated else Q(pk__in=[])


def for_virksomheten(vist: Q, foran: str = "") -> Q:
    """Ideene de som er med i en virksomhet kan se. ``vist`` er vilkåret for at ideen er vist til den, og ``foran`` veien fram til
    ideen, som «ide__»."""
    return Q(**{f"{foran}synlighet__in": ("alle", "offentlige")}) | Q(vist, **{f"{foran}synlighet": "valgte"})


def merker(synlighet: str, vist_til: Iterable[int], entreprenor: int) -> list[str]:
    """Merkene en idé har i indeksen."""
    valgt = [f"p/{part}" for part in vist_til] if synlighet == "valgte" else []
    return [f"s/{synlighet}", f"o/{entreprenor}", *valgt]


def _mine(bruker: Leser, ideer: type[Model]) -> QuerySet[Model]:
    entreprenorer = cast(type[Model], ideer._meta.get_field("entreprenor").related_model)
    return entreprenorer._default_manager.filter(medlemskap__bruker=bruker)
