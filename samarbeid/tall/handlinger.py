"""Regner årenes tall, én gang for hver midnatt, så alle som leser dem, ser det samme."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Arstall
from samarbeid.tall.grunnlag import forste_ar, tell_opp
from samarbeid.tall.regning import TOMT, lag_tall, slipp

REGNES_I = (
    2  # året vi er i, og det før: svar og slutt kan komme året etter. Så slettes samtalene, og tallene står.
)


def siste_midnatt(na: datetime | None = None) -> datetime:
    """Den siste midnatten i Norge."""
    return timezone.localtime(na).replace(hour=0, minute=0, second=0, microsecond=0)


@transaction.atomic
def regn_tallene(na: datetime | None = None) -> int:
    """Regner årene som ikke er regnet siden den siste midnatten. Gir antallet. Å kalle den igjen gjør ingenting."""
    til = siste_midnatt(na)
    i_ar = (til - timedelta(microseconds=1)).astimezone(til.tzinfo).year
    rader = {rad.ar: rad for rad in Arstall.objects.select_for_update()}
    arene = range(min([forste_ar(til), *rader]), i_ar + 1)
    regnes = [a for a in arene if a not in rader or (a > i_ar - REGNES_I and rader[a].til < til)]
    for ar in regnes:
        vist = slipp(rader[ar].grunnlag if ar in rader else TOMT, tell_opp(ar, til))
        Arstall.objects.update_or_create(
            ar=ar, defaults={"til": til, "tall": lag_tall(vist), "grunnlag": vist}
        )
    Arstall.objects.filter(ar__lte=i_ar - REGNES_I).exclude(grunnlag={}).update(grunnlag={})
    return len(regnes)
