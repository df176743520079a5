"""Spørringer om entreprenører."""

from django.db import models


class Entreprenorsporring(models.QuerySet):
    """Domenets adjektiv."""

    def synlige(self):
        """De redaksjonen ikke har skjult."""
        return self.filter(skjult=False)

    def apne(self):
        """De alle kan se: ikke skjult av redaksjonen, og ikke oppløst i registeret."""
        return self.filter(skjult=False, opplost_tid=None)

    def synlig_for(self, bruker):
        """De åpne, og de brukeren selv er med i."""
        if not bruker.is_authenticated:
            return self.apne()
        return self.filter(
            models.Q(skjult=False, opplost_tid=None) | models.Q(medlemskap__bruker=bruker)
        ).distinct()
