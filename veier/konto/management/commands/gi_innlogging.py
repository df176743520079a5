"""Skriver ut en innloggingskode til en administrator som ikke får e-post."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veier.feil import Domenefeil
from veier.konto.handlinger.nod import gi_innlogging


class Command(BaseCommand):
    help = (
        "Skriver ut en innloggingskode som virker én gang i 15 minutter, når e-posten er nede. "
        "Gå til /logg-inn/, skriv e-postadressen, og skriv denne koden i stedet for den fra e-posten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("epost", help="adressen til administratoren")

    def handle(self, *_args: object, epost: str, **_valg: object) -> None:
        try:
            kode = gi_innlogging(epost)
        except Domenefeil as feil:
            raise CommandError(str(feil)) from None
        self.stdout.write(f"Koden er {kode}. Den virker én gang, i 15 minutter. Det som skjedde, er logget.")
