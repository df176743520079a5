"""manage.py sikkerhetskopi MAPPE|FIL: en kopi av alt, mens portalen går."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from veier.sikkerhetskopi import Kopifeil, fil, handlinger


class Command(BaseCommand):
    help = "Tar en kryptert kopi av databasen og bildene. Docs: docs/drift.md, «Sikkerhetskopi»."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("til", type=Path, help="mappen kopien skal ligge i, eller filen den skal hete")
        parser.add_argument(
            "--mottaker", default=os.environ.get("VEIER_KOPINOKKEL", ""), help="offentlig age-nøkkel"
        )
        parser.add_argument("--ukryptert", action="store_true", help="skriv kopien uten kryptering")
        parser.add_argument(
            "--behold", type=int, default=0, metavar="N", help="slett de eldste, så N står igjen"
        )
        parser.add_argument(
            "--ny-nokkel", action="store_true", help="lag et nøkkelpar; skriv den hemmelige til filen"
        )

    def handle(
        self,
        *,
        til: Path,
        mottaker: str,
        ukryptert: bool,
        behold: int,
        ny_nokkel: bool,
        **_valg: object,
    ) -> None:
        try:
            if ny_nokkel:
                self.stdout.write(f"Sett VEIER_KOPINOKKEL={fil.lag_nokkel(til)}")
                self.stdout.write(f"Flytt {til} bort fra tjeneren: uten den kan ingen lese kopiene.")
                return
            if not mottaker and not ukryptert:
                raise CommandError(
                    "Sett VEIER_KOPINOKKEL til en offentlig age-nøkkel, eller skriv --ukryptert."
                )
            if behold < 0 or (behold and not til.is_dir()):
                raise CommandError("--behold trenger en mappe og et tall over null.")
            kopi = handlinger.ta_kopi(til, mottaker="" if ukryptert else mottaker)
            self.stdout.write(f"Kopien er tatt: {kopi} ({kopi.stat().st_size:,} byte)".replace(",", " "))
            for gammel in handlinger.behold(til, behold) if behold else []:
                self.stdout.write(f"Slettet {gammel.name}")
        except Kopifeil as feil:
            raise CommandError(str(feil)) from None
        except DatabaseError:
            raise CommandError("Databasen svarer ikke; ingen kopi er tatt.") from None
