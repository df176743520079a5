"""Temaene motoren leser av det noen har søkt etter."""

from __future__ import annotations

from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap
from veier.sok.nektelser import uten_det_nektede
from veier.sok.normalisering import stammer
from veier.sok.tolkning import Lesttema
from veier.sok.typer import Grupper

FORESLATT = "foreslatt"
# Så mye må et par ord ligne på tekstene om et tema: over dette er temaet riktig i fire av fem søk, under i halvparten.
LIGNER = 0.1


def les_temaer(q: str, kunnskap: Kunnskap, grupper: Grupper) -> tuple[Lesttema, ...]:
    """Temaene ordene peker på, med stammene som sa det. Sier ingen ord noe, det temaet søket ligner mest på."""
    leses = uten_det_nektede(q, grupper)
    sagt = tuple(
        Lesttema(tema.slug, frozenset(stammer(" ".join(tema.ord))))
        for tema in tolk(Ideprofil(tittel=leses), kunnskap).tema
        if tema.kilde == FORESLATT and not tema.bare_sagt
    )
    return sagt or tuple(
        Lesttema(likt.slug, frozenset(stammer(" ".join(likt.ord))), sikkert=False)
        for likt in kunnskap.likhet.les(leses)[:1]
        if likt.verdi >= LIGNER
    )
