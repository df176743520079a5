"""Filene med ord som betyr det samme i søk, og ord som ikke sier noe der."""

from pathlib import Path

from veier.referanse.lesere import Fil, Kolonne, liste
from veier.sok.models import Synonymgruppe, TommeOrd

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
    Fil(
        Path(__file__).parent / "data" / "tomme_ord.csv",
        TommeOrd,
        ("nokkel",),
        (
            Kolonne("nokkel", paakrevd=True),
            Kolonne("gjelder", paakrevd=True),
            Kolonne("ordene", liste, paakrevd=True),
        ),
    ),
)
