"""Spørringer om brukere."""

from django.db import models


class Brukersporring(models.QuerySet):
    def aktive(self):
        """De som kan logge inn."""
        return self.filter(is_active=True)

    def redaktorer(self):
        """De som får redaksjonens varsler."""
        return self.aktive().filter(is_staff=True)
