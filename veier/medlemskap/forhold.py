"""Hva personen er i forhold til en organisasjon, så sidene kan snakke til den hun er."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from veier.brukere.models import Leser
from veier.medlemskap.models import Foresporsel, Organisasjon
from veier.medlemskap.slag import slag_til
from veier.medlemskap.tilganger import medlemskap_i


@dataclass(frozen=True, slots=True)
class Forhold:
    """``kode`` er administrator | medlem | venter (hun har spurt) | invitert | ingen. ``dato`` er når det begynte."""

    kode: str
    slag: str
    slug: str
    dato: datetime | None = None

    @property
    def er_med(self) -> bool:
        return self.kode in {"administrator", "medlem"}

    @property
    def medlemsside(self) -> str:
        return f"{self.slag}_medlemmer"

    @property
    def bli_med_side(self) -> str:
        return f"{self.slag}_bli_med"


def forholdet(bruker: Leser, organisasjon: Organisasjon) -> Forhold:
    """Det sterkeste av det som gjelder. En anonym har ingen."""
    slag = slag_til(organisasjon)

    def gi(kode: str, dato: datetime | None = None) -> Forhold:
        return Forhold(kode, slag.kode, organisasjon.slug, dato)

    if not bruker.is_authenticated:
        return gi("ingen")
    if medlemskap := medlemskap_i(bruker, organisasjon):
        return gi(str(medlemskap.rolle), medlemskap.fra_tid)
    invitasjon = (
        slag.invitasjon.hos(organisasjon)
        .filter(
            epost__iexact=bruker.epost,
            brukt_tid=None,
            trukket_tid=None,
            utloper_tid__gt=timezone.now(),
        )
        .first()
    )
    if invitasjon:
        return gi("invitert", invitasjon.sendt_tid)
    venter = (
        slag.foresporsel.hos(organisasjon).filter(bruker=bruker, status=Foresporsel.Status.VENTER).first()
    )
    return gi("venter", venter.bedt_tid) if venter else gi("ingen")
