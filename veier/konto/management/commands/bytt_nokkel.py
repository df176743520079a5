"""Skriver det krypterte om med den nyeste nøkkelen i VEIER_KRYPTONOKLER."""

from __future__ import annotations

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from veier.konto.handlinger.nokkelbytte import krypter_alt_om, krypter_okter_om
from veier.kryptering import KanIkkeLeses
from veier.lenkeinnhold import VARER


class Command(BaseCommand):
    help = (
        "Skriver nøklene til kodeappene, lenkene til delte utvalg og øktene om med den første nøkkelen i "
        "VEIER_KRYPTONOKLER. Sett den nye først, start prosessene på nytt, kjør dette, og ta bort den gamle den dagen "
        "det sier: lenkene i brev som er sendt, er kryptert med den i sju dager til."
    )

    def handle(self, **_valg: object) -> None:
        try:
            antall = krypter_alt_om()
        except KanIkkeLeses as feil:
            raise CommandError(f"Ingenting er endret. {feil}") from None
        okter = krypter_okter_om()
        self.stdout.write(
            f"{antall} er skrevet om med den nyeste nøkkelen, og {okter} økter. Den gamle kan tas bort "
            f"{date_format(timezone.localdate() + VARER + timedelta(days=1), 'j. F Y')}: da virker ingen lenke i et brev "
            "som er sendt før nå."
        )
