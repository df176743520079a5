"""Slagene som skrives, gjennomgås og publiseres. Et nytt slag er en ny flyt i denne lista."""

from __future__ import annotations

from samarbeid.publisering.flyter.flyt import Skriveflyt
from samarbeid.publisering.flyter.ide import IDE
from samarbeid.publisering.flyter.profil import PROFIL
from samarbeid.publisering.flyter.virkning import VIRKNING
from veier.gjennomgang.models import Publiserbar

FLYTER: dict[str, Skriveflyt] = {flyt.navn: flyt for flyt in (PROFIL, IDE, VIRKNING)}


def flyt_for(objekt: Publiserbar) -> Skriveflyt:
    """Flyten til slaget objektet er av."""
    return next(flyt for flyt in FLYTER.values() if isinstance(objekt, flyt.modell))


__all__ = ["FLYTER", "IDE", "PROFIL", "VIRKNING", "Skriveflyt", "flyt_for"]
