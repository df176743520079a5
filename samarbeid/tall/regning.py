"""Fra antall til tall ingen kan kjenne noen igjen i. Ren Python.

Et antall under fem vises aldri. Det kan heller ikke regnes ut av summen: det som skjules, er alltid minst to rader og minst fem
til sammen. Er det ikke det, skjules den minste av dem som ellers hadde vært vist, til det er det.

Den som leser tallene to dager på rad, skal heller ikke se hva én har lagt til: det som er vist, byttes først når minst fem er
kommet til, eller minst fem er gått, siden det ble regnet. Summen i en tabell er antallet i en annen, så den kan heller ikke være
en til fire fra den som sist ble vist: da kunne det nye trekkes fra mellom tabellene.

Inne i tabellen kan én rad likevel få én til mens fem er nye i alt. Derfor er hvert antall rundet ned til nærmeste fem: to antall kan
ikke trekkes fra hverandre, verken mellom rader, tabeller eller uker, og gi noe annet enn null eller minst fem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from statistics import median
from typing import TypedDict

FAERREST = 5
Antall = dict[str, int]


class Grunnlag(TypedDict):
    """Antallene, med koder som navn. ``svardager`` er virkedagene til hvert svar, for hver virksomhet og (``""``) for alle."""

    kontakter: int
    svardager: dict[str, list[int]]
    tabeller: dict[str, Antall]
    saker: Antall


class Skjult(TypedDict):
    """En tabell som kan vises. ``resten`` er summen av det som er skjult; ``for_fa``: det er noe, men for lite til å si noe."""

    rader: list[list[str | int]]
    resten: int
    for_fa: bool


class Tall(TypedDict):
    """Det som vises. ``kontakter`` er 0 når det er færre enn fem; ``svartider`` har medianen for dem med minst fem svar."""

    kontakter: int
    svartider: Antall
    tabeller: dict[str, Skjult]
    saker: Antall


TOMT: Grunnlag = {"kontakter": 0, "svardager": {}, "tabeller": {}, "saker": {}}


def slipp(vist: Grunnlag, na: Grunnlag) -> Grunnlag:
    """Det som kan vises nå: hver del slik den er, når mange nok er nye i den, og ellers slik den alt er vist."""
    svar = {
        navn: na["svardager"].get(navn, []) if _mange_nye(*_antallene(vist, na, navn)) else vist["svardager"].get(navn, [])
        for navn in vist["svardager"].keys() | na["svardager"].keys()
    }  # fmt: skip
    tabeller = {
        kode: ny if _kan_byttes(vist["tabeller"].get(kode, {}), ny) else vist["tabeller"].get(kode, {})
        for kode, ny in na["tabeller"].items()
    }
    mange = _mange_nye({"": vist["kontakter"]}, {"": na["kontakter"]})
    return {
        "kontakter": na["kontakter"] if mange else vist["kontakter"],
        "svardager": svar,
        "tabeller": tabeller,
        "saker": na["saker"],
    }


def _antallene(vist: Grunnlag, na: Grunnlag, navn: str) -> tuple[Antall, Antall]:
    return {"": len(vist["svardager"].get(navn, []))}, {"": len(na["svardager"].get(navn, []))}


def _kan_byttes(for_: Mapping[str, int], na: Mapping[str, int]) -> bool:
    fra_summen = abs(sum(na.values()) - sum(for_.values()))
    return _mange_nye(for_, na) and (fra_summen == 0 or fra_summen >= FAERREST)


def _mange_nye(for_: Mapping[str, int], na: Mapping[str, int]) -> bool:
    forskjell = [na.get(k, 0) - for_.get(k, 0) for k in for_.keys() | na.keys()]
    return max(sum(d for d in forskjell if d > 0), -sum(d for d in forskjell if d < 0)) >= FAERREST


def lag_tall(grunnlag: Grunnlag) -> Tall:
    """Det som vises av antallene."""
    return {
        "kontakter": rund_ned(grunnlag["kontakter"]),
        "svartider": medianer(grunnlag["svardager"]),
        "tabeller": {kode: _rundet(skjul(rader)) for kode, rader in grunnlag["tabeller"].items()},
        "saker": grunnlag["saker"],
    }


def rund_ned(antall: int) -> int:
    """23 er 20, og 4 er 0."""
    return antall - antall % FAERREST


def _rundet(tabell: Skjult) -> Skjult:
    rader: list[list[str | int]] = [[navn, rund_ned(int(antall))] for navn, antall in tabell["rader"]]
    return {"rader": rader, "resten": rund_ned(tabell["resten"]), "for_fa": tabell["for_fa"]}


def skjul(antall: Mapping[str, int]) -> Skjult:
    """``antall`` er koden → antallet. Nuller er ikke rader. De største først."""
    vises = sorted(((n, v) for n, v in antall.items() if v >= FAERREST), key=lambda p: (-p[1], p[0]))
    skjult = [v for v in antall.values() if 0 < v < FAERREST]
    while skjult and vises and (len(skjult) < 2 or sum(skjult) < FAERREST):
        skjult.append(vises.pop()[1])
    resten = sum(skjult)
    if skjult and not vises and (resten < FAERREST or len(skjult) < 2):
        return {"rader": [], "resten": 0, "for_fa": True}
    return {"rader": [[navn, verdi] for navn, verdi in vises], "resten": resten, "for_fa": False}


def tell(verdier: Iterable[Iterable[str]]) -> Counter[str]:
    """Hvor mange som har hver verdi. Den som har den to ganger, telles én gang."""
    ut: Counter[str] = Counter()
    for ett in verdier:
        ut.update(set(ett))
    return ut


def virkedager(fra: date, til: date, er_virkedag: Callable[[date], bool]) -> int:
    """Virkedagene fra dagen etter ``fra`` til og med ``til``. Samme dag er 0."""
    return sum(er_virkedag(fra + timedelta(days=d)) for d in range(1, (til - fra).days + 1))


def medianer(dager: Mapping[str, list[int]]) -> Antall:
    """Navnet → medianen, for dem med minst fem svar. Antallet svar sies ikke: det kunne trekkes fra et annet."""
    return {navn: round(median(d)) for navn, d in sorted(dager.items()) if len(d) >= FAERREST}
