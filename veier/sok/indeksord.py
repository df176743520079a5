"""Ordene som skal i indeksen, og hvor i teksten de står. Ren."""

from __future__ import annotations

from veier.sok.normalisering import SMAORD, bokmalsform, stamme
from veier.sok.sammensetninger import indeksledd

# Tomme plasser mellom to tekster: flere enn småordene i noe uttrykk.
HULL = 8


# Aldersgruppene slik folk søker etter dem, i hele år fra og med til og med.
_ALDRE = ((0, 12, "barn"), (13, 25, "ungdom"), (65, 120, "eldre"))


def _aldersord(forrige: str, ord_: str) -> list[str]:
    """Ordet for alderen i «15-åring»: den som søker etter ungdom, skal finne det."""
    if not forrige.isdigit() or len(forrige) > 3 or not ord_.startswith("åring"):
        return []
    return [stamme(navn) for fra, til, navn in _ALDRE if fra <= int(forrige) <= til]


def indeksord(*tekster: list[str]) -> dict[str, list[int]]:
    """Ordene som skal i indeksen, med plasseringer (1, 2, …): stammer og ledd i sammensetninger.

    ``tekster`` er skrevne ord, hver for seg, og et tomt ord er en tom plass. Mellom to tekster er det ``HULL`` plasser, så et
    uttrykk aldri går på tvers.
    """
    plasser: dict[str, list[int]] = {}
    nummer = 0
    for ord_ in tekster:
        for forrige, skrevet in zip(["", *ord_], ord_, strict=False):
            nummer += 1
            if not skrevet:
                continue
            stamme_ = stamme(skrevet)
            if bokmalsform(skrevet) not in SMAORD:
                plass = min(nummer, 16_383)
                plasser.setdefault(stamme_, []).append(plass)
                for del_ in (*indeksledd(stamme_), *_aldersord(forrige, skrevet)):
                    plasser.setdefault(del_, []).append(plass)
        nummer += HULL
    return plasser
