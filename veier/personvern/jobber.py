"""Jobbene for personvern."""

import logging

from veier.grense.telling import rydd
from veier.jobber import jobb
from veier.medlemskap.handlinger.foresporsler import send_gamle_til_redaksjonen
from veier.personvern.handlinger import innsyn
from veier.personvern.handlinger.oppbevaring import kjor
from veier.personvern.handlinger.sletting import slett_bestilte

_logger = logging.getLogger("veier.personvern")


@jobb(innsyn.JOBB)
def lag_eksport(eksport: int) -> bool:
    """Lager én fil med en persons data."""
    return innsyn.lag_eksport(eksport)


@jobb("veier.personvern.slett_bestilte", cron="9 * * * *")
def slett_bestilte_kontoer(timestamp: int) -> int:
    """Hver time: kontoer der angrefristen er ute."""
    return slett_bestilte()


@jobb("veier.personvern.oppbevaring", cron="33 4 * * *")
def oppbevaring(timestamp: int) -> int:
    """Hver natt: reglene for oppbevaring. En regel som stanser, står i loggen og i hendelsene.

    Tellerne i grensene ryddes samtidig: en rad der alt er ledig igjen, betyr ingenting lenger.
    """
    rydd()
    utfall = kjor()
    for u in utfall:
        if u.grunn:
            _logger.error("oppbevaringen stanset: %s, %s av %s", u.regel.navn, u.antall, u.av)
    return sum(u.antall for u in utfall if u.gjort)


@jobb("veier.medlemskap.til_redaksjonen", cron="21 5 * * *")
def gamle_foresporsler(timestamp: int) -> int:
    """Hver natt: forespørsler ingen har svart på innen 14 dager."""
    return send_gamle_til_redaksjonen()
