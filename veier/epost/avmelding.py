"""Å slå av et varsel fra lenken i e-posten, uten konto (RFC 2369 og RFC 8058).

Lenken har et avtrykk av adressen, ikke adressen: den kan stå i en nettlesers historikk uten å si hvem det er.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from veier.epost.brevslag import brevslag, varslene
from veier.epost.models import Avmelding, Utsending
from veier.hendelser.handlinger import logg_hendelse

_SALT = "veier.epost.avmelding"


@dataclass(frozen=True, slots=True)
class Valg:
    """Det en lenke gjelder: hvem (avtrykket) og hva."""

    avtrykk: str
    varsel: str
    eldre: tuple[str, ...] = ()  # den samme adressen med nøklene i SECRET_KEY_FALLBACKS

    @property
    def er_av(self) -> bool:
        return self.rader().exists()

    def fornyet(self) -> bool:
        """Om det er slått av. Er det gjort med en eldre nøkkel, står det etterpå med den nyeste."""
        if not self.er_av:
            return False
        if self.eldre:
            Avmelding.objects.get_or_create(avtrykk=self.avtrykk, varsel=self.varsel)
        return True

    def rader(self) -> QuerySet[Avmelding]:
        return Avmelding.objects.filter(avtrykk__in=[self.avtrykk, *self.eldre], varsel=self.varsel)


def valg_for(epost: str, varsel: str) -> Valg:
    """Valget til den som har adressen."""
    eldre = tuple(_avtrykk(epost, nokkel) for nokkel in settings.SECRET_KEY_FALLBACKS)
    return Valg(_avtrykk(epost), varsel, eldre)


def er_avmeldt(epost: str, varsel: str) -> bool:
    """Spørres når noe skal sendes, og skriver om et valg gjort før nøkkelen ble byttet."""
    return valg_for(epost, varsel).fornyet()


def lenke_for(epost: str, varsel: str) -> str:
    nokkel = signing.dumps([_avtrykk(epost), varsel], salt=_SALT)
    return settings.ADRESSE + reverse("epost_av", args=[nokkel])


def les(nokkel: str) -> Valg | None:
    """Det lenken gjelder; None når den ikke er vår."""
    try:
        avtrykk, varsel = signing.loads(nokkel, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
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
    if not varsel:
        return {}
    return {
        "List-Unsubscribe": f"<{utsending.avmelding or lenke_for(utsending.til, varsel)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _avtrykk(epost: str, nokkel: str | None = None) -> str:
    """Med portalens nøkkel nå, eller en eldre."""
    return salted_hmac(_SALT, epost.strip().lower(), secret=nokkel, algorithm="sha256").hexdigest()
