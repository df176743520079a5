"""Skjemaene i et steg: det som kom fra nettleseren, og det som står fra før. Felles for det med og uten konto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from samarbeid.forms.steg import Steg, Stegvalg
from samarbeid.matching.regler.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap, samlet_belop
from samarbeid.sider.terskler import mot_terskler
from veier.tekst import rens

LENGSTE_VERDI, FLEST_VERDIER = 5000, 400
STORSTE_STEG = 40_000  # tegn til sammen; det lengste et menneske har skrevet i ett steg, er en fjerdedel
Rasvar = Mapping[str, list[str]]


def rasvar(request: HttpRequest, steg: Stegvalg) -> dict[str, list[str]]:
    """Feltene i steget slik de ble skrevet. Andre felt finnes ikke; et felt uten valg er tomt.

    Det er en grense for hver verdi, for antallet i et felt, og for steget til sammen.
    """
    igjen, svar = STORSTE_STEG, {}
    for felt in steg.skjema.base_fields:
        svar[felt] = []
        for verdi in request.POST.getlist(felt)[:FLEST_VERDIER]:
            rent = rens(verdi[: min(LENGSTE_VERDI, igjen)])
            if igjen > 0:
                svar[felt].append(rent)
            igjen -= len(rent) + 1
    return svar


def skrevet(request: HttpRequest, steg: Stegvalg) -> dict[str, list[str]]:
    """Det som vises igjen og kontrolleres: alt nettleseren fikk sende, så ingenting blir borte av det som ikke lagres."""
    return {
        felt: [rens(v) for v in request.POST.getlist(felt)[:FLEST_VERDIER]]
        for felt in steg.skjema.base_fields
    }


def er_kuttet(request: HttpRequest, steg: Stegvalg) -> bool:
    """Om noe som er skrevet, er lengre enn det som lagres."""
    return rasvar(request, steg) != skrevet(request, steg)


def har_fodselsnummer(skjema: Steg) -> bool:
    return any(skjema.has_error(felt, "fodselsnummer") for felt in skjema.fields)


def temaforslag_av(tittel: str, problem: str, losning: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Sluggene til temaene teksten peker på."""
    return tuple(f.slug for f in tolk(Ideprofil(tittel, problem, losning), kunnskap).tema)


def terskelsvar(skjema: Steg, kunnskap: Kunnskap) -> dict[str, Any]:
    """Samlet verdi for beløpet i skjemaet, og hvor den ligger mot grensene."""
    svar = getattr(skjema, "cleaned_data", None) or {}
    if not skjema.is_bound:
        bundet = type(skjema)({f: str(v) for f, v in skjema.initial.items()}, kunnskap=kunnskap)
        bundet.full_clean()
        svar = bundet.cleaned_data
    belop, varighet = svar.get("arlig_belop"), svar.get("varighet_ar")
    return mot_terskler(samlet_belop(belop, varighet), kunnskap)
