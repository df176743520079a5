"""Mange ord som ett mønster. «tre|tretti|tretten» leses bokstav for bokstav, så et ord som ikke er med, er forbi ved den første."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_SLUTT = ""  # merket for at et ord slutter her; ingen bokstav er tom


def ett_av(ordene: Iterable[str]) -> str:
    """Mønsteret for hvilket som helst av ordene, det lengste først. Ordene er tekst, ikke mønstre."""
    treet: dict[str, Any] = {}
    for ord_ in ordene:
        gren = treet
        for bokstav in ord_:
            gren = gren.setdefault(bokstav, {})
        gren[_SLUTT] = {}
    return _gren(treet)


def _gren(gren: dict[str, Any]) -> str:
    videre = [re.escape(bokstav) + _gren(under) for bokstav, under in gren.items() if bokstav]
    if not videre:
        return ""
    kan_slutte = "?" if _SLUTT in gren else ""
    return videre[0] if len(videre) == 1 and not kan_slutte else f"(?:{'|'.join(videre)}){kan_slutte}"
