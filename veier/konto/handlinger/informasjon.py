"""Informasjonstekstene, med versjon, og hvem som har fått se hva."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from veier.brukere.models import Bruker
from veier.konto.models import Tekstvisning
from veier.sprak import HOVEDSPRAK

MAPPE = Path(__file__).resolve().parent.parent / "tekster"


def sprak_for(navn: str, malform: str) -> str:
    """Språket teksten finnes på: det som er valgt, ellers hovedspråket."""
    return malform if (MAPPE / f"{navn}.{malform}.txt").is_file() else HOVEDSPRAK.kode


@cache
def les(navn: str, malform: str) -> tuple[date, str]:
    """Versjonen (datoen på første linje) og teksten."""
    fil = MAPPE / f"{navn}.{sprak_for(navn, malform)}.txt"
    forste, _skille, tekst = fil.read_text(encoding="utf-8").partition("\n")
    return date.fromisoformat(forste.strip()), tekst.strip()


def noter_vist(bruker: Bruker, *, navn: str, malform: str) -> Tekstvisning:
    """Tar vare på teksten slik den ble vist. En senere endring av filen rører den ikke."""
    versjon, tekst = les(navn, malform)
    return Tekstvisning.objects.create(
        bruker=bruker, navn=navn, versjon=versjon, malform=sprak_for(navn, malform), tekst=tekst
    )
