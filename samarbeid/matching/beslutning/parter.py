"""Virksomhetene på et nivå for de valgte stedene, og styreformen de har."""

from __future__ import annotations

import re
from dataclasses import replace

from samarbeid.matching.beslutning.trapp import VANLIG_STYREFORM
from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.typer import OSLO, Kunnskap, Partprofil, Tolkning, Veiprofil

HOYST_PARTER = 5
_I_ET_DIREKTORAT = frozenset({"fagdirektor-direktorat", "tilskuddsforvalter"})
# Skolene er ikke bydelens. I Oslo er de Utdanningsetatens.
SKOLEROLLER = frozenset({"rektor", "rektor-videregaende", "ppt-leder"})


def parter_for(t: Tolkning, kunnskap: Kunnskap, niva: str, rad: Veiprofil) -> list[Partprofil | None]:
    """Virksomhetene på nivået for de valgte stedene. Uten sted, med hele landet, eller fylke: ingen navn
    – men et fylke har en fylkeskommune."""
    kommuner = [k for k in t.omrader if kunnskap.omrader[k].type == "kommune"]
    fylker = [k for k in t.omrader if kunnskap.omrader[k].type == "fylke"]
    valg: list[Partprofil | None] = []
    if niva == "fylkeskommune":
        koder = [kunnskap.omrader[k].overordnet for k in kommuner] + fylker
        valg = [_fylkeskommune(kunnskap, kode) for kode in dict.fromkeys(koder) if kode]
    elif niva == "kommune":
        bydel = "" if SKOLEROLLER & set(rad.forste) else t.bydel
        valg = [_kommune(kunnskap, kode, bydel) for kode in kommuner]
    elif niva == "nav":
        valg = list(dict.fromkeys(_nav(kunnskap, kode, t.bydel) for kode in kommuner))
    elif niva == "stat":
        valg = [_nevnt_etat(t, kunnskap, rad) or (_stat(kunnskap, rad) if kommuner else None)]
    kjente: list[Partprofil | None] = [part for part in valg if part]
    return kjente[:HOYST_PARTER] or [None]


def uten_bydel(t: Tolkning, pekere: Pekere) -> Tolkning:
    """Skal det skje på en skole, er bydelen bare stedet: den er byens, uansett hva temaet er."""
    enhet = pekere.enhet_paa("kommune") or pekere.betaler
    if enhet and enhet.rolle in SKOLEROLLER and (t.bydel or t.i_bydel):
        return replace(t, bydel="", i_bydel=False)
    return t


def er_oslos_skoler(part: Partprofil | None, styreform: str, rolle: str) -> bool:
    """Om det gjelder en skole (``rolle`` leder den) i Oslo: under byrådet er det Utdanningsetaten som har dem."""
    i_oslo = part is not None and OSLO in (part.omrade, *part.dekker)
    return i_oslo and styreform == "byrad" and rolle in SKOLEROLLER


def _fylkeskommune(kunnskap: Kunnskap, kode: str) -> Partprofil | None:
    return next((p for p in kunnskap.parter if "fylkeskommune" in p.nivaer and kode in p.dekker), None)


def _kommune(kunnskap: Kunnskap, kode: str, bydel: str) -> Partprofil | None:
    if kode == OSLO and (delen := _bydel(kunnskap, bydel)):
        return delen
    return next((p for p in kunnskap.parter if p.type == "kommune" and p.omrade == kode), None)


def _bydel(kunnskap: Kunnskap, slug: str) -> Partprofil | None:
    """Bydelen teksten nevner; None når ingen er nevnt, eller når redaksjonen har skjult den."""
    return next((p for p in kunnskap.parter if p.slug == slug), None) if slug else None


def _nav(kunnskap: Kunnskap, kode: str, bydel: str) -> Partprofil:
    """Kontoret når det er ett kjent, ellers «Nav-kontoret i …»: listen over kontorer er ikke fullstendig."""
    if kode == OSLO and (delen := _bydel(kunnskap, bydel)):
        navn = delen.navn.replace("Bydel", "Nav")
        kontor = [p for p in kunnskap.parter if p.type == "nav_kontor" and p.navn == navn]
    else:
        kontor = [p for p in kunnskap.parter if p.type == "nav_kontor" and kode in p.dekker]
    if len(kontor) == 1:
        return kontor[0]
    return Partprofil(
        "",
        f"Nav-kontoret i {kunnskap.omrader[kode].navn}",
        "nav_kontor",
        ("nav",),
        None,
        "annen",
        kode,
    )


def nav_i_fylket(t: Tolkning, kunnskap: Kunnskap) -> list[Partprofil | None]:
    """Navs enheter for fylkene stedene ligger i: der kjøpes statens tiltak, aldri på kontoret."""
    regionene = [p for p in kunnskap.parter if p.type == "nav_region"]
    koder = (k if kunnskap.omrader[k].type == "fylke" else kunnskap.omrader[k].overordnet for k in t.omrader)
    kjente: list[Partprofil | None] = [p for kode in koder for p in regionene if kode in p.dekker]
    return list(dict.fromkeys(kjente))[:HOYST_PARTER] or [None]


def _nevnt_etat(t: Tolkning, kunnskap: Kunnskap, rad: Veiprofil) -> Partprofil | None:
    """Direktoratet teksten nevner ved navn («Bufdir», «Helsedirektoratet»), når det er ett og veien går til et direktorat."""
    if not _I_ET_DIREKTORAT & set(rad.forste):
        return None
    nevnt = [p for p in kunnskap.parter if p.type in {"direktorat", "etat"} and _navn_i(p.navn, t.ide.tekst)]
    return nevnt[0] if len(nevnt) == 1 else None


def _navn_i(navn: str, tekst: str) -> bool:
    """Om det fulle navnet, eller det korte i parentes bak, står i teksten."""
    fullt, _skille, kort = navn.partition(" (")
    return fullt in tekst or bool(kort and re.search(rf"\b{re.escape(kort.rstrip(')'))}\b", tekst))


def _stat(kunnskap: Kunnskap, rad: Veiprofil) -> Partprofil | None:
    """Den statlige virksomheten med ansvar for temaet; helseforetak og politidistrikt har vi ikke rader for."""
    if "samhandlingssjef-helseforetak" in rad.forste:
        return None
    aktuelle = [p for p in kunnskap.parter if "stat" in p.nivaer and rad.tema in p.temaer]
    rekkefolge = ("direktorat", "etat", "departement")
    aktuelle = [p for p in aktuelle if p.type in rekkefolge]
    return min(aktuelle, key=lambda p: (rekkefolge.index(p.type), p.slug), default=None)


def styreform_for(
    part: Partprofil | None, rad: Veiprofil, kunnskap: Kunnskap, *, bydel: str = "", i_bydel: bool = False
) -> str:
    """Styreformen som gjelder for saken. Nav-kontorets penger er kommunens, så kommunen (eller bydelen) avgjør der.

    ``i_bydel``: teksten sier «bydelen» i Oslo uten å si hvilken. Da er det bydelens trapp, unntatt for skolene.
    """
    if rad.niva == "stat":
        return "stat"
    if rad.niva == "nav":
        kode = (part.omrade or min(part.dekker, default=None)) if part else None
        part = _kommune(kunnskap, kode, bydel) if kode else None
    niva = "kommune" if rad.niva == "nav" else rad.niva
    if part is None:
        return VANLIG_STYREFORM[niva]
    i_bydel = part.styreform == "bydel" or (i_bydel and part.omrade == OSLO and niva == "kommune")
    if i_bydel:
        return "byrad" if SKOLEROLLER & set(rad.forste) else "bydel"
    return part.styreform if part.styreform != "annen" else VANLIG_STYREFORM[niva]
