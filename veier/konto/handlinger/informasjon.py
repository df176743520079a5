"""Informasjonstekstene, med versjon, og hvem som har fått se hva."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from veier.brukere.models import Bruker
from veier.konto.models import Tekstvisning

MAPPE = Path(__file__).resolve().parent.parent / "tekster"


@cache
def les(navn: str, malform: str) -> tuple[date, str]:
    """Versjonen (datoen på første linje) og teksten."""
    forste, _skille, tekst = (MAPPE / f"{navn}.{malform}.txt").read_text(encoding="utf-8").partition("\n")
    return date.fromisoformat(forste.strip()), tekst.strip()


def noter_vist(bruker: Bruker, *, navn: str, malform: str) -> Tekstvisning:
    """Tar vare på teksten slik den ble vist. En senere endring av filen rører den ikke."""
    versjon, tekst = les(navn, malform)
    return Tekstvisning.objects.create(
        bruker=bruker, navn=navn, versjon=versjon, malform=malform, tekst=tekst
    )
