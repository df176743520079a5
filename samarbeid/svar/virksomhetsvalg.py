"""Virksomheten den som spør, arbeider i: funnet etter navnet slik folk skriver det, og rollene som finnes der. Ren Python."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from samarbeid.katalog.indeks.steder import finn_sted, ligner_pa
from samarbeid.matching.forklaring import stor
from samarbeid.matching.typer import Kunnskap, Partprofil
from veier.husk import Husk
from veier.sok.normalisering import fold
from veier.taksonomi.utgave import HUSKES

# Rollene de fleste virksomheter har, ved siden av dem kunnskapen kjenner. Kode → slaget den er av.
FELLES_ROLLER = {
    "annen-leder": "enhet",
    "radgiver": "koordinator",
    "innkjop": "innkjop",
    "folkevalgt": "politisk",
}
# Et råd eller et utvalg er ingens rolle; ordføreren er en person, de andre er «folkevalgt».
_FOLKEVALGTE_MED_EGEN_ROLLE = frozenset({"ordforer"})
FLEST_FORSLAG = 5
# De som ikke foreslås mens navnet skrives: de er mange, og finnes på navnet.
_MANGE = frozenset({"nav_kontor"})
_ORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Navneregister:
    """``visning`` er det entydige navnet per slug; ``etter_navn`` virksomhetene med hvert navn, lest likt uansett skrivemåte."""

    visning: Mapping[str, str]
    etter_navn: Mapping[str, tuple[Partprofil, ...]]
    etter_slug: Mapping[str, Partprofil]

    @property
    def forslag(self) -> list[str]:
        """Navnene nettleseren foreslår."""
        return [navn for slug, navn in self.visning.items() if self.etter_slug[slug].type not in _MANGE]


_husket: Husk[Navneregister] = Husk(HUSKES, glemmes=False)


def hent_register(kunnskap: Kunnskap) -> Navneregister:
    return _husket.hent(kunnskap.utgave, lambda: _lag_register(kunnskap))


def _lag_register(kunnskap: Kunnskap) -> Navneregister:
    antall = Counter(fold(p.navn) for p in kunnskap.parter)
    visning = {p.slug: _entydig(p, kunnskap) if antall[fold(p.navn)] > 1 else p.navn for p in kunnskap.parter}
    etter_navn: dict[str, tuple[Partprofil, ...]] = {}
    for p in kunnskap.parter:
        for navn in dict.fromkeys((fold(p.navn), fold(visning[p.slug]), p.organisasjonsnummer or "")):
            etter_navn[navn] = (*etter_navn.get(navn, ()), p)
    etter_navn.pop("", None)
    return Navneregister(visning, etter_navn, {p.slug: p for p in kunnskap.parter})


def _entydig(p: Partprofil, kunnskap: Kunnskap) -> str:
    """«Herøy kommune (Nordland)»."""
    omrade = kunnskap.omrader.get(p.omrade or "")
    fylke = kunnskap.omrader.get(omrade.overordnet or "") if omrade else None
    return f"{p.navn} ({fylke.navn})" if fylke else p.navn


def finn_virksomhet(tekst: str, kunnskap: Kunnskap) -> tuple[Partprofil, ...]:
    """Virksomhetene teksten kan bety: hele navnet eller nummeret, kommunen med det navnet nå eller før, ellers ordene i navnet."""
    register, rent = hent_register(kunnskap), fold(tekst)
    if funnet := register.etter_navn.get(rent) or register.etter_navn.get(rent.replace(" ", "")):
        return funnet
    if koder := finn_sted(tekst, kunnskap):
        return tuple(
            p for p in kunnskap.parter if p.omrade in koder and p.type in {"kommune", "fylkeskommune"}
        )
    ordene = _ordene(rent)
    return tuple(p for p in kunnskap.parter if ordene and ordene <= _ordene(fold(register.visning[p.slug])))


def _ordene(tekst: str) -> set[str]:
    """Ordene, uten skilletegnene: «Barne-, ungdoms- og familiedirektoratet (Bufdir)» er også «bufdir»."""
    return set(_ORD.findall(tekst))


def lignende(tekst: str, kunnskap: Kunnskap) -> tuple[Partprofil, ...]:
    """Kommunene med et navn som ser ut som en tastefeil for det skrevne."""
    koder = ligner_pa(tekst, kunnskap)
    return tuple(p for p in kunnskap.parter if p.type == "kommune" and p.omrade in koder)[:FLEST_FORSLAG]


def nivaet(p: Partprofil) -> frozenset[str]:
    """Nivåene rollene i virksomheten hører til. Et Nav-kontor er også kommunens."""
    return frozenset(p.nivaer)


def slaget(rolle: str, kunnskap: Kunnskap) -> str:
    """Slaget rollen er av (``Rolleslag``); tom når den ikke finnes."""
    if rolle in FELLES_ROLLER:
        return FELLES_ROLLER[rolle]
    return kunnskap.roller[rolle].slag if rolle in kunnskap.roller else ""


def finnes_i(rolle: str, p: Partprofil, kunnskap: Kunnskap) -> bool:
    """Om virksomheten kan ha rollen."""
    return rolle in FELLES_ROLLER or bool(set(kunnskap.roller[rolle].nivaer) & nivaet(p))


def rollene(niva: str, kunnskap: Kunnskap) -> list[tuple[str, str]]:
    """(kode, navn) for rollene en person kan ha på nivået, i rekkefølge etter navn."""
    ut = [
        (slug, stor(rolle.navn))
        for slug, rolle in kunnskap.roller.items()
        if niva in rolle.nivaer and (rolle.slag != "politisk" or slug in _FOLKEVALGTE_MED_EGEN_ROLLE)
    ]
    return sorted(ut, key=lambda par: fold(par[1]))
