"""Spørringer om det begge sider trenger."""

from __future__ import annotations

from typing import Self

from veier.referanse.modell import Referansesporring


class Eksempelsporring(Referansesporring):
    """Sakene."""

    def synlige(self) -> Self:
        """De publiserte; et utkast ser bare redaksjonen."""
        return super().synlige().filter(publisert_tid__isnull=False, nedtatt_tid=None)
