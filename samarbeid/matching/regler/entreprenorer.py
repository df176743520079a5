"""Hvem av entreprenørene som passer for en virksomhet: oppgavene, stedet, og hvem de har gjort det for før."""

from __future__ import annotations

from samarbeid.matching.typer import DELVIS, JA, Entreprenorprofil, Grunn, Mottaker, Vurdering

LANDET = "NO"
_SELV, _I_FYLKET, _FYLKET, _LANDET = 35, 30, 25, 15
_TEMA = 30
_HOS_DERE, _HOS_LIK, _PER_LIKHET = 25, 9, 4
_NIVA = 5
HOYST_TEMAER = 3


def vurder_entreprenor(e: Entreprenorprofil, mottaker: Mottaker) -> Vurdering | None:
    """Hvor godt entreprenøren passer (0–100). None når den ikke dekker stedet, eller ikke arbeider med noe av ansvaret."""
    tema, sted = _tema(e, mottaker), _sted(e, mottaker)
    if tema is None or (sted is None and mottaker.omrade):
        return None
    erfaring = [g for g in (_hos(e, mottaker), _niva(e, mottaker)) if g]
    grunner = [g for g in (sted, tema, *erfaring) if g]
    poeng = round(sum(g.poeng for g in grunner))  # høyst 95
    return Vurdering(e.slug, poeng, JA if erfaring else DELVIS, tuple(grunner))


def _tema(e: Entreprenorprofil, mottaker: Mottaker) -> Grunn | None:
    felles = [t for t in e.temaer if t in mottaker.ansvar]
    return Grunn("e_tema", _TEMA, _TEMA, {"temaer": felles[:HOYST_TEMAER]}) if felles else None


def _sted(e: Entreprenorprofil, mottaker: Mottaker) -> Grunn | None:
    """Stedet selv, noe i fylket, fylket det ligger i, eller hele landet – det nærmeste."""
    if mottaker.omrade and mottaker.omrade in e.steder:
        return Grunn("e_sted", _SELV, _SELV, {"sted": mottaker.omrade})
    inni = sorted(
        k for k in e.steder if mottaker.omrade and len(mottaker.omrade) == 2 and k.startswith(mottaker.omrade)
    )
    if inni:
        return Grunn("e_sted", _I_FYLKET, _SELV, {"sted": inni[0]})
    if mottaker.fylke and mottaker.fylke in e.steder:
        return Grunn("e_sted", _FYLKET, _SELV, {"sted": mottaker.fylke})
    return Grunn("e_landet", _LANDET, _SELV) if LANDET in e.steder else None


def _hos(e: Entreprenorprofil, mottaker: Mottaker) -> Grunn | None:
    """Har de gjort noe for virksomhetens egen kommune, eller for den som ligner mest?"""
    if mottaker.omrade in e.hos:
        return Grunn("e_hos_dere", _HOS_DERE, _HOS_DERE, {"sted": mottaker.omrade})
    like = sorted((-len(mottaker.like[k]), k) for k in e.hos if k in mottaker.like)
    if not like:
        return None
    antall, kode = like[0]
    poeng = _HOS_LIK - _PER_LIKHET * antall
    return Grunn("e_hos_lik", poeng, _HOS_DERE, {"sted": kode, "likhet": list(mottaker.like[kode])})


def _niva(e: Entreprenorprofil, mottaker: Mottaker) -> Grunn | None:
    felles = sorted(e.har & mottaker.nivaer)
    return Grunn("e_niva", _NIVA, _NIVA, {"niva": felles[0]}) if felles else None
