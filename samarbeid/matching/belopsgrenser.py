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
    """Samlet verdi (kroner ex. mva.), grensene den er over, og den neste. Uten beløp: de to laveste."""
    slugger = ["innslagspunkt", "nasjonal", "eos-stat", "eos-kommune", "eos-saerlige"]
    grenser = sorted(vis(slugger, kunnskap), key=lambda v: v.rad.verdi)
    antall_over = sum(total is not None and total > v.rad.verdi for v in grenser)
    vises = grenser[: 2 if total is None else antall_over + 1]
    rader = [{"terskel": v, "over": nr < antall_over} for nr, v in enumerate(vises)]
    return {"total": total, "terskler": rader}
