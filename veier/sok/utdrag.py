"""Biten av en tekst der ordene det ble søkt på, står – med ordene merket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from veier.sok.normalisering import SMAORD, bokmalsform, ord_steder, stamme
from veier.sok.rang.bevis import nye_uttrykk
from veier.sok.sammensetninger import indeksledd
from veier.sok.tolkning import Sporring, uten_hull
from veier.sok.typer import MINST_PREFIKS

Ordene = Sequence[tuple[int, int, str]]  # (start, slutt, stamme)


@dataclass(frozen=True, slots=True)
class Merking:
    """Det som skal merkes for et søk: ord for seg, det lengre ord kan begynne med, og uttrykk på flere ord etter det første."""

    alene: frozenset[str]
    starter: tuple[str, ...]
    rekker: Mapping[str, Sequence[tuple[str, ...]]]


def lag_merking(sporring: Sporring) -> Merking:
    """Lages én gang for et søk, og brukes på hver tekst."""
    alle = [d for ett in sporring.ledd for d in (ett, *ett.deler)]
    alene = frozenset(u[0] for d in alle for u in ((d.stamme,), *d.andre) if len(u) == 1 and u[0])
    alene |= {stamme(o) for f in sporring.fraser for o in f if bokmalsform(o) not in SMAORD}
    rekker: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    rekkene = (u for d in alle for u in (*d.egne, *nye_uttrykk(d.andre, d.stamme)) if len(u) > 1)
    # Det lengste først: «mistet mor eller far» skal merkes helt, og likt hver gang.
    for uttrykk in sorted({uten_hull(u) for u in rekkene}, key=lambda u: (-len(u), u)):
        rekker[uttrykk[0]].append(uttrykk)
    return Merking(alene, tuple(s for s in alene if len(s) >= MINST_PREFIKS), rekker)


def utdrag(tekst: str, merking: Merking, *, lengde: int = 160) -> list[tuple[str, bool]]:
    """Biten av teksten der ordene står, delt i (tekst, er et ord det ble søkt på). Tom når ingen av dem står der."""
    funnet = list(_funnet(list(ord_steder(tekst)), merking))
    if not funnet:
        return []
    fra, til = _vindu(tekst, funnet[0][0], lengde)
    ut: list[tuple[str, bool]] = [("… ", False)] if fra else []
    her = fra
    for start, slutt in funnet:
        if slutt > til:
            break
        ut += [(tekst[her:start], False), (tekst[start:slutt], True)]
        her = slutt
    ut.append((tekst[her:til], False))
    if til < len(tekst):
        ut.append((" …", False))
    return [bit for bit in ut if bit[0]]


def _funnet(ordene: Ordene, merking: Merking) -> Iterator[tuple[int, int]]:
    """(start, slutt) for det som ble funnet: ord for seg, og uttrykk på flere ord der hele uttrykket står."""
    ferdig = 0
    for nr, (start, slutt, stamme_) in enumerate(ordene):
        if start < ferdig:
            continue
        siste = next((n for u in merking.rekker.get(stamme_, ()) if (n := _slutten(ordene, nr, u))), 0)
        if siste:
            ferdig = ordene[siste][1]
            yield start, ferdig
        elif _traff(stamme_, merking):
            yield start, slutt


def _slutten(ordene: Ordene, nr: int, uttrykk: tuple[str, ...]) -> int:
    """Nummeret på det siste ordet når uttrykket begynner her, med plass til to ord imellom. 0 når det ikke gjør det."""
    for ord_ in uttrykk[1:]:
        naere = range(nr + 1, min(nr + 4, len(ordene)))
        nr = next((n for n in naere if ordene[n][2] == ord_), 0)
        if not nr:
            return 0
    return nr


def _traff(stamme_: str, merking: Merking) -> bool:
    if stamme_ in merking.alene or stamme_.startswith(merking.starter):
        return True
    return not merking.alene.isdisjoint(indeksledd(stamme_))


def _vindu(tekst: str, midt: int, lengde: int) -> tuple[int, int]:
    """Et utsnitt rundt et sted, fra og til hele ord."""
    fra = max(0, midt - lengde // 3)
    til = min(len(tekst), fra + lengde)
    if fra:
        fra = tekst.find(" ", fra, midt) + 1 or midt
    if til < len(tekst):
        til = max(tekst.rfind(" ", fra, til), midt + 1)
    return fra, til
