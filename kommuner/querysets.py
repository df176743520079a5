"""Spørringer om den offentlige siden."""

from __future__ import annotations

from typing import Self

from veier.referanse.modell import Referansesporring


class OffentligPartSporring(Referansesporring):
    """Offentlige virksomheter."""

    def apne(self) -> Self:
        """De det går an å bli med i."""
        return self.synlige()
