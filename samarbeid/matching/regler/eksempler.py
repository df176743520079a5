"""Hvilke virkelige saker som ligner på ideen."""

from __future__ import annotations

from collections.abc import Sequence

from samarbeid.matching.typer import DELVIS, JA, Eksempelprofil, Grunn, Tolkning, Vurdering

_TEMA, _FLERE_TEMA, _MALGRUPPE, _MODELL, _NIVA = 45, 10, 20, 20, 5


def vurder_eksempel(
    t: Tolkning, sak: Eksempelprofil, *, modeller: Sequence[str], nivaer: Sequence[str]
) -> Vurdering | None:
    """Likheten mellom ideen og saken. None når de ikke har tema eller både målgruppe og modell felles."""
    if sak.temaer.isdisjoint(t.temaslugger) and sak.malgrupper.isdisjoint(t.malgruppe):
        return None
    felles = [s for s in t.temaslugger if s in sak.temaer and s in t.baerende]
    mal = [m for m in t.malgruppe if m in sak.malgrupper]
    mod = [m for m in modeller if m in sak.modeller]
    if not (felles or (mal and mod)):
        return None
    grunner: list[Grunn] = []
    if felles:
        poeng = _TEMA + (_FLERE_TEMA if len(felles) > 1 else 0)
        grunner.append(Grunn("eksempel_tema", poeng, detaljer={"tema": felles[0]}))
    if mal:
        grunner.append(Grunn("eksempel_malgruppe", _MALGRUPPE, detaljer={"malgruppe": mal[0]}))
    if mod:
        grunner.append(Grunn("eksempel_modell", _MODELL, detaljer={"modell": mod[0]}))
    if nivaer and nivaer[0] in sak.nivaer:
        grunner.append(Grunn("eksempel_niva", _NIVA, detaljer={"niva": nivaer[0]}))
    poeng = round(sum([g.poeng for g in grunner]))  # 40–100: temaet, eller målgruppen og modellen
    if sak.kort_omtalt:
        poeng -= 10
    return Vurdering(sak.slug, poeng, JA if felles else DELVIS, tuple(grunner))
