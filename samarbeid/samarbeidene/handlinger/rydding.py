"""Samarbeidene tas vare på så lenge siden sier."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samarbeid.models import Samarbeid
from veier.hendelser.handlinger import logg_hendelse

ETTER_SLUTT, UTEN_AKTIVITET = timedelta(days=730), timedelta(days=5 * 365)


@transaction.atomic
def slett_gamle_samarbeid() -> int:
    """Sletter samarbeidene to år etter at de er avsluttet, og fem år etter at noen sist gjorde noe. Gir antallet."""
    na = timezone.now()
    gamle = Samarbeid.objects.filter(
        Q(ferdig_tid__lte=na - ETTER_SLUTT) | Q(endret_tid__lte=na - UTEN_AKTIVITET)
    )
    antall = gamle.count()
    if antall:
        gamle.delete()
        logg_hendelse("samarbeid_slettet", antall=antall)
    return antall
