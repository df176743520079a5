"""Hvor mye en tekst og søketekstene i en katalog handler om det samme – ord for ord.

Temaet sier feltet: «barn og unge utenfor». Ordene sier hva det er: sykkelverksted, leksehjelp, sommerjobb. De samme bevisene som
i et søk (``veier.sok.rang``): det skrevne ordet, andre uttrykk for det, snevrere uttrykk, og leddene i et sammensatt ord.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from pyroaring import BitMap

from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.matching.lesing.likhet import sier_noe
from samarbeid.matching.partnere import Ordlikhet
from veier.sok.grupper import hent_grupper
from veier.sok.nektelser import er_tomt
from veier.sok.normalisering import SMAORD, finn_ord, lesbar
from veier.sok.rang import vekter
from veier.sok.rang.bevis import Bevis, Leddbevis
from veier.sok.sokeledd import Sokeledd, sokeledd
from veier.sok.tolkning import Sporring

FLEST_ORD = 20  # ulike ord av teksten som slås opp
BAERER = 5  # så mange av ordene en rad deler, teller: en lang tekst har ikke rett bare fordi den er lang
HELT_LIK = 14.0  # summen av vektene (idf) som er full likhet
MINST = 0.64  # beviset må være minst så sterkt for at ordet skal siteres: ordet selv, eller et uttrykk for det samme
# Har flere enn hver åttende ordet, sier det ikke hvorfor akkurat de passer. Er de færre enn fem, sier det noe uansett.
SJELDENT, ALLTID_SJELDENT = 1 / 8, 5
SITERT = 3


def finn_ordlikhet(
    tekst: str, kilde: Tekstkilde, alle: BitMap, *, steder: Iterable[str] = ()
) -> Mapping[int, Ordlikhet]:
    """Radnummer → likheten med teksten, for dem av ``alle`` som har noe felles med den. To spørsmål til databasen.

    Navnene i ``steder`` teller ikke: at de dekker stedet, er en grunn for seg.
    """
    leddene = viktige_ledd(tekst, steder)
    if not leddene:
        return {}
    sporring = Sporring(leddene)
    hent = kilde.tabellen().les_for(lambda sok: [Leddbevis(ledd, sporring, sok).trinn for ledd in leddene])
    return likheter([Leddbevis(ledd, sporring, hent) for ledd in leddene], alle)


def viktige_ledd(tekst: str, steder: Iterable[str] = ()) -> tuple[Sokeledd, ...]:
    """De ulike ordene og uttrykkene som sier hva teksten handler om, i den rekkefølgen de står."""
    stedene = {o.stamme for navn in steder for o in finn_ord(navn)}
    sier = {o.stamme for o in finn_ord(tekst) if sier_noe(o)} - stedene
    ut: dict[object, Sokeledd] = {}
    grupper = hent_grupper()
    for ledd in sokeledd(tekst, grupper):
        if ledd.stamme and (ledd.stamme not in sier or er_tomt(ledd, grupper.tomme) or ledd.lett):
            continue
        ut.setdefault(ledd.stamme or ledd.egne, ledd)
    lesbart = lesbar(tekst).lower()
    return tuple(
        ledd if ledd.stamme else _slik_det_star(ledd, lesbart) for ledd in list(ut.values())[:FLEST_ORD]
    )


def _slik_det_star(uttrykk: Sokeledd, tekst: str) -> Sokeledd:
    """«personer med demens», der småordet ellers er borte: det siteres."""
    mellom = rf"\W+(?:(?:{'|'.join(map(re.escape, SMAORD))})\W+)*"
    funnet = re.search(mellom.join(map(re.escape, uttrykk.skrevet.split(" "))), tekst)
    return replace(uttrykk, skrevet=" ".join(funnet[0].split())) if funnet else uttrykk


class Ordbevis(Protocol):
    """Radene som har et ledd, med andelen av det de har, det sterkeste først (veier.sok.rang.bevis.Leddbevis)."""

    @property
    def ledd(self) -> Sokeledd: ...

    @property
    def vanlig(self) -> BitMap: ...

    @property
    def trinn(self) -> Bevis: ...


def likheter(
    bevisene: Iterable[Ordbevis], rader: BitMap, *, bare: BitMap | None = None, antall: int = 0
) -> dict[int, Ordlikhet]:
    """Likheten til hver av ``rader`` som har noe felles; med ``bare`` regnes den bare ut for dem.

    ``antall`` er hvor mange rader det er i alt, når ``rader`` ikke er alle.
    """
    delte: dict[int, list[_Delt]] = defaultdict(list)
    for bevis in bevisene:
        alle = antall or len(rader)
        har = len(bevis.vanlig & rader)
        vekt, sjeldent = vekter.idf(har, alle), har <= max(ALLTID_SJELDENT, alle * SJELDENT)
        rest = rader if bare is None else bare
        for andel, noen in bevis.trinn:
            ett = _Delt(andel * vekt, bevis.ledd.skrevet, andel >= MINST and sjeldent)
            for rad in rest & noen:
                delte[rad].append(ett)
            rest = rest - noen
    return {rad: _samlet(ordene) for rad, ordene in delte.items()}


class _Delt(NamedTuple):
    """Et ord raden deler med teksten."""

    vekt: float
    skrevet: str
    kan_siteres: bool


def _samlet(delte: list[_Delt]) -> Ordlikhet:
    tyngst = sorted(delte, key=lambda ett: -ett.vekt)[:BAERER]
    siteres = tuple(ett.skrevet for ett in tyngst if ett.kan_siteres)
    return Ordlikhet(min(1.0, sum(ett.vekt for ett in tyngst) / HELT_LIK), siteres[:SITERT])
