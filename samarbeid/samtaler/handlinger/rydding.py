"""Samtalene tas vare på så lenge siden sier."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Samtale
from veier.hendelser.handlinger import logg_hendelse

OPPBEVARES = timedelta(days=730)


@transaction.atomic
def slett_gamle_samtaler() -> int:
    """Sletter samtalene, med innlegg, lenker og vedlegg, to år etter det siste innlegget. Gir antallet.

    Radene er borte med en gang; filene tas av ``rydd_vedlegg`` den samme natten.
    """
    gamle = Samtale.objects.filter(endret_tid__lte=timezone.now() - OPPBEVARES)
    antall = gamle.count()
    if antall:
        gamle.delete()
        logg_hendelse("samtaler_slettet", antall=antall)
    return antall
