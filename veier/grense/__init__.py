"""Fartsgrensene: hvem som spør (``adresse``), tellingen (``telling``), og alle reglene på ett sted (``regler``)."""

from veier.grense.adresse import avsender, klientadresse, nabolag
from veier.grense.telling import bruk, gi_tilbake, nullstill, over_grensen, ventetid

__all__ = [
    "avsender",
    "bruk",
    "gi_tilbake",
    "klientadresse",
    "nabolag",
    "nullstill",
    "over_grensen",
    "ventetid",
]
