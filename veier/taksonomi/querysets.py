"""Spørringer om det felles ordforrådet."""

from __future__ import annotations

from typing import Self

from veier.referanse.modell import Referansesporring


class Omradesporring(Referansesporring):
    """Steder."""

    def kommuner(self) -> Self:
        return self.synlige().filter(type="kommune")

    def fylker(self) -> Self:
        return self.synlige().filter(type="fylke")
