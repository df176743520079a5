"""Jobber på den offentlige siden."""

from kommuner.handlinger.adresse import avslutt_uten_adresse
from kommuner.models import Veiviserutkast
from veier.brukere.models import Bruker
from veier.jobber import jobb
from veier.utkast.handlinger import slett_utlopte


@jobb("kommuner.slett_utlopte", cron="27 3 * * *")
def slett_utlopte_veivisere(timestamp: int) -> int:
    """Hver natt: utkast uten konto slettes når de er 90 dager gamle."""
    return slett_utlopte(Veiviserutkast)


@jobb("kommuner.kontroller_adressen")
def kontroller_adressen(bruker: int) -> int:
    """Adressen til kontoen er en annen: medlemskap som hvilte på den gamle, avsluttes."""
    person = Bruker.objects.filter(pk=bruker).first()
    return avslutt_uten_adresse(person) if person else 0


@jobb("kommuner.kontroller_adressene", cron="47 3 * * *")
def kontroller_adressene(timestamp: int) -> int:
    """Hver natt: det samme for alle som har byttet adresse."""
    return avslutt_uten_adresse()
