"""Hvor lenge portalen tar vare på ting. Én regel per linje; en kjøring sletter aldri mye uten å bli bedt om det."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.epost.models import Utsending
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.models import Redaktorinvitasjon
from veier.medlemskap.models import Foresporsel
from veier.medlemskap.slag import alle_slag
from veier.personvern.handlinger.brevspor import foreldede
from veier.personvern.handlinger.sletting import slett_konto
from veier.personvern.models import EKSPORT_VARER, Eksport
from veier.utkast.models import Utkast

INAKTIV_VARSEL = timedelta(days=700)  # 23 måneder
INAKTIV_SLETTES = timedelta(days=730)  # 24 måneder
VARSLET_FOR = timedelta(days=28)  # ingen slettes uten å ha hatt varselet så lenge
LOGG_VARER = timedelta(days=365)
# Så lenge kan noen spørre hva det sto i en e-post de ikke fant.
TEKST_VARER = timedelta(days=30)
# En regel som plutselig gjelder mange, er oftere en feil enn en virkelighet.
STORSTE_ANDEL = 0.1
ALLTID_LOV = 25


@dataclass(frozen=True, slots=True)
class Regel:
    """``finn`` gir radene regelen gjelder nå; ``utfor`` sletter eller varsler dem og gir antallet."""

    navn: str
    finn: Callable[[], models.QuerySet]
    utfor: Callable[[models.QuerySet], int]
    sletter: bool = True


@dataclass(frozen=True, slots=True)
class Utfall:
    regel: Regel
    antall: int
    av: int
    gjort: bool
    grunn: str = ""


def regler() -> list[Regel]:
    """Alle reglene, i den rekkefølgen de kjøres."""
    ut = [
        Regel("varsle kontoer som ikke er brukt på 23 måneder", _skal_varsles, _varsle, sletter=False),
        Regel("slette kontoer som ikke er brukt på 24 måneder", _skal_slettes, _slett_kontoer),
        Regel("slette eksporter eldre enn sju dager", _gamle_eksporter, _slett),
        Regel("slette sendt e-post eldre enn tolv måneder", _gammel_epost, _slett),
        Regel("tømme teksten i e-post sendt for over tretti dager siden", _gammel_tekst, _tom, sletter=False),
        Regel("slette invitasjoner til redaksjonen etter tolv måneder", _gamle_invitasjoner, _slett),
        Regel("slette beskjeder til kontoer slettet for over tretti dager siden", _til_slettede, _slett),
    ]
    for modell in apps.get_models():
        if issubclass(modell, Utkast):
            navn = f"slette {modell._meta.verbose_name_plural} eldre enn 90 dager"
            ut.append(Regel(navn, modell._default_manager.utlopte, _slett))
    for slag in alle_slag().values():
        ut.append(
            Regel(
                f"slette besvarte forespørsler ({slag.kode}) etter tolv måneder",
                _gamle(slag.foresporsel),
                _slett,
            )
        )
    return ut


def kjor(*, prov: bool = False, tillat_mange: bool = False) -> list[Utfall]:
    """Kjører reglene. ``prov`` teller bare. Uten ``tillat_mange`` stanser en regel som ville slettet for mye."""
    utfall = []
    for regel in regler():
        rader = regel.finn()
        antall, av = rader.count(), rader.model._default_manager.count()
        mye = regel.sletter and antall > ALLTID_LOV and antall > av * STORSTE_ANDEL
        if prov or not antall:
            utfall.append(Utfall(regel, antall, av, gjort=False, grunn="for mange" if mye else ""))
        elif mye and not tillat_mange:
            logg_hendelse("oppbevaring_stanset", regel=regel.navn, antall=antall, av=av)
            utfall.append(Utfall(regel, antall, av, gjort=False, grunn="for mange"))
        else:
            with transaction.atomic():
                gjort = regel.utfor(rader)
                logg_hendelse("oppbevaring", regel=regel.navn, antall=gjort)
            utfall.append(Utfall(regel, gjort, av, gjort=True))
    return utfall


def _sist_brukt() -> models.QuerySet:
    return Bruker.objects.annotate(sist_brukt=Coalesce("last_login", "opprettet_tid")).filter(is_active=True)


def _skal_varsles() -> models.QuerySet:
    na = timezone.now()
    inaktive = _sist_brukt().filter(sist_brukt__lte=na - INAKTIV_VARSEL)
    return inaktive.exclude(inaktiv_varslet_tid__gt=models.F("sist_brukt"))


def _skal_slettes() -> models.QuerySet:
    na = timezone.now()
    return _sist_brukt().filter(
        sist_brukt__lte=na - INAKTIV_SLETTES,
        inaktiv_varslet_tid__gt=models.F("sist_brukt"),
        inaktiv_varslet_tid__lte=na - VARSLET_FOR,
    )


def _varsle(rader: models.QuerySet) -> int:
    na = timezone.now()
    brukere = list(rader)
    for bruker in brukere:
        slettes = max(bruker.sist_brukt + INAKTIV_SLETTES, na + VARSLET_FOR)
        with override(bruker.malform):
            verdier = {
                "dato": date_format(timezone.localtime(slettes), "j. F Y"),
                "lenke": settings.ADRESSE + reverse("account_login"),
            }
        with transaction.atomic():
            send_mal(
                "inaktiv_varsel",
                nokkel=f"{bruker.pk}:{bruker.sist_brukt:%Y%m%d}",
                til=bruker.epost,
                malform=bruker.malform,
                verdier=verdier,
            )
            Bruker.objects.filter(pk=bruker.pk).update(inaktiv_varslet_tid=na)
    return len(brukere)


def _slett_kontoer(rader: models.QuerySet) -> int:
    return sum(slett_konto(pk) for pk in list(rader.values_list("pk", flat=True)))


def _gamle_eksporter() -> models.QuerySet:
    return Eksport.objects.filter(bestilt_tid__lte=timezone.now() - EKSPORT_VARER)


def _gamle_invitasjoner() -> models.QuerySet:
    return Redaktorinvitasjon.objects.filter(sendt_tid__lte=timezone.now() - LOGG_VARER)


def _gammel_epost() -> models.QuerySet:
    gammel = timezone.now() - LOGG_VARER
    return Utsending.objects.exclude(status=Utsending.Status.VENTER).filter(opprettet_tid__lte=gammel)


def _gammel_tekst() -> models.QuerySet:
    ferdige = Utsending.objects.exclude(status=Utsending.Status.VENTER).exclude(tekst="", html="")
    return ferdige.filter(opprettet_tid__lte=timezone.now() - TEKST_VARER)


def _tom(rader: models.QuerySet) -> int:
    return rader.update(tekst="", html="")


def _til_slettede() -> models.QuerySet:
    return foreldede(timezone.now() - TEKST_VARER)


def _gamle(modell: type[Foresporsel]) -> Callable[[], models.QuerySet]:
    return lambda: modell.objects.filter(besvart_tid__lte=timezone.now() - LOGG_VARER)


def _slett(rader: models.QuerySet) -> int:
    antall, _per_tabell = rader.delete()
    return antall
