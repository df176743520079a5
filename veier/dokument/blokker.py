"""Det et dokument består av. Ren data: tegnes av ``pdf``, ``docx`` og malen ``dokument/_blokker.html``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

_UTFYLLES = re.compile(r"\[(Fyll inn: [^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Bit:
    """En bit tekst. ``slag``: tom, fet, kursiv, felt (skal fylles ut) eller ord (forklart i ordboken)."""

    tekst: str
    slag: str = ""
    lenke: str = ""

    @property
    def ekstern(self) -> bool:
        return self.lenke.startswith(("https://", "http://"))


Biter = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Overskrift:
    """``niva`` 2–4; dokumentets tittel er nivå 1."""

    niva: int
    biter: Biter
    anker: str = ""
    type: str = field(default="overskrift", init=False)


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """``stil``: tom, ingress, hjelp eller sitat."""

    biter: Biter
    stil: str = ""
    type: str = field(default="avsnitt", init=False)


@dataclass(frozen=True, slots=True)
class Liste:
    """``slag``: punkt, nummer eller kryss (tomme ruter å krysse av)."""

    punkter: tuple[Biter, ...]
    slag: str = "punkt"
    type: str = field(default="liste", init=False)


@dataclass(frozen=True, slots=True)
class Tabell:
    """Første rad er overskriftene."""

    hode: tuple[Biter, ...]
    rader: tuple[tuple[Biter, ...], ...]
    type: str = field(default="tabell", init=False)


@dataclass(frozen=True, slots=True)
class Figur:
    """En tegning. ``svg`` er slik en mal ga den, med alt utenfra kodet; ``alt`` er det samme med ord."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Figurer:
    """Tegninger ved siden av hverandre."""

    figurer: tuple[Figur, ...]
    type: str = field(default="figurer", init=False)


Blokk = Overskrift | Avsnitt | Liste | Tabell | Figurer


@dataclass(frozen=True, slots=True)
class Innhold:
    """Det et felt i en mal blir til, når det er mer enn tekst."""

    blokker: tuple[Blokk, ...] = ()


@dataclass(frozen=True, slots=True)
class Dokument:
    """Et helt dokument. ``malform`` er språkets kode; ``filnavn`` er uten endelse. ``hoyst_ark``: PDF-en krympes til så mange ark."""

    tittel: str
    malform: str
    filnavn: str
    blokker: tuple[Blokk, ...]
    dato: date
    bunntekst: str = ""
    hoyst_ark: int = 0


def rein(tekst: str, slag: str = "", lenke: str = "") -> Biter:
    """Ett stykke tekst som biter; tomt når teksten er tom."""
    return (Bit(tekst, slag, lenke),) if tekst else ()


def med_felt(tekst: str) -> Biter:
    """«Saken er [Fyll inn: nummer].» → tekst, og det som skal fylles inn, merket."""
    biter: list[Bit] = []
    for nr, del_ in enumerate(_UTFYLLES.split(tekst)):
        if del_:
            biter.append(Bit(del_, "felt" if nr % 2 else ""))
    return tuple(biter)


def h(niva: int, tekst: str) -> Overskrift:
    return Overskrift(niva, rein(tekst))


def p(*biter: str | Bit, stil: str = "") -> Avsnitt:
    return Avsnitt(tuple(b if isinstance(b, Bit) else Bit(b) for b in biter if b), stil)


def liste(punkter: Iterable[str | Sequence[Bit]], slag: str = "punkt") -> Liste:
    return Liste(tuple(rein(x) if isinstance(x, str) else tuple(x) for x in punkter), slag)


def som_tekst(blokker: Iterable[Blokk]) -> str:
    """Bare ordene, til lesbarhet, stavekontroll og søk."""
    linjer: list[str] = []
    for blokk in blokker:
        if isinstance(blokk, Overskrift | Avsnitt):
            linjer.append(_ord(blokk.biter))
        elif isinstance(blokk, Liste):
            linjer += [_ord(punkt) for punkt in blokk.punkter]
        elif isinstance(blokk, Figurer):
            linjer += [figur.alt for figur in blokk.figurer]
        else:
            linjer += [_ord(celle) for rad in (blokk.hode, *blokk.rader) for celle in rad]
    return "\n".join(linjer)


def _ord(biter: Biter) -> str:
    return "".join(bit.tekst for bit in biter)
