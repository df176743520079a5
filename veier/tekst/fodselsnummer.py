"""Finner fødselsnummer i fri tekst, uansett hvordan sifrene er skilt, og kjenner et kontonummer når det står der."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate, pairwise

from stdnum.no import fodselsnummer, kontonr

from veier.tekst import tegn

_SIFRE = re.compile(r"[0-9]+")
# Det som kan stå mellom sifrene i ett nummer, også når det er delt over to linjer.
_SKILLE = re.compile(r"[\s.,/\\()_:;·•*'’|–—−‒‐‑-]{1,4}\Z")
# Et løst skille kan like gjerne være mellom to tall: da må kontrollsifrene stemme.
_LOST = re.compile(r"[\n,;|]|\s\s|[.:] ")
_KONTO = re.compile(r"(?:konto|kto|bankkonto)[a-zæøå]*\.?\s?(?:nr|nummer)?[.:]?\s*\Z", re.IGNORECASE)
_KRONER = re.compile(r"\s?(?:kr|nok|,-|mill|mrd|tusen)", re.IGNORECASE)
# Hvor det kan stå et skille i et fødselsnummer: dd mm åå nnn nn.
_GRENSER = frozenset({2, 4, 6, 9})
_MED_ARHUNDRE = ((2, 4, 8), (8,))  # «01.01.1970 12345»
_KONTOGRENSER = (4, 6)
HOYST_GRUPPER = 5


@dataclass(frozen=True, slots=True)
class _Tall:
    """Noen grupper siffer etter hverandre: sifrene, hvor gruppene skilles, og om skillet er løst."""

    sifre: str
    grenser: tuple[int, ...]
    lost: bool
    foran: str
    bak: str


def finn_fodselsnummer(tekst: str) -> str | None:
    """Det første i teksten som ser ut som et fødselsnummer eller D-nummer, ellers None.

    Elleve sifre med gyldig dato på plass regnes som et nummer selv når kontrollsifrene er feil:
    en skrivefeil røper like mye. Testnumre med måned + 40 eller + 80 regnes også med. Et kontonummer (skrevet
    4.2.5, eller kalt det), et telefonnummer med landkode og et beløp er det ikke. Hvert fødselsnummer har også gyldig
    kontrollsiffer som konto, så elleve sifre på rad uten ordet «konto» foran regnes som det verste av de to.
    """
    ren = _lesbar(tekst)
    grupper = list(_SIFRE.finditer(ren))
    for i, forste in enumerate(grupper):
        slutt = i
        while slutt < len(grupper) and slutt - i < HOYST_GRUPPER:
            if slutt > i and not _SKILLE.match(ren[grupper[slutt - 1].end() : grupper[slutt].start()][:5]):
                break
            lengde = sum(len(g[0]) for g in grupper[i : slutt + 1])
            if lengde > 13:
                break
            if lengde in (11, 13) and _er_fodselsnummer(_tallet(ren, grupper[i : slutt + 1])):
                return ren[forste.start() : grupper[slutt].end()]
            slutt += 1
    return None


def _lesbar(tekst: str) -> str:
    """Teksten uten usynlige tegn og med vanlige siffer. Linjeskift beholdes."""
    if not tekst.isascii():
        ren = tegn.ALLE_USYNLIGE.sub("", tekst)
        tekst = "".join(str(unicodedata.digit(t)) if t > "\x7f" and t.isdigit() else t for t in ren)
    return tegn.ALLE_USYNLIGE.sub("", tekst)


def _tallet(ren: str, grupper: list[re.Match[str]]) -> _Tall:
    lengder = [len(g[0]) for g in grupper]
    skiller = [ren[a.end() : b.start()] for a, b in pairwise(grupper)]
    return _Tall(
        sifre="".join(g[0] for g in grupper),
        grenser=tuple(accumulate(lengder[:-1])),
        lost=any(_LOST.search(s) for s in skiller),
        foran=ren[max(0, grupper[0].start() - 30) : grupper[0].start()],
        bak=ren[grupper[-1].end() : grupper[-1].end() + 8],
    )


def _er_fodselsnummer(tall: _Tall) -> bool:
    sifre = tall.sifre
    if len(sifre) == 13:
        if tall.grenser not in _MED_ARHUNDRE or sifre[4:6] not in {"18", "19", "20"}:
            return False
        return bool(fodselsnummer.is_valid(sifre[:4] + sifre[6:]))
    if not _GRENSER.issuperset(tall.grenser):
        return False
    gyldig = _kontrollsifrene_stemmer(sifre)
    if tall.lost or tall.foran.endswith("+"):
        return gyldig
    if _er_konto(tall) or _KRONER.match(tall.bak):
        return False
    return gyldig or _ligner_dato(sifre)


def _er_konto(tall: _Tall) -> bool:
    if not kontonr.is_valid(tall.sifre):
        return False
    return tall.grenser == _KONTOGRENSER or bool(_KONTO.search(tall.foran))


def _kontrollsifrene_stemmer(sifre: str) -> bool:
    """Gyldig dato og begge kontrollsifrene, også for testnumre (måned + 40 og + 80)."""
    if fodselsnummer.is_valid(sifre):
        return True
    return (
        _ligner_dato(sifre)
        and fodselsnummer.calc_check_digit1(sifre) == sifre[9]
        and fodselsnummer.calc_check_digit2(sifre) == sifre[10]
    )


def _ligner_dato(sifre: str) -> bool:
    dag, maned = int(sifre[:2]), int(sifre[2:4])
    return 1 <= (dag - 40 if dag > 40 else dag) <= 31 and 1 <= maned % 40 <= 12
