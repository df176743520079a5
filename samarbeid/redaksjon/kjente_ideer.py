"""Svarene på ideene vi kjenner, slik referansedataene er nå: det en redaktør får se at en endring gjør."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap, hent_nokkel
from samarbeid.matching.regler.tilskudd import KAN_SOKES
from samarbeid.matching.typer import NEI, Kunnskap, Svar
from veier.husk import Husk
from veier.referanse.virkning import Endretsvar, forskjeller
from veier.taksonomi.models import Niva

FIL = Path(__file__).parent.parent / "data" / "kjente_ideer.json"
FORST, BLANT = 1, 3
INGEN = "ingen"

# Tittelen på ideen → {det det svares på: svaret}. Før og etter en endring, og før og etter den neste.
_husket: Husk[Mapping[str, Mapping[str, str]]] = Husk(4, glemmes=False)


@dataclass(frozen=True)
class Ideene:
    """Svarene på ideene. ``nokkel`` er kunnskapens, så de huskes for hver utgave av den."""

    kunnskap: Kunnskap
    nokkel: Hashable

    @cached_property
    def lest(self) -> Mapping[str, Mapping[str, str]]:
        return _husket.hent(self.nokkel, lambda: _svar_paa_alle(self.kunnskap))

    def er_som(self, andre: Ideene) -> bool:
        return self.nokkel == andre.nokkel

    def forskjell(self, for_: Ideene, sak: str) -> Endretsvar | None:
        endringer = forskjeller(for_.lest.get(sak, {}), self.lest[sak])
        return Endretsvar(sak, endringer) if endringer else None

    def navn(self, antall: int) -> str:
        return f"{antall} kjente ideer"

    def til_sammen(self, for_: Ideene, ulike: Sequence[Endretsvar]) -> str:
        return ""


def hent_ideene() -> Ideene:
    """Det motoren vet nå. Likheten leses med en gang: etter en endring kan den ikke leses slik den var."""
    kunnskap = hent_kunnskap()
    kunnskap.hent_likhet()
    return Ideene(kunnskap, hent_nokkel())


def _svar_paa_alle(kunnskap: Kunnskap) -> Mapping[str, Mapping[str, str]]:
    ut = {}
    for ide in _ideene():
        # En kode ideen er skrevet med, kan være tatt bort siden: da leses den av teksten.
        kjent = {f: v for f, v in ide.items() if f not in {"tema", "malgruppe"}}
        ut[str(ide["tittel"])] = _kort(vurder(les_ide(kjent, kunnskap), kunnskap), kunnskap)
    return ut


@cache
def _ideene() -> list[dict[str, object]]:
    ideene: list[dict[str, object]] = json.loads(FIL.read_text(encoding="utf-8"))
    return ideene


def _kort(svar: Svar, kunnskap: Kunnskap) -> dict[str, str]:
    passer = [v.slug for v in svar.modeller if v.passer != NEI]
    kan_sokes = {v.slug for v in svar.tilskudd if v.status == KAN_SOKES}
    veier = svar.veier[:FORST]
    navn = {m.slug: m.navn for m in kunnskap.modeller}
    return {
        "Temaer": _liste(kunnskap.temaer[f.slug].navn for f in svar.tolkning.sikre_temaer),
        "Nivå": _liste(str(Niva(vei.niva).label) for vei in veier),
        "Måter å samarbeide på": _liste(navn[slug] for slug in passer[:BLANT]),
        "Første samtale": _roller((r.rolle for vei in veier for r in vei.forste_samtale), kunnskap),
        "Bestemmer": _roller((r.rolle for vei in veier for r in vei.beslutter), kunnskap),
        "Kan søkes nå": _liste(t.navn for t in kunnskap.tilskudd if t.slug in kan_sokes),
    }


def _roller(slugger: Iterable[str], kunnskap: Kunnskap) -> str:
    return _liste(kunnskap.roller[slug].navn for slug in slugger)


def _liste(navn: Iterable[str]) -> str:
    ulike: Sequence[str] = list(dict.fromkeys(navn))
    return ", ".join(ulike[:BLANT]) or INGEN
