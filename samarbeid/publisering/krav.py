"""Det som må være på plass utenom feltene. Sies før noen begynner, og på oversikten, med veien til å ordne det."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor


@dataclass(frozen=True, slots=True)
class Krav:
    """``tekst`` sier hva som mangler, ``hvorfor`` hva det er godt for. ``adresse`` er der det gjøres."""

    tekst: str
    hvorfor: str
    adresse: str


def krav_til_profilen(entreprenor: Entreprenor) -> list[Krav]:
    """Det profilen må være før andre kan se noe annet fra organisasjonen."""
    if entreprenor.er_tatt_ned:
        return [
            Krav(
                _("Profilen er tatt ned. Legg den ut igjen først."),
                _("Leserne må kunne se hvem dere er."),
                reverse("profil_ta_ned", args=[entreprenor.slug]),
            )
        ]
    if not entreprenor.er_publisert:
        return [
            Krav(
                _("Profilen er ikke publisert. Skriv den og send den inn først."),
                _("Leserne må kunne se hvem dere er."),
                reverse("profil", args=[entreprenor.slug]),
            )
        ]
    return []


def krav_til_referansen(entreprenor: Entreprenor) -> list[Krav]:
    """Det som må være på plass før det offentlige kan få spørsmål fra organisasjonen."""
    ut = krav_til_profilen(entreprenor)
    if not entreprenor.er_bekreftet:
        tekst = _("Dere kan be om referanser når organisasjonen er bekreftet.")
        ut.insert(0, Krav(tekst, "", entreprenor.get_absolute_url()))
    return ut


def krav_til_kontakten(entreprenor: Entreprenor) -> list[Krav]:
    """Det som må være på plass før organisasjonen kan skrive til en virksomhet."""
    ut = krav_til_profilen(entreprenor)
    if not entreprenor.er_bekreftet:
        tekst = _("Dere kan ta kontakt når organisasjonen er bekreftet.")
        ut.insert(0, Krav(tekst, "", entreprenor.get_absolute_url()))
    return ut
