"""Beløpsgrensene en modell viser, med advarsel når tallet er gammelt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import Kunnskap, Terskel
from veier.taksonomi.models import Samarbeidsmodell


@dataclass(frozen=True, slots=True)
class Terskelvisning:
    rad: Terskel
    advarsel: str  # «utlopt», «foreldet» eller tom
    forslag: Terskel | None


def vis(slugger: list[str], kunnskap: Kunnskap) -> list[Terskelvisning]:
    """De gjeldende grensene for sluggene, i rekkefølge og uten gjentakelser."""
    regler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    return [
        Terskelvisning(rad, regler.advarsel(rad), regler.foreslatt(slug))
        for slug in dict.fromkeys(slugger)
        if slug and not slug.isdigit() and (rad := regler.gjeldende(slug))
    ]


def for_modell(modell: Samarbeidsmodell, kunnskap: Kunnskap) -> list[Terskelvisning]:
    return vis([modell.verdi_fra, modell.verdi_til], kunnskap)


def mot_terskler(total: int | None, kunnskap: Kunnskap) -> dict[str, Any]:
    """Samlet verdi (kroner ex. mva.) og hvor den ligger mot grensene som gjelder de fleste."""
    slugger = ["innslagspunkt", "nasjonal", "eos-kommune", "eos-stat", "eos-saerlige"]
    rader = [
        {"terskel": v, "over": total is not None and total > v.rad.verdi} for v in vis(slugger, kunnskap)
    ]
    return {"total": total, "terskler": rader}
