"""Filen med ord som betyr det samme i søk."""

from pathlib import Path

from veier.referanse.lesere import Fil, Kolonne, liste
from veier.sok.models import Synonymgruppe

FILER = (
    Fil(
        Path(__file__).parent / "data" / "synonymgrupper.csv",
        Synonymgruppe,
        ("nokkel",),
        (
            Kolonne("nokkel", paakrevd=True),
            Kolonne("uttrykk", liste, paakrevd=True),
            Kolonne("smalere", liste),
            Kolonne("tema"),
        ),
    ),
)
