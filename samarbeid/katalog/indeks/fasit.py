"""Tekstene i en fasit for søket, slik den virkelige indeksen har dem."""

from __future__ import annotations

from collections.abc import Mapping

from veier.sok.indeksering import Indekstekst
from veier.typer import Verdier


def som_dokument(innhold: str | Verdier, temaer: Mapping[str, str]) -> Indekstekst:
    """Teksten alene, eller sonene: navn, emne og tekst. Et tema (slug) skrives med navnet."""
    if isinstance(innhold, str):
        return Indekstekst(tekst=innhold)
    slugger = tuple(innhold.get("emne", ()))
    emne = " . ".join(temaer[slug] for slug in slugger)
    return Indekstekst(innhold.get("navn", ""), emne, innhold.get("tekst", ""), temaer=slugger)
