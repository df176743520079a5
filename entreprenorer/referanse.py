"""Profilene til entreprenørene som er navngitt i eksemplene. Ingen har hentet dem ennå."""

from pathlib import Path

from entreprenorer.models import Entreprenor
from veier.referanse.lesere import Fil, Kolonne, kolonner, linjer

DATA = Path(__file__).parent / "data"

FILER = (
    Fil(
        DATA / "entreprenorer.csv",
        Entreprenor,
        ("slug",),
        (*kolonner("slug", "navn", paakrevd=True), Kolonne("kilder", linjer, paakrevd=True)),
    ),
)
