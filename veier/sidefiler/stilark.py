"""Ett stilark for hele portalen, satt sammen når de statiske filene samles: ett besøk, én forespørsel.

Designsystemet har regler for alt det kan. Bare de for klasser og valg som står i en mal, et skript eller i koden, er med.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
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
# Designsystemet og temaet, som har mer enn sidene bruker. Portalens egne er skrevet for det som er der.
HAR_MER = DELENE[:2]
_KLASSE = re.compile(r"\.([A-Za-z_][\w-]*)")
_VALG = re.compile(r"""\[(data-[\w-]+|popover|role|aria-[a-z]+)(?:=["']?([^"'\]]*)["']?)?(?:\s+i)?\]""")
_ORD = re.compile(r"[\w-]+")
_HAR_REGLER = frozenset({"media", "layer", "supports", "container"})
_PARENTES = re.compile(r":(not|is|where|has)\(")


class Stilarkfinner(BaseFinder):
    """Gir Djangos ``collectstatic`` stilarket. Det lages på nytt hver gang, av filene slik de er da."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        funnet = [str(_skriv() / NAVN)] if path == NAVN else []
        return funnet if find_all else (funnet[0] if funnet else None)

    def list(self, *_monstre: object) -> Iterator[tuple[str, Storage]]:
        yield NAVN, FileSystemStorage(location=str(_skriv()))


def samle(kilder: Mapping[str, str], brukt: frozenset[str]) -> str:
    """Delene etter hverandre, tett skrevet, og designsystemet og temaet uten det ingen bruker."""
    return "".join(tett(css, brukt if navn in HAR_MER else None) for navn, css in kilder.items())


def tett(css: str, brukt: frozenset[str] | None = None) -> str:
    """Stilarket uten kommentarer, og uten regler for klasser og ``data-``-valg som ikke er blant ordene i ``brukt`` når de er gitt.

    Hever ValueError ved feil i stilarket.
    """
    return _skriv_ut(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), brukt)


def _skriv_ut(noder: Iterable[Any], brukt: frozenset[str] | None) -> str:
    return "".join(_en(node, brukt) for node in noder)


def _en(node: Any, brukt: frozenset[str] | None) -> str:
    if node.type == "error":
        raise ValueError(f"stilarket har en feil på linje {node.source_line}: {node.message}")
    if node.type == "qualified-rule":
        velgere = [v for v in _velgere(_en_linje(node.prelude)) if brukt is None or _er_brukt(v, brukt)]
        return f"{','.join(velgere)}{{{_inni(node, brukt)}}}" if velgere else ""
    if node.type == "at-rule":
        hode = f"@{node.at_keyword} {_en_linje(node.prelude)}".rstrip()
        if node.content is None:
            return f"{hode};"
        med_regler = node.at_keyword in _HAR_REGLER
        inni = _inni(node, brukt) if med_regler else _en_linje(node.content)
        return f"{hode}{{{inni}}}" if inni else ""
    if node.type != "declaration":
        return ""
    viktig = "!important" if node.important else ""
    return f"{node.name}:{_en_linje(node.value)}{viktig};"


def _en_linje(noder: Iterable[Any]) -> str:
    biter = (" " if n.type == "whitespace" else n.serialize() for n in noder if n.type != "comment")
    return "".join(biter).strip()


def _inni(node: Any, brukt: frozenset[str] | None) -> str:
    return _skriv_ut(
        tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True), brukt
    )


def _velgere(liste: str) -> list[str]:
    """Velgerne i en liste. Et komma inne i en parentes deler den ikke."""
    deler, dybde = [""], 0
    for tegn in liste.strip():
        dybde += {"(": 1, "[": 1, ")": -1, "]": -1}.get(tegn, 0)
        if tegn == "," and not dybde:
            deler.append("")
        else:
            deler[-1] += tegn
    return [del_.strip() for del_ in deler]


def _er_brukt(velger: str, brukt: frozenset[str]) -> bool:
    """Om alt velgeren krever, finnes. Av det i ``:is()``, ``:where()`` og ``:has()`` er ett nok, og det i ``:not()`` kreves ikke."""
    while parentes := _PARENTES.search(velger):
        slutt = _slutt(velger, parentes.end())
        inni = velger[parentes.end() : slutt]
        if parentes[1] != "not" and not any(_er_brukt(en, brukt) for en in _velgere(inni)):
            return False
        velger = velger[: parentes.start()] + velger[slutt + 1 :]
    kreves = {*_KLASSE.findall(velger), *(ord_ for valg in _VALG.findall(velger) for ord_ in valg if ord_)}
    return kreves <= brukt


def _slutt(velger: str, fra: int) -> int:
    """Plassen til parentesen som lukker den som ble åpnet rett før ``fra``."""
    dybde = 1
    for plass in range(fra, len(velger)):
        dybde += {"(": 1, ")": -1}.get(velger[plass], 0)
        if not dybde:
            return plass
    raise ValueError(f"velgeren har en parentes som ikke lukkes: {velger}")


@cache
def brukte_ord() -> frozenset[str]:
    """Ordene i malene, skriptene og koden: en klasse eller et valg som ikke er blant dem, er ikke i bruk."""
    rot = settings.ROT
    filer = [*rot.glob("templates/**/*.html"), *rot.glob("static/**/*.js")]
    for app in ("veier", "kommuner", "entreprenorer", "samarbeid"):
        filer += rot.glob(f"{app}/**/*.py")
    return frozenset(ord_ for fil in filer for ord_ in _ORD.findall(fil.read_text(encoding="utf-8")))


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
    ut.write_text(samle(kilder, brukte_ord()), encoding="utf-8")
    return mappe
