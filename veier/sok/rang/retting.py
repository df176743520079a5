"""Ord ingen tekst har, byttet med det nærmeste ordet noen tekst har."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from django.db import connection

from veier.sok.indeksering import KORTESTE_ORD, LENGSTE_ORD
from veier.sok.normalisering import fold, stamme
from veier.sok.sammensetninger import er_kjent
from veier.sok.sokeledd import LETTE, Sokeledd
from veier.sok.tolkning import feil_mellom, mange_feil

# Slik æ, ø og å blir skrevet på tastaturer som ikke har dem.
_SKREVET_SOM = {"aa": "å", "ae": "æ", "oe": "ø"}
_SKJELETT = str.maketrans({"å": "a", "æ": "a", "ø": "o", "w": "v"})
FLEST_SKRIVEMATER = 8
KORTESTE_STAMME = 6


def rett(leddene: Sequence[Sokeledd], funnet: Sequence[bool]) -> tuple[tuple[str, str], ...]:
    """(skrevet, rettet) for leddene ingen har.

    Et ord i en synonymgruppe, eller et feltet bruker, er ikke ukjent selv om ingen tekst har det. Et som kan deles i kjente
    ord, er nok riktig: det rettes bare til noe som begynner likt, én tastefeil unna.
    """
    ukjente = {
        d.skrevet: bool(d.deler)
        for d, finnes in zip(leddene, funnet, strict=True)
        if d.stamme and not (finnes or d.andre or er_kjent(d.stamme))
    }
    naermeste = _naermeste(ukjente)
    return tuple((d.skrevet, naermeste[d.skrevet]) for d in leddene if d.skrevet in naermeste)


def _naermeste(ord_: Mapping[str, bool]) -> dict[str, str]:
    """Det nærmeste ordet i ordlistene. Ord uten noe i nærheten er ikke med.

    ``ord_`` sier om ordet nok er riktig skrevet.
    """
    lange = [o for o in ord_ if KORTESTE_ORD <= len(o) <= LENGSTE_ORD and not o.isdigit()]
    mater = [(skrevet, mate) for skrevet in sorted(lange) for mate in skrivemater(skrevet)]
    naere: dict[str, tuple[int, bool, int, str]] = {}
    for nr, (skrevet, kandidat) in enumerate(_lignende(mater)):
        if stamme(kandidat) == stamme(skrevet):  # det samme ordet, bøyd på en annen måte
            continue
        feil = _feil(skrevet, kandidat)
        # Den første bokstaven er sjelden feil: «urfolk» er ikke «folk» med to tastefeil.
        likt, ulikt = (1, 0) if ord_[skrevet] else (mange_feil(skrevet), 1)
        samme_start = skjelett(skrevet)[:1] == skjelett(kandidat)[:1]
        if 0 < feil <= (likt if samme_start else ulikt):
            sier_lite = stamme(kandidat) in LETTE
            naere[skrevet] = min(naere.get(skrevet, (99, True, 0, "")), (feil, sier_lite, nr, kandidat))
    return {skrevet: kandidat for skrevet, (*_hvor_naer, kandidat) in naere.items()}


def _lignende(mater: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    mater = list(mater)
    if not mater:
        return []
    with connection.cursor() as peker:
        peker.execute(
            "SELECT s.skrevet, k.ord FROM unnest(%s::text[], %s::text[]) s(skrevet, mate) CROSS JOIN LATERAL ("
            " SELECT DISTINCT ord, similarity(ord, s.mate) AS likt FROM sok_sokeord"
            " WHERE ord %% s.mate ORDER BY likt DESC, ord LIMIT 20) k",
            [[skrevet for skrevet, _m in mater], [mate for _s, mate in mater]],
        )
        return list(peker.fetchall())


def skrivemater(ord_: str) -> list[str]:
    """Ordet slik det står, og med æ, ø og å der to bokstaver kan stå for dem."""
    brutt = [ord_]
    for to, en in _SKREVET_SOM.items():
        brutt = [del_ for b in brutt for del_ in _alternativer(b, to, en)]
    return list(dict.fromkeys(brutt))[:FLEST_SKRIVEMATER]


def _alternativer(ord_: str, to: str, en: str) -> list[str]:
    biter = ord_.split(to)[:4]
    if len(biter) < 2:
        return [ord_]
    rest = ord_[len(to.join(biter)) :]
    return [
        "".join(b + s for b, s in zip(biter, (*skille, ""), strict=True)) + rest
        for skille in product((to, en), repeat=len(biter) - 1)
    ]


def skjelett(ord_: str) -> str:
    """Ordet uten forskjellen på å og a, og på én og to like bokstaver."""
    rent = fold(ord_)
    for to, en in _SKREVET_SOM.items():
        rent = rent.replace(to, en)
    rent = rent.translate(_SKJELETT)
    return "".join(b for forrige, b in zip(" " + rent, rent, strict=False) if b != forrige)


def _feil(skrevet: str, kandidat: str) -> int:
    """Antall tastefeil. Bare bokstaver tastaturet manglet, eller doble, er én feil til sammen."""
    feil = feil_mellom(fold(skrevet), kandidat)
    # «friminnutt» er én feil fra «friminuttet»: bøyningen er ingen feil.
    stammene = fold(stamme(skrevet)), stamme(kandidat)
    if min(map(len, stammene)) >= KORTESTE_STAMME:
        feil = min(feil, feil_mellom(*stammene))
    return 1 if feil and skjelett(skrevet) == skjelett(kandidat) else feil
