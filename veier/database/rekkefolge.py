"""Norsk rekkefølge i databasen: den samme som ``veier.tekst.sorteringsnokkel`` gir i Python.

PostgreSQL kan ha en norsk sortering fra ICU, men ikke alle er bygd med den, og da stopper migreringene. Et uttrykk over
bytene i ``COLLATE "C"`` gir samme rekkefølge på hver tjener.
"""

from __future__ import annotations

import unicodedata

from django.db.models import CharField, Func
from django.db.models.expressions import Combinable

from veier.tekst import sorteringsnokkel
from veier.typer import Nokkelord


def _tabellen() -> tuple[str, str]:
    """Bokstavene utenfor ASCII, og det ene tegnet hver av dem sorteres som."""
    fra, til = [], []
    for kode in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bokstav = chr(kode)
        nokkel = sorteringsnokkel(bokstav)
        if bokstav.isalpha() and nokkel != bokstav and len(nokkel) == 1:
            fra.append(bokstav)
            til.append(nokkel)
    return "".join(fra), "".join(til)


_FRA, _TIL = _tabellen()
# Løse merker (NFD) faller bort: de har ikke noe tegn å bli til.
_MERKER = "".join(chr(k) for k in range(0x300, 0x370) if unicodedata.combining(chr(k)))


class Norsk(Func):
    """``order_by(Norsk("navn"))``: a–z, æ, ø, å; «aa» som å; samiske bokstaver og aksenter som grunnbokstaven."""

    output_field = CharField()
    template = (
        "translate(replace(translate(lower(normalize(%(expressions)s, NFC)), 'ÅÆØ', 'åæø'), 'aa', 'å'),"
        f" '{_FRA}{_MERKER}', '{_TIL}') COLLATE \"C\""
    )

    def __init__(self, uttrykk: str | Combinable, **ekstra: Nokkelord) -> None:
        super().__init__(uttrykk, **ekstra)
