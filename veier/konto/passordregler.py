"""Passord andre ville prøvd først: portalens egne ord, kjente passord med noe foran eller bak, gjentagelser og rekker.

Djangos liste har få passord på tolv tegn eller mer. Folk forlenger et kort: «Sommer» blir «Sommer2026!!». Derfor tas det
som er lagt til, bort før listen spørres. Et passord av flere ord som ikke hører sammen, går fritt.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from veier.tekst import passordform

# Ord som ligger nær for den som skal lage en konto her.
EGNE_ORD = (
    "veiertilsamarbeid", "veier", "samarbeid", "portal", "portalen", "konto", "innlogging", "passord", "password",
    "kommune", "kommunen", "fylkeskommune", "fylket", "offentlig", "staten", "departement", "nav", "norge", "norway",
    "norsk", "oslo", "bergen", "trondheim", "stavanger", "tromso", "sosial", "entreprenor", "grunder", "redaktor",
    "redaksjon", "redaksjonen", "administrator", "admin", "bruker", "hemmelig", "velkommen", "sommer", "vinter", "host",
    "januar", "februar", "mars", "april", "juni", "juli", "august", "september", "oktober", "november", "desember",
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "til", "og", "min", "mitt", "er",
)  # fmt: skip
REKKER = ("abcdefghijklmnopqrstuvwxyzæøå", "01234567890", "qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
BYTTET = str.maketrans("013457@$!|", "oieastasil")
FORRADIGE = str.maketrans({"ø": "o", "å": "a", "æ": "a", "ö": "o", "ä": "a"})
FA_ULIKE, FA_IGJEN, STORST_DEL_REKKE, LENGSTE_BIT = 5, 5, 0.6, 6
_EGNE = re.compile("|".join(sorted(EGNE_ORD, key=len, reverse=True)))


class LettAGjette:
    """Djangos form for en regel om passord."""

    def validate(self, password: str, user: object = None) -> None:
        if lett_a_gjette(password):
            raise ValidationError(
                _("Passordet er lett å gjette. Velg for eksempel fire ord som ikke hører sammen."),
                code="lett_a_gjette",
            )

    def get_help_text(self) -> str:
        return ""


def lett_a_gjette(passord: str) -> bool:
    smaa = passordform(passord).casefold()
    tegn = "".join(t for t in smaa if not t.isspace())
    return (
        len(set(tegn)) < FA_ULIKE or _gjentar_seg(tegn) or _er_rekke(tegn) or any(map(_kjent, _former(smaa)))
    )


def _gjentar_seg(tegn: str) -> bool:
    """En kort bit om igjen, også når den siste er kuttet: «abcabcabcab»."""
    return any(
        tegn == (tegn[:bit] * len(tegn))[: len(tegn)]
        for bit in range(1, min(LENGSTE_BIT, len(tegn) // 2) + 1)
    )


def _er_rekke(tegn: str) -> bool:
    """Det meste følger alfabetet, tallene eller tastaturet, forover eller bakover."""
    par = list(pairwise(tegn))
    i_rekke = sum(any(a + b in rekke or b + a in rekke for rekke in REKKER) for a, b in par)
    return i_rekke >= STORST_DEL_REKKE * len(par)


def _former(smaa: str) -> set[str]:
    """Som skrevet, med tall og tegn lest som bokstaver, og uten prikker og streker."""
    ut = {smaa, smaa.translate(BYTTET)}
    return ut | {form.translate(FORRADIGE) for form in ut}


def _kjent(form: str) -> bool:
    """Et kjent passord med tall og tegn rundt, to ganger, eller bare portalens ord og litt til."""
    kjerne = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", form)
    bokstaver = re.sub(r"[\W\d_]+", "", form)
    halv = bokstaver[: len(bokstaver) // 2]
    if {form, kjerne, bokstaver} & _vanlige() or (halv * 2 == bokstaver and halv in _vanlige()):
        return True
    return len(_EGNE.sub("", bokstaver)) < FA_IGJEN and len(bokstaver) > 0


@cache
def _vanlige() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
