"""Oppslag i åpne registre: funksjoner som gir dataklasser, med tidsgrenser og én feil, ``KlientFeil``."""


class KlientFeil(Exception):
    """Registeret svarte ikke, eller svarte noe vi ikke kan lese. Meldingen er en setning til loggen."""
