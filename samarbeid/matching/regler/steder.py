"""Steder: dagens nummer, og steder og bydeler som nevnes i teksten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from samarbeid.matching.typer import Kunnskap
from veier.sok.normalisering import fold

_STED = re.compile(
    r"\b(?:i|på|ved|fra|frå|for)\s+((?:[A-ZÆØÅÁ][\wæøåáčđŋšŧž]+)(?:[ -](?:og )?[A-ZÆØÅÁ][\wæøåáčđŋšŧž]+){0,3})"
)
_HELE_LANDET = re.compile(r"\b(?:hele|heile) landet\b|\blandsdekkende\b|\blandsdekkande\b", re.I)


def normaliser_omrader(koder: Iterable[str], kunnskap: Kunnskap) -> tuple[str, ...]:
    """Dagens områder: et gammelt kommunenummer fører til kommunen(e) det ble en del av."""
    ut: list[str] = []
    for kode in koder:
        if kode in kunnskap.omrader:
            ut.append(kode)
        else:
            ut += kunnskap.tidligere.get(kode, ())
    return tuple(dict.fromkeys(ut))


def sted_i_tekst(tekst: str, kunnskap: Kunnskap) -> tuple[tuple[str, ...], str]:
    """Et sted teksten nevner med stor bokstav etter «i», «på» … – bare når navnet er entydig."""
    for treff in _STED.finditer(tekst):
        navn = treff[1]
        while navn:
            koder = kunnskap.stedsnavn.get(fold(navn), ())
            if len(koder) == 1:
                return koder, navn
            navn = navn.rpartition(" ")[0]
    if treff_land := _HELE_LANDET.search(tekst):
        return ("NO",), treff_land[0]
    return (), ""


def bydel_i_tekst(tekst: str, kunnskap: Kunnskap) -> str:
    foldet = f" {fold(tekst)} "
    for part in kunnskap.parter:
        if part.type == "bydel":
            navn = fold(part.navn.removeprefix("Bydel "))
            if re.search(rf"(?:bydel|på|i|nav) {re.escape(navn)}\b", foldet):
                return part.slug
    return ""
