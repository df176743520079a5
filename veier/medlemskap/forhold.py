"""Hva personen er i forhold til en organisasjon, så sidene kan snakke til den hun er."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from veier.medlemskap.models import Foresporsel
from veier.medlemskap.slag import slag_til
from veier.medlemskap.tilganger import medlemskap_i


@dataclass(frozen=True, slots=True)
class Forhold:
    """``kode`` er administrator | medlem | venter (hun har spurt) | invitert | ingen. ``dato`` er når det begynte."""

    kode: str
    slag: str
    slug: str
    dato: Any = None

    @property
    def er_med(self) -> bool:
        return self.kode in {"administrator", "medlem"}

    @property
    def medlemsside(self) -> str:
        return f"{self.slag}_medlemmer"

    @property
    def bli_med_side(self) -> str:
        return f"{self.slag}_bli_med"


def forholdet(bruker: Any, organisasjon: models.Model) -> Forhold:
    """Det sterkeste av det som gjelder. En anonym har ingen."""
    slag = slag_til(organisasjon)

    def gi(kode: str, dato: Any = None) -> Forhold:
        return Forhold(kode, slag.kode, organisasjon.slug, dato)  # type: ignore[attr-defined]

    if not bruker.is_authenticated:
        return gi("ingen")
    if medlemskap := medlemskap_i(bruker, organisasjon):
        return gi(str(medlemskap.rolle), medlemskap.fra_tid)
    invitasjon = slag.invitasjon.objects.filter(  # type: ignore[attr-defined]
        organisasjon=organisasjon,
        epost__iexact=bruker.epost,
        brukt_tid=None,
        trukket_tid=None,
        utloper_tid__gt=timezone.now(),
    ).first()
    if invitasjon:
        return gi("invitert", invitasjon.sendt_tid)
    venter = slag.foresporsel.objects.filter(  # type: ignore[attr-defined]
        organisasjon=organisasjon, bruker=bruker, status=Foresporsel.Status.VENTER
    ).first()
    return gi("venter", venter.bedt_tid) if venter else gi("ingen")
