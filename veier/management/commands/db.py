"""manage.py db start|status|stopp|psql: den private databasen."""

import os
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from veier import lokal_postgres


class Command(BaseCommand):
    help = "Starter, viser, stopper eller åpner prosjektets database."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("handling", choices=["start", "status", "stopp", "psql"])

    def handle(self, *, handling, **_valg):
        if os.environ.get("DATABASE_URL"):
            return self._fremmed(handling)
        try:
            getattr(self, handling)()
        except lokal_postgres.LokalPostgresFeil as feil:
            raise CommandError(str(feil)) from None

    def _fremmed(self, handling):
        """DATABASE_URL er satt: vi eier ikke tjeneren, men sier om den svarer."""
        if handling == "stopp":
            raise CommandError("DATABASE_URL er satt: stopp databasen der den driftes.")
        for forsok in range(10):
            try:
                connection.ensure_connection()
                break
            except OperationalError as feil:
                grunn = str(feil).strip().splitlines()[-1]
                if ("refused" not in grunn and "starting up" not in grunn) or forsok == 9:
                    raise CommandError(
                        f"Databasen i DATABASE_URL svarer ikke: {grunn}. Sjekk adressen og passordet."
                    ) from None
                time.sleep(0.5)
        if handling == "psql":
            os.execvp("psql", ["psql", os.environ["DATABASE_URL"]])  # noqa: S606, S607
        self.stdout.write("Databasen i DATABASE_URL svarer.")

    def start(self):
        tjener = lokal_postgres.start(settings.DATAMAPPE)
        self.stdout.write(f"Databasen går ({tjener.data.name}).")

    def status(self):
        tjener = lokal_postgres.finn(settings.DATAMAPPE)
        self.stdout.write("Databasen går." if tjener.svarer() else "Databasen er stoppet.")

    def stopp(self):
        stoppet = lokal_postgres.stopp(settings.DATAMAPPE)
        self.stdout.write("Databasen er stoppet." if stoppet else "Databasen gikk ikke.")

    def psql(self):
        tjener = lokal_postgres.start(settings.DATAMAPPE)
        os.environ.update(PGHOST=str(tjener.sokkel), PGUSER=lokal_postgres.BRUKER)
        program = str(tjener.bin / "psql")
        sys.stdout.flush()
        os.execv(program, [program, "-d", lokal_postgres.DATABASE])  # noqa: S606
