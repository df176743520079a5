"""Tar imot én e-post på standard inn, fra e-posttjeneren (pipe). Se docs/drift.md."""

from __future__ import annotations

import argparse
import os
import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.innpost.melding import STORST
from veier.vedlegg.lager import FullDisk
from veier.vedlegg.tur import Opptatt


class Command(BaseCommand):
    help = "Leser én e-post fra standard inn og legger den i samtalen den hører til. Svarer aldri avsenderen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--til", action="append", default=[], help="mottakeren i konvolutten; kan gjentas"
        )
        parser.add_argument("--fra", help="avsenderen i konvolutten; tom for en retur")

    def handle(self, *args: object, til: list[str], fra: str | None, **valg: object) -> None:
        """75 (EX_TEMPFAIL): e-posttjeneren beholder den og prøver igjen. Ellers er den tatt imot, og ingen får et svar."""
        raa = sys.stdin.buffer.read(STORST + 1)
        while sys.stdin.buffer.read(1024 * 1024):
            pass  # resten leses bort, så e-posttjeneren ikke tror at noe gikk galt
        try:
            ta_imot(raa, Konvolutt(til, fra if fra is None else fra.strip().strip("<>")))
        except DatabaseError as feil:
            self.stderr.write(f"databasen svarte ikke ({type(feil).__name__})")
            sys.exit(os.EX_TEMPFAIL)
        except Opptatt:
            self.stderr.write("det granskes mange vedlegg akkurat nå")
            sys.exit(os.EX_TEMPFAIL)
        except FullDisk:
            self.stderr.write("det er ikke plass til vedleggene")
            sys.exit(os.EX_TEMPFAIL)
