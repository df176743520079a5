"""Jobber på entreprenørens side."""

from procrastinate.contrib.django import app

from entreprenorer.models import Ideutkast
from veier.utkast.handlinger import slett_utlopte


@app.periodic(cron="17 3 * * *")
@app.task(name="entreprenorer.slett_utlopte", queueing_lock="slett_utlopte")
def slett_utlopte_utkast(timestamp: int) -> int:
    """Hver natt: utkast uten konto slettes når de er 90 dager gamle."""
    return slett_utlopte(Ideutkast)
