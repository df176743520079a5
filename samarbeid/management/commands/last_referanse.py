"""manage.py last_referanse: laster alle referansedata.

En fil som er feil bygd, eller mange rader som er feil, gir kode 1, og ingenting er lastet. Er noen få rader feil, hoppes
de over: resten er lastet, radene står på stderr, og koden er 3, så den som kjører kommandoen ser det.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

import entreprenorer.referanse
import kommuner.referanse
import samarbeid.referanse
import veier.sok.referanse
import veier.taksonomi.referanse
from samarbeid.katalog.bygging.koen import se_etter, ta_koen
from samarbeid.katalog.bygging.portalen import bygg_sokeindeks, er_foreldet
from veier.konto.redaksjon.gruppe import redaktorgruppen
from veier.referanse.innlasting import Innlastingsfeil, last
from veier.referanse.lesere import Fil

NOE_HOPPET_OVER = 3
FILER = (
    *veier.taksonomi.referanse.FILER,
    *veier.sok.referanse.FILER,
    *kommuner.referanse.FILER,
    *entreprenorer.referanse.FILER,
    *samarbeid.referanse.FILER,
)


class Command(BaseCommand):
    help = "Laster steder, virksomheter, temaer, modeller og resten av referansedataene."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fra", type=Path, help="mappe med filer som brukes i stedet for prosjektets egne"
        )

    def handle(self, *, fra: Path | None = None, **_valg: object) -> None:
        filer: tuple[Fil, ...] = FILER
        if fra:
            filer = tuple(
                dataclasses.replace(fil, sti=fra / fil.sti.name) if (fra / fil.sti.name).exists() else fil
                for fil in FILER
            )
        start = time.monotonic()
        try:
            rapporter = last(filer)
        except Innlastingsfeil as feil:
            for linje in feil.feil:
                self.stderr.write(linje)
            raise CommandError(f"Ingenting er lastet: {len(feil.feil)} feil i filene.") from None
        for rapport in rapporter:
            if rapport.nye or rapport.endret or rapport.skjult:
                self.stdout.write(
                    f"{rapport.tabell}: {rapport.nye} nye, {rapport.endret} endret, "
                    f"{rapport.uendret} uendret, {rapport.skjult} skjult"
                )
            for linje in rapport.hoppet_over:
                self.stderr.write(f"hoppet over: {linje}")
            for konflikt in rapport.konflikter:
                self.stderr.write(f"konflikt: {konflikt}")
        if er_foreldet():
            self.stdout.write(f"søkeindeksen: {bygg_sokeindeks()} dokumenter")
        igjen = se_etter()
        while 0 < igjen < 5_000:  # et stort etterslep tar arbeideren
            igjen = ta_koen()
        redaktorgruppen()
        redaktorens = sum(r.redaktorens for r in rapporter)
        rader = sum(r.nye + r.endret + r.uendret for r in rapporter)
        self.stdout.write(
            f"{rader} rader kontrollert på {time.monotonic() - start:.1f} sekunder; "
            f"{redaktorens} felt er redaktørens egne."
        )
        if hoppet_over := sum(len(r.hoppet_over) for r in rapporter):
            raise CommandError(
                f"{hoppet_over} feil: radene er hoppet over, resten er lastet.", returncode=NOE_HOPPET_OVER
            )
