"""Små tekstregler som gjelder hele portalen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify
from stdnum.no import fodselsnummer

_NORSK = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ä": "a", "ö": "o"})
_ELLEVE_SIFRE = re.compile(r"(?<!\d)(\d{6})[ .\-]?(\d{5})(?!\d)")


def lag_slug(tekst: str) -> str:
    """Adresseform av norsk og samisk tekst: «Løsning på Ås» → «losning-pa-as»."""
    return slugify(tekst.lower().translate(_NORSK))


def finn_fodselsnummer(tekst: str) -> str | None:
    """Det første i teksten som ser ut som et fødselsnummer eller D-nummer, ellers None.

    Elleve sifre med gyldig dato på plass regnes som et nummer selv når kontrollsifrene er feil:
    en skrivefeil røper like mye. Testnumre med måned + 40 eller + 80 regnes også med.
    """
    for treff in _ELLEVE_SIFRE.finditer(tekst):
        sifre = treff[1] + treff[2]
        if fodselsnummer.is_valid(sifre) or _ligner_dato(sifre):
            return treff[0]
    return None


def _ligner_dato(sifre: str) -> bool:
    dag, maned = int(sifre[:2]), int(sifre[2:4])
    return 1 <= (dag - 40 if dag > 40 else dag) <= 31 and 1 <= maned % 40 <= 12


_NORSK_ALFABET = str.maketrans(
    {"å": "}", "æ": "{", "ä": "{", "ø": "|", "ö": "|", "ü": "y", "đ": "d", "ŋ": "n", "ŧ": "t"}
)


def sorteringsnokkel(tekst: str) -> str:
    """Teksten i en form som sorterer norsk når bytene sammenlignes: a–z, æ, ø, å. «aa» sorteres som å.

    Én omgang: en kjede av bytter ville tatt det samme tegnet to ganger. Samiske bokstaver og aksenter sorteres
    som grunnbokstaven.
    """
    liten = unicodedata.normalize("NFC", tekst).lower().replace("aa", "å").translate(_NORSK_ALFABET)
    return "".join(t for t in unicodedata.normalize("NFD", liten) if not unicodedata.combining(t))


def i_rekke(deler: Iterable[str]) -> str:
    """Tekstene etter hverandre som setninger. En som ikke slutter med et tegn, får punktum."""
    rene = (" ".join(del_.split()) for del_ in deler)
    return " ".join(del_ if del_[-1] in ".!?:…" else f"{del_}." for del_ in rene if del_)
