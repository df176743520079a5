"""manage.py maal_sok FIL.json: hvor mye søket finner, hvor mye av det som er riktig, og hva som står først."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from django.db import transaction

from samarbeid.katalog.indeks.fasit import som_dokument
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.management.felles import FEIL_I_INNDATA, JsonKommando
from veier.sok.grupper import hent_grupper
from veier.sok.indeksering import indekser
from veier.sok.maling import Gradert, darligst, mal_gradert
from veier.sok.sporring import sok

SAMLING = "maal_sok"
ENKEL = {"q", "treff"}
GRADERT = {"q", "vil_ha", "greit"}
NAVN = {
    "ndcg10": "nDCG blant ti",
    "r10": "Recall blant ti",
    "p1": "Riktig først",
    "tomme": "Uten noe ønsket blant ti",
    "kjerne_presisjon": "Presisjon i kjernen",
    "kjerne_recall": "Recall i kjernen",
}


class Enkle(TypedDict):
    """Tallene for spørringer som bare har riktig og galt."""

    recall: float | None
    presisjon: float | None
    f1: float | None
    uten_treff: list[str]


class Command(JsonKommando):
    help = "Måler søket mot spørringer med fasit: «treff», eller gradert med «vil_ha» og «greit»."

    def handle(self, *, fil: Path, format: str, **_valg: object) -> None:
        kunnskap = self.hent_kunnskap()
        data = self.les_json(fil)
        temaer = {slug: tema.navn for slug, tema in kunnskap.temaer.items()}
        if feil := _feil(data, temaer):
            self.avslutt(feil, FEIL_I_INNDATA)
        with transaction.atomic():
            indekser(SAMLING, {nr: som_dokument(d, temaer) for nr, d in data["dokumenter"].items()})
            grupper = hent_grupper()
            svar = [
                (s, sok(SAMLING, s["q"], grupper, les_temaer(s["q"], kunnskap, grupper)))
                for s in data["sporringer"]
            ]
            transaction.set_rollback(True)  # målingen skal ikke bli liggende i indeksen
        gradert = [
            Gradert(s["q"], t.treff, t.kjerne, frozenset(s["vil_ha"]), frozenset(s.get("greit", ())))
            for s, t in svar
            if "vil_ha" in s
        ]
        enkle = [
            (s["q"], {*s.get("treff", s.get("vil_ha", ())), *s.get("greit", ())}, t.kjerne) for s, t in svar
        ]
        self._skriv(_enkle_tall(enkle), gradert, format)

    def _skriv(self, enkle: Enkle, gradert: Sequence[Gradert], format: str) -> None:
        tall = mal_gradert(gradert) if gradert else {}
        if format == "json":
            self.skriv_json({**enkle, **tall})
            return
        for navn, ett in (
            ("Recall", enkle["recall"]),
            ("Presisjon", enkle["presisjon"]),
            ("F1", enkle["f1"]),
        ):
            self.stdout.write(f"{navn:10} {_tre(ett)}")
        for nokkel, verdi in tall.items():
            self.stdout.write(f"{NAVN[nokkel]:26} {_tre(verdi)}")
        for s in darligst(gradert):
            self.stdout.write(f"Dårligst: {s.q} ({_tre(s.ndcg)})")
        for q in enkle["uten_treff"]:
            self.stdout.write(f"Uten riktig treff: {q}")


def _tre(tall: float | None) -> str:
    return "–" if tall is None else f"{tall:.3f}"


def _enkle_tall(svar: Sequence[tuple[str, set[str], Sequence[str]]]) -> Enkle:
    """Recall og presisjon over alle som treffer godt, og alle riktige svar, under ett: det listen viser."""
    riktige = sum(len(fasit & set(treff)) for _q, fasit, treff in svar)
    alle_riktige = sum(len(fasit) for _q, fasit, _treff in svar)
    alle_treff = sum(len(treff) for _q, _fasit, treff in svar)
    recall = riktige / alle_riktige if alle_riktige else None
    presisjon = riktige / alle_treff if alle_treff else None
    f1 = 2 * recall * presisjon / (recall + presisjon) if recall and presisjon else None
    uten = [q for q, fasit, treff in svar if fasit and not fasit & set(treff)]
    return {"recall": recall, "presisjon": presisjon, "f1": f1, "uten_treff": uten}


def _feil(data: object, temaer: Mapping[str, str]) -> list[str]:
    if not isinstance(data, dict) or set(data) != {"dokumenter", "sporringer"}:
        return ["fila: må ha feltene dokumenter og sporringer"]
    dokumenter, sporringer = data["dokumenter"], data["sporringer"]
    if not isinstance(dokumenter, dict):
        return ["dokumenter: må være et objekt med tekster"]
    if not isinstance(sporringer, list):
        return ["sporringer: må være en liste"]
    feil = [f for nr, d in dokumenter.items() for f in _feil_i_dokument(nr, d, temaer)]
    for nummer, s in enumerate(sporringer, start=1):
        feil += [f"[{nummer}] {f}" for f in _feil_i_sporring(s, dokumenter)]
    return feil


def _feil_i_dokument(nr: str, innhold: object, temaer: Mapping[str, str]) -> list[str]:
    if isinstance(innhold, str):
        return []
    if not isinstance(innhold, dict) or not set(innhold) <= {"navn", "emne", "tekst"}:
        return [f"dokumenter {nr}: må være en tekst, eller et objekt med navn, emne og tekst"]
    if not all(isinstance(innhold.get(felt, ""), str) for felt in ("navn", "tekst")):
        return [f"dokumenter {nr}: navn og tekst må være tekst"]
    emne = innhold.get("emne", [])
    if not isinstance(emne, list) or any(not isinstance(e, str) or e not in temaer for e in emne):
        return [f"dokumenter {nr}: emne må være en liste av temaer portalen kjenner"]
    return []


def _feil_i_sporring(s: object, dokumenter: Mapping[str, object]) -> list[str]:
    felter = set(s) if isinstance(s, dict) else set()
    kjent = felter == ENKEL or {"q", "vil_ha"} <= felter <= GRADERT
    if not isinstance(s, dict) or not kjent or not isinstance(s["q"], str):
        return ["sporringer: må ha q (tekst) og treff (liste), eller q, vil_ha og greit"]
    return [
        f"{felt}: må være en liste av nøkler i dokumenter"
        for felt in sorted(felter - {"q"})
        if not isinstance(s[felt], list)
        or any(not isinstance(t, str) or t not in dokumenter for t in s[felt])
    ]
