"""Veien til en beslutning: nivå, virksomhet, første samtale, døråpner og beslutter.

Kilder: ansvar etter lov (opplæring, barnevern, helse og omsorg, Nav), kommuneloven om delegering, og
heftet «Veier til samarbeid» om at det trengs en person, ikke et system. Beslutteren er alltid
«vanligvis»: fullmaktene er lokale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samarbeid.matching.regler.beslutter import beslutter_for
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    Grunn,
    Kunnskap,
    Modellprofil,
    Partprofil,
    Rolleforslag,
    Tolkning,
    Vei,
    Veiprofil,
)

HOYST_PARTER, HOYST_VEIER, HOYST_ROLLER = 5, 20, 4
LITEN_KOMMUNE = 5000
_TEMAVEKT = (1.0, 0.8, 0.66, 0.55)
_STEG_RANG = 11.0
_NEVNT_NIVA = 8.0
_USIKKER = 0.5


@dataclass(frozen=True, slots=True)
class Radtreff:
    """En vei-rad som gjelder ideen, med rangen den fikk og temaet den kom fra."""

    rad: Veiprofil
    poeng: float
    temaplass: int


def vei_rader(t: Tolkning, kunnskap: Kunnskap) -> list[Radtreff]:
    """Radene som gjelder, de beste først. Ordnet på poeng, så rang, så nøkkel: alltid samme rekkefølge."""
    treff = []
    for plass, forslag in enumerate(t.tema):
        vekt = _TEMAVEKT[min(plass, len(_TEMAVEKT) - 1)]
        rader = [(rad, _rang(rad, t, kunnskap)) for rad in kunnskap.veier.get(forslag.slug, ())]
        gjelder = [(rad, rang) for rad, rang in rader if rang is not None]
        beste = min((rang for _rad, rang in gjelder), default=1.0)
        for rad, absolutt in gjelder:
            rang = 1 + absolutt - beste  # det mest ansvarlige nivået for denne ideen er alltid først
            poeng = (100 - _STEG_RANG * (rang - 1)) * vekt
            if rad.niva in t.nevnte_nivaer:
                poeng += _NEVNT_NIVA
            treff.append(Radtreff(rad, max(poeng, 1.0), plass))
    treff.sort(key=lambda r: (-r.poeng, r.rad.rang, r.rad.nokkel))
    return treff


def _rang(rad: Veiprofil, t: Tolkning, kunnskap: Kunnskap) -> float | None:
    """Radens rang for denne ideen; None når vilkårene ikke holder."""
    rang = float(rad.rang)
    situasjon = t.ide.situasjon
    if rad.situasjoner and situasjon:
        if situasjon not in rad.situasjoner:
            return None
    elif rad.ord or rad.malgrupper:
        truffet = rad.nokkel in t.veiord or bool(rad.malgrupper & set(t.malgruppe))
        if not truffet and not rad.situasjoner:
            return None
        if not truffet:
            rang += _USIKKER
    elif rad.situasjoner:
        rang += _USIKKER
    if rad.alder_fra is None and rad.alder_til is None:
        return rang
    if t.alder is None:
        nivaer = kunnskap.temaer[rad.tema].nivaer
        return max(rang, nivaer.index(rad.niva) + 1 + _USIKKER)
    andel = _overlapp(t.alder, (rad.alder_fra or 0, rad.alder_til if rad.alder_til is not None else 120))
    if andel == 0:
        return None if t.alder_sikker else rang + 4
    return rang + (1 - andel) * 3


def _overlapp(ide: tuple[int, int], rad: tuple[int, int]) -> float:
    """Hvor stor del av ideens aldersspenn raden dekker (0–1)."""
    fra, til = max(ide[0], rad[0]), min(ide[1], rad[1])
    if til < fra:
        return 0.0
    return (til - fra + 1) / (ide[1] - ide[0] + 1)


def lag_veier(
    t: Tolkning, kunnskap: Kunnskap, modell: Modellprofil | None, terskler: Terskler
) -> tuple[Vei, ...]:
    """Veiene, det mest ansvarlige nivået først, og de virksomhetene som ligger i de valgte stedene."""
    rader = vei_rader(t, kunnskap)
    nivaer = list(dict.fromkeys(treff.rad.niva for treff in rader))
    veier: list[Vei] = []
    for niva in nivaer:
        egne = [treff for treff in rader if treff.rad.niva == niva]
        for plass, part in enumerate(parter_for(t, kunnskap, niva, egne[0].rad)):
            veier.append(_vei(t, kunnskap, egne, part, plass, modell, terskler))
    return tuple(veier[:HOYST_VEIER])


def _vei(
    t: Tolkning,
    kunnskap: Kunnskap,
    treff: list[Radtreff],
    part: Partprofil | None,
    plass: int,
    modell: Modellprofil | None,
    terskler: Terskler,
) -> Vei:
    forst = treff[0].rad
    grunner = [Grunn("niva_har_ansvar", detaljer={"tema": forst.tema, "niva": forst.niva})]
    if forst.niva in t.nevnte_nivaer:
        grunner.append(Grunn("niva_nevnt", detaljer={"niva": forst.niva}))
    if (forst.alder_fra is not None or forst.alder_til is not None) and t.alder_sikker and t.alder:
        grunner.append(Grunn("alder_avgjor", detaljer={"fra": t.alder[0], "til": t.alder[1]}))
    if forst.situasjoner and t.ide.situasjon in forst.situasjoner:
        grunner.append(
            Grunn(
                "situasjon_avgjor",
                detaljer={"situasjon": t.ide.situasjon, "ord": t.fra_tekst.get("situasjon", "")},
            )
        )
    if part and part.omrade and t.omrader:
        grunner.append(Grunn("sted", detaljer={"part": part.navn, "ord": t.fra_tekst.get("omrader", "")}))
    forste = _roller(treff, "forste", set())
    opptatt = {f.rolle for f in forste}
    beslutter = beslutter_for(t, kunnskap, forst, part, modell, terskler, unngaa=opptatt)
    opptatt |= {b.rolle for b in beslutter}
    return Vei(
        niva=forst.niva,
        part=part,
        poeng=max(1, min(100, round(treff[0].poeng) - plass)),
        grunner=tuple(grunner),
        forste_samtale=forste,
        beslutter=beslutter,
        dorapner=_roller(treff, "dorapnere", opptatt),
        merknader=tuple(_merknader(treff, part, kunnskap)),
    )


def _roller(treff: Iterable[Radtreff], felt: str, unngaa: set[str]) -> tuple[Rolleforslag, ...]:
    kode = "forste_samtale" if felt == "forste" else "dorapner"
    roller: dict[str, Rolleforslag] = {}
    for radtreff in treff:
        rad = radtreff.rad
        for plass, rolle in enumerate(getattr(rad, felt)):
            if rolle not in unngaa:
                egen = f"{kode}_rolle" if felt == "forste" and plass else kode
                grunn = Grunn(egen, detaljer={"rolle": rolle, "tema": rad.tema, "grunn": rad.grunn})
                roller.setdefault(rolle, Rolleforslag(rolle, grunn, rad.kilde))
    return tuple(roller.values())[:HOYST_ROLLER]


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


# ── Virksomheter ──


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
        valg = [_kommune(kunnskap, kode, t.bydel) for kode in kommuner]
    elif niva == "nav":
        valg = list(dict.fromkeys(_nav(kunnskap, kode, t.bydel) for kode in kommuner))
    elif niva == "stat" and kommuner:
        valg = [_stat(kunnskap, rad)]
    kjente: list[Partprofil | None] = [part for part in valg if part]
    return kjente[:HOYST_PARTER] or [None]


def _fylkeskommune(kunnskap: Kunnskap, kode: str) -> Partprofil | None:
    return next((p for p in kunnskap.parter if "fylkeskommune" in p.nivaer and kode in p.dekker), None)


def _kommune(kunnskap: Kunnskap, kode: str, bydel: str) -> Partprofil | None:
    if bydel and kode == "0301":
        return next(p for p in kunnskap.parter if p.slug == bydel)
    return next((p for p in kunnskap.parter if p.type == "kommune" and p.omrade == kode), None)


def _nav(kunnskap: Kunnskap, kode: str, bydel: str) -> Partprofil:
    """Kontoret når det er ett kjent, ellers «Nav-kontoret i …»: listen over kontorer er ikke fullstendig."""
    if bydel and kode == "0301":
        navn = next(p.navn for p in kunnskap.parter if p.slug == bydel).replace("Bydel", "Nav")
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


def _stat(kunnskap: Kunnskap, rad: Veiprofil) -> Partprofil | None:
    """Den statlige virksomheten med ansvar for temaet; helseforetak og politidistrikt har vi ikke rader for."""
    if "samhandlingssjef-helseforetak" in rad.forste:
        return None
    aktuelle = [p for p in kunnskap.parter if "stat" in p.nivaer and rad.tema in p.temaer]
    rekkefolge = ("direktorat", "etat", "departement")
    aktuelle = [p for p in aktuelle if p.type in rekkefolge]
    return min(aktuelle, key=lambda p: (rekkefolge.index(p.type), p.slug), default=None)


def avhenger_av_alder(t: Tolkning, kunnskap: Kunnskap) -> bool:
    """Om et av temaene har rader der alderen avgjør nivået."""
    return any(
        rad.alder_fra is not None or rad.alder_til is not None
        for slug in t.temaslugger
        for rad in kunnskap.veier.get(slug, ())
    )


def avhenger_av_situasjon(t: Tolkning, kunnskap: Kunnskap) -> bool:
    return any(rad.situasjoner for slug in t.temaslugger for rad in kunnskap.veier.get(slug, ()))
