"""Ett stilark for hele portalen, satt sammen når de statiske filene samles: ett besøk, én forespørsel.

Designsystemet har en del for hver komponent. Bare de som er i bruk i en mal eller et skjema, er med.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAVN = "tema/samlet.css"
# Rekkefølgen er den nettleseren ville lest dem i.
DELENE = (
    "tema/designsystem.css",
    "tema/tema.css",
    "tema/skrift.css",
    "veier/side.css",
    "veier/skjema.css",
    "veier/vei.css",
)
_KOMPONENT = re.compile(r"\bds-[a-z]+(?:-[a-z]+)*")
_KLAMME = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{}]""")
_BLOKK = re.compile(r"@layer ([\w.]+)\{")


class Stilarkfinner(BaseFinder):
    """Gir Djangos ``collectstatic`` stilarket. Det lages på nytt hver gang, av filene slik de er da."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        funnet = [str(_skriv() / NAVN)] if path == NAVN else []
        return funnet if find_all else (funnet[0] if funnet else None)

    def list(self, *_monstre: object) -> Iterator[tuple[str, Storage]]:
        yield NAVN, FileSystemStorage(location=str(_skriv()))


def samle(kilder: Mapping[str, str], brukte: frozenset[str]) -> str:
    """Delene etter hverandre, designsystemet uten komponentene ingen bruker."""
    return "\n".join(uten_ubrukte(css, brukte) if navn == DELENE[0] else css for navn, css in kilder.items())


def uten_ubrukte(css: str, brukte: frozenset[str]) -> str:
    """Stilarket uten lagblokkene som begynner med en klasse utenfor ``brukte``. Hever ValueError når klammene ikke går opp."""
    ut, fra = [], 0
    for treff in _BLOKK.finditer(css):
        if treff.start() < fra:
            continue
        slutt = _slutt(css, treff.end())
        ut.append(css[fra : treff.start()])
        eier = _KOMPONENT.search(css, treff.end(), slutt)
        if eier is None or eier[0] in brukte:
            ut.append(css[treff.start() : slutt])
        fra = slutt
    return "".join([*ut, css[fra:]])


def _slutt(css: str, fra: int) -> int:
    """Plassen etter klammen som lukker den som ble åpnet rett før ``fra``."""
    dybde = 1
    for treff in _KLAMME.finditer(css, fra):
        dybde += {"{": 1, "}": -1}.get(treff[0], 0)
        if not dybde:
            return treff.end()
    raise ValueError("stilarket har en klamme som ikke lukkes")


@cache
def brukte_klasser() -> frozenset[str]:
    """Klassene fra designsystemet som står i malene eller i koden som lager skjemaer."""
    rot = settings.ROT
    filer = [*rot.glob("templates/**/*.html"), *rot.glob("static/**/*.js")]
    for app in ("veier", "kommuner", "entreprenorer", "samarbeid"):
        filer += rot.glob(f"{app}/**/*.py")
    return frozenset(k for fil in filer for k in _KOMPONENT.findall(fil.read_text(encoding="utf-8")))


def _skriv() -> Path:
    """Mappen stilarket er skrevet i."""
    mappe = Path(settings.DATAMAPPE) / "stilark"
    mapper = [Path(mappe_) for mappe_ in settings.STATICFILES_DIRS]
    kilder = {
        navn: next(m / navn for m in mapper if (m / navn).is_file()).read_text(encoding="utf-8")
        for navn in DELENE
    }
    ut = mappe / NAVN
    ut.parent.mkdir(parents=True, exist_ok=True)
    ut.write_text(samle(kilder, brukte_klasser()), encoding="utf-8")
    return mappe
