"""Hvor ideer en fagperson har vurdert, begynner og avgjøres, når de ligner på en ny: et vitne ved siden av reglene.

Ideene står i ``samarbeid/data/vurderte_ideer.json``; det de sier, er vekter på ordene og på det som ellers er lest av teksten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.lesing.vekter import Vektleser, hent_vekter
from samarbeid.matching.typer import Kunnskap, Tolkning, samlet_belop

FIL = "rollevekter.json"
# Trinnene i beløpet: det en enhet oftest kan si ja til, det en sektor kan, og det som må videre.
_TRINN = (0, 100_000, 300_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Likesaker:
    """Rolle → hvor sterkt ideene som ligner, peker på den (omtrent 0–1), for den første samtalen og for den som avgjør, og
    det samme for nivåene. Tomme når ingen ligner nok."""

    roller: Mapping[str, float] = field(default_factory=dict)
    besluttere: Mapping[str, float] = field(default_factory=dict)
    nivaer: Mapping[str, float] = field(default_factory=dict)


def les_likesaker(t: Tolkning, pekere: Pekere, kunnskap: Kunnskap) -> Likesaker:
    """Det ideene som ligner mest på denne, svarer."""
    if kunnskap.likesaker is None:
        return Likesaker()
    return Likesaker(*kunnskap.likesaker.les(t.stammer, lest_av(t, pekere, kunnskap)))


def lest_av(t: Tolkning, pekere: Pekere, kunnskap: Kunnskap) -> Iterable[str]:
    """Det som er lest av teksten, som trekk ved siden av ordene."""
    total = samlet_belop(t.ide.arlig_belop, t.ide.varighet_ar)
    belop = "ukjent" if total is None else str(sum(total > grense for grense in _TRINN))
    yield f"belop={belop}"
    yield f"penger={t.ide.kostnadsslag or ''}"
    yield f"flere={pekere.flere_enheter}"
    yield f"hele={pekere.hele_stedet}"
    yield f"over={pekere.over_lederen}"
    yield f"tvers={pekere.pa_tvers}"
    yield from (f"nevnt={niva}" for niva in sorted(t.nevnte_nivaer))
    yield from (f"spurt={niva}" for niva in sorted(pekere.spurt))
    for enhet in pekere.enheter:
        yield f"enhet={enhet.rolle}"
        if total is not None and total <= _TRINN[1]:
            yield f"enhet={enhet.rolle}, lite"
    if pekere.betaler:
        yield f"betaler={pekere.betaler.rolle}"
    yield from (f"tema={tema.slug}" for tema in t.tema)
    yield from (f"gruppe={gruppe}" for gruppe in t.malgruppe)
    yield from (f"modell={modell}" for modell in t.onsker)
    yield from (f"sted={type_}" for type_ in sorted({kunnskap.omrader[kode].type for kode in t.omrader}))
    if t.bydel or t.i_bydel:
        yield "sted=bydel"


@cache
def hent_likesaker() -> Vektleser:
    """Vektene i ``samarbeid/data/rollevekter.json``."""
    return hent_vekter(FIL)
