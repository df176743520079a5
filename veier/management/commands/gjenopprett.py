"""manage.py gjenopprett FIL: legger en sikkerhetskopi inn igjen."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from veier.sikkerhetskopi import Kopifeil, fil, handlinger, manifest


class Command(BaseCommand):
    help = "Legger en sikkerhetskopi inn i en tom database og en tom mappe for bilder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fra", type=Path)
        parser.add_argument("--nokkel", type=Path, help="filen med den hemmelige age-nøkkelen")
        parser.add_argument("--overskriv", action="store_true", help="erstatt alt som er der nå")

    def handle(self, *, fra: Path, nokkel: Path | None, overskriv: bool, **_valg: object) -> None:
        try:
            hemmelig = fil.les_nokkel(nokkel) if nokkel else ""
            m = handlinger.gjenopprett(fra, nokkel=hemmelig, overskriv=overskriv)
        except Kopifeil as feil:
            raise CommandError(str(feil)) from None
        except DatabaseError:
            raise CommandError(
                "Databasen svarer ikke, eller rollen får ikke lage tabeller; ingenting er endret."
            ) from None
        self.stdout.write(
            f"Gjenopprettet fra {m.laget[:16]}: {sum(m.tabeller.values())} rader, {len(m.filer) - 1} bilder."
        )
        har = manifest.nokler()
        for navn in sorted(navn for navn, avtrykk in m.nokler.items() if har.get(navn) != avtrykk):
            self.stdout.write(
                f"OBS: {navn} er en annen enn den kopien ble laget med; det den vernet, kan ikke leses."
            )
