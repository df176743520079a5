"""Adresseform, norsk rekkefølge og tekster etter hverandre."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify

from veier.tekst import tegn

_NORSK = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ä": "a", "ö": "o"})


def lag_slug(tekst: str) -> str:
    """Adresseform av norsk og samisk tekst: «Løsning på Ås» → «losning-pa-as»."""
    return slugify(_faerre_merker(tekst).lower().translate(_NORSK))


def _faerre_merker(tekst: str) -> str:
    """Uten lange rekker av merker: å ordne dem tar tid i kvadrat."""
    return tegn.FOR_MANGE_MERKER.sub(r"\1", tekst)


_NORSK_ALFABET = str.maketrans(
    {"å": "}", "æ": "{", "ä": "{", "ø": "|", "ö": "|", "ü": "y", "đ": "d", "ŋ": "n", "ŧ": "t"}
)


def sorteringsnokkel(tekst: str) -> str:
    """Teksten i en form som sorterer norsk når bytene sammenlignes: a–z, æ, ø, å. «aa» sorteres som å.

    Én omgang: en kjede av bytter ville tatt det samme tegnet to ganger. Samiske bokstaver og aksenter sorteres
    som grunnbokstaven.
    """
    liten = (
        unicodedata.normalize("NFC", _faerre_merker(tekst))
        .lower()
        .replace("aa", "å")
        .translate(_NORSK_ALFABET)
    )
    return "".join(t for t in unicodedata.normalize("NFD", liten) if not unicodedata.combining(t))


def i_rekke(deler: Iterable[str]) -> str:
    """Tekstene etter hverandre som setninger. En som ikke slutter med et tegn, får punktum."""
    rene = (" ".join(del_.split()) for del_ in deler)
    return " ".join(del_ if del_[-1] in ".!?:…" else f"{del_}." for del_ in rene if del_)
