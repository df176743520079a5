"""Felles for kommandoene som leser JSON: feil gir kode 2 og linjer på stderr, tom database kode 3."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandParser

from samarbeid.matching.profiler import TomDatabase, hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from veier.typer import Verdi

FEIL_I_INNDATA, TOM_DATABASE = 2, 3


class JsonKommando(BaseCommand):
    """Leser én JSON-fil og skriver JSON eller tekst."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)
        parser.add_argument("--format", choices=["json", "tekst"], default="tekst")

    def avslutt(self, linjer: list[str], kode: int) -> NoReturn:
        for linje in linjer:
            self.stderr.write(linje)
        sys.exit(kode)

    def les_json(self, fil: Path) -> Verdi:
        try:
            return json.loads(fil.read_text(encoding="utf-8-sig"))
        except OSError as feil:
            self.avslutt([f"{fil}: filen kan ikke leses ({feil.strerror})"], FEIL_I_INNDATA)
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as feil:
            self.avslutt([f"{fil}: filen er ikke gyldig JSON ({feil})"], FEIL_I_INNDATA)

    def hent_kunnskap(self) -> Kunnskap:
        try:
            return hent_kunnskap()
        except TomDatabase as feil:
            self.avslutt([str(feil)], TOM_DATABASE)

    def skriv_json(self, data: object) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
