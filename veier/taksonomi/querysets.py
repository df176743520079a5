"""Spørringer om det felles ordforrådet."""

from veier.referanse.modell import Referansesporring


class Omradesporring(Referansesporring):
    """Steder."""

    def kommuner(self):
        return self.synlige().filter(type="kommune")

    def fylker(self):
        return self.synlige().filter(type="fylke")
