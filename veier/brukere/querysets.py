"""Spørringer om brukere."""

from __future__ import annotations

from typing import Self

from django.db import models


class Brukersporring(models.QuerySet):
    def aktive(self) -> Self:
        """De som kan logge inn."""
        return self.filter(is_active=True)

    def redaktorer(self) -> Self:
        """De som får redaksjonens varsler."""
        return self.aktive().filter(is_staff=True)
