"""Navnet og målformen på kontoen."""

from __future__ import annotations

from veier.brukere.models import Bruker


def lagre_opplysninger(bruker: Bruker, *, navn: str, malform: str) -> Bruker:
    """Lagrer det personen skrev om seg selv."""
    bruker.navn, bruker.malform = navn, malform
    bruker.save(update_fields=["navn", "malform"])
    return bruker
