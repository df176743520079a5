"""Temaene motoren leser av det noen har søkt etter."""

from __future__ import annotations

from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap
from veier.sok.nektelser import uten_det_nektede
from veier.sok.normalisering import stammer
from veier.sok.tolkning import Lesttema

# Bare ordene sier temaet; det som ligner på tekstene om et tema, er for usikkert for et par ord.
FORESLATT = "foreslatt"


def les_temaer(q: str, kunnskap: Kunnskap) -> tuple[Lesttema, ...]:
    """Temaene ordene peker på, med stammene som sa det."""
    return tuple(
        Lesttema(tema.slug, frozenset(stammer(" ".join(tema.ord))))
        for tema in tolk(Ideprofil(tittel=uten_det_nektede(q)), kunnskap).tema
        if tema.kilde == FORESLATT and not tema.bare_sagt
    )
