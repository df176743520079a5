"""Jobber på entreprenørens side."""

from procrastinate import RetryStrategy

from entreprenorer.handlinger.logo import rydd_logoer
from entreprenorer.handlinger.register import oppdater_fra_register
from entreprenorer.handlinger.registrering import OPPDATER
from entreprenorer.handlinger.videresendt import rydd_referansesvar
from entreprenorer.models import Entreprenor, Ideutkast
from veier.jobber import jobb, sett_i_ko, venter_i_koen
from veier.klienter import KlientFeil
from veier.utkast.handlinger import slett_utlopte

# Etter 60, 120, 240 … sekunder, i omtrent et døgn.
NYE_FORSOK = RetryStrategy(max_attempts=11, exponential_wait=2, linear_wait=60, retry_exceptions={KlientFeil})


@jobb("entreprenorer.slett_utlopte", cron="17 3 * * *")
def slett_utlopte_utkast(timestamp: int) -> int:
    """Hver natt: utkast uten konto slettes når de er 90 dager gamle."""
    return slett_utlopte(Ideutkast)


@jobb("entreprenorer.rydd_logoer", cron="29 3 * * *")
def rydd(timestamp: int) -> int:
    """Hver natt: logoer ingen viser til, slettes når de er et døgn gamle."""
    return rydd_logoer()


@jobb("entreprenorer.rydd_referansesvar", cron="19 3 * * *")
def rydd_svar(timestamp: int) -> int:
    """Hver natt: adressene til dem som har svart på en referanse, og svarene som aldri ble godtatt."""
    return rydd_referansesvar()


@jobb(OPPDATER, forsok=NYE_FORSOK)
def oppdater(entreprenor: int) -> bool:
    """Henter én entreprenør på nytt fra Enhetsregisteret."""
    return oppdater_fra_register(entreprenor)


@jobb("entreprenorer.oppdater_alle", cron="41 2 * * *")
def oppdater_alle(timestamp: int) -> int:
    """Hver natt: én jobb per entreprenør med organisasjonsnummer, så en feil bare rammer den ene."""
    nummer = Entreprenor.objects.exclude(organisasjonsnummer=None).values_list("pk", flat=True)
    for pk in sorted(set(nummer) - venter_i_koen(OPPDATER, "entreprenor")):
        sett_i_ko(OPPDATER, entreprenor=pk)
    return len(nummer)
