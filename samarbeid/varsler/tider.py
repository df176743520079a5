"""Når et varsel kan sendes. Ren: klokken kommer inn, og alt regnes på norsk veggklokke, også når den stilles."""

from __future__ import annotations

from datetime import datetime, timedelta

from veier.virkedager import NORGE, forste_virkedag, klokken_sju

MANDAG = 0


def neste(hyppighet: str, etter: datetime, *, virkedager: bool) -> datetime | None:
    """Neste gang det skal ses etter; None når det er så snart noe er nytt."""
    dagen = etter.astimezone(NORGE).date() + timedelta(days=1)
    if hyppighet == "straks":
        return None
    while hyppighet == "ukentlig" and dagen.weekday() != MANDAG:
        dagen += timedelta(days=1)
    return klokken_sju(forste_virkedag(dagen) if virkedager else dagen)
