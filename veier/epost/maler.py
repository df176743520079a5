"""E-postene: én tekst per målform i Markdown, gjort om til ren tekst og HTML.

Første linje er emnet. ``[navn: ledetekst]`` blir verdien, etter at teksten er lest: en verdi kan aldri bli en
lenke eller en formatering. ``[Gå videre](lenke)`` peker dit verdien ``lenke`` sier.

Det noen utenfra har skrevet, går gjennom ``trygg`` før det blir med.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from veier.dokument import markdown
from veier.dokument.blokker import Avsnitt, Bit, Biter, Blokk, Innhold, Liste, Overskrift
from veier.epost.trygg import trygge
from veier.sprak import HOVEDSPRAK

# En tekst, eller blokkene et felt som står alene i et avsnitt, blir til.
Verdi = str | Innhold
# Det noen andre har skrevet, og som står i sin helhet: med linjene slik de er, og skilt fra det portalen sier.
GJENGIS = frozenset({"innlegget"})
GJENGITT, SKILLE = "sitat", "— — —"
# Mellom punktene i ledeteksten til et felt som er en liste.
PUNKT = " / "
MAPPE = Path(__file__).resolve().parent / "tekster"


@dataclass(frozen=True, slots=True)
class Brev:
    """En ferdig e-post."""

    emne: str
    tekst: str
    html: str


@cache
def navn() -> tuple[str, ...]:
    """Navnene på alle e-postene, i rekkefølge."""
    return tuple(sorted(fil.stem for fil in (MAPPE / HOVEDSPRAK.kode).glob("*.md")))


@cache
def kilde(mal: str, malform: str) -> str:
    """Teksten slik den er skrevet, med felt. På hovedspråket når den ikke finnes på det andre."""
    return (MAPPE / sprak_for(mal, malform) / f"{mal}.md").read_text(encoding="utf-8")


def sprak_for(mal: str, malform: str) -> str:
    """Språket e-posten faktisk sendes på."""
    return malform if (MAPPE / malform / f"{mal}.md").is_file() else HOVEDSPRAK.kode


def felter(mal: str, malform: str) -> set[str]:
    """Verdiene e-posten bruker, lenkene også."""
    blokker = markdown.les(kilde(mal, malform))
    lenker = {bit.lenke for b in blokker for bit in _biter(b) if bit.lenke}
    return lenker | set(markdown.felter(kilde(mal, malform)))


def lag_melding(mal: str, *, malform: str, verdier: Mapping[str, Verdi]) -> Brev:
    """E-posten ``mal`` på målformen. Hever KeyError når en verdi mangler."""
    mangler = felter(mal, malform) - verdier.keys()
    if mangler:
        raise KeyError(f"{mal} mangler {', '.join(sorted(mangler))}")
    tekster = trygge({navn: v for navn, v in verdier.items() if isinstance(v, str)}, malform=malform)
    gjengitt = {navn: _gjengitt(tekster[navn]) for navn in GJENGIS & tekster.keys()}
    emne, *resten = markdown.les(kilde(mal, malform), {**verdier, **tekster, **gjengitt})
    blokker = [_med_lenker(del_, tekster) for b in resten for del_ in _linjene(b)]
    brukt = sprak_for(mal, malform)
    forord = "" if brukt == malform else _forord(malform)
    deler = _delene(blokker)
    sammenheng = {"deler": deler, "malform": brukt, "forord": forord, "forordets_sprak": malform}
    return Brev(
        emne="".join(bit.tekst for bit in _biter(emne)),
        tekst="\n\n".join([forord] * bool(forord) + [_deltekst(*del_) for del_ in deler]) + "\n",
        html=render_to_string("epost/melding.html", sammenheng),
    )


def eksempel(mal: str, malform: str) -> Brev:
    """E-posten med ledetekstene i feltene: de er skrevet som eksempler, så den kan leses før noen har fått den."""
    ledetekster = markdown.ledetekster(kilde(mal, malform))
    verdier = {felt: _eksempelverdi(ledetekster.get(felt, "")) for felt in felter(mal, malform)}
    return lag_melding(mal, malform=malform, verdier=verdier)


def _eksempelverdi(ledetekst: str) -> Verdi:
    """En lenke har ingen ledetekst. Et punkt i en liste med kolon i seg er en lenke, og det som skal stå etter den."""
    adresse = f"{settings.ADRESSE}/eksempel/"
    if PUNKT not in ledetekst:
        return ledetekst or adresse
    delt = [punkt.partition(": ") for punkt in ledetekst.split(PUNKT)]
    punkter = [
        (Bit(navn, lenke=adresse), Bit(f": {om}.")) if om else (Bit(navn),) for navn, _kolon, om in delt
    ]
    return Innhold((Liste(tuple(punkter)),))


def _forord(malform: str) -> str:
    """Setningen som sier at e-posten ikke er oversatt, på språket mottakeren har valgt."""
    with translation.override(malform):
        return gettext("Vi har denne e-posten bare på %(sprak)s.") % {"sprak": HOVEDSPRAK.paa_norsk}


def _biter(blokk: Blokk) -> Sequence[Bit]:
    if isinstance(blokk, Overskrift | Avsnitt):
        return blokk.biter
    if isinstance(blokk, Liste):
        return [bit for punkt in blokk.punkter for bit in punkt]
    raise TypeError("en e-post har bare overskrifter, avsnitt og lister")


def _gjengitt(skrevet: str) -> Innhold:
    """Et avsnitt for hvert avsnitt, og en bit for hver linje i det."""
    avsnittene = [avsnitt.splitlines() for avsnitt in re.split(r"\n\s*\n", skrevet.strip())]
    return Innhold(tuple(Avsnitt(tuple(Bit(linje) for linje in linjer), GJENGITT) for linjer in avsnittene))


def _delene(blokker: Iterable[Blokk]) -> list[tuple[bool, list[Blokk]]]:
    """(om det er gjengitt, blokkene) for hver del av e-posten."""
    return [(er, list(del_)) for er, del_ in groupby(blokker, key=_er_gjengitt)]


def _er_gjengitt(blokk: Blokk) -> bool:
    return isinstance(blokk, Avsnitt) and blokk.stil == GJENGITT


def _deltekst(er_gjengitt: bool, blokker: Sequence[Blokk]) -> str:
    if not er_gjengitt:
        return "\n\n".join(_tekst(b) for b in blokker)
    avsnittene = ["\n".join(bit.tekst for bit in _biter(b)) for b in blokker]
    return "\n\n".join([SKILLE, *avsnittene, SKILLE])


def _linjene(blokk: Blokk) -> Iterable[Blokk]:
    """Et avsnitt som er én verdi på flere linjer, blir ett avsnitt for hver: i HTML er et linjeskift ellers et mellomrom."""
    biter = _biter(blokk)
    if not (isinstance(blokk, Avsnitt) and len(biter) == 1 and "\n" in biter[0].tekst):
        return [blokk]
    linjer = [linje.strip() for linje in biter[0].tekst.splitlines()]
    return [replace(blokk, biter=(replace(biter[0], tekst=linje),)) for linje in linjer if linje]


def _med_lenker(blokk: Blokk, verdier: Mapping[str, str]) -> Blokk:
    """Navnet på en lenke blir adressen. En lenke i en verdi er en adresse fra før."""

    def ny(biter: Biter) -> Biter:
        return tuple(
            replace(bit, lenke=verdier[bit.lenke]) if bit.lenke and not bit.ekstern else bit for bit in biter
        )

    if isinstance(blokk, Liste):
        return replace(blokk, punkter=tuple(ny(punkt) for punkt in blokk.punkter))
    if isinstance(blokk, Overskrift | Avsnitt):
        return replace(blokk, biter=ny(blokk.biter))
    raise TypeError("en e-post har bare overskrifter, avsnitt og lister")


def _tekst(blokk: Blokk) -> str:
    if isinstance(blokk, Liste):
        return "\n".join(f"- {_punkt(punkt)}" for punkt in blokk.punkter)
    return _linje(_biter(blokk))


def _punkt(biter: Sequence[Bit]) -> str:
    """Står det noe etter lenken, kommer adressen på en linje for seg: et tegn rett etter ville blitt en del av den."""
    if len(biter) < 2:
        return _linje(biter)
    return "\n".join(["".join(bit.tekst for bit in biter), *(bit.lenke for bit in biter if bit.lenke)])


def _linje(biter: Iterable[Bit]) -> str:
    return "".join(f"{bit.tekst}:\n{bit.lenke}" if bit.lenke else bit.tekst for bit in biter)
