"""manage.py oppbevaring: sletter det portalen ikke lenger skal ha, eller viser hva den ville slettet."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veier.personvern.handlinger.oppbevaring import kjor


class Command(BaseCommand):
    help = "Kjører reglene for oppbevaring. --prov viser hva som ville skjedd."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prov", action="store_true", help="tell, men ikke slett noe")
        parser.add_argument(
            "--tillat-mange", action="store_true", help="slett også når en regel gjelder en stor andel"
        )

    def handle(self, *, prov: bool, tillat_mange: bool, **_valg: object) -> None:
        stanset = False
        for utfall in kjor(prov=prov, tillat_mange=tillat_mange):
            tegn = "ville" if prov else "har" if utfall.gjort else "–"
            linje = f"{tegn} {utfall.regel.navn}: {utfall.antall} av {utfall.av}"
            if utfall.grunn:
                stanset = stanset or not prov
                linje += f" – {utfall.grunn}: krever --tillat-mange"
            self.stdout.write(linje)
        if stanset:
            raise CommandError("En regel ville slettet en stor andel og ble stanset.")
