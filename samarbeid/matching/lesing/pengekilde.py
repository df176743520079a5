"""Hvem det søkes penger hos, når teksten sier det med egne ord: «søkje kommunen om pengar frå den vanlege ordninga».

Ordningene har mange navn, og ingen liste blir lang nok. Leseren ser etter at noen søker, hvem pengene er hos, og at de er
satt av fra før, i den samme setningen. Setninger er korte, og mønstrene er bundet i lengde: tiden følger lengden på teksten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

KOMMUNALT, STATLIG, FELLES = "kommunalt-tilskudd", "statlig-tilskudd", "felles-soknad"
INNOVASJONSFOND = "kommunalt-innovasjonsfond"

_SETNING = re.compile(r"[^.!?\n]{3,400}")
_SOKER = re.compile(
    r"\bsøk(?:e|er|t|te|je|jer|ja|nad\w{0,8})?\b|\b(?:penger|pengar|midler|midlar|finansiering):"
    r"|\b(?:få|fått|ta|ber|be) (?:\w{1,12} ){0,8}(?:av|frå|fra)\b"
)
# «Vi vil ikke søke kommunen om penger», «vi søker ikkje om støtte», «har ikke fått noe fra fondet».
_NEKTER = re.compile(
    r"\b(?:ikke|ikkje|aldri) (?:\w{1,12} ){0,3}(?:søk|få|be |ta )|\bsøk\w{0,4} (?:ikke|ikkje|ingen|aldri)\b"
)
_DEM = re.compile(r"\b(?:av dem|av dei|der|derfra|derifrå|på den|på dem|på det|den|dei|fondet|potten)\b")
_MIDLER = (
    r"(?:\w{0,24}(?:ordning|ordningen|ordninga|pott|potte|potten|potta|fond|fondet|midler|midlene|midlar|midlane|støtte|støtta|"
    r"støtten|stønad)|\w{0,12}(?:tilskudd|tilskot)\w{0,6}|penger|pengene|pengar|pengane)"
)
_STATEN = (
    r"(?:bufdirs?|imdis?|navs|helsedirektoratet|utdanningsdirektoratets?|udirs?|husbanken|kulturdirektoratet|kulturrådet|"
    r"miljødirektoratet|landbruksdirektoratet|direktoratet for \w{2,20}|hk-dir|statens|departementet|"
    r"kriminalomsorgsdirektoratet|mangfoldsdirektoratet)"
)
_HOS_STATEN = re.compile(
    rf"\b{_STATEN}\b[^,;]{{0,40}}\b{_MIDLER}\b|\b{_MIDLER}\b (?:\w{{1,20}} ){{0,4}}(?:fra|frå|hos|til|i) {_STATEN}\b"
    rf"|\b(?:statlig|statleg)\w{{0,2}} {_MIDLER}\b"
    # «Nav sin nasjonale ordning for sosialt entreprenørskap»: navnet på ordningen sier at den er statens
    rf"|\b(?:nav|nav sin|statens|nasjonale?) (?:\w{{2,14}} ){{0,3}}{_MIDLER}\b[^.]{{0,20}}\bsosial\w{{0,2}} entreprenør"
    rf"|\b{_MIDLER}\b (?:for|til) sosial\w{{0,2}} entreprenør\w* (?:\w{{1,8}} ){{0,2}}(?:hos|fra|frå|i|på) nav\b"
)
_EIER = (
    r"(?:kommune|kommunen|kommunens|kommunes|kommuna|bydelen|bydelens|bydel|fylkeskommune|fylkeskommunen|fylkeskommunens|fylkeskommunes|fylket"
    r"|fylkets|byen|\w{0,14}etaten)"
)
# Pengene er satt av: noen deler dem ut, de lyses ut, eller ordningen finnes fra før.
_SATT_AV = (
    r"(?:del(?:er|es|ast|te)? ut|lys(?:er|es|ast|te)? ut|lyst ut|utlyst|vanlige|vanlege|faste|årlige|årlege|eksisterende|"
    r"satt av|sett av|hver vår|kvar vår|hver høst|kvar haust)"
)
_EIERS = re.compile(
    rf"\b{_EIER} (?:\w{{1,14}} ){{0,3}}(?:en|ein|et|eit|ei)? ?\w{{2,24}}"
    r"(?:pott|potten|fond|fondet|midler|midlene|midlar|midlane|ordning|ordninga)\b"
    rf"|\b{_EIER} (?:\w{{2,14}} ){{0,2}}(?:si|sin|sitt|sine) (?:\w{{2,14}} ){{0,2}}\w{{0,24}}(?:ordning|ordninga|pott|fond|midler|midlar)\b"
    rf"|\bhar (?:egne|eigne) {_MIDLER}\b"
    rf"|\b{_EIER} (?:egen |eige )?(?:pott|fond|ordning|tilskudd|tilskot)\w{{0,6}}\b"
    rf"|\b{_MIDLER}\b (?:som )?{_EIER} (?:alt|allerede|allereie|har|deler|gir|gjev)\b"
    rf"|\b{_EIER}\b[^.]{{0,30}}\b(?:har )?(?:satt|sett) av\b[^.]{{0,40}}\b(?:millioner|mill|kroner|kr)\b"
    rf"|\b{_MIDLER}\b[^.]{{0,60}}\b{_SATT_AV}\b|\b{_SATT_AV}\b[^.]{{0,40}}\b{_MIDLER}\b"
    rf"|\b(?:fra|frå|av) \w{{0,16}}(?:fondet|potten|midlene|midlane)\b"
    rf"|\b{_SATT_AV}\b[^.]{{0,30}}\b(?:lag|foreninger|frivillige|organisasjoner)\b"
)
# Fondet og potten for det nye heter ikke det samme alle steder.
_FONDET = re.compile(
    r"innovasjonsfond|(?:pott|millioner|midler|penger|pengar|fond)\w{0,3} [^.]{0,30}\bsosiale entreprenør"
)
_EIER_NEVNT = re.compile(
    rf"\b(?:{_EIER}|kom+un\w{{0,3}}|kommunal\w{{0,2}}|avdeling(?:ene|ane)|enhetene|bydel\w{{0,2}}|fylkeskommune)\b"
)


@dataclass(frozen=True, slots=True)
class Pengekilde:
    """Modellen teksten søker penger gjennom, med ordene som sier det. Tom når den ikke sier det."""

    modell: str = ""
    ord: str = ""
    niva: str = ""


def les_pengekilde(tekst: str) -> Pengekilde:
    """Den første setningen som søker penger fra en ordning: statens eller kommunens egen."""
    sma = tekst.lower()
    har_eier = bool(_EIER_NEVNT.search(sma))
    setningene = list(_SETNING.finditer(sma))
    for setning, neste in zip_longest(setningene, setningene[1:]):
        del_ = setning[0]
        if _NEKTER.search(del_):
            continue
        if not _SOKER.search(del_) and not (neste and _SOKER.search(neste[0]) and _DEM.search(neste[0])):
            continue
        for modell, monster in ((STATLIG, _HOS_STATEN), (KOMMUNALT, _EIERS)):
            funnet = monster.search(del_)
            if funnet and (modell == STATLIG or har_eier):
                fra, til = setning.start() + funnet.start(), setning.start() + funnet.end()
                fondet = modell == KOMMUNALT and bool(_FONDET.search(del_))
                niva = "stat" if modell == STATLIG else "fylkeskommune" if "fylke" in del_ else "kommune"
                return Pengekilde(INNOVASJONSFOND if fondet else modell, tekst[fra:til].strip(), niva)
    return Pengekilde()


def med_kilden(onsker: dict[str, str], kilde: Pengekilde) -> dict[str, str]:
    """Ønskene, med modellen pengene søkes gjennom først. «Søke om penger» er da ikke en søknad sammen med kommunen."""
    if not kilde.modell:
        return onsker
    andre = {KOMMUNALT, STATLIG, INNOVASJONSFOND} - {kilde.modell}
    beholdt = {m: o for m, o in onsker.items() if m not in andre and not (m == FELLES and _er_bare_a_soke(o))}
    return {kilde.modell: kilde.ord} | beholdt


def _er_bare_a_soke(ord_: str) -> bool:
    return not re.search(r"\b(?:sam(?:men|an)|felles|i lag|partner\w*|medsøker)\b", ord_.lower())
