"""manage.py maal_sok FIL.json: hvor mye søket finner, og hvor mye av det som er riktig."""

from django.db import transaction

from samarbeid.management.felles import FEIL_I_INNDATA, JsonKommando
from veier.sok.grupper import hent_grupper
from veier.sok.sporring import Dokument, indekser, sok

SAMLING = "maal_sok"


class Command(JsonKommando):
    help = "Måler søket mot spørringer med fasit."

    def handle(self, *, fil, format, **_valg):
        self.hent_kunnskap()
        data = self.les_json(fil)
        if feil := self._feil(data):
            self.avslutt(feil, FEIL_I_INNDATA)
        with transaction.atomic():
            indekser(SAMLING, {nr: Dokument(tekst=tekst) for nr, tekst in data["dokumenter"].items()})
            grupper = hent_grupper()
            svar = [
                (s["q"], set(s["treff"]), sok(SAMLING, s["q"], grupper).treff) for s in data["sporringer"]
            ]
            transaction.set_rollback(True)  # målingen skal ikke bli liggende i indeksen
        self._skriv(svar, format)

    def _feil(self, data):
        if not isinstance(data, dict) or set(data) != {"dokumenter", "sporringer"}:
            return ["fila: må ha feltene dokumenter og sporringer"]
        dokumenter, sporringer = data["dokumenter"], data["sporringer"]
        if not isinstance(dokumenter, dict) or not all(isinstance(t, str) for t in dokumenter.values()):
            return ["dokumenter: må være et objekt med tekster"]
        if not isinstance(sporringer, list):
            return ["sporringer: må være en liste"]
        feil = []
        for nummer, s in enumerate(sporringer, start=1):
            if not isinstance(s, dict) or set(s) != {"q", "treff"} or not isinstance(s["q"], str):
                feil.append(f"[{nummer}] sporringer: må ha q (tekst) og treff (liste)")
            elif not isinstance(s["treff"], list) or any(t not in dokumenter for t in s["treff"]):
                feil.append(f"[{nummer}] treff: må være en liste av nøkler i dokumenter")
        return feil

    def _skriv(self, svar, format):
        riktige = sum(len(fasit & set(treff)) for _q, fasit, treff in svar)
        alle_riktige = sum(len(fasit) for _q, fasit, _treff in svar)
        alle_treff = sum(len(treff) for _q, _fasit, treff in svar)
        recall = riktige / alle_riktige if alle_riktige else None
        presisjon = riktige / alle_treff if alle_treff else None
        f1 = 2 * recall * presisjon / (recall + presisjon) if recall and presisjon else None
        uten = [q for q, fasit, treff in svar if fasit and not fasit & set(treff)]
        if format == "json":
            self.skriv_json({"recall": recall, "presisjon": presisjon, "f1": f1, "uten_treff": uten})
            return
        for navn, tall in (("Recall", recall), ("Presisjon", presisjon), ("F1", f1)):
            self.stdout.write(f"{navn:10} {'–' if tall is None else f'{tall:.3f}'}")
        for q in uten:
            self.stdout.write(f"Uten riktig treff: {q}")
