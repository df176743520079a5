"""De publiserte behovene som katalog: i minnet til hver prosess, lest på nytt når noen av dem er endret.

Radene er nummerert i den rekkefølgen de skal stå når de passer like godt: de åpne først, så de nyeste.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import BitMap

from kommuner.models import Behov, Behovsnummer, Tilslutning
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.katalog.indeks.loddtrekning import EtterNummer
from samarbeid.katalog.indeks.register import Register
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.katalog.indeks.typer import Behovssok, stedsmerker
from samarbeid.matching.typer import Kunnskap
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.rang.rangering import Rangert
from veier.sok.sporring import ikke_noe_a_lete_etter, let
from veier.sok.tolkning import Sporring
from veier.taksonomi.ordforrad import Behovstilstand

KILDE = Tekstkilde("samarbeid_behovtekst", "behov_id")
# Rekkefølgen tilstandene står i.
REKKE = {kode: nr for nr, kode in enumerate(Behovstilstand.values)}


@dataclass(frozen=True)
class Behovskatalog:
    """``pker`` er behovet på hvert nummer."""

    pker: tuple[int, ...]
    register: Register

    def finn(self, sok: Behovssok, kunnskap: Kunnskap) -> Sokesvar[Behovssok]:
        if not sok.q:
            return Sokesvar.regn(sok, self.register, kunnskap.omrader)
        tekst, hvordan = let(sok.q, hent_grupper(), _Kilde(self), les_temaer(sok.q, kunnskap))
        uten_ord = ikke_noe_a_lete_etter(sok.q, hvordan.sporring)
        return Sokesvar.regn(sok, self.register, kunnskap.omrader, None if uten_ord else tekst, hvordan)


@dataclass(frozen=True)
class _Kilde:
    """Søketekstene, med numrene katalogen bruker."""

    katalog: Behovskatalog

    def finn(self, sporring: Sporring) -> Rangert:
        nummer = {pk: nr for nr, pk in enumerate(self.katalog.pker)}
        return KILDE.finn(sporring).bare(lambda rader: BitMap(nummer[pk] for pk in rader if pk in nummer))


_husket: Husk[Behovskatalog] = Husk(4)


def utgaven() -> str:
    """Ny når et behov er nytt, endret eller borte. Ett spørsmål, like raskt for ett behov som for hundre tusen."""
    return str(Behovsnummer.na())


def behovene(kunnskap: Kunnskap) -> Behovskatalog:
    """Behovene slik de er nå."""
    return _husket.hent((utgaven(), kunnskap.utgave), lambda: _bygg(kunnskap))


def _andre_steder() -> Mapping[int, list[str]]:
    """Stedene til virksomhetene som har sagt «vi også», for hvert behov: det er et behov der også."""
    rader = Tilslutning.objects.filter(part__skjult=False, part__omrade__isnull=False)
    steder: dict[int, list[str]] = defaultdict(list)
    for behov, kode in rader.values_list("behov", "part__omrade__kode"):
        steder[behov].append(kode)
    return steder


def _bygg(kunnskap: Kunnskap) -> Behovskatalog:
    kolonner = (
        "pk",
        "tilstand",
        "publisert_tid",
        "tema",
        "malgruppe",
        "omrader",
        "penger",
        "dialog",
        "part__type",
    )
    rader = list(Behov.objects.publisert().values_list(*kolonner))
    andre = _andre_steder()
    rader.sort(key=lambda r: (REKKE[r[1]], -r[2].timestamp(), r[0]))
    merker: dict[str, BitMap] = defaultdict(BitMap)
    for nr, (pk, tilstand, _tid, tema, malgruppe, omrader, penger, dialog, type_) in enumerate(rader):
        omrader = [*omrader, *andre[pk]]
        merkene = {f"tilstand:{tilstand}", f"type:{type_}", *(f"tema:{t}" for t in tema)}
        merkene |= {f"malgruppe:{m}" for m in malgruppe} | stedsmerker(omrader, kunnskap.omrader)
        merkene |= {f"hos:{kode}" for kode in omrader}
        merkene |= {f"{felt}:{kode}" for felt, kode in (("penger", penger), ("dialog", dialog)) if kode}
        for merke in merkene:
            merker[merke].add(nr)
    register = Register(0, BitMap(range(len(rader))), dict(merker), EtterNummer())
    return Behovskatalog(tuple(r[0] for r in rader), register)
