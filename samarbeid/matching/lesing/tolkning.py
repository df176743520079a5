"""Leser en idé: temaer, målgrupper, alder, situasjon, sted og svar som bare står i teksten.

Et valgt svar vinner over teksten. Teksten fyller tomme felt med samme vekt, og grunnen siterer ordene.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from samarbeid.matching.lesing.bakgrunn import oppramsede_steder
from samarbeid.matching.lesing.lesere import Lesning, forene
from samarbeid.matching.lesing.onskemonstre import onsker_i, tar_slutt
from samarbeid.matching.lesing.pengekilde import les_pengekilde, med_kilden
from samarbeid.matching.lesing.steder import les_steder_i_tekst, normaliser_omrader
from samarbeid.matching.lesing.stedsvalg import Stedslesing
from samarbeid.matching.lesing.svar_i_tekst import Utfylling, fyll_ut
from samarbeid.matching.lesing.tekst import Funn, Ordliste, Vilkarsleser, er_engelsk
from samarbeid.matching.lesing.temavalg import (
    alder_passer,
    allmenne_ord,
    foresla_malgrupper,
    foresla_temaer,
    ord_uten_vilkar,
    tema_fra_malgruppe,
)
from samarbeid.matching.typer import (
    OSLO,
    Grunn,
    Ideprofil,
    Kunnskap,
    Temaforslag,
    Tolkning,
)
from veier.sok.normalisering import Ord, finn_ord

_NIVAORD = (
    ("nav", re.compile(r"\bnav\b|\bnav-", re.I)),
    ("fylkeskommune", re.compile(r"\bfylkeskommun|\bvideregående skole|\bvidaregåande skul", re.I)),
    (
        "stat",
        re.compile(r"\bdepartement|\bdirektorat|\bstorting|\bkriminalomsorg|\bbufetat|\bstaten\b", re.I),
    ),
)  # fmt: skip


# Det forskerne alt har gjort, er ikke noe det bes om.
_FORSKERNE_HAR = re.compile(
    r"\b(?P<hvem>[A-ZÆØÅ][A-Za-zÆØÅæøå]{2,12}) (?:har|hadde) (?:skr[ie]v|mål|eval|fulgt|undersøk|forsk|dokument)"
)


# «Studenter fra OsloMet» er ikke forskning før noen skal finne ut noe.
_FORSKNINGSSTEDER = frozenset(
    {"NTNU", "OsloMet", "NORCE", "SINTEF", "universitet", "universitetet", "høgskole"}
)
_FORSKE = re.compile(
    r"forsk|evaluer|undersøk|dokumenter|studie av|måle? (?:om|effekt|virkning)|finne ut|doktorgrad", re.I
)
_BYDELEN = re.compile(
    r"\b(?:bydelen|bydelens|bydelsdirektør\w*|bydelsutvalg\w*|(?:en|ein|vår|denne) bydel)\b", re.I
)
_HELE_BYEN = re.compile(
    r"\b(?:bydel[ea]ne|hele byen|heile byen|hele oslo|heile oslo|alle bydeler|alle bydelar)\b", re.I
)

_NAV = re.compile(r"\bnav\b", re.I)
_NAV_AVVIST = re.compile(
    r"\bnav\b(?=[^.!?\n]{0,60}(?:, men (?:de|dei|det|her|vi|me)\b|\b(?:har sagt nei|sier nei|seier nei|kan ikke|kan ikkje"
    r"|dekker ikke|dekkjer ikkje|betaler ikke|betalar ikkje)\b))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Nokkel:
    """Hva et uttrykk i ordlisten gjelder."""

    slag: str  # tema | signal | onske | ordning | vei
    verdi: Any


def lag_ordliste(kunnskap: Kunnskap) -> Ordliste:
    """Alle uttrykkene motoren kjenner, bygget én gang per versjon av referansedataene."""
    liste = Ordliste(allmenne=allmenne_ord(kunnskap.temaord))
    for temaord in kunnskap.temaord:
        liste.legg_til(temaord.uttrykk, Nokkel("tema", temaord), ledd=temaord.sterk)
    for signal in kunnskap.signaler:
        liste.legg_til(signal.uttrykk, Nokkel("signal", signal))
    for modell in kunnskap.modeller:
        for uttrykk in modell.onskeord:
            liste.legg_til(uttrykk, Nokkel("onske", modell.slug), ledd=True)
    for ordning in kunnskap.tilskudd:
        for uttrykk in ordning.kalles:
            liste.legg_til(uttrykk, Nokkel("ordning", ordning.slug))
    for rader in kunnskap.veier.values():
        for rad in rader:
            for uttrykk in rad.ord:
                liste.legg_til(uttrykk, Nokkel("vei", rad.nokkel), ledd=True)
    return liste


def tolk(ide: Ideprofil, kunnskap: Kunnskap) -> Tolkning:
    """Fyller ideen ut med det teksten sier, og noterer hvor hvert svar kom fra."""
    tekst = ide.tekst
    ord_ = finn_ord(tekst)
    funn, nektet = kunnskap.oppslag.les(tekst, ord_)
    oppramset = _oppramset(ord_, tekst)
    funn = [f for f in funn if f.gjelder.slag != "tema" or f.fra not in oppramset]
    utfylling = fyll_ut(ide, _om_losningen(funn, ord_, ide), tekst)
    kilde = les_pengekilde(tekst)
    steder = les_steder_i_tekst(tekst, kunnskap)
    omrader = _omrader(utfylling.ide, steder, kunnskap)
    if omrader and not ide.omrader:
        lest = [sted for sted, koder in steder.ord if set(koder) & set(omrader)]
        utfylling.fra_tekst["omrader"] = ", ".join(lest)
    stammer = tuple(o.stamme for o in ord_)
    vilkar = Vilkarsleser(stammer)
    malgruppe = tuple(utfylling.ide.malgruppe or foresla_malgrupper(funn, vilkar))
    alder, sikker = _alder(utfylling.ide, malgruppe, kunnskap)
    engelsk = er_engelsk(o.skrevet for o in ord_)
    ikke_nektet = [o for nr, o in enumerate(ord_) if nr not in nektet and nr not in oppramset]
    i_tittel = bisect_left(ord_, len(ide.tittel), key=attrgetter("start")) if ide.tittel else 0
    leses = _Leses(utfylling.ide, funn, ikke_nektet, vilkar, "alder_fra" in utfylling.fra_tekst, i_tittel)
    lesning = _les_tema(leses, kunnskap, alder if sikker else None, engelsk=engelsk)
    return Tolkning(
        ide=utfylling.ide,
        tema=lesning.tema,
        malgruppe=malgruppe,
        alder=alder,
        alder_sikker=sikker,
        fra_tekst=utfylling.fra_tekst,
        onsker=med_kilden(_uten_slutt(_onsker(funn, tekst), utfylling), kilde),
        stammer=stammer,
        veiord=frozenset(f.gjelder.verdi for f in funn if f.gjelder.slag == "vei"),
        omrader=omrader,
        bydel=steder.bydel if OSLO in omrader and not _HELE_BYEN.search(tekst) else "",
        i_bydel=OSLO in omrader and not steder.bydel and _i_en_bydel(tekst),
        nevnte_nivaer=frozenset(
            niva
            for niva, monster in _NIVAORD
            if monster.search(tekst) and not (niva == "nav" and _nav_er_avvist(tekst))
        ),
        mangler=(*utfylling.mangler, *_sporsmal(steder, omrader, engelsk=engelsk)),
        spurt=lesning.spurt,
        naermest=lesning.naermest,
        steder=steder.ord if not ide.omrader else (),
        engelsk=engelsk,
        penger_hos=kilde.niva,
        belop_i_aret=utfylling.belop_i_aret,
        tar_slutt=tar_slutt(tekst.lower()),
        ordninger={f.gjelder.verdi: f.ord for f in funn if f.gjelder.slag == "ordning"},
    )


def _oppramset(ord_: list[Ord], tekst: str) -> frozenset[int]:
    """Numrene til ordene som bare er ett av stedene i en rekke («skoler, sykehjem og rådhus»): de sier ikke hva det handler om."""
    rekker = oppramsede_steder(tekst)
    return frozenset(nr for nr, o in enumerate(ord_) if any(fra <= o.start < til for fra, til in rekker))


def _om_losningen(funn: list[Funn], ord_: list[Ord], ide: Ideprofil) -> list[Funn]:
    """Uten det som står i problemet om hva slags tilbud det er: der er det det andre gjør."""
    if not (ide.problem and ide.losning):
        return funn
    forst = len(ide.tittel) + bool(ide.tittel)
    fra, til = (
        bisect_left(ord_, plass, key=attrgetter("start")) for plass in (forst, forst + len(ide.problem))
    )
    return [
        f
        for f in funn
        if not (f.gjelder.slag == "signal" and f.gjelder.verdi.felt == "tjenestetype" and fra <= f.fra < til)
    ]


def _i_en_bydel(tekst: str) -> bool:
    """«Unge i bydelen venter»: én bydel, ikke bydelene eller hele byen."""
    return bool(_BYDELEN.search(tekst)) and not _HELE_BYEN.search(tekst)


@dataclass(frozen=True, slots=True)
class _Leses:
    """Ideen mens temaet leses: ordene som ikke er nektet, og det som er funnet i dem."""

    ide: Ideprofil
    funn: list[Funn]
    ord: list[Ord]
    vilkar: Vilkarsleser
    alder_fra_tekst: bool
    i_tittel: int  # så mange av ordene i teksten står i tittelen


def _les_tema(leses: _Leses, kunnskap: Kunnskap, alder: tuple[int, int] | None, *, engelsk: bool) -> Lesning:
    """Temaene: de valgte, ellers det de to leserne sier, uten det eieren har sagt er feil."""
    ide = leses.ide
    if ide.tema:
        return Lesning(tuple(Temaforslag(slug, "valgt", 1.0) for slug in ide.tema))
    tema = foresla_temaer(
        leses.funn,
        leses.vilkar,
        leses.i_tittel,
        alder,
        kunnskap,
        alder_fra_tekst=leses.alder_fra_tekst,
    )
    nei = {merke.removeprefix("tema:") for merke in ide.ikke_lest if merke.startswith("tema:")}
    tema = tuple(t for t in tema if t.slug not in nei) or tema_fra_malgruppe(ide.malgruppe, kunnskap)
    likt = [] if engelsk else kunnskap.likhet.les(ide.tekst, leses.ord)
    svekket = ord_uten_vilkar(leses.funn, leses.vilkar)
    mulige = [
        replace(en, baerer=False)
        if en.baerer and {o.lower() for o in en.ord} <= svekket.get(en.slug, set())
        else en
        for en in likt
        if en.slug not in nei and alder_passer(kunnskap, en.slug, alder)
    ]
    return forene(tema, mulige, antall_ord=len(leses.ord))


def _omrader(ide: Ideprofil, steder: Stedslesing, kunnskap: Kunnskap) -> tuple[str, ...]:
    """De valgte stedene, ellers dem teksten nevner, uten dem eieren sier er lest feil. En region er flere koder i ett merke."""
    if ide.omrader:
        return normaliser_omrader(ide.omrader, kunnskap)
    merker = (m.removeprefix("omrade:") for m in ide.ikke_lest if m.startswith("omrade:"))
    feil = {kode for merke in merker for kode in merke.split(",")}
    return tuple(kode for kode in steder.omrader if kode not in feil)


def _sporsmal(steder: Stedslesing, omrader: tuple[str, ...], *, engelsk: bool) -> Iterable[Grunn]:
    if engelsk:
        yield Grunn("engelsk", detaljer={"felt": "tittel"})
    if not omrader:
        for ord_, valg in steder.flertydige:
            yield Grunn("sted_flere", detaljer={"felt": "omrader", "ord": ord_, "steder": valg})


def _uten_slutt(onsker: dict[str, str], utfylling: Utfylling) -> dict[str, str]:
    """Ønskene, uten et abonnement som bare er en pris i måneden for noe som tar slutt i løpet av året."""
    ord_, lest = onsker.get("abonnement", ""), utfylling.fra_tekst.get("varighet_ar")
    ar = utfylling.ide.varighet_ar
    if " i måned" in ord_ and lest and ar is not None and ar < 1:
        return {modell: o for modell, o in onsker.items() if modell != "abonnement"}
    return onsker


def _nav_er_avvist(tekst: str) -> bool:
    """«Nav har praksisplasser, men de er til andre»: hver gang Nav er nevnt, er det for å si at det ikke er dem det gjelder."""
    avvist = len(_NAV_AVVIST.findall(tekst))
    return bool(avvist) and avvist == len(_NAV.findall(tekst))


def _onsker(funn: list[Funn], tekst: str) -> dict[str, str]:
    """Modellene teksten ber om, med ordene. «SINTEF har skrevet rapporten» ber ikke om forskning, og «innovasjonspartnerskap» er
    ikke et partnerskap."""
    onsker: dict[str, str] = {}
    egne = [f for f in funn if f.gjelder.slag == "onske"]
    lengst = {f.fra: f for f in egne if not f.ledd}
    gjort = {m["hvem"] for m in _FORSKERNE_HAR.finditer(tekst)}
    for f in egne:
        av_et_annet = f.ledd and f.fra in lengst and lengst[f.fra].gjelder.verdi != f.gjelder.verdi
        uten_forskning = f.ord in _FORSKNINGSSTEDER and not _FORSKE.search(tekst)
        if not av_et_annet and f.ord not in gjort and not uten_forskning:
            onsker.setdefault(f.gjelder.verdi, f.ord)
    for slug, ordene in onsker_i(tekst.lower()).items():
        onsker.setdefault(slug, ordene)
    if "medvirkning" in onsker and onsker.get("direkte-kjop", "").lower() == "honorar":
        del onsker["direkte-kjop"]  # honoraret er for rådene
    if "nav-tiltak" in onsker:  # statens tiltak kjøpes av regionen, aldri av kontoret
        onsker.pop("lokal-nav-avtale", None)
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
