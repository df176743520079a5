"""Skriver det krypterte om med den nyeste nøkkelen i VEIER_KRYPTONOKLER."""

from __future__ import annotations

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from veier.epost.adressenokler import krypter_adressenokler_om, lag_ny
from veier.konto.handlinger.nokkelbytte import krypter_alt_om, krypter_okter_om
from veier.kryptering import KanIkkeLeses
from veier.lenkeinnhold import VARER


class Command(BaseCommand):
    help = (
        "Skriver nøklene til kodeappene og avmeldingene, lenkene til delte utvalg og øktene om med den første nøkkelen i "
        "VEIER_KRYPTONOKLER. Sett den nye først, start prosessene på nytt, kjør dette, og ta bort den gamle den dagen "
        "det sier: lenkene i brev som er sendt, er kryptert med den i sju dager til."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        valg = parser.add_mutually_exclusive_group()
        valg.add_argument(
            "--bare-avmeldinger",
            action="store_true",
            help="Bare nøklene til avmeldingene, når en nøkkel på avveie skal bort med en gang.",
        )
        valg.add_argument(
            "--ny-avmeldingsnokkel",
            action="store_true",
            help="En ny nøkkel til nye avmeldinger. De gamle gjelder fortsatt.",
        )
        parser.add_argument(
            "--glem-uleselige",
            action="store_true",
            help="Sammen med --ny-avmeldingsnokkel: glem avmeldingene ingen nøkkel kan lese. De får e-post igjen.",
        )

    def handle(
        self, *, bare_avmeldinger: bool, ny_avmeldingsnokkel: bool, glem_uleselige: bool, **_valg: object
    ) -> None:
        if glem_uleselige and not ny_avmeldingsnokkel:
            raise CommandError("--glem-uleselige brukes sammen med --ny-avmeldingsnokkel.")
        if ny_avmeldingsnokkel:
            glemt = lag_ny(glem_uleselige=glem_uleselige)
            self.stdout.write(f"Nye avmeldinger får en ny nøkkel. {glemt} som ikke kunne leses, er glemt.")
            return
        try:
            if bare_avmeldinger:
                antall = krypter_adressenokler_om()
                self.stdout.write(
                    f"{antall} nøkler til avmeldingene er skrevet om. Den gamle kan tas bort nå."
                )
                return
            antall = krypter_alt_om()
        except KanIkkeLeses as feil:
            raise CommandError(f"Ingenting er endret. {feil}") from None
        okter = krypter_okter_om()
        self.stdout.write(
            f"{antall} er skrevet om med den nyeste nøkkelen, og {okter} økter. Den gamle kan tas bort "
            f"{date_format(timezone.localdate() + VARER + timedelta(days=1), 'j. F Y')}: da virker ingen lenke i et brev "
            "som er sendt før nå."
        )
