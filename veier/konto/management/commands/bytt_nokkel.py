"""Skriver det krypterte om med den nyeste nøkkelen i VEIER_KRYPTONOKLER."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from veier.konto.handlinger.nokkelbytte import krypter_alt_om, krypter_okter_om
from veier.kryptering import KanIkkeLeses


class Command(BaseCommand):
    help = (
        "Skriver nøklene til kodeappene, lenkene til delte utvalg og øktene om med den første nøkkelen i "
        "VEIER_KRYPTONOKLER. Sett den nye først, start prosessene på nytt, kjør dette, og ta så bort den gamle."
    )

    def handle(self, **_valg: object) -> None:
        try:
            antall = krypter_alt_om()
        except KanIkkeLeses as feil:
            raise CommandError(f"Ingenting er endret. {feil}") from None
        okter = krypter_okter_om()
        self.stdout.write(
            f"{antall} er skrevet om med den nyeste nøkkelen, og {okter} økter. Den gamle kan tas bort."
        )
