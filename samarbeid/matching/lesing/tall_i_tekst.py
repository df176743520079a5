"""Varighet og alder slik folk skriver dem."""

from __future__ import annotations

import re

from samarbeid.matching.lesing.tall import ENERE, TALLORD, les_tall
from veier.tekst.ordtre import ett_av

_ANTALL = r"(?:et|eit|ett) halvt|halvannet|halvanna|halvtannet|\d{1,2}(?:,5)?|" + ett_av(ENERE)
_ENHET = (
    r"skoleår|skuleår|år|måneder|månader|månad|måned|mnd|uker|veker|halvår|semester|years?|months?|weeks?"
)
_VARIGHET = re.compile(
    rf"\b(?:i|over|på|varer|varar|for|in)\s{{1,3}}(?:om lag |ca\.? |cirka |rundt )?(?P<antall>{_ANTALL})\s{{1,3}}(?P<enhet>{_ENHET})\b"
    r"(?!\s{0,3}(?:gam|og eldre|old|siden|sidan))",
    re.I,
)
_PERIODE = re.compile(
    rf"\b(?P<antall>{_ANTALL})[ -]?(?P<enhet>års|årig|årige|måneders|månaders|ukers|vekers)\s?(?:lang(?:t)? )?"
    r"(?:pilot|prøve|prosjekt|avtale|periode|test|forsøk|kurs)",
    re.I,
)
_MED_OPSJON = re.compile(
    rf"\b(?P<antall>{_ANTALL})\s{{1,3}}(?P<enhet>{_ENHET})\s(?:med|pluss|og)\s(?:mulighet|moglegheit|opsjon|rett)\b",
    re.I,
)  # «to år med mulighet for ett til» er avtalen, også når noe annet varer i fire måneder
_FORST_I_LEDDET = re.compile(
    rf"(?:^|[.,;:(\n–-])\s{{0,3}}(?P<antall>{_ANTALL})\s{{1,3}}(?P<enhet>{_ENHET})\b(?=\s{{0,3}}(?:[,.;)\n]|$|til|med|for))",
    re.I,
)
# «hver torsdag 10–13 et halvt år», «to dagar i veka eit halvår»
_SA_OFTE_SA_LENGE = re.compile(
    rf"\b(?:hver|kvar|hvert|kvart|(?:om|i) (?:uka|uken|veka|måneden|månaden))\b[^.;\n]{{0,25}}?\s(?P<antall>{_ANTALL}|et|eit|ett)\s{{1,3}}"
    rf"(?P<enhet>{_ENHET})\b",
    re.I,
)
_ALDERSORD = r"år|åringar|åringer|åringane|åringene|years"
_ALDER = (
    re.compile(
        r"\b(?:(?:mellom|fra|frå|på|aged|ages)\s{1,3})?(?P<fra>\d{1,2})\s{0,3}(?:-|–|—|til|og|to|and)\s{0,3}"
        rf"(?P<til>\d{{1,2}})\s{{0,3}}[- ]?(?:{_ALDERSORD})\b",
        re.I,
    ),
    re.compile(r"\b(?P<under>under|yngre enn|opp til|inntil|opptil)\s{1,3}(\d{1,2})(?:\s{0,3}år\b|(?=\s{0,3}[.,;\n]|$))", re.I),
    re.compile(
        r"\b(?P<over>over|eldre enn|fra|frå|fylt)\s{1,3}(\d{1,3})\s{0,3}år\b|\b(\d{1,3})\s{0,3}(?:år )?(?:og|eller) (?:eldre|oppover)\b"
        r"|\b(\d{1,2})\s?(?:\+|pluss)(?!\w)",
        re.I,
    ),
    re.compile(r"\b(\d{1,2})[ -]?(?:årige?|åringer|åringar|åringane|åringene|åring)\b|\bpå (\d{1,2}) (?:og (\d{1,2}) )?år\b", re.I),
)  # fmt: skip
# «Ungdom 16–20», «aged 16 to 20»: et spenn rett etter et ord for mennesker er en alder også uten «år».
_FOLK_OG_SPENN = re.compile(
    r"\b(?:ungdom\w{0,4}|unge|barn\w{0,3}|elever|jenter|gutter|kvinner|menn|voksne|folk|aldersgruppen?|alderen|alder"
    r"|aldersgruppa|aged|ages)"
    r"\s{0,2}(?:mellom |fra |frå |på )?\(?(?P<fra>\d{1,2})\s{0,2}(?:-|–|—|til|to|og)\s{0,2}(?P<til>\d{1,2})\b"
    r"(?!\s{0,3}(?:%|prosent|stykk|stk|kr|timer|uker|kommun))",
    re.I,
)
# «Folk over 65 i Skien»: en grense rett etter et ord for mennesker.
_FOLK_OG_GRENSE = re.compile(
    r"\b(?:folk|eldre|de|dei|alle|personer|voksne|vaksne|barn|unge|ungdom\w{0,4}|menn|kvinner|elever|pensjonister)"
    r"\s(?:som er )?(?P<retning>over|under)\s(?P<tall>\d{1,2})\b(?!\s{0,3}(?:%|prosent|kr|tusen|timer|stykk|stk|kg|kilo|km|meter|grader))",
    re.I,
)
_I_ORD = re.compile(
    rf"\b(?:mellom |fra |frå )?(?P<fra>{TALLORD})\s(?:-|–|til|og)\s(?P<til>{TALLORD})\s(?:{_ALDERSORD})\b",
    re.I,
)
_OVER_I_ORD = re.compile(
    r"\b(?P<retning>over|under)\s(?P<tall>tretti|førti|femti|seksti|sytti|åtti|nitti|atten|tjue|seksten|fjorten|tolv)\b(?!\s{0,3}(?:prosent|kroner|tusen|timer|stykk))",
    re.I,
)
_ARING_I_ORD = re.compile(
    r"\b(ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue)-?åring(?:er|ar|ene|ane)?\b",
    re.I,
)
_TRINN = re.compile(
    r"\b(\d{1,2})\.\s{0,3}(?:(?:-|–|til|og)\s{0,3}(\d{1,2})\.\s{0,3})?(?:trinn|klasse|klassen|trinnet)\b",
    re.I,
)
_ER_HISTORIE = re.compile(
    r"\b(?:har|hatt|drevet|vært|vore|var|bodd|etter|siden|sidan|de siste|dei siste|hjemme|heime|gikk|gjekk|satt|ventet|venta"
    r"|jobbet)\b[^.]{0,40}$",
    re.I,
)
_VI_HAR_GJORT = re.compile(r"\b(?:(?:vi|me) har \w{2,12}(?:t|d|a)|det var)\b[^.!?\n]{0,115}$", re.I)


def varighet_i_tekst(tekst: str) -> tuple[float, str] | None:
    """Hvor lenge det skal vare, i år. «Vi har drevet i fem år» er erfaring, ikke varigheten."""
    for monster in (_MED_OPSJON, _PERIODE, _VARIGHET, _SA_OFTE_SA_LENGE, _FORST_I_LEDDET):
        for treff in monster.finditer(tekst):
            antall = _ar(treff["antall"].lower(), treff["enhet"].lower())
            foran = tekst[max(0, treff.start() - 130) : treff.start()]
            historie = monster not in {_MED_OPSJON, _PERIODE} and (
                _ER_HISTORIE.search(foran[-60:]) or _VI_HAR_GJORT.search(foran)
            )
            if 0 < antall <= 10 and not historie:
                return antall, treff[0].strip(" ,.;:(–-\n")
    return None


def _ar(mengde: str, enhet: str) -> float:
    if "halvt" in mengde and "annet" not in mengde:
        antall = 0.5
    elif mengde.startswith("halv"):
        antall = 1.5
    else:
        antall = les_tall(mengde) or 0.0
    if enhet.startswith(("måned", "månad", "mnd", "month")):
        return antall / 12
    if enhet.startswith(("uke", "veke", "week")):
        return antall / 52
    return antall / 2 if enhet in {"halvår", "semester"} else antall


def alder_i_tekst(tekst: str) -> tuple[int | None, int | None, str] | None:
    """Alderen teksten sier at tilbudet er for."""
    mellom, under, over, enkel = (monster.search(tekst) for monster in _ALDER)
    for spenn in (mellom, _FOLK_OG_SPENN.search(tekst), _I_ORD.search(tekst)):
        if spenn and (alder := _spenn(les_tall(spenn["fra"].lower()), les_tall(spenn["til"].lower()))):
            return *alder, spenn[0].strip()
    if (trinn := _TRINN.search(tekst)) and 6 <= (fra := int(trinn[1]) + 5) <= 15:
        return fra, max(fra, int(trinn[2] or trinn[1]) + 5) + 1, trinn[0]
    if under:
        return 0, max(0, int(under[2]) - 1), under[0].strip()
    if over:
        return int(over[2] or over[3] or over[4]), None, over[0].strip()
    if enkel:
        tall = [int(t) for t in enkel.groups() if t]
        return min(tall), max(tall), enkel[0].strip()
    if aring := _ARING_I_ORD.search(tekst):
        ar = ENERE[aring[1].lower()]
        return ar, ar, aring[0]
    if i_ord := _FOLK_OG_GRENSE.search(tekst) or _OVER_I_ORD.search(tekst):
        grense = int(les_tall(i_ord["tall"].lower()) or 0)
        retning = i_ord["retning"].lower()
        return (grense, None, i_ord[0]) if retning == "over" else (0, grense - 1, i_ord[0])
    return None


def _spenn(fra: float | None, til: float | None) -> tuple[int, int] | None:
    if fra is None or til is None or not (fra < til <= 99 and til >= 2):
        return None
    return int(fra), int(til)
