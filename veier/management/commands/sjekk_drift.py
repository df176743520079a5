"""manage.py sjekk_drift: om portalen er satt opp slik den skal i drift, i setninger."""

from __future__ import annotations

import json
import sys

from django.core.management.base import BaseCommand, CommandParser

from veier.drift.sjekk import Omfang, kjor


class Command(BaseCommand):
    help = (
        "Kontrollerer driften: nøkler, e-post, mellomtjener, roller, disk, klokke, arbeider og migreringer."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--epost", default="", help="send en prøve til denne adressen")
        parser.add_argument("--format", choices=["tekst", "json"], default="tekst")
        parser.add_argument(
            "--klokke", default="", help="https-adresse hvis klokke sammenlignes med maskinens"
        )

    def handle(self, *, epost: str, format: str, klokke: str, **_valg: object) -> None:
        funn = list(kjor(Omfang(epost=epost, klokke=klokke)))
        galt = [f for f in funn if f.tilstand == "feil"]
        if format == "json":
            self.stdout.write(
                json.dumps(
                    {"status": "feil" if galt else "i orden", "funn": [f._asdict() for f in funn]},
                    ensure_ascii=False,
                    indent=2,
                )
            )
        else:
            for f in funn:
                merke = {"ok": "✓", "advarsel": "!", "feil": "✗"}[f.tilstand]
                self.stdout.write(f"{merke} {f.omrade}: {f.setning}")
            self.stdout.write("Noe må rettes." if galt else "Driften er i orden.")
        if galt:
            sys.exit(1)
