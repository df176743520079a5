"""Ett tall som er nytt hver gang noe er endret, uansett hvordan: til nøkkelen for det som er regnet av det."""

from __future__ import annotations

import pgtrigger
from django.db import models


class Utgavetall(models.Model):
    """Én rad, laget i migrasjonen. Triggeren fra ``nytt_utgavetall`` på modellene den gjelder, skriver den."""

    nummer = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.nummer)

    @classmethod
    def na(cls) -> int:
        """Tallet nå. Ett spørsmål."""
        return cls._default_manager.values_list("nummer", flat=True).first() or 0


def nytt_utgavetall(navn: str, tabell: str) -> pgtrigger.Trigger:
    """Triggeren ``navn`` som skriver tallet i ``tabell``. Det brukes aldri om igjen, heller ikke når transaksjonen angres."""
    return pgtrigger.Trigger(
        name=navn,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # Tabellen er navngitt i koden, aldri av noe utenfra.
        func=f"UPDATE {tabell} SET nummer = nextval(pg_get_serial_sequence('{tabell}', 'id')); RETURN NULL;",  # noqa: S608
    )
