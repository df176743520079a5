"""Spørringer om det begge sider trenger."""

from __future__ import annotations

from typing import Self

from django.db import models

from veier.referanse.modell import Referansesporring


class Eksempelsporring(Referansesporring):
    """Sakene."""

    def synlige(self) -> Self:
        """De publiserte; et utkast ser bare redaksjonen."""
        return super().synlige().filter(publisert_tid__isnull=False, nedtatt_tid=None)


class Henvendelsessporring(models.QuerySet):
    """Meldingene til redaksjonen."""

    def i_koen(self) -> Self:
        """De som ikke er ferdige."""
        return self.exclude(status="ferdig")
