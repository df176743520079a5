"""Det som må være på plass utenom feltene. Sies før noen begynner, og på oversikten, med veien til å ordne det."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide


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


def krav_for_innsending(objekt: Any) -> list[Krav]:
    """Det utenom feltene som må på plass før objektet kan sendes til gjennomgang."""
    if isinstance(objekt, Entreprenor):
        return krav_til_profilen(objekt) if objekt.er_tatt_ned else []
    ut = krav_til_profilen(objekt.entreprenor)
    navn = objekt._meta.model_name
    if objekt.er_tatt_ned:
        adresse = reverse(f"{navn}_ta_ned", args=objekt.adressedeler)
        ut.append(Krav(_("Dette er tatt ned. Legg det ut igjen først."), "", adresse))
    if isinstance(objekt, Ide) and objekt.synlighet == Ide.Synlighet.BARE_OSS:
        ut.append(
            Krav(
                _("Bare dere kan se ideen. Velg hvem andre som skal se den."),
                _("Det redaksjonen ser over, skal vises for noen."),
                reverse("ide_synlighet", args=objekt.adressedeler),
            )
        )
    return ut
