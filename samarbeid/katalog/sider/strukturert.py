"""Sidene i schema.org-form. Bare det siden selv viser, og aldri kontaktpersoner."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart


def organisasjon(profil: Entreprenor, steder: Iterable[str]) -> dict[str, object]:
    """En sosial entreprenør som Organization."""
    ut: dict[str, object] = {
        "@type": "Organization",
        "name": profil.navn,
        "url": settings.ADRESSE + profil.get_absolute_url(),
    }
    if profil.kort:
        ut["description"] = profil.kort
    if profil.har_bekreftet_nummer:
        ut["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "organisasjonsnummer",
            "value": profil.organisasjonsnummer,
        }
    if profil.nettsted:
        ut["sameAs"] = profil.nettsted
    if profil.logo:
        ut["logo"] = settings.ADRESSE + profil.logoadresse
    if omrader := list(steder):
        ut["areaServed"] = omrader
    return ut


def virksomhet(part: OffentligPart) -> dict[str, object]:
    """En offentlig virksomhet som GovernmentOrganization."""
    ut: dict[str, object] = {
        "@type": "GovernmentOrganization",
        "name": part.navn,
        "url": settings.ADRESSE + reverse("offentlig", args=[part.slug]),
    }
    if part.nettsted:
        ut["sameAs"] = f"https://{part.nettsted}"
    if part.omrade:
        ut["areaServed"] = part.omrade.navn
    return ut


def liste(slugger: Iterable[tuple[str, str]], fra: int) -> dict[str, object]:
    """En side av katalogen som ItemList. ``slugger`` er (slug, navn); ``fra`` er plassen til den første."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": fra + nr,
                "name": navn,
                "url": settings.ADRESSE + reverse("entreprenor", args=[slug]),
            }
            for nr, (slug, navn) in enumerate(slugger)
        ],
    }
