"""manage.py vurder_ide FIL.json: vurderer én idé, eller en liste av ideer, uten å lagre dem."""

from __future__ import annotations

from pathlib import Path

from samarbeid.management.felles import FEIL_I_INNDATA, JsonKommando
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.kontrakt import Kontraktsfeil, les_ide, skriv_svar
from samarbeid.matching.motor import vurder
from samarbeid.matching.setninger import ORD
from veier.typer import Verdier


class Command(JsonKommando):
    help = "Vurderer ideer fra en JSON-fil."

    def handle(self, *, fil: Path, format: str, **_valg: object) -> None:
        kunnskap = self.hent_kunnskap()
        data = self.les_json(fil)
        ideer, feil = [], []
        for nummer, ide in enumerate(data if isinstance(data, list) else [data], start=1):
            foran = f"[{nummer}] " if isinstance(data, list) else ""
            try:
                ideer.append(les_ide(ide, kunnskap))
            except Kontraktsfeil as unntak:
                feil += [f"{foran}{linje}" for linje in unntak.feil]
        if feil:
            self.avslutt(feil, FEIL_I_INNDATA)
        forklarer = Forklarer(kunnskap)
        svar = [skriv_svar(vurder(ide, kunnskap), kunnskap, forklarer) for ide in ideer]
        if format == "json":
            self.skriv_json(svar)
        else:
            for ett in svar:
                self.skriv_tekst(ett)

    def skriv_tekst(self, svar: Verdier) -> None:
        self.stdout.write(f"\n{svar['tittel']}\n{'=' * len(svar['tittel'])}")
        for tema in svar["tema"]:
            self.stdout.write(f"Tema: {tema['slug']} – {tema['grunn']}")
        for vei in svar["veier"]:
            navn = vei["part"]["navn"] if vei["part"] else ORD["niva"][vei["niva"]]
            self.stdout.write(f"\n{navn}")
            for felt, ledetekst in (
                ("forste_samtale", "Første samtale"),
                ("dorapner", "Kan åpne døren"),
                ("beslutter", "Bestemmer vanligvis"),
            ):
                for rolle in vei[felt]:
                    self.stdout.write(f"  {ledetekst}: {rolle['rolle']} – {rolle['grunn']}")
        self.stdout.write("\nModeller")
        for modell in svar["modeller"]:
            if modell["passer"] != "nei":
                self.stdout.write(f"  {modell['navn']}: {ORD['passer'][modell['passer']]}")
                for grunn in modell["grunner"][:3]:
                    self.stdout.write(f"    – {grunn['tekst']}")
        for setning in svar["mangler"]:
            self.stdout.write(f"Mangler: {setning}")
