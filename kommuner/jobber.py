"""Jobber på den offentlige siden."""

from procrastinate.contrib.django import app

from kommuner.models import Veiviserutkast
from veier.utkast.handlinger import slett_utlopte


@app.periodic(cron="27 3 * * *")
@app.task(name="kommuner.slett_utlopte", queueing_lock="slett_utlopte_veivisere")
def slett_utlopte_veivisere(timestamp: int) -> int:
    """Hver natt: utkast uten konto slettes når de er 90 dager gamle."""
    return slett_utlopte(Veiviserutkast)
