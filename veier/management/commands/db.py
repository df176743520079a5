"""manage.py db start|status|stopp|psql: den private databasen."""

from __future__ import annotations

import os
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from veier.database import lokal_postgres

# Det PostgreSQL svarer på engelsk → hva det betyr, og om det kan gå over av seg selv.
_GRUNNER = (
    ("password authentication failed", "feil brukernavn eller passord.", False),
    ("does not exist", "brukeren eller databasen finnes ikke.", False),
    ("resolve", "finner ikke verten. Sjekk adressen.", False),
    ("translate host", "finner ikke verten. Sjekk adressen.", False),
    ("starting up", "den er i ferd med å starte. Prøv igjen om litt.", True),
    ("refused", "ingen tar imot på adressen og porten. Er tjeneren startet?", True),
    ("timeout", "den svarte ikke i tide. Sjekk adressen og brannmuren.", False),
)


def _grunn(melding: str) -> tuple[str, bool]:
    for del_, norsk, kan_vente in _GRUNNER:
        if del_ in melding:
            return norsk, kan_vente
    return melding.strip().splitlines()[0], False


class Command(BaseCommand):
    help = "Starter, viser, stopper eller åpner prosjektets database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handling", choices=["start", "status", "stopp", "psql"])

    def handle(self, *, handling: str, **_valg: object) -> None:
        if os.environ.get("DATABASE_URL"):
            return self._fremmed(handling)
        try:
            getattr(self, handling)()
        except lokal_postgres.LokalPostgresFeil as feil:
            raise CommandError(str(feil)) from None

    def _fremmed(self, handling: str) -> None:
        """DATABASE_URL er satt: vi eier ikke tjeneren, men sier om den svarer."""
        if handling == "stopp":
            raise CommandError("DATABASE_URL er satt: stopp databasen der den driftes.")
        for forsok in range(10):
            try:
                connection.ensure_connection()
                break
            except OperationalError as feil:
                grunn, kan_vente = _grunn(str(feil))
                if not kan_vente or forsok == 9:
                    raise CommandError(f"Databasen i DATABASE_URL svarer ikke: {grunn}") from None
                time.sleep(0.5)
        if handling == "psql":
            os.execvp("psql", ["psql", os.environ["DATABASE_URL"]])  # noqa: S606, S607
        self.stdout.write("Databasen i DATABASE_URL svarer.")

    def start(self) -> None:
        tjener = lokal_postgres.start(settings.DATAMAPPE)
        self.stdout.write(f"Databasen går ({tjener.data.name}).")

    def status(self) -> None:
        tjener = lokal_postgres.finn(settings.DATAMAPPE)
        self.stdout.write("Databasen går." if tjener.svarer() else "Databasen er stoppet.")

    def stopp(self) -> None:
        stoppet = lokal_postgres.stopp(settings.DATAMAPPE)
        self.stdout.write("Databasen er stoppet." if stoppet else "Databasen gikk ikke.")

    def psql(self) -> None:
        tjener = lokal_postgres.start(settings.DATAMAPPE)
        os.environ.update(PGHOST=str(tjener.sokkel), PGUSER=lokal_postgres.BRUKER)
        program = str(tjener.bin / "psql")
        sys.stdout.flush()
        os.execv(program, [program, "-d", lokal_postgres.DATABASE])  # noqa: S606
