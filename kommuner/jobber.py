"""Jobber på den offentlige siden."""

from kommuner.models import Veiviserutkast
from veier.jobber import jobb
from veier.utkast.handlinger import slett_utlopte


@jobb("kommuner.slett_utlopte", cron="27 3 * * *")
def slett_utlopte_veivisere(timestamp: int) -> int:
    """Hver natt: utkast uten konto slettes når de er 90 dager gamle."""
    return slett_utlopte(Veiviserutkast)
