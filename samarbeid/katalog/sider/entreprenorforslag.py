"""Entreprenørene en offentlig virksomhet kan begynne med, og hvorfor. De samme grunnene hver gang de samme tallene er sanne."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.likhet import kommuner_som
from samarbeid.katalog.indeks.smakataloger import virksomhetens_temaer
from samarbeid.katalog.indeks.sok import Katalogsvar, finn
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.regler.entreprenorer import vurder_entreprenor
from samarbeid.matching.typer import Entreprenorprofil, Kunnskap, Mottaker, Partprofil
from samarbeid.models import Katalograd

HOYST_FORSLAG = 5
# De som alt har gjort noe for en slik kommune, og de som dekker stedet: så mange av hver vurderes.
KANDIDATER = 100


@dataclass(frozen=True, slots=True)
class Forslag:
    slug: str
    navn: str
    kort: str
    oppdiktet: bool
    grunner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entreprenorforslag:
    """De beste, og søket som gir alle: ``antall`` og ``adresse``."""

    beste: tuple[Forslag, ...] = ()
    antall: int = 0
    adresse: str = ""


def lag_forslag(part: OffentligPart, profil: Partprofil | None, kunnskap: Kunnskap) -> Entreprenorforslag:
    """De som passer best for oppgavene, stedet og størrelsen. To spørsmål.

    Like gode står i katalogens rekkefølge, som trekkes hver dag.
    """
    sted = part.omrade.kode if part.omrade else ""
    sok = Katalogsok(
        tema=tuple(sorted(t for t in part.temaer if t in kunnskap.temaer)),
        sted=(sted,) if sted in kunnskap.omrader else (),
    )
    if sok.tomt or profil is None:
        return Entreprenorforslag()
    svar = finn(sok, kunnskap)
    mottaker = lag_mottaker(profil, kunnskap)
    like = Katalogsvar.regn(sok.med("som", sted), svar.register, kunnskap.omrader) if mottaker.like else svar
    numre = list(dict.fromkeys([*like.rader(0, KANDIDATER), *svar.rader(0, KANDIDATER)]))
    rader = Katalograd.objects.in_bulk(numre)
    vurdert = [
        (rader[nr], v)
        for nr in numre
        if nr in rader and (v := vurder_entreprenor(entreprenorprofil(rader[nr]), mottaker))
    ]
    vurdert.sort(key=lambda par: -par[1].poeng)
    forklarer = Forklarer(kunnskap, _, side="offentlig")
    return Entreprenorforslag(
        tuple(
            Forslag(
                rad.slug,
                rad.navn,
                rad.vist["kort"],
                rad.vist["oppdiktet"],
                tuple(forklarer.setning(g) for g in v.grunner),
            )
            for rad, v in vurdert[:HOYST_FORSLAG]
        ),
        svar.antall,
        f"{reverse('entreprenorer')}?{sporring(sok)}",
    )


def lag_mottaker(part: Partprofil, kunnskap: Kunnskap) -> Mottaker:
    sted = kunnskap.omrader.get(part.omrade or "")
    kommune = sted is not None and sted.type == "kommune"
    return Mottaker(
        omrade=sted.kode if sted else None,
        fylke=sted.overordnet if sted and kommune else None,
        nivaer=frozenset(part.nivaer),
        ansvar=frozenset(virksomhetens_temaer(part, kunnskap)),
        like=kommuner_som(sted.kode, kunnskap.omrader) if sted and kommune else {},
    )


def entreprenorprofil(rad: Katalograd) -> Entreprenorprofil:
    vist = rad.vist
    return Entreprenorprofil(
        rad.slug,
        tuple(vist["temaer"]),
        frozenset(vist["steder"]),
        frozenset(vist["har"]),
        frozenset(vist["hos"]),
        tuple(vist["malgrupper"]),
    )
