"""Står navnet på en person i en e-postadresse? «kari.nordmann@…» sier det samme som navnet."""

from __future__ import annotations

import re
import unicodedata

# Kortere ledd («de», «bo») står også i ord som ikke er navn.
MINST_LEDD = 3
# Slik skrives bokstavene i en adresse. «aa» og «oe» er eldre måter, og blir det samme.
_I_ADRESSER = (("æ", "ae"), ("ø", "o"), ("ð", "d"), ("đ", "d"), ("aa", "a"), ("oe", "o"))


def star_i_adressen(navn: str, epost: str) -> bool:
    """Sant når et av leddene i navnet står i adressen foran «@»."""
    foran = _som_i_adresser(epost.partition("@")[0])
    return any(
        len(ledd) >= MINST_LEDD and _som_i_adresser(ledd) in foran for ledd in re.split(r"[\s\-.]+", navn)
    )


def _som_i_adresser(tekst: str) -> str:
    skrevet = "".join(b for b in unicodedata.normalize("NFD", tekst).lower() if b.isalnum())
    for bokstav, som in _I_ADRESSER:
        skrevet = skrevet.replace(bokstav, som)
    return skrevet
