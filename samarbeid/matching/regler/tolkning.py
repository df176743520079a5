"""Leser en idé: temaer, målgrupper, alder, situasjon, sted og svar som bare står i teksten.

Et valgt svar vinner over teksten. Teksten fyller tomme felt med samme vekt, og grunnen siterer ordene.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from samarbeid.matching.regler.belop import belop_i_tekst
from samarbeid.matching.regler.steder import les_steder_i_tekst, normaliser_omrader
from samarbeid.matching.regler.tall_i_tekst import alder_i_tekst, varighet_i_tekst
from samarbeid.matching.regler.tekst import Funn, Ordliste
from samarbeid.matching.regler.temavalg import foresla_malgrupper, foresla_temaer, tema_fra_malgruppe
from samarbeid.matching.typer import (
    VET_IKKE,
    Grunn,
    Ideprofil,
    Kunnskap,
    Signal,
    Temaforslag,
    Tolkning,
)
from veier.sok.normalisering import finn_ord

_MODENHET = ("ide", "prototype", "testet", "drift", "skalering")


_AS = re.compile(r"\b(?:et |eit |vårt )?AS\b")
_NIVAORD = (
    ("nav", re.compile(r"\bnav\b|\bnav-", re.I)),
    ("fylkeskommune", re.compile(r"\bfylkeskommun|\bvideregående skole|\bvidaregåande skul", re.I)),
    (
        "stat",
        re.compile(r"\bdepartement|\bdirektorat|\bstorting|\bkriminalomsorg|\bbufetat|\bstaten\b", re.I),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nokkel:
    """Hva et uttrykk i ordlisten gjelder."""

    slag: str  # tema | signal | onske | vei
    verdi: Any


def lag_ordliste(kunnskap: Kunnskap) -> Ordliste:
    """Alle uttrykkene motoren kjenner, bygget én gang per versjon av referansedataene."""
    liste = Ordliste()
    for temaord in kunnskap.temaord:
        liste.legg_til(temaord.uttrykk, Nokkel("tema", temaord), ledd=temaord.sterk)
    for signal in kunnskap.signaler:
        liste.legg_til(signal.uttrykk, Nokkel("signal", signal))
    for modell in kunnskap.modeller:
        for uttrykk in modell.onskeord:
            liste.legg_til(uttrykk, Nokkel("onske", modell.slug), ledd=True)
    for rader in kunnskap.veier.values():
        for rad in rader:
            for uttrykk in rad.ord:
                liste.legg_til(uttrykk, Nokkel("vei", rad.nokkel), ledd=True)
    return liste


def tolk(ide: Ideprofil, kunnskap: Kunnskap) -> Tolkning:
    """Fyller ideen ut med det teksten sier, og noterer hvor hvert svar kom fra."""
    tekst = ide.tekst
    ord_ = finn_ord(tekst)
    stammer = tuple(o.stamme for o in ord_)
    funn = kunnskap.oppslag.finn(tekst, ord_)
    i_tittel = len(finn_ord(ide.tittel))

    fylt, fra_tekst, mangler = _fyll_ut(ide, funn, tekst)
    omrader = normaliser_omrader(fylt.omrader, kunnskap)
    steder = les_steder_i_tekst(tekst, kunnskap)
    if not omrader and (omrader := steder.omrader):
        fra_tekst["omrader"] = ", ".join(ord_ for ord_, _koder in steder.ord)
    malgruppe = fylt.malgruppe or foresla_malgrupper(funn, stammer)
    alder, sikker = _alder(fylt, malgruppe, kunnskap)
    if fylt.tema:
        tema = tuple(Temaforslag(slug, "valgt", 1.0) for slug in fylt.tema)
    else:
        tema = foresla_temaer(
            funn,
            stammer,
            i_tittel,
            alder if sikker else None,
            kunnskap,
            alder_fra_tekst="alder_fra" in fra_tekst,
        )
        tema = tema or tema_fra_malgruppe(fylt.malgruppe, kunnskap)
    return Tolkning(
        ide=fylt,
        tema=tema,
        malgruppe=tuple(malgruppe),
        alder=alder,
        alder_sikker=sikker,
        fra_tekst=fra_tekst,
        onsker=_onsker(funn),
        stammer=stammer,
        veiord=frozenset(f.gjelder.verdi for f in funn if f.gjelder.slag == "vei"),
        omrader=omrader,
        bydel=steder.bydel if "0301" in omrader else "",
        nevnte_nivaer=frozenset(niva for niva, monster in _NIVAORD if monster.search(tekst)),
        mangler=tuple(mangler),
    )


# ── Felt som kan stå i teksten ──


def _fyll_ut(ide: Ideprofil, funn: list[Funn], tekst: str) -> tuple[Ideprofil, dict[str, str], list[Grunn]]:
    fra_tekst: dict[str, str] = {}
    mangler: list[Grunn] = []
    nye: dict[str, Any] = {}
    for felt, (verdi, ord_) in _svar_i_tekst(funn, tekst, ide.varighet_ar).items():
        na = getattr(ide, felt)
        if na is None or na == VET_IKKE:
            nye[felt] = verdi
            fra_tekst[felt] = ord_
        elif na != verdi and felt not in {"tjenestetype", "varighet_ar"}:
            mangler.append(Grunn("motstrid", detaljer={"felt": felt, "ord": ord_}))
    if ide.alder_fra is None and ide.alder_til is None and (alder := alder_i_tekst(tekst)):
        nye["alder_fra"], nye["alder_til"], fra_tekst["alder_fra"] = alder
    fylt = replace(ide, **nye) if nye else ide
    for felt in ("finnes_fra_for", "hvem_sparer", "styres_av", "situasjon", "kostnadsslag"):
        if getattr(fylt, felt) == VET_IKKE:
            ikke_svart: dict[str, Any] = {felt: None}
            fylt = replace(fylt, **ikke_svart)
    return fylt, fra_tekst, mangler


def _svar_i_tekst(funn: list[Funn], tekst: str, varighet_ar: float | None) -> dict[str, tuple[Any, str]]:
    """Svaret teksten gir på hvert felt, med ordene. Flere ulike svar: det med flest funn."""
    samlet: dict[str, list[tuple[Any, str]]] = {}
    for f in funn:
        if f.gjelder.slag == "signal":
            signal: Signal = f.gjelder.verdi
            samlet.setdefault(signal.felt, []).append((_verdi(signal), f.ord))
    svar: dict[str, tuple[Any, str]] = {}
    for felt, treff in samlet.items():
        antall = Counter(verdi for verdi, _ord in treff)
        # Den modneste utgaven teller: «i bruk i tre kommuner, vil spre» er kommet så langt som det lengste.
        styrke = _MODENHET.index if felt == "modenhet" else antall.__getitem__
        verdi = max(antall, key=styrke)
        svar[felt] = (verdi, next(ord_ for v, ord_ in treff if v == verdi))
    if "organisasjonsform" not in svar and (treff_as := _AS.search(tekst)):
        svar["organisasjonsform"] = ("AS", treff_as[0])
    if varighet := varighet_i_tekst(tekst):
        svar["varighet_ar"] = varighet
    if belop := belop_i_tekst(tekst, varighet_ar or svar.get("varighet_ar", (None, ""))[0]):
        svar["arlig_belop"] = (belop.arlig, belop.ord)
    return svar


def _verdi(signal: Signal) -> Any:
    if signal.felt in {"utbytte", "frivillighetsregisteret"}:
        return signal.verdi == "ja"
    return signal.verdi


def _onsker(funn: list[Funn]) -> dict[str, str]:
    onsker: dict[str, str] = {}
    for f in funn:
        if f.gjelder.slag == "onske":
            onsker.setdefault(f.gjelder.verdi, f.ord)
    return onsker


def _alder(
    ide: Ideprofil, malgruppe: Iterable[str], kunnskap: Kunnskap
) -> tuple[tuple[int, int] | None, bool]:
    """(fra, til) og om den er oppgitt. Ellers det målgruppene vanligvis er, som bare er en antakelse."""
    if ide.alder_fra is not None or ide.alder_til is not None:
        return (ide.alder_fra or 0, ide.alder_til if ide.alder_til is not None else 120), True
    spenn = [
        (g.alder_fra, g.alder_til if g.alder_til is not None else 120)
        for g in (kunnskap.malgrupper[slug] for slug in malgruppe)
        if g.alder_fra is not None
    ]
    if not spenn:
        return None, False
    return (min(s[0] for s in spenn), max(s[1] for s in spenn)), False
