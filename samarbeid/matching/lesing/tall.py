"""Tall slik folk skriver dem: «250 000», «450.000», «500,000», «1,5», «to hundre og femti»."""

from __future__ import annotations

import re

from veier.tekst.ordtre import ett_av

ENERE = {
    "en": 1, "ett": 1, "et": 1, "én": 1, "ein": 1, "eit": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19, "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30, "førti": 40,
    "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90,
}  # fmt: skip
_GANGER = {
    "hundre": 100,
    "tusen": 1_000,
    "million": 1_000_000,
    "millioner": 1_000_000,
    "millionar": 1_000_000,
}
_ETT_ORD = ett_av((*ENERE, *_GANGER, "halv", "halvannen", "halvanna"))
# Alt er bundet i lengde og begynner ved et ordskille: tiden skal følge lengden på teksten, hva som enn limes inn.
TALL = r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.,']\d{3}){1,4}(?!\d)|(?<![\d.,])\d{1,15}(?:[.,]\d{1,2})?(?!\d)"
TALLORD = rf"\b{_ETT_ORD}(?:[ -](?:og )?{_ETT_ORD}){{0,6}}\b"
_GRUPPE = re.compile(r"[ \u00a0\u202f.,'](?=\d{3}(?:\D|$))")


def les_tall(tekst: str) -> float | None:
    """Verdien av siffer eller tallord. None når ordene ikke er et tall."""
    if tekst[:1].isdigit():
        gruppert = len(re.findall(r"\d+", tekst)[0]) <= 3
        ren = _GRUPPE.sub("", tekst) if gruppert else tekst
        return float(ren.replace(",", "."))
    return _les_ord(re.findall(r"\w+", tekst.lower()))


def _les_ord(ord_: list[str]) -> float | None:
    samlet, gruppe, halv = 0.0, 0.0, False
    for ett in ord_:
        if ett == "og":
            continue
        if ett in {"halvannen", "halvanna"}:
            gruppe += 1.5
        elif ett == "halv":
            gruppe, halv = 0.5, True
        elif ett in ENERE:
            gruppe += ENERE[ett]
        elif ett == "hundre":
            gruppe = (gruppe or 1) * _GANGER[ett]
        elif ett in _GANGER:
            samlet, gruppe = samlet + (gruppe or 1) * _GANGER[ett], 0.0
        else:
            return None
    return samlet + gruppe if samlet or gruppe or halv else None
