"""manage.py bygg_katalogen: bygger katalogen og søketekstene på nytt av det de er laget av."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from samarbeid.katalog.bygging.koen import bygg_katalogen
from samarbeid.matching.profiler import TomDatabase


class Command(BaseCommand):
    help = "Bygger katalogen over entreprenører og ideer på nytt. Kan avbrytes og kjøres om igjen."

    def handle(self, **_valg: object) -> None:
        try:
            antall = bygg_katalogen(self._framdrift)
        except TomDatabase as feil:
            self.stderr.write(str(feil))
            raise SystemExit(3) from feil
        self.stdout.write(f"Katalogen er bygget: {antall} entreprenører.")

    def _framdrift(self, ferdig: int, alle: int) -> None:
        self.stdout.write(f"{ferdig} av {alle} ({100 * ferdig // alle} %)")
