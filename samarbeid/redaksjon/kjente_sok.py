"""Svarene på søkene vi kjenner, med ordene slik de er nå: det en redaktør får se at en endring gjør med søket.

Søkene og tekstene de stilles til, er samlingene søket er målt på og som er lest (docs/kvalitet.md), med fasit. Tekstene rangeres
av den samme koden som portalens, fra en tabell som bare finnes til transaksjonen er ferdig.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.text import Truncator

from samarbeid.katalog.indeks.fasit import som_dokument
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.matching.profiler import hent_kunnskap, hent_nokkel
from samarbeid.matching.typer import Kunnskap
from veier.husk import Husk
from veier.referanse.virkning import Endretsvar, forskjeller
from veier.sok.grupper import hent_grupper
from veier.sok.indeksering import Indekstekst, samlet_tekst
from veier.sok.maling import DYBDE, Gradert
from veier.sok.rang.kilder import Tabell
from veier.sok.sporring import Dokumenttreff, let
from veier.sok.tolkning import Lesttema, Sporring, tolk, vektor
from veier.sok.typer import Grupper

FIL = Path(__file__).parent.parent / "data" / "kjente_sok.json"
TABELL = "kjente_sok"
TITTEL = 60


class Kjentsok(NamedTuple):
    """Ett søk. ``rader`` er dokumentene det stilles til (plassene i filen), med fasiten for hvert som er riktig."""

    q: str
    rader: frozenset[int]
    vil_ha: frozenset[str]
    greit: frozenset[str]


# Temaene motoren leser av søkene, for hver utgave av det den vet.
_temaene: Husk[list[tuple[Lesttema, ...]]] = Husk(4, glemmes=False)


@dataclass(frozen=True)
class Sokene:
    """Søkene lest med ordene slik de er. Svaret på et søk er et annet bare når det leses annerledes."""

    kunnskap: Kunnskap
    nokkel: Hashable
    grupper: Grupper

    @cached_property
    def temaer(self) -> list[tuple[Lesttema, ...]]:
        return _temaene.hent(
            (self.nokkel, self.grupper.tomme),
            lambda: [les_temaer(s.q, self.kunnskap, self.grupper) for s in _sokene()],
        )

    @cached_property
    def lest(self) -> Mapping[int, Sporring]:
        return {
            nr: tolk(sok.q, self.grupper, temaer)
            for nr, (sok, temaer) in enumerate(zip(_sokene(), self.temaer, strict=True))
        }

    def er_som(self, andre: Sokene) -> bool:
        return self.grupper is andre.grupper and self.nokkel == andre.nokkel

    def forskjell(self, for_: Sokene, sak: int) -> Endretsvar | None:
        gammelt, nytt = for_.svar[sak], self.svar[sak]
        endringer = forskjeller(_kort(gammelt), _kort(nytt))
        if not endringer:
            return None
        endringer += _byttet(gammelt.treff[:DYBDE], nytt.treff[:DYBDE], nytt.vil_ha | nytt.greit)
        return Endretsvar(nytt.q, endringer, nytt.ndcg - gammelt.ndcg)

    @cached_property
    def svar(self) -> _Svarene:
        return _Svarene(self)

    def navn(self, antall: int) -> str:
        return f"{antall} kjente søk"

    def til_sammen(self, for_: Sokene, ulike: Sequence[Endretsvar]) -> str:
        """Tallene for søkene som er regnet ut: i de andre er ingenting endret."""
        regnet = for_.svar.keys() & self.svar.keys()
        if not ulike:
            return ""
        riktige = [sum(_riktige(s.svar[nr]) for nr in regnet) for s in (for_, self)]
        bedre = sum(u.bedre > 0 for u in ulike)
        darligere = sum(u.bedre < 0 for u in ulike)
        return (
            f"Riktige blant de ti første i disse søkene: {riktige[0]} før, {riktige[1]} etter."
            f" {bedre} søk har bedre rekkefølge, og {darligere} dårligere."
        )


class _Svarene(dict[int, Gradert]):
    """Svaret på hvert søk, regnet ut når noen spør."""

    def __init__(self, sokene: Sokene) -> None:
        self._sokene = sokene

    def __missing__(self, nr: int) -> Gradert:
        sok, temaer = _sokene()[nr], self._sokene.temaer[nr]
        with transaction.atomic():
            _legg_i_tabellen(self._sokene.kunnskap)
            treff, _hvordan = let(sok.q, self._sokene.grupper, _Kilde(sok.rader), temaer)
        rader = [nokkel for nokkel, _andel in treff.i_rekkefolge()]
        kjerne = [nokkel for nokkel, _andel in treff.kjernen().i_rekkefolge()]
        self[nr] = Gradert(sok.q, rader, kjerne, sok.vil_ha, sok.greit)
        return self[nr]


@dataclass(frozen=True, slots=True)
class _Kilde:
    rader: frozenset[int]

    def finn(self, sporring: Sporring) -> Dokumenttreff:
        rangert = Tabell(TABELL, "id", bare=self.rader).finn(sporring)
        return Dokumenttreff(rangert, {rad: str(rad) for rad in self.rader})


def hent_sokene() -> Sokene:
    """Søkene med ordene slik de er nå, på denne forbindelsen."""
    kunnskap = hent_kunnskap()
    kunnskap.hent_likhet()
    return Sokene(kunnskap, hent_nokkel(), hent_grupper())


def _legg_i_tabellen(kunnskap: Kunnskap) -> None:
    """Tekstene i en tabell for denne transaksjonen, når de ikke er der fra før."""
    with connection.cursor() as peker:
        peker.execute("SELECT to_regclass(%s)", [f"pg_temp.{TABELL}"])
        if peker.fetchone()[0]:
            return
        temaer = {slug: tema.navn for slug, tema in kunnskap.temaer.items()}
        tekstene = [som_dokument(d, temaer) for d in _tekstene()]
        vektorene = [_vektor(d) for d in tekstene]
        peker.execute(f"CREATE TEMP TABLE {TABELL} (id int, vektor tsvector, tekst text) ON COMMIT DROP")
        peker.execute(
            f"INSERT INTO {TABELL} SELECT * FROM unnest(%s::int[], %s::tsvector[], %s::text[])",  # noqa: S608 – vårt navn
            [list(range(len(tekstene))), vektorene, [samlet_tekst(d) for d in tekstene]],
        )
        peker.execute(f"CREATE INDEX ON {TABELL} USING gin (vektor)")


def _vektor(d: Indekstekst) -> str:
    return vektor(navn=d.navn, emne=d.emne, tekst=d.tekst, temaer=d.temaer)


def _kort(svar: Gradert) -> dict[str, str]:
    """Det som sies om svaret i tall."""
    return {
        "Riktige blant de ti første": f"{_riktige(svar)} av {min(len(svar.vil_ha), DYBDE)}",
        "Rekkefølgen, der 100 er best": str(round(100 * svar.ndcg)),
        "Treffer godt": str(len(svar.kjerne)),
    }


def _riktige(svar: Gradert) -> int:
    return len(svar.vil_ha & set(svar.treff[:DYBDE]))


def _byttet(gamle: Sequence[str], nye: Sequence[str], riktige: Set[str]) -> tuple[tuple[str, str, str], ...]:
    """Hva som kom inn blant de ti, og hva som falt ut."""

    def tekst(rader: list[str]) -> str:
        return ", ".join(f"«{_tittel(int(r))}»{' (riktig)' if r in riktige else ''}" for r in rader)

    ut, inn = [r for r in gamle if r not in nye], [r for r in nye if r not in gamle]
    rader = (("Nye blant de ti første", "", tekst(inn)), ("Ikke lenger blant dem", tekst(ut), ""))
    return tuple(rad for rad in rader if any(rad[1:]))


def _tittel(rad: int) -> str:
    innhold = _tekstene()[rad]
    return Truncator(innhold if isinstance(innhold, str) else innhold["navn"]).chars(TITTEL)


@cache
def _lest() -> tuple[list[str | dict[str, str]], list[Kjentsok]]:
    """Tekstene i alle samlingene, og søkene med plassene til tekstene i sin samling."""
    tekstene: list[str | dict[str, str]] = []
    sokene = []
    for samling in json.loads(FIL.read_text(encoding="utf-8")):
        plass = {nr: len(tekstene) + n for n, nr in enumerate(samling["dokumenter"])}
        tekstene += samling["dokumenter"].values()
        for s in samling["sporringer"]:
            vil_ha, greit = (
                frozenset(str(plass[nr]) for nr in s.get(felt, ())) for felt in ("vil_ha", "greit")
            )
            sokene.append(Kjentsok(s["q"], frozenset(plass.values()), vil_ha, greit))
    return tekstene, sokene


def _tekstene() -> list[str | dict[str, str]]:
    return _lest()[0]


def _sokene() -> list[Kjentsok]:
    return _lest()[1]
