"""manage.py maal_treff FIL.json: hvor ofte motoren gir et av de riktige svarene, på ideer og på behov."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from samarbeid.management.felles import FEIL_I_INNDATA, JsonKommando
from samarbeid.matching.kontrakt import Kontraktsfeil, les_ide
from samarbeid.matching.maling import Gale, Treffrate, Vistpartner, mal, mal_behov, mal_gale
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import JA, Ideprofil, Kunnskap, Offentligsvar
from samarbeid.models import Katalograd
from samarbeid.svar.partnere import finn_partnere
from veier.taksonomi.models import Niva

# Ideen eller behovet, og fasiten.
Sak: TypeAlias = tuple[Ideprofil, dict[str, list[str]]]


class Command(JsonKommando):
    help = "Måler motoren mot saker med fasit."

    def handle(self, *, fil: Path, format: str, **_valg: object) -> None:
        kunnskap = self.hent_kunnskap()
        data = self.les_json(fil)
        if not isinstance(data, list):
            self.avslutt(["fila: må være en liste av saker"], FEIL_I_INNDATA)
        saker, behov = self._les_alle(data, kunnskap)
        svarene = [(vurder(ide, kunnskap), fasit) for ide, fasit in saker]
        rater, gale = mal(svarene), mal_gale(svarene)
        malt = mal_behov([(_vist(ide, kunnskap), fasit) for ide, fasit in behov]) if behov else {}
        if format == "json":
            ut = {omrade: rate.som_json() for omrade, rate in rater.items()}
            ut |= {"gale": gale.som_json()} if gale.antall else {}
            self.skriv_json(ut | ({"behov": malt} if malt else {}))
        else:
            self._skriv(rater, gale, malt)

    def _les_alle(self, data: list[object], kunnskap: Kunnskap) -> tuple[list[Sak], list[Sak]]:
        """Ideene og behovene. Alle feilene sies på én gang, med nummeret på saken."""
        roller = set(kunnskap.roller)
        gyldige = {
            "modeller": {m.slug for m in kunnskap.modeller},
            "niva": set(Niva.values),
            "forste_samtale": roller,
            "beslutter": roller,
        }
        gyldige |= {
            "aldri_modeller": gyldige["modeller"],
            "aldri_niva": gyldige["niva"],
            "aldri_forste": roller,
            "aldri_beslutter": roller,
        }
        slugger = set(Katalograd.objects.values_list("slug", flat=True))
        partnere = dict.fromkeys(("entreprenorer", "aldri"), slugger)
        saker: list[Sak] = []
        behov: list[Sak] = []
        feil: list[str] = []
        for nummer, sak in enumerate(data, start=1):
            try:
                if isinstance(sak, dict) and "behov" in sak:
                    behov.append(self._les(sak, kunnskap, partnere, felt="behov"))
                else:
                    saker.append(self._les(sak, kunnskap, gyldige, felt="ide"))
            except Kontraktsfeil as unntak:
                feil += [f"[{nummer}] {linje}" for linje in unntak.feil]
        if feil:
            self.avslutt(feil, FEIL_I_INNDATA)
        return saker, behov

    def _skriv(self, rater: Mapping[str, Treffrate], gale: Gale, behov: Mapping[str, object]) -> None:
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
        if behov:
            tallene = ", ".join(f"{navn} {verdi}" for navn, verdi in behov.items())
            self.stdout.write(f"{'behov':15} {tallene}")

    def _les(self, sak: object, kunnskap: Kunnskap, gyldige: Mapping[str, set[str]], *, felt: str) -> Sak:
        if not isinstance(sak, dict) or not {felt, "fasit"} <= sak.keys() <= {"kilde", felt, "fasit"}:
            raise Kontraktsfeil([f"sak: må ha feltene {felt} og fasit, og kan ha kilde"])
        ide = les_ide(sak[felt], kunnskap)
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


def _vist(behov: Ideprofil, kunnskap: Kunnskap) -> list[Vistpartner]:
    """Entreprenørene svaret på behovet viser, i rekkefølge."""
    partnere = finn_partnere(vurder(behov, kunnskap, offentlig=Offentligsvar()), kunnskap)
    return [Vistpartner(p.slug, p.passer == JA) for p in partnere.beste]
