"""Hvem teksten selv peker på: nivået den henvender seg til, enheten den nevner, og om flere enheter skal være med.

Et nivå er nevnt når ordet står der; det er *spurt* når teksten ber det om noe («kommunen kjøper», «Nav i Alta»,
«sammen med fylkeskommunen»). Den som er spurt, er den det må bestemmes hos.

Ordene skrives med ``*`` for resten av et ord, ``_`` for mellomrom og ``#`` for et ord imellom. Alt er bundet i lengde, så
tiden følger lengden på teksten.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter, itemgetter

from samarbeid.matching.enhetsord import ENHETER, FLERE, HVER_ENHET, SPURT, Enhet, valg
from samarbeid.matching.lesing.bakgrunn import bakgrunnen, er_med
from samarbeid.matching.lesing.eierskap import er_privat
from samarbeid.matching.lesing.onskemonstre import er_i_gang, er_pa_tvers
from samarbeid.matching.typer import Tolkning


@dataclass(frozen=True, slots=True)
class _Monster:
    """Et mønster på små bokstaver, og bokstavene minst ett av treffene må ha. De letes det etter først: det er raskt."""

    kjenne: tuple[str, ...]
    monster: re.Pattern[str]

    def search(self, tekst: str) -> re.Match[str] | None:
        return self.monster.search(tekst) if any(k in tekst for k in self.kjenne) else None

    def finditer(self, tekst: str) -> Iterator[re.Match[str]]:
        return self.monster.finditer(tekst) if any(k in tekst for k in self.kjenne) else iter(())


def _monster(ord_: str) -> _Monster:
    kjenne = {re.findall("[a-zæøå-]+", ett)[-1] for ett in ord_.split()}  # det siste ordet må alltid stå der
    return _Monster(tuple(sorted(kjenne)), re.compile(rf"\b{valg(ord_)}(?!\w)"))


# Lederne det er mange av i samme kommune eller fylke.
MANGE_AV = frozenset({
    "rektor", "rektor-videregaende", "barnehagestyrer", "leder-sykehjem", "leder-hjemmetjeneste", "leder-helsestasjon",
    "leder-miljotjeneste", "bibliotekleder", "omradeloft-leder",
})  # fmt: skip

_LANG = 700  # tegn; i en kort tekst er alt som er nevnt, med
_VINDU = 70  # så langt fra ordet kan det stå hvem som spør, og hva de skal gjøre
_ENHETSMONSTRE = tuple((e, _monster(e.ord_)) for e in ENHETER)
_SPURTMONSTRE = tuple(
    (niva, re.compile(ord_), re.compile(rf"\b(?:{m})")) for niva, (ord_, m) in SPURT.items()
)
_FLEREMONSTER = _monster(FLERE)
_HELE_STEDET = re.compile(
    r"\b(?:[Hh]ele|[Hh]eile)\s(?:(?!Norge|Noreg|Norden)[A-ZÆØÅ][a-zæøå]|kommunen|fylket|byen)|\bet helt fylke"
)
_GRUNNSKOLE = _monster("barneskole* barneskule* ungdomsskole* ungdomsskule* grunnskole* grunnskule*")
# «hjem fra sykehuset», «etter fengsel»: den som er ferdig der, er en annens oppgave nå.
_DERFRA = re.compile(r"\b(?:fra|frå|etter|ut av)\s(?:\w{1,12}\s)?$")
_SLUTTET = re.compile(
    r"\b(?:sluttet|slutta|droppet|droppa|hoppet|hoppa|falt|falle|ramla)(?:\sut)?(?:\s(?:på|av|frå|fra|i))?\s(?:\w{1,12}\s)?$"
)
_ER_ET_BYGG = re.compile(
    r"\b(?:nedlagt|nedlagte|nedlagde|tidligere|tidlegare|det gamle|den gamle)\s$"
)  # «den nedlagte barneskolen»
_REKTOR, _VIDEREGAENDE, _OPPFOLGING = (
    next(e for e in ENHETER if e.rolle == r)
    for r in ("rektor", "rektor-videregaende", "leder-oppfolgingstjenesten")
)
_BETAL = r"(?:betal|kjøp|dekk|bestill|bestilt|tek rekninga|tar regningen|bruk\w{0,2} av)\w*+(?!\s(?:ikke|ikkje|ingen))"
_BETALER = re.compile(
    rf"\w{{0,6}}\s(?:(?!ikke|ikkje|og|som)\w{{1,15}}\s){{0,2}}{_BETAL}|[^.!?]{{0,50}}\b(?:vil|kan|skal|ønsker å|vil gjerne)\s{_BETAL}"
)
_SKOLEN_BETALER = re.compile(
    rf"\b(?:skolen|skulen|(?:hver|kvar|en|én|ein) (?:skole|skule))\s(?:(?!ikke|ikkje|og|som)\w{{1,15}}\s){{0,3}}{_BETAL}"
)
_HVER_BETALER = re.compile(
    rf"\b(?:hver|kvar|hvert|kvart|den enkelte)\s{valg(HVER_ENHET)}\s(?:(?!ikke|ikkje|og|som)\w{{1,15}}\s){{0,2}}{_BETAL}"
)
_BETALT_AV = re.compile(
    r"(?<!ikke\s)(?<!ikkje\s)\b(?:betal|kjøp|dekk|bestil|tinga)\w{0,4}\s(?:av|over)\s(?:\w{1,14}\s)?$"
)
# Lederen selv sier at det er over henne: da er det den over som bestemmer (beslutning.md 1, trinn a og b).
_OVER_LEDEREN = re.compile(
    r"\b(?:for stort|for mykje|for mye) (?:for|til at) (?:\w{1,12} ){0,3}"
    r"(?:henne|ho|hun|han|ham|dem|dei|de|eg|jeg|oss|kontoret|enheten|skolen|skulen)\b"
    r"|\b(?:må|skal) (?:\w{1,8} )?høy?[eg]a?re? opp\b|\bi grenseland for (?:henne|ham|han|ho)\b"
    r"|\bkan (?:ikke|ikkje|itj|itte|inte) (?:si ja|seie ja|ta det|avgjøre|avgjere|bestemme|bestemma|signere)\b[^.!?\n]{0,40}"
    r"\b(?:alene|åleine|selv|sjølv|sjøl|egen hånd|eiga hand|sitt|sine|andre)\b"
    r"|\b(?:rom|plass) (?:for|til) (?:det|dette) i (?:sitt|eget|eige)\b"
)
_EN_ENHET = re.compile(rf"\b(?:en|én|ein|éin|ett|eitt|et|eit) (?:\w{{1,14}} )?{valg(HVER_ENHET)}\b")
_DELTAR = re.compile(
    r"\w{0,6}\s(?:(?!ikke|ikkje|og|som)\w{1,14}\s){0,2}(?:send|stiller|stillar|vil\b|ønsk|ynskj|plukk|velg|vel\b"
    r"|henvis|tilvis|spør\b|har (?:bedt|bede|spurt|sagt)\b)"
)
_PRIS_FOR = re.compile(
    r"[0-9](?:\s?(?:kr|kroner))?\s(?:for|per|til)\s(?:en|ein|én|éin|hver|kvar|et|eit)?\s?$"
)
_ELEVER_FRA = re.compile(
    r"(?:elev|ungdom|gutt|gut|jent|klasse|folk)\w{0,6}\s(?:fra|frå)\s(?:\w{1,12}\s)?$"
)  # er der ennå
# «solgt til fire barnehager», «brukt i 60 skoler»: det som er gjort et annet sted, er ikke med nå.
_GJORT_FOR = re.compile(
    r"\b(?:solgt|seld|selgt|brukt|brukes|nytta|prøvd|testet|testa|kjørt|køyrt|vært|vore|gjort|levert)\s(?:\w{1,12}\s){0,2}"
    r"(?:til|i|på|av|hos|ved|for)\s(?:\w{1,12}\s){0,2}$"
)
_OG = re.compile(r"[^.,;:!?\n]*\s(?:og|samt)\s[^.,;:!?\n]*$")
_NAER = 40  # tegn mellom to enheter som nevnes sammen


@dataclass(frozen=True, slots=True)
class Pekere:
    """Det teksten selv peker på. Enhetene i rekkefølgen de står."""

    spurt: frozenset[str] = frozenset()
    enheter: tuple[Enhet, ...] = ()
    flere_enheter: bool = False
    hele_stedet: bool = False
    betaler: Enhet | None = None
    hver_for_seg: bool = False  # «hver skole betaler 3 900»
    i_losningen: frozenset[str] = frozenset()  # lederne for enhetene løsningen nevner: der skal det skje
    deltar: frozenset[str] = frozenset()  # de som selv gjør noe: «voksenopplæringen sender læreren»
    skoleslag: bool = False  # teksten sier hva slags skole det er, og med det alderen
    i_gang: bool = False  # en anskaffelse er varslet eller i gang
    pa_tvers: bool = False  # avtalen gjelder flere sektorer
    over_lederen: bool = False  # «det er for stort til at hun kan avgjøre det selv»
    privat: bool = False  # barnehagen, skolen eller sykehjemmet er ikke kommunens

    def flere_enn(self, rolle: str) -> bool:
        """Om flere enheter enn den rollen leder, skal være med. En leder som har hele kommunen, har det fra før."""
        if self.hver_for_seg:
            return False
        return self.flere_enheter or (self.hele_stedet and rolle in MANGE_AV)

    def enhet_paa(self, niva: str, helst: str = "") -> Enhet | None:
        """Den første enheten på nivået, eller den ``helst`` leder når teksten nevner den også."""
        egne = [e for e in self.enheter if e.niva == niva]
        return next((e for e in egne if e.rolle == helst), egne[0] if egne else None)

    def med_roller(self, roller: Container[str]) -> Pekere:
        """Uten enhetene og lederne over dem som redaksjonen har skjult."""
        kjente = (e for e in self.enheter if e.rolle in roller)
        betaler = self.betaler if self.betaler and self.betaler.rolle in roller else None
        enheter = tuple(e if e.over in roller else replace(e, over="") for e in kjente)
        return replace(self, enheter=enheter, betaler=betaler)


@dataclass(frozen=True, slots=True)
class _Nevning:
    """Et sted i teksten en enhet er nevnt."""

    fra: int
    til: int
    enhet: Enhet


def les_pekere(t: Tolkning) -> Pekere:
    """Leser teksten én gang."""
    tekst = t.ide.tekst
    sma = tekst.lower()
    nevnt = _nevnt(sma)
    for_ = bakgrunnen(sma)
    med = [n for n in nevnt if er_med(n.fra, n.til, sma, for_)]
    nevnt = med if med or t.tema else nevnt
    begynner = len(tekst) - len(t.ide.losning)  # i problemet står det som er i dag
    betaler = _betaleren(nevnt, sma, begynner)
    return Pekere(
        spurt=frozenset({betaler.niva} if betaler and betaler.niva != "kommune" else ())
        | frozenset(
            niva
            for niva, ord_, monster in _SPURTMONSTRE
            if _er_spurt(ord_, monster, tekst if niva == "nav" else sma)
        ),
        enheter=_enhetene(_i_losningen(nevnt, sma, t.ide.losning.lower()) or nevnt, sma),
        flere_enheter=_flere(sma, begynner) or _to_sammen(nevnt, sma),
        hele_stedet=bool(_HELE_STEDET.search(tekst)),
        betaler=betaler,
        hver_for_seg=bool(_HVER_BETALER.search(sma, begynner)),
        skoleslag=_ett_skoleslag(nevnt, sma),
        i_losningen=frozenset(n.enhet.rolle for n in nevnt if n.fra >= begynner),
        deltar=frozenset(
            n.enhet.rolle for n in nevnt if n.fra >= begynner and _DELTAR.match(sma, n.til, n.til + 60)
        ),
        over_lederen=bool(_OVER_LEDEREN.search(sma, begynner)),
        i_gang=er_i_gang(sma),
        pa_tvers=er_pa_tvers(sma),
        privat=er_privat(sma),
    )


KJOPERENS = frozenset({"sosiale-krav-i-kontrakt", "reservert-inkludering"})


def den_det_bes_om(t: Tolkning, pekere: Pekere) -> str:
    """Nivået pengene, kjøpet eller rommet er hos: der avgjøres det, uansett hvem temaet ellers hører til hos."""
    if t.penger_hos:
        return t.penger_hos
    if pekere.betaler:
        return pekere.betaler.niva
    if "nav" in pekere.spurt:
        return ""
    kjoper = (
        KJOPERENS & t.onsker.keys()
        and not pekere.spurt - {"kommune"}
        and "fylkeskommune" not in t.nevnte_nivaer
    )
    laner = "lokaler-og-utstyr" in t.onsker and "kommune" in pekere.spurt
    return "kommune" if kjoper or laner else ""


def _nevnt(tekst: str) -> list[_Nevning]:
    """Enhetene i rekkefølgen de står. De som har sluttet på videregående, er oppfølgingstjenestens (raden i beslutningsveier.csv)."""
    ut = []
    for enhet, monster in _ENHETSMONSTRE:
        for treff in monster.finditer(tekst):
            fra = treff.start()
            if _ER_ET_BYGG.search(tekst, max(0, fra - 20), fra):
                continue
            har_sluttet = enhet is _VIDEREGAENDE and _SLUTTET.search(tekst, max(0, fra - 40), fra)
            if enhet.niva == "kommune" or har_sluttet or not _er_ferdig_der(tekst, fra):
                ut.append(_Nevning(fra, treff.end(), _OPPFOLGING if har_sluttet else enhet))
    return sorted(ut, key=attrgetter("fra"))


def _betaleren(nevnt: list[_Nevning], tekst: str, begynner: int) -> Enhet | None:
    """Enheten som skal betale: «skolen betaler 30 000», «22 000 for en barnehage». Den bestemmer over sine egne penger."""
    funnet = [
        (n.fra, n.enhet)
        for n in nevnt
        if n.fra >= begynner
        and (
            _BETALER.match(tekst, n.til, n.til + 60)
            or _PRIS_FOR.search(tekst, max(0, n.fra - 40), n.fra)
            or _BETALT_AV.search(tekst, max(0, n.fra - 40), n.fra)
        )
    ]
    if skolen := _SKOLEN_BETALER.search(tekst, begynner):
        funnet.append((skolen.start(), _REKTOR))
    if not funnet:
        return None
    _plass, forst = min(funnet, key=itemgetter(0))
    return _VIDEREGAENDE if forst is _REKTOR and _bare_videregaende(nevnt, tekst) else forst


def _er_ferdig_der(tekst: str, fra: int) -> bool:
    foran = max(0, fra - 40)
    return bool(_DERFRA.search(tekst, foran, fra)) and not _ELEVER_FRA.search(tekst, foran, fra)


def _flere(tekst: str, begynner: int) -> bool:
    """Om teksten vil ha med flere enheter nå. Skal det skje på «en skole», er de andre bare der problemet også er."""
    fra = begynner if _EN_ENHET.search(tekst, begynner) else 0
    return any(
        not _GJORT_FOR.search(tekst, max(0, treff.start() - 50), treff.start())
        for treff in _FLEREMONSTER.finditer(tekst)
        if treff.start() >= fra
    )


def _i_losningen(nevnt: list[_Nevning], tekst: str, losning: str) -> list[_Nevning]:
    """Løsningen sier hvor det skal skje. Et langt problem kan nevne mange steder uten at noen av dem skal være med."""
    if len(tekst) <= _LANG:
        return []
    return [n for n in nevnt if n.fra >= len(tekst) - len(losning)]


def _er_spurt(ord_: re.Pattern[str], monster: re.Pattern[str], tekst: str) -> bool:
    """Ser bare rundt ordene, så en lang tekst ikke tar lang tid. «Nav i Alta» trenger de store bokstavene."""
    return any(
        monster.search(tekst[max(0, treff.start() - _VINDU) : treff.end() + _VINDU])
        for treff in ord_.finditer(tekst)
    )


def _enhetene(nevnt: list[_Nevning], tekst: str) -> tuple[Enhet, ...]:
    enheter = tuple(dict.fromkeys(n.enhet for n in nevnt))
    return tuple(e for e in enheter if e is not _REKTOR) if _bare_videregaende(nevnt, tekst) else enheter


def _bare_videregaende(nevnt: list[_Nevning], tekst: str) -> bool:
    """Om «skolen» i teksten er en videregående: en slik er nevnt, og ingen grunnskole."""
    return any(n.enhet is _VIDEREGAENDE for n in nevnt) and not _GRUNNSKOLE.search(tekst)


def _ett_skoleslag(nevnt: list[_Nevning], tekst: str) -> bool:
    """«ungdomsskolen» eller «vg2», men ikke begge, og ikke bare «på skolen»."""
    return any(n.enhet is _VIDEREGAENDE for n in nevnt) != bool(_GRUNNSKOLE.search(tekst))


def _to_sammen(nevnt: list[_Nevning], tekst: str) -> bool:
    """«sykehjem og hjemmetjeneste»: to enheter i kommunen som skal være med begge to."""
    kommunens = [n for n in nevnt if n.enhet.niva == "kommune"]
    return any(
        a.enhet is not b.enhet and b.fra - a.til < _NAER and _OG.match(tekst, a.til, b.fra) is not None
        for a, b in pairwise(kommunens)
    )
