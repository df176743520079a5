"""Samtalene tas vare på så lenge siden sier."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Fortalt, Samtale
from veier.hendelser.handlinger import logg_hendelse

OPPBEVARES = timedelta(days=730)


@transaction.atomic
def slett_gamle_samtaler() -> int:
    """Sletter samtalene, med innlegg, lenker og vedlegg, to år etter det siste innlegget, og det som ble fortalt alle, etter to år.

    Gir antallet samtaler.

    Radene er borte med en gang; filene tas av ``rydd_vedlegg`` den samme natten.
    """
    Fortalt.objects.filter(publisert_tid__lte=timezone.now() - OPPBEVARES).delete()
    gamle = Samtale.objects.filter(endret_tid__lte=timezone.now() - OPPBEVARES)
    antall = gamle.count()
    if antall:
        gamle.delete()
        logg_hendelse("samtaler_slettet", antall=antall)
    return antall
