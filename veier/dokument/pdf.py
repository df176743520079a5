"""Dokument → PDF/A-2a og PDF/UA-1: merket struktur, språk og tittel til en skjermleser, og alt et arkiv trenger i filen."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from veier.dokument.blokker import Dokument, p
from veier.dokument.las import ett_om_gangen
from veier.typer import Verdi

MAL = Path(__file__).with_name("mal.typ")
BILDEMAL = Path(__file__).with_name("bilde.typ")
SKRIFTMAPPE = Path(__file__).resolve().parent.parent.parent / ".bygg" / "skrift"
ERSTATNING = "▯"


@cache
def _tegn() -> frozenset[int]:
    """Tegnene skriften har."""
    tegn: set[int] = set()
    for fil in SKRIFTMAPPE.glob("*-400.ttf"):
        tegn |= set(TTFont(fil).getBestCmap())
    return frozenset(tegn)


@cache
def _lovlige() -> frozenset[str]:
    """Tegnene som kan stå som de er."""
    return frozenset(tegn for tegn in map(chr, _tegn()) if _rens_tegn(tegn, set()) == tegn)


def lag_pdf(dokument: Dokument, *, arkiv: bool = False) -> bytes:
    """PDF-en som bytes: PDF/A-2a (ISO 19005-2) og PDF/UA-1 (ISO 14289-1), for et arkiv kan få hver av dem.

    Tegn skriften mangler, blir ▯, og det står en merknad om det til slutt. ``arkiv``: merknaden viser til de andre filene i uttrekket.
    """
    innhold = dataclasses.asdict(dokument)
    byttet: set[str] = set()
    innhold = _rens(innhold, byttet)
    if byttet:
        merknad = (
            _("Tegn som skriften mangler, står som ▯. De finnes i de andre filene i uttrekket.")
            if arkiv
            else _("Tegn som skriften mangler, står som ▯. De finnes i svaret på nettsiden.")
        )
        innhold["blokker"] = (*innhold["blokker"], _rens(dataclasses.asdict(p(merknad, stil="hjelp")), set()))
    innhold["dato"] = [dokument.dato.year, dokument.dato.month, dokument.dato.day]
    with ett_om_gangen():
        svar: bytes = typst.compile(
            MAL,
            font_paths=[SKRIFTMAPPE],
            ignore_system_fonts=True,
            sys_inputs={"dokument": json.dumps(innhold, default=str)},
            pdf_standards=["a-2a", "ua-1"],
        )
    return svar


def lag_png(svg: str) -> bytes:
    """Tegningen som bilde, 11 cm bred. Den som kaller, har låsen."""
    svar: bytes = typst.compile(
        BILDEMAL,
        font_paths=[SKRIFTMAPPE],
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
        format="png",
        ppi=200.0,
    )
    return svar


def _rens(verdi: Verdi, byttet: set[str]) -> Verdi:
    if isinstance(verdi, str):
        if _lovlige().issuperset(verdi):  # de fleste: da er det ingenting å bytte
            return verdi
        return "".join(_rens_tegn(tegn, byttet) for tegn in verdi)
    if isinstance(verdi, dict):
        return {navn: v if navn == "lenke" else _rens(v, byttet) for navn, v in verdi.items()}
    if isinstance(verdi, list | tuple):
        return [_rens(v, byttet) for v in verdi]
    return verdi


def _rens_tegn(tegn: str, byttet: set[str]) -> str:
    slag = unicodedata.category(tegn)
    if tegn in "\n\r\t" or slag in {"Zl", "Zp"}:
        return " "
    # PDF/UA-1 tillater ikke styretegn, selv om skriften har en tegning for dem.
    if slag[0] != "C" and (ord(tegn) in _tegn() or tegn == ERSTATNING):
        return tegn
    byttet.add(tegn)
    return ERSTATNING
