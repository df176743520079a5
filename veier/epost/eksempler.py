"""Eksempelverdier, så en e-post kan leses før noen har fått den: ledetekstene i teksten er skrevet for det."""

from __future__ import annotations

from django.conf import settings

from veier.dokument import markdown
from veier.dokument.blokker import Bit, Innhold, Liste
from veier.epost.maler import Brev, Verdi, felter, kilde, lag_melding

# Mellom punktene i ledeteksten til et felt som er en liste.
PUNKT = " / "


def eksempel(mal: str, malform: str) -> Brev:
    """E-posten med eksempler i feltene."""
    ledetekster = markdown.ledetekster(kilde(mal, malform))
    verdier = {felt: _verdi(ledetekster.get(felt, "")) for felt in felter(mal, malform)}
    return lag_melding(mal, malform=malform, verdier=verdier)


def _verdi(ledetekst: str) -> Verdi:
    """En lenke har ingen ledetekst. Et punkt i en liste med kolon i seg er en lenke, og det som skal stå etter den."""
    if not ledetekst:
        return _adresse()
    if PUNKT not in ledetekst:
        return ledetekst
    return Innhold((Liste(tuple(_punkt(punkt) for punkt in ledetekst.split(PUNKT))),))


def _punkt(punkt: str) -> tuple[Bit, ...]:
    navn, tegn, om = punkt.partition(": ")
    return (Bit(navn, lenke=_adresse()), Bit(f"{tegn}{om}.")) if om else (Bit(punkt),)


def _adresse() -> str:
    return f"{settings.ADRESSE}/eksempel/"
