"""manage.py maal_treff FIL.json: hvor ofte motoren gir et av de riktige svarene."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from samarbeid.management.felles import FEIL_I_INNDATA, JsonKommando
from samarbeid.matching.kontrakt import Kontraktsfeil, les_ide
from samarbeid.matching.maling import mal, mal_gale
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Kunnskap
from veier.taksonomi.models import Niva


class Command(JsonKommando):
    help = "Måler motoren mot saker med fasit."

    def handle(self, *, fil: Path, format: str, **_valg: object) -> None:
        kunnskap = self.hent_kunnskap()
        data = self.les_json(fil)
        if not isinstance(data, list):
            self.avslutt(["fila: må være en liste av saker"], FEIL_I_INNDATA)
        gyldige: dict[str, set[str]] = {
            "modeller": {m.slug for m in kunnskap.modeller},
            "niva": set(Niva.values),
            "forste_samtale": set(kunnskap.roller),
            "beslutter": set(kunnskap.roller),
        }
        gyldige |= {
            "aldri_modeller": gyldige["modeller"],
            "aldri_niva": gyldige["niva"],
            "aldri_forste": gyldige["forste_samtale"],
            "aldri_beslutter": gyldige["beslutter"],
        }
        saker: list[tuple[Ideprofil, dict[str, list[str]]]] = []
        feil: list[str] = []
        for nummer, sak in enumerate(data, start=1):
            try:
                ide, fasit = self._les(sak, kunnskap, gyldige)
                saker.append((ide, fasit))
            except Kontraktsfeil as unntak:
                feil += [f"[{nummer}] {linje}" for linje in unntak.feil]
        if feil:
            self.avslutt(feil, FEIL_I_INNDATA)
        svarene = [(vurder(ide, kunnskap), fasit) for ide, fasit in saker]
        rater, gale = mal(svarene), mal_gale(svarene)
        if format == "json":
            ut = {omrade: rate.som_json() for omrade, rate in rater.items()}
            self.skriv_json(ut | ({"gale": gale.som_json()} if gale.antall else {}))
            return
        for omrade, rate in rater.items():
            self.stdout.write(
                f"{omrade:15} {rate.forst}/{rate.antall} først, {rate.blant_tre}/{rate.antall} blant tre"
            )
            for tittel in rate.bom:
                self.stdout.write(f"    bom: {tittel}")
        if gale.antall:
            self.stdout.write(f"{'gale':15} {gale.navngitt}/{gale.antall} nevner noe som aldri skal nevnes")
            for hvor in gale.hvor:
                self.stdout.write(f"    gal: {hvor}")

    def _les(
        self, sak: object, kunnskap: Kunnskap, gyldige: Mapping[str, set[str]]
    ) -> tuple[Ideprofil, dict[str, list[str]]]:
        if not isinstance(sak, dict) or not {"ide", "fasit"} <= sak.keys() <= {
            "kilde",
            "ide",
            "fasit",
        }:
            raise Kontraktsfeil(["sak: må ha feltene ide og fasit, og kan ha kilde"])
        ide = les_ide(sak["ide"], kunnskap)
        fasit = sak["fasit"]
        feil: list[str] = []
        if not isinstance(fasit, dict):
            raise Kontraktsfeil(["fasit: må være et objekt"])
        for omrade, svar in fasit.items():
            if omrade not in gyldige:
                feil.append(f"fasit.{omrade}: ukjent felt")
            elif not isinstance(svar, list) or not all(isinstance(s, str) for s in svar):
                feil.append(f"fasit.{omrade}: må være en liste med tekster")
            else:
                feil += [f"fasit.{omrade}: «{s}» finnes ikke" for s in svar if s not in gyldige[omrade]]
        if feil:
            raise Kontraktsfeil(feil)
        return ide, fasit
