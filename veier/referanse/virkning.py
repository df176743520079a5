"""Hva en endring i referansedataene gjør med svarene, før den lagres. Den som vet hva svarene er, melder seg her."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, Self, TypeAlias

from django.db import transaction

# Det det svares på, svaret før, og svaret etter, slik en redaktør skal lese det.
Endringer: TypeAlias = tuple[tuple[str, str, str], ...]
# Så mange saker av ett slag regnes ut: en endring kan nå alle, og redaktøren venter.
FLEST = 150


@dataclass(frozen=True, slots=True)
class Endretsvar:
    """``bedre`` er hvor mye svaret ble bedre, under null når det ble dårligere. 0 når ingen vet hva som er riktig."""

    sak: str
    endringer: Endringer
    bedre: float = 0.0


class Stand(Protocol):
    """De kjente sakene av ett slag, og det svarene regnes av, slik det er når standen hentes."""

    @property
    def lest(self) -> Mapping[Any, object]:
        """Saken → det som avgjør svaret på den. Er det likt, er svaret det samme."""
        ...

    def er_som(self, andre: Self) -> bool:
        """Kan ingen av svarene være ulike? Sies uten å regne dem ut."""
        ...

    def forskjell(self, for_: Self, sak: Any) -> Endretsvar | None:
        """Det som er blitt annerledes fra ``for_``. None når svaret er det samme."""
        ...

    def navn(self, antall: int) -> str:
        """Så mange av sakene: «150 kjente ideer»."""
        ...

    def til_sammen(self, for_: Self, ulike: Sequence[Endretsvar]) -> str:
        """Hva forskjellene blir til sammen. Tom når det ikke er noe å si."""
        ...


_slagene: list[Callable[[], Stand]] = []


def meld(hent: Callable[[], Stand]) -> None:
    """``hent`` gir standen for ett slag saker slik referansedataene er nå, på denne forbindelsen."""
    _slagene.append(hent)


def hent_stand() -> list[Stand]:
    """Standen for alle slagene som er meldt."""
    return [hent() for hent in _slagene]


@dataclass(frozen=True, slots=True)
class Virkning:
    """Det endringen gjør med ett slag saker. ``navn`` er alle som er prøvd, og ``ulike`` dem som får et annet svar.

    ``flere`` er hvor mange til som kanskje får det, uten at de er regnet ut.
    """

    navn: str
    ulike: tuple[Endretsvar, ...] = ()
    til_sammen: str = ""
    flere: int = 0


def sammenlign(for_: Sequence[Stand], etter: Sequence[Stand]) -> list[Virkning]:
    """Det som er blitt annerledes for hvert slag endringen kan ha virket på. Det som er blitt dårligere, står først."""
    par = zip(for_, etter, strict=True)
    return [_virkning(en, annen) for en, annen in par if not annen.er_som(en)]


def _virkning(for_: Stand, etter: Stand) -> Virkning:
    kanskje = [sak for sak, lest in etter.lest.items() if for_.lest.get(sak) != lest]
    ulike = [endret for sak in islice(kanskje, FLEST) if (endret := etter.forskjell(for_, sak))]
    return Virkning(
        etter.navn(len(etter.lest)),
        tuple(sorted(ulike, key=lambda endret: endret.bedre)),
        etter.til_sammen(for_, ulike),
        max(0, len(kanskje) - FLEST),
    )


def merke(virkningene: Sequence[Virkning]) -> str:
    """Det samme så lenge virkningen er den samme: den som bekrefter, har sett akkurat dette."""
    return hashlib.sha256(repr([v.ulike for v in virkningene]).encode()).hexdigest()[:32]


def forskjeller(for_: Mapping[str, str], etter: Mapping[str, str]) -> Endringer:
    """Svarene som er ulike, i samme rekkefølge som de nye."""
    return tuple((hva, for_.get(hva, ""), nytt) for hva, nytt in etter.items() if for_.get(hva) != nytt)


def prov(lagre: Callable[[], object]) -> list[Virkning]:
    """Lagrer, ser hva som ble annerledes, og angrer lagringen."""
    for_ = hent_stand()
    with transaction.atomic():
        lagre()
        funnet = sammenlign(for_, hent_stand())
        transaction.set_rollback(True)
    return funnet
