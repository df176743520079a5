"""Det som kom fra nettleseren: feltene i steget slik de ble skrevet, aldri lengre enn grensene."""

from __future__ import annotations

import secrets

from django.http import HttpRequest

from veier.steg.skjema import Steg, Stegskjema
from veier.tekst import rens

LENGSTE_VERDI, FLEST_VERDIER = 5000, 400
STORSTE_STEG = 40_000  # tegn til sammen; det lengste et menneske har skrevet i ett steg, er en fjerdedel


def rasvar(request: HttpRequest, steg: Steg) -> dict[str, list[str]]:
    """Feltene i steget slik de ble skrevet. Andre felt finnes ikke; et felt uten valg er tomt.

    Det er en grense for hver verdi, for antallet i et felt, og for steget til sammen.
    """
    igjen = STORSTE_STEG
    svar: dict[str, list[str]] = {}
    for felt in steg.skjema.base_fields:
        svar[felt] = []
        for verdi in request.POST.getlist(felt)[:FLEST_VERDIER]:
            rent = rens(verdi[: min(LENGSTE_VERDI, igjen)])
            if igjen > 0:
                svar[felt].append(rent)
            igjen -= len(rent) + 1
    return svar


def skrevet(request: HttpRequest, steg: Steg) -> dict[str, list[str]]:
    """Det som vises igjen og kontrolleres: alt nettleseren fikk sende, så ingenting blir borte av det som ikke lagres."""
    return {
        felt: [rens(v) for v in request.POST.getlist(felt)[:FLEST_VERDIER]]
        for felt in steg.skjema.base_fields
    }


def er_kuttet(request: HttpRequest, steg: Steg) -> bool:
    """Om noe som er skrevet, er lengre enn det som lagres."""
    return rasvar(request, steg) != skrevet(request, steg)


def har_fodselsnummer(skjema: Stegskjema) -> bool:
    return any(skjema.has_error(felt, "fodselsnummer") for felt in skjema.fields)


def er_autolagring(request: HttpRequest) -> bool:
    return "autolagre" in request.POST


def fane(request: HttpRequest) -> str:
    """Kjennetegnet til fanen det skrives i. Lages når siden åpnes, og følger skjemaet."""
    return request.POST.get("fane", "")[:32] or secrets.token_hex(16)
