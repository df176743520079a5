"""Hvem av entreprenørene som kan møte et behov: temaet, stedet og målgruppen sammen. Bare ett av dem er ikke et treff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samarbeid.matching.regler.entreprenorer import LANDET
from samarbeid.matching.typer import DELVIS, JA, NEI, Entreprenorprofil, Grunn, Vurdering

_TEMA, _FLERE_TEMA, _MALGRUPPE = 40, 8, 20
_SELV, _I_FYLKET, _FYLKET, _LANDET = 25, 20, 18, 10
_HOS, _HOS_LIK, _NIVA = 10, 5, 2
HOYST_NAVN = 3


@dataclass(frozen=True, slots=True)
class Partnersok:
    """Behovet slik entreprenørene måles mot det. ``steder`` er kommuner eller fylker, ``fylker`` dem de ligger i.

    ``like`` er kommunene som ligner på stedet → det de har felles.
    """

    temaer: tuple[str, ...]
    malgrupper: tuple[str, ...] = ()
    steder: tuple[str, ...] = ()
    fylker: tuple[str, ...] = ()
    nivaer: frozenset[str] = frozenset()
    like: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def vurder_partner(e: Entreprenorprofil, sok: Partnersok) -> Vurdering | None:
    """None uten et felles tema. «nei» når stedet eller målgruppen er en annen, med grunnen i ``mot``.

    «ja» når temaet, målgruppen og stedet passer; «delvis» når målgruppen eller stedet ikke er kjent på en av sidene.
    """
    felles = [t for t in sok.temaer if t in e.temaer]
    if not felles:
        return None
    tema = Grunn("p_tema", _TEMA + _FLERE_TEMA * (len(felles) > 1), detaljer={"temaer": felles[:HOYST_NAVN]})
    malgruppe, sted = _malgruppe(e, sok), _sted(e, sok)
    erfaring = [g for g in (_hos(e, sok), _niva(e, sok)) if g]
    mot = tuple(g for g in (malgruppe, sted) if g and g.poeng < 0)
    grunner = tuple(g for g in (tema, malgruppe, sted, *erfaring) if g and g.poeng > 0)
    poeng = min(100, round(sum(g.poeng for g in grunner)))
    passer = NEI if mot else JA if malgruppe and sted else DELVIS
    return Vurdering(e.slug, poeng, passer, grunner, mot)


def _malgruppe(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """None når en av sidene ikke har sagt hvem det er for."""
    if not (sok.malgrupper and e.malgrupper):
        return None
    felles = [m for m in sok.malgrupper if m in e.malgrupper]
    if felles:
        return Grunn("p_malgruppe", _MALGRUPPE, detaljer={"malgrupper": felles[:HOYST_NAVN]})
    return Grunn("p_annen_malgruppe", -1, detaljer={"malgrupper": list(sok.malgrupper[:1])})


def _sted(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    """Det nærmeste de dekker. None når behovet ikke har noe sted."""
    if not sok.steder:
        return None
    if selv := sorted(e.steder & set(sok.steder)):
        return Grunn("e_sted", _SELV, detaljer={"sted": selv[0]})
    if inni := sorted(k for k in e.steder for f in sok.steder if len(f) == 2 and k.startswith(f)):
        return Grunn("e_sted", _I_FYLKET, detaljer={"sted": inni[0]})
    if fylke := sorted(e.steder & set(sok.fylker)):
        return Grunn("e_sted", _FYLKET, detaljer={"sted": fylke[0]})
    if LANDET in e.steder:
        return Grunn("e_landet", _LANDET)
    return Grunn("p_annet_sted", -1, detaljer={"sted": sok.steder[0]})


def _hos(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    if her := sorted(e.hos & set(sok.steder)):
        return Grunn("e_hos_dere", _HOS, detaljer={"sted": her[0]})
    like = sorted((-len(sok.like[k]), k) for k in e.hos if k in sok.like)
    if not like:
        return None
    kode = like[0][1]
    return Grunn("e_hos_lik", _HOS_LIK, detaljer={"sted": kode, "likhet": list(sok.like[kode])})


def _niva(e: Entreprenorprofil, sok: Partnersok) -> Grunn | None:
    felles = sorted(e.har & sok.nivaer)
    return Grunn("e_niva", _NIVA, detaljer={"niva": felles[0]}) if felles else None
