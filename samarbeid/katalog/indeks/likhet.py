"""Kommuner som ligner på hverandre: samme fylke, om lag like mange innbyggere, like sentral (SSBs indeks)."""

from __future__ import annotations

from collections.abc import Mapping

from samarbeid.matching.typer import Omradeprofil

FYLKE, STORRELSE, SENTRALITET = "fylke", "storrelse", "sentralitet"
HOYST_GANGER = 2
# Har færre kommuner to likheter, holder det med én: Oslo ligner ingen på to.
FAERREST = 5


def likheter(her: Omradeprofil, der: Omradeprofil) -> tuple[str, ...]:
    """Det de to har felles. Ukjent innbyggertall eller sentralitet er ikke en likhet."""
    likt = []
    if her.overordnet and her.overordnet == der.overordnet:
        likt.append(FYLKE)
    if her.innbyggere and der.innbyggere:
        minst, storst = sorted((her.innbyggere, der.innbyggere))
        if storst <= HOYST_GANGER * minst:
            likt.append(STORRELSE)
    if her.sentralitet and her.sentralitet == der.sentralitet:
        likt.append(SENTRALITET)
    return tuple(likt)


def kommuner_som(kode: str, omrader: Mapping[str, Omradeprofil]) -> dict[str, tuple[str, ...]]:
    """Kommunene som ligner på denne → det de har felles: minst to ting; én når ellers nesten ingen ligner."""
    her = omrader[kode]
    alle = {o.kode: likheter(her, o) for o in omrader.values() if o.type == "kommune" and o.kode != kode}
    ligner = {k: felles for k, felles in alle.items() if len(felles) > 1}
    return ligner if len(ligner) >= FAERREST else {k: felles for k, felles in alle.items() if felles}
