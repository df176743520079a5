"""Spørringer om den offentlige siden."""

from veier.referanse.modell import Referansesporring


class OffentligPartSporring(Referansesporring):
    """Offentlige virksomheter."""

    def i_omrade(self, omrade):
        """Virksomheter som hører til området eller dekker det."""
        return self.synlige().filter(dekker=omrade)
