"""Tar bort to-trinns innlogging fra en konto der personen har mistet den."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from veier.feil import Domenefeil
from veier.konto.handlinger.nod import nullstill_totrinn


class Command(BaseCommand):
    help = (
        "Tar bort kodeappen, passnøklene og gjenopprettingskodene, og logger personen ut overalt. "
        "Personen og administratorene får e-post med grunnen. Ring personen først: en e-post kan være falsk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("epost", help="adressen til kontoen")
        parser.add_argument("--grunn", required=True, help="hvorfor; står i e-posten og i loggen")

    def handle(self, *_args: object, epost: str, grunn: str, **_valg: object) -> None:
        try:
            antall = nullstill_totrinn(epost, grunn=grunn)
        except Domenefeil as feil:
            raise CommandError(str(feil)) from None
        self.stdout.write(
            f"{antall} sikringer er tatt bort, og alle økter er avsluttet. Personen setter opp to trinn på nytt "
            "under «Sikkerhet» på kontosiden."
        )
