"""Hva en endring i referansedataene gjør med svarene, før den lagres. Den som vet hva svarene er, melder seg her."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction

# Saken → {det det svares på: svaret}, slik en redaktør skal lese det.
Svarene: TypeAlias = Mapping[str, Mapping[str, str]]
_maler: list[Callable[[], Svarene]] = []


def meld(maler: Callable[[], Svarene]) -> None:
    """``maler`` gir svarene på de kjente sakene slik referansedataene er nå, på denne forbindelsen."""
    _maler.append(maler)


def mal() -> Svarene:
    """Svarene fra alle som har meldt seg."""
    return {sak: svar for maler in _maler for sak, svar in maler().items()}


@dataclass(frozen=True, slots=True)
class Endretsvar:
    """``endringer`` er (det det svares på, svaret før, svaret etter)."""

    sak: str
    endringer: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Virkning:
    """``antall`` er sakene som er prøvd, ``ulike`` dem som får et annet svar."""

    antall: int
    ulike: tuple[Endretsvar, ...] = ()

    @property
    def merke(self) -> str:
        """Det samme så lenge virkningen er den samme: den som bekrefter, har sett akkurat dette."""
        return hashlib.sha256(repr(self.ulike).encode()).hexdigest()[:32]


def sammenlign(for_: Svarene, etter: Svarene) -> Virkning:
    """Det som er blitt annerledes, i samme rekkefølge som sakene."""
    ulike = []
    for sak, svar in etter.items():
        gammelt = for_.get(sak, {})
        endret = tuple(
            (hva, gammelt.get(hva, ""), nytt) for hva, nytt in svar.items() if gammelt.get(hva) != nytt
        )
        if endret:
            ulike.append(Endretsvar(sak, endret))
    return Virkning(len(etter), tuple(ulike))


def prov(lagre: Callable[[], object]) -> Virkning:
    """Lagrer, ser hva som ble annerledes, og angrer lagringen."""
    for_ = mal()
    with transaction.atomic():
        lagre()
        etter = mal()
        transaction.set_rollback(True)
    return sammenlign(for_, etter)
