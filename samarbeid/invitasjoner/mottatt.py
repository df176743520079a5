"""Invitasjonene en entreprenør har fått, slik hun ser dem."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.behovstreff.visning import grunnene_deres
from samarbeid.models import Behovsinvitasjon


@dataclass(frozen=True, slots=True)
class Mottatt:
    """Et behov de er invitert til, med grunnene slik de var da."""

    behov: Behov
    grunner: tuple[str, ...]


def invitasjonene(entreprenor: Entreprenor, apne: QuerySet[Behov]) -> list[Mottatt]:
    """De siste først, blant behovene det kan svares på."""
    rader = Behovsinvitasjon.objects.filter(entreprenor=entreprenor, behov__in=apne)
    return [Mottatt(rad.behov, grunnene_deres(rad)) for rad in rader.select_related("behov__part")]
