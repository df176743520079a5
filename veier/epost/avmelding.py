"""Å slå av et varsel fra lenken i e-posten, uten konto (RFC 2369 og RFC 8058).

Lenken har et avtrykk av adressen, ikke adressen: den kan stå i en nettlesers historikk uten å si hvem det er.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from veier.epost.adressenokler import nokkelring
from veier.epost.brevslag import brevslag, varslene
from veier.epost.models import Avmelding, Utsending
from veier.hendelser.handlinger import logg_hendelse

_SALT = "veier.epost.avmelding"


@dataclass(frozen=True, slots=True)
class Valg:
    """Det en lenke gjelder: hvem (avtrykket) og hva. ``eldre``: den samme adressen med nøklene før; tom i en lenke."""

    avtrykk: str
    varsel: str
    eldre: tuple[str, ...] = ()

    @property
    def er_av(self) -> bool:
        return self.rader().exists()

    def rader(self) -> QuerySet[Avmelding]:
        return Avmelding.objects.filter(avtrykk__in=[self.avtrykk, *self.eldre], varsel=self.varsel)


def valg_for(epost: str, varsel: str) -> Valg:
    """Valget til den som har adressen."""
    nyeste, *eldre = nokkelring().avtrykkene(epost) or ("",)
    return Valg(nyeste, varsel, tuple(eldre))


def er_avmeldt(epost: str, varsel: str) -> bool:
    """Spørres når noe skal sendes. Kan en av nøklene ikke leses, vet ingen hvem som har sagt nei: da sendes det ikke."""
    ring = nokkelring()
    if ring.uleselige or not ring.nokler:
        return True
    return Avmelding.objects.filter(avtrykk__in=ring.avtrykkene(epost), varsel=varsel).exists()


def lenke_for(epost: str, varsel: str) -> str:
    ring = nokkelring()
    nokkel = ring.signer([ring.avtrykkene(epost)[0], varsel], salt=_SALT)
    return settings.ADRESSE + reverse("epost_av", args=[nokkel])


def les(nokkel: str) -> Valg | None:
    """Det lenken gjelder; None når den ikke er vår."""
    innhold = nokkelring().les_signert(nokkel, salt=_SALT)
    if not isinstance(innhold, list):
        return None
    avtrykk, varsel = innhold
    return Valg(avtrykk, varsel) if varsel in varslene() else None


def sett(valg: Valg, *, av: bool) -> None:
    """Slår varselet av eller på. Tåler å gjøres om igjen."""
    if av:
        _rad, endret = Avmelding.objects.get_or_create(avtrykk=valg.avtrykk, varsel=valg.varsel)
    else:
        endret = valg.rader().delete()[0] > 0
    if endret:
        logg_hendelse("epost_avmeldt" if av else "epost_paameldt", varsel=valg.varsel)


def avmeldingshoder(utsending: Utsending) -> dict[str, str]:
    """Hodene som lar mottakerens program slå av varselet med ett trykk. Bare på varsler."""
    varsel = brevslag(utsending.mal).varsel
    if not varsel or not nokkelring().nokler:
        return {}
    return {
        "List-Unsubscribe": f"<{utsending.avmelding or lenke_for(utsending.til, varsel)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
