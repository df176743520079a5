"""Språkene portalen finnes på. Et nytt språk er en linje her, en katalog og tekster: docs/oppskrifter.md.

Ingenting her trenger Django: tjeneren, innstillingene og skriptene bruker den samme listen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sprak:
    """Ett språk. Det som ikke finnes på det, vises på hovedspråket, og siden sier det."""

    kode: str  # i adressen, i lang, i filnavn og foran i kolonnene: /nn/, lang="nn", navn_nn
    navn: str  # i menyen, slik språket selv skriver det
    i_setning: str  # midt i en setning på språket selv
    paa_norsk: str  # midt i en setning på norsk, til redaksjonen
    merke: str  # språkmerket i dokumenter
    lovet: bool = False  # alt skal finnes på det: innlastingen, redaksjonen og testene krever det


SPRAK = (
    Sprak("nb", "Bokmål", "bokmål", "bokmål", "nb-NO", lovet=True),
    Sprak("nn", "Nynorsk", "nynorsk", "nynorsk", "nn-NO", lovet=True),
)
HOVEDSPRAK, *_ANDRE = SPRAK
ANDRE = tuple(_ANDRE)


def valg() -> list[tuple[str, str]]:
    """Språkene å velge mellom i et skjema. Kolonner bruker funksjonen, så et nytt språk gir ingen migrering."""
    return [(s.kode, s.navn) for s in SPRAK]


def finn(kode: str) -> Sprak:
    """Språket med koden, ellers hovedspråket."""
    return next((s for s in SPRAK if s.kode == kode), HOVEDSPRAK)


def i_adressen(sti: str) -> Sprak:
    """Språket en adresse ber om: /nn/… er nynorsk, alt uten forstavelse er hovedspråket."""
    forste = sti[1:].partition("/")[0]
    return next((s for s in ANDRE if s.kode == forste), HOVEDSPRAK)


def forstavelse(sprak: Sprak) -> str:
    """Det som står foran adressen: tomt for hovedspråket, ellers /nn."""
    return "" if sprak == HOVEDSPRAK else f"/{sprak.kode}"


def virksomhetens(malform: str) -> Sprak:
    """Språket vi skriver til en offentlig virksomhet på, etter målformen den har vedtatt."""
    return next((s for s in SPRAK if s.paa_norsk == malform.lower()), HOVEDSPRAK)
