"""Å slå av et varsel fra lenken i e-posten, uten konto (RFC 2369 og RFC 8058).

Lenken har et avtrykk av adressen, ikke adressen: den kan stå i en nettlesers historikk uten å si hvem det er.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
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

    @property
    def er_av(self) -> bool:
        return Avmelding.objects.filter(avtrykk=self.avtrykk, varsel=self.varsel).exists()


def valg_for(epost: str, varsel: str) -> Valg:
    """Valget til den som har adressen."""
    return Valg(_avtrykk(epost), varsel)


def er_avmeldt(epost: str, varsel: str) -> bool:
    return valg_for(epost, varsel).er_av


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
        endret = Avmelding.objects.filter(avtrykk=valg.avtrykk, varsel=valg.varsel).delete()[0] > 0
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


def _avtrykk(epost: str) -> str:
    return salted_hmac(_SALT, epost.strip().lower(), algorithm="sha256").hexdigest()
