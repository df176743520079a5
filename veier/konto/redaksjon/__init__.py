"""Redaksjonens side: hvem som slipper inn, hva de ser, og sporet etter dem."""
