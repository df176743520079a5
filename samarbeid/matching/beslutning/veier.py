"""Veien til en beslutning: nivå, virksomhet, første samtale, døråpner og beslutter.

Kilder: ansvar etter lov i radene, beslutningstrappa i ``trapp``, og heftet «Veier til samarbeid» om at det trengs en
person, ikke et system. Et nivå som ikke kan bestemme noe her, er ingen vei, men kan likevel bidra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.beslutning.beslutter import FORVALTEREN, TILSKUDD, Sak, besluttere
from samarbeid.matching.beslutning.egne_eiere import virksomheten
from samarbeid.matching.beslutning.parter import er_oslos_skoler, nav_i_fylket, parter_for, styreform_for
from samarbeid.matching.beslutning.radvalg import Grunnlag, Radtreff
from samarbeid.matching.beslutning.rang import avhenger_av_alder, avhenger_av_situasjon
from samarbeid.matching.beslutning.samtale import EN_DOR, dorapnere, forste_samtale
from samarbeid.matching.setninger import OSLOS_SKOLER
from samarbeid.matching.typer import (
    JA,
    NEI,
    Bidrag,
    Grunn,
    Kunnskap,
    Modellprofil,
    Partprofil,
    Rolleforslag,
    Tolkning,
    Vei,
    Veiprofil,
    Vurdering,
)

HOYST_VEIER = 20
# Ordene en leser kjenner igjen nivået på: en tekst om en videregående skole nevner ikke fylkeskommunen.
_NIVAETS_NAVN = {
    "kommune": re.compile(r"kommun|bydel", re.I),
    "fylkeskommune": re.compile(r"fylke", re.I),
    "nav": re.compile(r"\bnav\b", re.I),
    "stat": re.compile(r"\bstat(?:en|lig)", re.I),
}
LITEN_KOMMUNE = 5000
# Under dette var nivået ideer som ligner, peker på, galt oftere enn riktig (0–1).
MINST_LIKT_FOR_EN_VEI_TIL = 0.4


@dataclass(frozen=True, slots=True)
class Veiene:
    """Veiene, det mest ansvarlige nivået først, og nivåene som bare kan bidra."""

    veier: tuple[Vei, ...] = ()
    bidrag: tuple[Bidrag, ...] = ()


def lag_veier(sak: Sak, grunnlag: Grunnlag, vurderinger: Sequence[Vurdering]) -> Veiene:
    """Veiene for de virksomhetene som ligger i de valgte stedene. ``vurderinger`` er modellene, best først."""
    profiler = {m.slug: m for m in sak.kunnskap.modeller}
    aktuelle = [(profiler[v.slug], v) for v in vurderinger if v.passer != NEI]
    veier: list[Vei] = []
    bidrag: list[Bidrag] = []
    radenes = (treff.rad.niva for treff in grunnlag.rader)
    for niva in dict.fromkeys((*grunnlag.nivaer, *radenes)):
        egne = grunnlag.radene(niva)
        modeller = _for_nivaet(aktuelle, egne[0].rad)
        if niva not in grunnlag.nivaer or (veier and ((aktuelle and not modeller) or _er_svakt(sak, niva))):
            # En annen alder er ingen å spørre, og Nav-kontoret er alt kommunens.
            ingen = egne[0].apen or (niva == "kommune" and "nav" in grunnlag.nivaer)
            if not ingen and _kan_bidra(sak, egne[0]):
                bidrag.append(_bidrag(egne[0]))
            continue
        parter = parter_for(sak.t, sak.kunnskap, niva, egne[0].rad)
        if niva == "nav" and er_navs_kjop(_vei(sak, egne, parter[0], 0, modeller)):
            parter = nav_i_fylket(sak.t, sak.kunnskap)
        for plass, part in enumerate(parter):
            vei = _vei(sak, egne, part, plass, modeller)
            if egen := _hos_eieren(vei, sak):  # den samme uansett hvilken av kommunene den er i
                veier.append(egen)
                break
            veier.append(vei)
    return Veiene(tuple(veier[:HOYST_VEIER]), tuple(bidrag))


def er_navs_kjop(vei: Vei) -> bool:
    """Om veien går til Nav i fylket, som kjøper statens tiltak: der er det verken kontorets leder, budsjettår eller penger."""
    begge = (vei.forste_samtale[:1], vei.beslutter[:1])
    return all(roller and roller[0].rolle == trapp.NAV_I_FYLKET for roller in begge)


def _er_svakt(sak: Sak, niva: str) -> bool:
    """Om ideene som ligner, peker på et annet nivå og lite på dette, og teksten ikke nevner det: da er det ingen vei ved siden av.

    Er det alderen eller situasjonen som avgjør nivået, og den ikke er kjent, sier likheten ingenting: da spør siden om den.
    """
    peker = sak.like.nivaer
    if (
        niva in sak.t.nevnte_nivaer | sak.pekere.spurt
        or max(peker.values(), default=0.0) < MINST_LIKT_FOR_EN_VEI_TIL
    ):
        return False
    if sak.t.alder is None and avhenger_av_alder(sak.t, sak.kunnskap):
        return False
    if sak.t.ide.situasjon is None and avhenger_av_situasjon(sak.t, sak.kunnskap):
        return False
    return peker.get(niva, 0.0) < MINST_LIKT_FOR_EN_VEI_TIL


def _for_nivaet(aktuelle: list[tuple[Modellprofil, Vurdering]], rad: Veiprofil) -> list[Modellprofil]:
    """Den beste modellen nivået kan bruke, og den neste når det er noen andre som bestemmer over slike penger.

    Den som forvalter en ordning, kan bare den.
    """
    forvalter = rad.forste[0] == FORVALTEREN
    egne = [
        (m, v)
        for m, v in aktuelle
        if trapp.kan_brukes(m, rad.niva) and (not forvalter or m.slug == "statlig-tilskudd")
    ]
    if not egne:
        return []
    forst = egne[0][0]
    andre = [m for m, v in egne[1:2] if v.passer == JA and (m.slug in TILSKUDD) != (forst.slug in TILSKUDD)]
    return [forst, *andre]


def _kan_bidra(sak: Sak, treff: Radtreff) -> bool:
    """Om teksten nevner nivået, eller ideer som ligner, også peker på den som ville vært å spørre der."""
    niva, like = treff.rad.niva, sak.like.roller
    return (
        not like
        or niva in sak.t.nevnte_nivaer | sak.pekere.spurt
        or like.get(treff.rad.forste[0], 0.0) >= EN_DOR
    )


def _bidrag(treff: Radtreff) -> Bidrag:
    rolle = treff.rad.forste[0]
    return Bidrag(treff.rad.niva, rolle, Grunn("bidrag", detaljer={"niva": treff.rad.niva, "rolle": rolle}))


def _vei(
    sak: Sak, treff: list[Radtreff], part: Partprofil | None, plass: int, modeller: list[Modellprofil]
) -> Vei:
    forst = treff[0].rad
    styreform = styreform_for(part, forst, sak.kunnskap, bydel=sak.t.bydel, i_bydel=sak.t.i_bydel)
    sak = _i_styreformen(sak, styreform, forst.niva)
    forste = forste_samtale(sak, treff, styreform, modeller)
    sak = replace(sak, moter=forste[0].rolle if forste else "")
    beslutter = besluttere(sak, forst, styreform, modeller)
    opptatt = {f.rolle for f in (*forste, *beslutter)}
    if er_oslos_skoler(part, styreform, _enhetslederen(sak, forst, forste)):
        forste, beslutter = (tuple(map(_hos_skoleetaten, roller)) for roller in (forste, beslutter))
    return Vei(
        niva=forst.niva,
        part=part,
        poeng=max(1, min(100, round(treff[0].poeng) - plass)),
        grunner=tuple(_grunner(sak.t, treff[0], part, sak)),
        forste_samtale=forste,
        beslutter=beslutter,
        dorapner=() if sak.moter == trapp.NAV_I_FYLKET else dorapnere(sak, treff, styreform, opptatt),
        merknader=tuple(_merknader(treff, part, sak.kunnskap)),
    )


def _i_styreformen(sak: Sak, styreform: str, niva: str) -> Sak:
    """Saken med enhetene under den som har dem der: Oslo og Nordland har ingen fylkeskommunedirektør over tannhelsen."""
    roller = sak.kunnskap.roller
    enheter = tuple(
        replace(e, rolle=trapp.i_styreformen(e.rolle, styreform, niva, roller)) if e.niva == niva else e
        for e in sak.pekere.enheter
    )
    return replace(sak, pekere=replace(sak.pekere, enheter=enheter))


def _enhetslederen(sak: Sak, rad: Veiprofil, forste: Sequence[Rolleforslag]) -> str:
    """Lederen for enheten det gjelder: den man snakker med, eller den saken ellers er hos når man begynner hos avdelingen over."""
    rolle = forste[0].rolle if forste else rad.forste[0]
    if rolle != "byradsavdeling":
        return rolle
    enhet = sak.pekere.enhet_paa(rad.niva)
    return enhet.rolle if enhet else rad.forste[0]


def _hos_skoleetaten(f: Rolleforslag) -> Rolleforslag:
    """Forslaget med navnene de har i skolene i Oslo, og grunnen der: de er verken fylkeskommunens eller bydelens."""
    rektors = f.rolle == "rektor-videregaende" and f.grunn.kode == "forste_samtale"
    detaljer = {**f.grunn.detaljer, "navneform": OSLOS_SKOLER}
    return replace(
        f, grunn=replace(f.grunn, kode="oslos_skoler" if rektors else f.grunn.kode, detaljer=detaljer)
    )


def _hos_eieren(vei: Vei, sak: Sak) -> Vei | None:
    """Veien uten kommunens folk, når den første samtalen er med en som leder noe kommunen ikke bestemmer over."""
    forst = vei.forste_samtale[:1]
    part = virksomheten(forst[0].rolle, sak.pekere) if forst else None
    if part is None:
        return None
    egne = tuple(f for f in vei.beslutter if f.rolle == forst[0].rolle)
    if not egne:  # eierne avgjør det, og da er det kommunens vei
        return None
    grunn = Grunn("enhet_nevnt", detaljer={"rolle": forst[0].rolle})
    return replace(
        vei, part=part, grunner=(grunn,), forste_samtale=forst, dorapner=(), beslutter=egne, merknader=()
    )


def _grunner(t: Tolkning, treff: Radtreff, part: Partprofil | None, sak: Sak) -> Iterable[Grunn]:
    rad = treff.rad
    if rad.tema:
        yield Grunn("niva_har_ansvar", detaljer={"tema": rad.tema, "niva": rad.niva})
    elif enhet := sak.pekere.enhet_paa(rad.niva):
        yield Grunn("enhet_nevnt", detaljer={"rolle": enhet.rolle})
    elif rad.niva not in sak.pekere.spurt or rad.niva in {"kommune", "fylkeskommune"}:
        yield Grunn("dorer_for_alle", detaljer={"niva": rad.niva})
    if rad.niva in t.nevnte_nivaer | sak.pekere.spurt and _NIVAETS_NAVN[rad.niva].search(t.ide.tekst):
        yield Grunn("niva_nevnt", detaljer={"niva": rad.niva})
    if (rad.alder_fra is not None or rad.alder_til is not None) and t.alder_sikker and t.alder:
        yield Grunn("alder_avgjor", detaljer={"fra": t.alder[0], "til": t.alder[1]})
    if rad.situasjoner and t.ide.situasjon in rad.situasjoner:
        ord_ = t.fra_tekst.get("situasjon", "")
        yield Grunn("situasjon_avgjor", detaljer={"situasjon": t.ide.situasjon, "ord": ord_})
    if part and part.omrade and t.omrader:
        lest = t.fra_tekst.get("omrader", "")
        if lest and lest.lower() in part.navn.lower():
            return  # «Moss kommune har ansvar i «Moss»» sier ingenting
        yield Grunn("sted_nevnt" if lest else "sted", detaljer={"part": part.navn, "ord": lest})


def _merknader(treff: list[Radtreff], part: Partprofil | None, kunnskap: Kunnskap) -> Iterable[Grunn]:
    if treff[0].rad.merknad:
        yield Grunn("merknad", detaljer={"tekst": treff[0].rad.merknad})
    if part is None:
        return
    if part.merknad:
        yield Grunn("merknad", detaljer={"tekst": part.merknad})
    omrade = kunnskap.omrader.get(part.omrade or "")
    if part.type == "kommune" and omrade and omrade.innbyggere and omrade.innbyggere < LITEN_KOMMUNE:
        yield Grunn("liten_kommune", detaljer={"innbyggere": omrade.innbyggere})
