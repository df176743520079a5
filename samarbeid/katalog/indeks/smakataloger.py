"""De offentlige virksomhetene og eksemplene som kataloger. Få nok til at hver prosess har dem i minnet.

Radene er nummerert i den rekkefølgen de skal stå når de passer like godt, og leses på nytt når referansedataene er
endret. Ordene letes opp i den samme indeksen som ``/sok/`` bruker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pyroaring import BitMap

from samarbeid.katalog.indeks.alt import PORTALEN
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.katalog.indeks.loddtrekning import EtterNummer
from samarbeid.katalog.indeks.register import Register
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.typer import LANDET, Sok, stedsmerker
from samarbeid.matching.typer import Eksempelprofil, Kunnskap, Partprofil
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.rang.rangering import Rangert
from veier.sok.sporring import Dokumentkilde, ikke_noe_a_lete_etter, let
from veier.sok.tolkning import Sporring
from veier.tekst import sorteringsnokkel

T = TypeVar("T", bound=Sok)

# To kataloger på to målformer, i to utgaver mens den ene byttes ut.
HUSKES = 8
# Virksomheter med hele landet som sitt område.
LANDSDEKKENDE = {"etat", "direktorat", "departement"}
# (kode, færrest innbyggere), den minste først.
STORRELSER = (("under-5000", 0), ("under-20000", 5_000), ("under-50000", 20_000), ("stor", 50_000))


@dataclass(frozen=True)
class Smakatalog:
    """``slugger`` er raden på hvert nummer; ``steder`` det hver av dem dekker."""

    slag: str
    slugger: tuple[str, ...]
    steder: tuple[tuple[str, ...], ...]
    register: Register

    def finn(self, sok: T, kunnskap: Kunnskap) -> Sokesvar[T]:
        if not sok.q:
            return Sokesvar.regn(sok, self.register, kunnskap.omrader)
        grupper = hent_grupper()
        kilde = _Slagkilde(self, not sok.etter_sted)
        tekst, hvordan = let(sok.q, grupper, kilde, les_temaer(sok.q, kunnskap, grupper))
        uten_ord = ikke_noe_a_lete_etter(sok.q, hvordan.sporring)
        return Sokesvar.regn(sok, self.register, kunnskap.omrader, None if uten_ord else tekst, hvordan)


@dataclass(frozen=True)
class _Slagkilde:
    """Portalens egen indeks, bare for radene i én katalog."""

    katalog: Smakatalog
    likhet: bool

    def finn(self, sporring: Sporring) -> Rangert:
        nummer = {f"{self.katalog.slag}:{slug}": nr for nr, slug in enumerate(self.katalog.slugger)}
        portalen = Dokumentkilde(PORTALEN)
        treff = portalen.finn(sporring) if self.likhet else portalen.ranger(sporring)
        i_katalogen = {rad: nummer[nokkel] for rad, nokkel in treff.nokler.items() if nokkel in nummer}
        return treff.rangert.bare(lambda rader: BitMap(i_katalogen[r] for r in rader if r in i_katalogen))


def virksomhetene(kunnskap: Kunnskap) -> Smakatalog:
    """Virksomhetene etter navn."""
    return _hent("virksomhet", kunnskap)


def sakene(kunnskap: Kunnskap) -> Smakatalog:
    """Eksemplene etter navn, de kort omtalte sist."""
    return _hent("eksempel", kunnskap)


_husket: Husk[Smakatalog] = Husk(HUSKES)


def _hent(slag: str, kunnskap: Kunnskap) -> Smakatalog:
    return _husket.hent((slag, kunnskap.utgave), lambda: _bygg(slag, kunnskap))


def _bygg(slag: str, kunnskap: Kunnskap) -> Smakatalog:
    if slag == "virksomhet":
        parter = sorted(kunnskap.parter, key=lambda p: (sorteringsnokkel(p.navn), p.slug))
        rader = [(p.slug, virksomhetens_steder(p), virksomhetens_merker(p, kunnskap)) for p in parter]
    else:
        saker = sorted(kunnskap.eksempler, key=lambda e: (e.kort_omtalt, sorteringsnokkel(e.navn), e.slug))
        rader = [(e.slug, tuple(sorted(e.omrader)), _sakens_merker(e, kunnskap)) for e in saker]
    merker: dict[str, BitMap] = defaultdict(BitMap)
    for nr, (_slug, _steder, merkene) in enumerate(rader):
        for merke in merkene:
            merker[merke].add(nr)
    register = Register(0, BitMap(range(len(rader))), dict(merker), EtterNummer())
    return Smakatalog(slag, tuple(r[0] for r in rader), tuple(r[1] for r in rader), register)


def virksomhetens_steder(part: Partprofil) -> tuple[str, ...]:
    """Det virksomheten dekker. Det vi ikke vet, er tomt: en region uten kjente grenser dekker ikke landet."""
    return (LANDET,) if part.type in LANDSDEKKENDE else tuple(sorted(part.dekker))


def virksomhetens_merker(part: Partprofil, kunnskap: Kunnskap) -> set[str]:
    steder = virksomhetens_steder(part)
    merker = {f"type:{part.type}", *(f"niva:{n}" for n in part.nivaer)}
    merker |= {f"tema:{t}" for t in virksomhetens_temaer(part, kunnskap)}
    merker |= stedsmerker(steder, kunnskap.omrader)
    if part.type == "kommune" and part.omrade and part.omrade in kunnskap.omrader:
        merker.add(f"hos:{part.omrade}")
        if innbyggere := kunnskap.omrader[part.omrade].innbyggere:
            merker.add(f"storrelse:{storrelse(innbyggere)}")
    return merker


def virksomhetens_temaer(part: Partprofil, kunnskap: Kunnskap) -> Iterable[str]:
    """Temaene den har et ansvar for: de den selv er merket med, ellers alle nivået har en vei for."""
    for tema, veier in kunnskap.veier.items():
        if (not part.temaer or tema in part.temaer) and any(v.niva in part.nivaer for v in veier):
            yield tema


def storrelse(innbyggere: int) -> str:
    return next(kode for kode, minst in reversed(STORRELSER) if innbyggere >= minst)


def _sakens_merker(sak: Eksempelprofil, kunnskap: Kunnskap) -> set[str]:
    return {
        *(f"tema:{t}" for t in sak.temaer),
        *(f"malgruppe:{m}" for m in sak.malgrupper),
        *(f"modell:{m}" for m in sak.modeller),
        *(f"niva:{n}" for n in sak.nivaer),
        *([f"utfall:{sak.utfall}"] if sak.utfall else []),
        *stedsmerker(sak.omrader, kunnskap.omrader),
        *(f"hos:{kode}" for kode in sak.omrader),
    }


def slugger_i(katalog: Smakatalog, rader: Iterable[int]) -> list[str]:
    return [katalog.slugger[nr] for nr in rader]
