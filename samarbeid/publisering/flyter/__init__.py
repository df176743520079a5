"""Slagene som skrives, gjennomgås og publiseres.

Et slag i en app for seg melder seg selv med ``meld`` i appens ``flyt.py``; se docs/oppskrifter.md.
"""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules

from samarbeid.publisering.flyter.behov import BEHOV
from samarbeid.publisering.flyter.flyt import Skrevet, Skriveflyt
from samarbeid.publisering.flyter.ide import IDE
from samarbeid.publisering.flyter.profil import PROFIL
from samarbeid.publisering.flyter.virkning import VIRKNING

FLYTER: dict[str, Skriveflyt] = {flyt.navn: flyt for flyt in (PROFIL, IDE, VIRKNING, BEHOV)}


def meld(flyt: Skriveflyt) -> None:
    """Tar med et slag fra en annen app. Adressene og redaksjonens kø lages av alle som er meldt."""
    FLYTER[flyt.navn] = flyt


def finn_meldte() -> dict[str, Skriveflyt]:
    """Alle slagene, også dem appene melder i ``flyt.py``."""
    autodiscover_modules("flyt")
    return FLYTER


def flyt_for(objekt: Skrevet) -> Skriveflyt:
    """Flyten til slaget objektet er av."""
    return next(flyt for flyt in FLYTER.values() if isinstance(objekt, flyt.modell))


__all__ = [
    "BEHOV",
    "FLYTER",
    "IDE",
    "PROFIL",
    "VIRKNING",
    "Skrevet",
    "Skriveflyt",
    "finn_meldte",
    "flyt_for",
    "meld",
]
