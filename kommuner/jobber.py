"""Jobber på den offentlige siden."""

from procrastinate import RetryStrategy

from kommuner.handlinger.adresse import avslutt_uten_adresse
from kommuner.handlinger.egenkontakt import varsle_om_utlop
from kommuner.handlinger.kontaktimport import glem_gamle
from kommuner.handlinger.registerkontakt import hent_registerkontakt
from kommuner.handlinger.sporsmal import glem_adresser
from kommuner.models import OffentligPart, Veiviserutkast
from veier.brukere.models import Bruker
from veier.jobber import jobb, sett_i_ko, venter_i_koen
from veier.klienter import KlientFeil
from veier.utkast.handlinger import slett_utlopte

HENT = "kommuner.hent_registerkontakt"
# Etter ett, tre og sju minutter. Natten etter prøves alle på nytt, så det haster ikke.
NYE_FORSOK = RetryStrategy(max_attempts=4, exponential_wait=2, linear_wait=60, retry_exceptions={KlientFeil})


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


@jobb("kommuner.varsle_om_kontakter", cron="21 6 * * *")
def varsle_om_kontakter(timestamp: int) -> int:
    """Hver morgen: spør virksomhetene om det de har skrevet, stemmer, 30 dager før det har stått et år."""
    return varsle_om_utlop()


@jobb("kommuner.glem_adresser", cron="31 3 * * *")
def glem_adresser_til_sporsmal(timestamp: int) -> int:
    """Hver natt: adressen til en som har spurt uten konto, og ventet et år på svar."""
    return glem_adresser()


@jobb("kommuner.glem_kontaktimport", cron="33 * * * *")
def glem_kontaktimport(timestamp: int) -> int:
    """Hver time: det som sto før en fil ble hentet inn, og som ikke kan angres lenger."""
    return glem_gamle()


@jobb(HENT, forsok=NYE_FORSOK)
def hent_kontakt(part: int) -> bool:
    """Telefon, postmottak, nettsted og adresse for én virksomhet."""
    return hent_registerkontakt(part)


@jobb("kommuner.hent_alle_registerkontakter", cron="13 2 * * *")
def hent_alle_kontakter(timestamp: int) -> int:
    """Hver natt: én jobb per virksomhet med organisasjonsnummer, så en feil bare rammer den ene."""
    nummer = OffentligPart.objects.synlige().exclude(organisasjonsnummer=None).values_list("pk", flat=True)
    for pk in sorted(set(nummer) - venter_i_koen(HENT, "part")):
        sett_i_ko(HENT, part=pk)
    return len(nummer)
