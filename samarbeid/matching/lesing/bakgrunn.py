"""Det en tekst forteller om før nå: «jeg var rektor i 22 år», «i ni år har vi bygd skolehager», «vi har hatt en avtale».

En enhet, et sted eller en form som bare står der, er ikke noe det bes om. Setninger er korte, og mønsteret er bundet i
lengde: tiden følger lengden på teksten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SETNING = re.compile(r"[^.!?\n]{3,400}")
_VI = r"(?:jeg|eg|vi|me|æ|je)"
_VAR = (
    r"(?:var|dreiv|drev|hadde|jobba|jobbet|arbeidet|arbeidde|gikk|gjekk|bodde|budde|starta|startet|begynte|byrja"
    r"|bygde|kjørte|køyrde|laget|laga|prøvde|testet|testa|holdt|heldt|vokste|vaks|ledet|leia)"
)
_GJORT = (
    r"(?:hatt|jobbet|jobba|arbeidet|arbeidd|drevet|drive|drevi|bygd|gjennomført|testet|testa|kjørt|køyrt|holdt|halde"
    r"|undervist|gått|vært|vore)"
)
_FOR = re.compile(
    rf"\b{_VI} (?:{_VAR}|har (?:\w{{1,10}} ){{0,2}}{_GJORT})\b|\b{_VAR} {_VI}\b|\bhar {_VI} (?:\w{{1,10}} ){{0,2}}{_GJORT}\b"
)
# «vi har hatt lyst til», «hun jeg var hos, sier» handler om nå.
_NA = re.compile(
    r"\b(?:treng\w{0,2}|ønsk\w{0,2}|ynskj\w{0,2}|vil|vel|skal|søk\w{0,3}|ber|foreslå\w?|tilbyr?|lyst|sa|sier|seier|nå|no)\b"
)

# «barn som har fått hjelp av barnevern», «rektor har ikke dem lenger», «DPS avviser dem»: nevnt, men ikke med.
_HJELP_FRA = re.compile(
    r"\b(?:fått|fekk|fikk|hatt|får) (?:hjelp|hjelp og støtte|oppfølging|tiltak)? ?(?:av|fra|frå|i|hos|med)?\s$"
)
# «tre er ansatt i barnehage» er det som kom ut av det; «jeg er ansatt i barnehagen» er den som skriver.
_FIKK_JOBB = re.compile(
    r"(?<!jeg\s)(?<!eg\s)\b(?:er|ble|blei|vart|blitt) (?:ansatt|tilsett) (?:i|på|ved)\s$|\b(?:fått|fekk|fikk) jobb (?:i|på|ved|hos)\s$"
)
_ER_IKKE_MED = re.compile(
    r"\w{0,4}\s(?:har (?:ikke|ikkje) (?:dem|dei|ham|henne|oss|noe|noko)|avviser|avslår|avslo|sier nei|sa nei|seier nei|er fulle?\b)"
)

# «I skoler, sykehjem og rådhus»: tre slags steder etter hverandre sier hvor det skal skje, ikke hva det handler om.
_STED = (
    r"(?:skole|skule|barneskole|ungdomsskole|barnehage|sykehjem|sjukeheim|rådhus|bibliotek|helsestasjon|bofellesskap|omsorgsbolig"
    r"|omsorgsbustad|idrettshall|svømmehall|symjehall|kulturhus|frivilligsentral|fengsel|kontor|kirke|kyrkje|butikk)\w{0,4}"
)
_STEDENE = re.compile(
    rf"\b{_STED}(?:, (?:på |i )?{_STED}){{1,6}},? (?:og|eller|samt) (?:på |i )?{_STED}\b", re.I
)


def oppramsede_steder(tekst: str) -> list[tuple[int, int]]:
    """(fra, til) i tegn for rekkene med minst tre slags steder."""
    return [treff.span() for treff in _STEDENE.finditer(tekst)]


def bakgrunnen(tekst: str) -> list[tuple[int, int]]:
    """(fra, til) for setningene om det som var. ``tekst`` er med små bokstaver; plassene er tegn."""
    return [
        setning.span()
        for setning in _SETNING.finditer(tekst)
        if _FOR.search(setning[0]) and not _NA.search(setning[0])
    ]


def er_med(fra: int, til: int, tekst: str, for_: Sequence[tuple[int, int]]) -> bool:
    """Om enheten som er nevnt fra og til disse tegnene, er med nå: ikke bare i det som var (``for_``, av ``bakgrunnen``), eller
    nevnt for å si at den ikke er det.
    """
    return not (
        any(a <= fra < b for a, b in for_)
        or _HJELP_FRA.search(tekst, max(0, fra - 30), fra)
        or _FIKK_JOBB.search(tekst, max(0, fra - 30), fra)
        or _ER_IKKE_MED.match(tekst, til, til + 40)
    )
