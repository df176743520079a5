"""Hvordan det står til med e-posten, til helsesjekken og til redaksjonen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from veier.epost.models import Utsending

# Så gammel kan en melding være før noe er galt. En kode er bare verdt noe i et kvarter.
GAMMEL_SEKUNDER = 600
NYLIG = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Eposttilstand:
    """``eldste_sekunder`` er alderen på den eldste som venter; de to siste ble det det siste døgnet."""

    venter: int
    eldste_sekunder: int
    feilet_og_venter: int
    gitt_opp: int
    for_gamle: int


def tilstand() -> Eposttilstand:
    """Én spørring. Hever databasens feil."""
    na, status = timezone.now(), Utsending.Status
    venter = Q(status=status.VENTER)
    nylig = Q(status__in=[status.GITT_OPP, status.FOR_GAMMEL], avsluttet_tid__gte=na - NYLIG)
    tall = Utsending.objects.filter(venter | nylig).aggregate(
        venter=Count("pk", filter=venter),
        eldste=Min("opprettet_tid", filter=venter),
        feilet=Count("pk", filter=venter & Q(forsok__gt=0) & ~Q(siste_feil="")),
        gitt_opp=Count("pk", filter=Q(status=status.GITT_OPP)),
        for_gamle=Count("pk", filter=Q(status=status.FOR_GAMMEL)),
    )
    eldste = round((na - tall["eldste"]).total_seconds()) if tall["eldste"] else 0
    return Eposttilstand(tall["venter"], eldste, tall["feilet"], tall["gitt_opp"], tall["for_gamle"])
