"""Steder folk nevner som verken er kommune eller fylke i dag: regioner, landsdeler, gamle fylker, tettsteder, bydeler og strøk.

Ren Python uten Django. Kommunene og fylkene selv, med andre og tidligere navn, står i taksonomien.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Stedsnavn:
    """Et navn og områdene det er. ``slag``: region, landsdel, gammelt_fylke, tettsted, bydel eller strok."""

    navn: tuple[str, ...]
    slag: str
    omrader: tuple[str, ...]
    bydel: str = ""  # slug til bydelen i Oslo


@dataclass(frozen=True, slots=True)
class Postnumre:
    fra: int
    til: int
    omrade: str


@cache
def les_steder() -> tuple[Stedsnavn, ...]:
    with (_DATA / "steder.csv").open(encoding="utf-8", newline="") as fil:
        return tuple(
            Stedsnavn(
                (rad["navn"], *filter(None, rad["andre_navn"].split(";"))),
                rad["slag"],
                tuple(filter(None, (*rad["kommuner"].split(";"), *rad["fylker"].split(";")))),
                rad["bydel"],
            )
            for rad in csv.DictReader(fil)
        )


@cache
def les_postnumre() -> tuple[Postnumre, ...]:
    """Bolkene av postnumre som ligger i ett fylke eller én kommune. De som går på tvers, er utelatt."""
    with (_DATA / "postnummer.csv").open(encoding="utf-8", newline="") as fil:
        return tuple(
            Postnumre(int(rad["fra"]), int(rad["til"]), rad["omrade"]) for rad in csv.DictReader(fil)
        )
