"""Lager eller fjerner oppdiktede entreprenører og behov."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samarbeid.management.demobehov import fjern_demobehov, lag_demobehov
from samarbeid.management.demodata import fjern_demodata, lag_demodata
from samarbeid.management.demoinvitasjoner import lag_demoinvitasjoner
from samarbeid.management.demosamarbeid import lag_demosamarbeid
from samarbeid.management.demosamtaler import lag_demosamtaler


class Command(BaseCommand):
    help = "Lager 60 oppdiktede entreprenører og 40 behov med samtaler og samarbeid, merket. --fjern tar alt bort igjen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fjern", action="store_true", help="fjern alt oppdiktet")
        parser.add_argument("--antall", type=int, default=60, help="hvor mange (høyst 60)")
        parser.add_argument("--likevel", action="store_true", help="også når portalen er i drift")

    def handle(self, *, fjern: bool, antall: int, likevel: bool, **_valg: object) -> None:
        if fjern:
            behov = fjern_demobehov()  # før brukerne som lagde dem
            self.stdout.write(f"{behov} oppdiktede behov er fjernet.")
            self.stdout.write(f"{fjern_demodata()} oppdiktede entreprenører er fjernet.")
            return
        if settings.I_DRIFT and not likevel:
            raise CommandError("Portalen er i drift. Legg til --likevel hvis du mener det.")
        if antall < 1:
            raise CommandError("--antall må være minst 1.")
        self.stdout.write(f"{lag_demobehov(antall)} oppdiktede behov er lagt inn.")
        self.stdout.write(
            f"{lag_demodata(antall)} oppdiktede entreprenører er lagt inn. "
            "Fjern dem med: python manage.py lag_demodata --fjern"
        )
        self.stdout.write(f"{lag_demoinvitasjoner()} oppdiktede invitasjoner er lagt inn.")
        self.stdout.write(f"{lag_demosamtaler()} oppdiktede samtaler er lagt inn.")
        self.stdout.write(f"{lag_demosamarbeid()} oppdiktede samarbeid er lagt inn.")
