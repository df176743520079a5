"""Beløp, varighet og alder slik folk skriver dem."""

from __future__ import annotations

import re

_TALLORD = {
    "en": 1, "ett": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
# Alt er bundet i lengde og begynner ved et ordskille: tiden skal følge lengden på teksten, hva som enn limes inn.
_TALL = r"(?<!\d)(?<!\d[.,])(\d{1,3}(?:[ .]\d{3}){1,4}|\d{1,15}(?:,\d{1,6}|\.\d{1,2})?)"
_BELOP = re.compile(
    rf"{_TALL}\s{{0,3}}(millioner|million|mill\.?|tusen|kroner|kr)\b(?:\s{{0,3}}(?:kroner|kr)\b)?(?P<etter>[^.\n]{{0,40}})",
    re.IGNORECASE,
)
_PER_HODE = re.compile(r"^\s*(?:per|pr\.?|for hver|hver)\s+(?!år|månad|måned|mnd)", re.IGNORECASE)
_PER_MANED = re.compile(r"^\s*(?:per|pr\.?|i|hver|kvar)\s+(?:måned|månad|mnd)", re.IGNORECASE)
_PER_AR = re.compile(r"(?:per år|pr\.? år|i året|årlig|hvert år)", re.IGNORECASE)
# Et beløp er en pris når teksten sier det; «kommunen bruker 20 millioner» er ikke prisen på ideen.
_PRIS = re.compile(
    r"\b(?:kost|pris|betal|treng|søk|budsjett|avgift|beløp|totalt|til sammen|kjøp|honorar)", re.I
)
_IKKE_PRIS = re.compile(r"\b(?:spar|bruk|tap|satse|gevinst|nytte|omset|tjen)\w*\b[^.]*$", re.I)
_ALDER = (
    re.compile(
        r"\b(?:(?:mellom|fra|på)\s{1,3})?(\d{1,2})\s{0,3}(?:-|–|—|til|og)\s{0,3}(\d{1,2})\s{0,3}(?:år|åringar|åringer)\b",
        re.I,
    ),
    re.compile(r"\b(?P<under>under|yngre enn|opp til|inntil)\s+(\d{1,2})\s*år\b", re.I),
    re.compile(r"\b(?P<over>over|eldre enn|fra)\s+(\d{1,3})\s*år\b|\b(\d{1,3})\s*år (?:og|eller) eldre\b", re.I),
    re.compile(r"\b(\d{1,2})[ -]?(?:årige?|åringer|åringar|åringane|åringene|åring)\b|\bpå (\d{1,2}) (?:og (\d{1,2}) )?år\b", re.I),
)  # fmt: skip
_TRINN = re.compile(r"\b(\d{1,2})\.\s*(?:trinn|klasse|klassen|trinnet)\b", re.I)
_VARIGHET = re.compile(
    r"\b(?:i|over|på|varer|for)\s+(?:om lag |ca\.? |cirka )?(et halvt|eit halvt|\d{1,2}|"
    + "|".join(_TALLORD)
    + r")\s+(år|måneder|månader|mnd|måned|uker|veker|halvår)\b(?!\s*(?:gam|og eldre))",
    re.I,
)


def _tall(tekst: str) -> float:
    ren = re.sub(r"[ .](?=\d{3})", "", tekst)
    return float(ren.replace(",", "."))


def belop_i_tekst(tekst: str, varighet: float | None) -> tuple[int, str] | None:
    """Det årlige beløpet teksten nevner. Beløp per person, per elev og lignende teller ikke."""
    for treff in _BELOP.finditer(tekst):
        etter = treff["etter"] or ""
        foran = tekst[max(0, treff.start() - 60) : treff.start()]
        if _PER_HODE.match(etter) or _IKKE_PRIS.search(foran):
            continue
        if not (_PER_AR.search(etter) or _PER_MANED.match(etter) or _PRIS.search(foran)):
            continue
        belop = _tall(treff[1])
        enhet = treff[2].lower()
        if enhet.startswith("mill"):
            belop *= 1_000_000
        elif enhet == "tusen":
            belop *= 1_000
        if _PER_MANED.match(etter):
            belop *= 12
        elif not _PER_AR.search(etter) and varighet and varighet > 1:
            belop /= varighet
        if 0 <= belop < 10**12:
            return round(belop), treff[0].strip()
    return None


def varighet_i_tekst(tekst: str) -> tuple[float, str] | None:
    for treff in _VARIGHET.finditer(tekst):
        mengde, enhet = treff[1].lower(), treff[2].lower()
        antall = 0.5 if "halvt" in mengde else float(_TALLORD.get(mengde, 0) or 0)
        if not antall and mengde.isdigit():
            antall = float(mengde)
        if enhet.startswith(("måned", "månad", "mnd")):
            antall /= 12
        elif enhet.startswith(("uke", "veke")):
            antall /= 52
        elif enhet == "halvår":
            antall /= 2
        if 0 < antall <= 10 and not _er_historie(tekst, treff.start()):
            return antall, treff[0]
    return None


def _er_historie(tekst: str, plass: int) -> bool:
    """«Vi har drevet i fem år» er erfaring, ikke hvor lenge avtalen skal vare."""
    return bool(
        re.search(
            r"\b(?:har|hatt|drevet|vært|bodd|etter|siden|de siste)\b[^.]{0,40}$",
            tekst[max(0, plass - 60) : plass],
            re.I,
        )
    )


def alder_i_tekst(tekst: str) -> tuple[int | None, int | None, str] | None:
    """Alderen teksten sier at tilbudet er for."""
    mellom, under, over, enkel = (monster.search(tekst) for monster in _ALDER)
    if mellom and int(mellom[1]) < int(mellom[2]) <= 99 and int(mellom[2]) >= 2:
        return int(mellom[1]), int(mellom[2]), mellom[0].strip()
    if trinn := _TRINN.search(tekst):
        fra = int(trinn[1]) + 5
        if 6 <= fra <= 15:
            return fra, fra + 1, trinn[0]
    if under:
        return 0, max(0, int(under[2]) - 1), under[0].strip()
    if over:
        return int(over[2] or over[3]), None, over[0].strip()
    if enkel:
        tall = [int(t) for t in enkel.groups() if t]
        return min(tall), max(tall), enkel[0].strip()
    return None
