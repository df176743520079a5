"""Å skrive i fred, sende inn, og bli publisert etter at en annen har sett på det."""
