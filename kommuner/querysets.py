"""Spørringer om den offentlige siden."""

from veier.referanse.modell import Referansesporring


class OffentligPartSporring(Referansesporring):
    """Offentlige virksomheter."""

    def apne(self):
        """De det går an å bli med i."""
        return self.synlige()
