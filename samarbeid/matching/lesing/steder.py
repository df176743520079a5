"""Steder: dagens nummer, og stedene en tekst nevner.

Et navn kan også være et vanlig ord («time»), en person («Per Hamar») eller et sted noe er gjort før. Derfor leses det av det
som står rundt: «i», «kommune», et postnummer, stor bokstav, og andre steder i samme opplisting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from samarbeid.matching.lesing.stedsoppslag import ORD, Sted, fornavn, omrade_for_postnummer
from samarbeid.matching.lesing.stedsvalg import Nevnt, Stedslesing, sett_sammen
from samarbeid.matching.typer import Kunnskap
from veier.sok.normalisering import fold

_STED_FORAN = frozenset("i på ved fra frå til for rundt omkring in from at nær nav gamle heile hele".split())
_STED_LITEN = _STED_FORAN - {"for", "at", "hele", "heile", "gamle", "nær"}
_KOMMUNE = frozenset(
    "kommune kommunene kommuner kommunane kommunar fylke fylka fylkeskommune bydel by regionen".split()
)
_FYLKE = frozenset("fylke fylka fylkene fylkeskommune".split())
_BYDEL = frozenset("bydel bydelen bydelane bydelene".split())
_KOMMUNE_FORAN = frozenset(
    "kommunene kommunane kommuna kommunen byen bydel bydelen fylket fylka regionen".split()
)
_RETNING = frozenset(map(fold, "nord sør øst aust vest nordvest nordøst sørøst sørvest".split()))
_INSTITUSJON = frozenset(
    "universitetet universitet høgskolen høyskolen høgskulen høgskole universitetssykehuset".split()
)
_ERFARING = re.compile(
    r"\b(?:finn(?:e)?s|testa|testet|prøvd|prøvde|brukt|drevet|drive|kjørt|gjorde|hatt|hadde|opprinnelig|opphavleg|startet|starta"
    r"|gjennomført|gjort|laget|laga|etablert|hjulpet|jobbet|arbeidet|målt|evaluert|kommer fra|kjem frå|i bruk|i drift)\b[^.!?;]{0,60}$",
    re.I,
)
# Mellom navnet på noe som heter det samme som et sted, og stedet det er.
_INNE_I = re.compile(
    r"^(?:\s\w*(?:skole|skule|barnehage|sykehjem|sjukeheim|hjem|heim|senter|hus|bibliotek|gård|gard|hall|kirke|kyrkje|lag|klubb))?"
    r",?\s(?:i|på)\s(?:gamle\s)?$",
    re.I,
)
_FRAMOVER = re.compile(r"\b(?:vil|ønsker|ønskjer|skal|nå|no|planlegger|tenker|håper|søker)\b", re.I)
_OPPLISTING = re.compile(
    r"^(?:\s*(?:,|/|&|–|-|\+|;)\s*|\s+)?(?:(?:og|eller|samt|and|i|ev\.?|evt\.?)\s+)?(?:i\s+)?$", re.I
)
_SETNINGSSTART = re.compile(r"(?:^|[.!?:;\n•–\"«(-])\s*$")
_SETNINGSSLUTT = re.compile(r"^\s*(?:$|[.!?;\n»\")])")
_POSTNUMMER = re.compile(
    r"(?:\bpostnummer(?:et)?|\bpostnr\.?)\s{0,2}(\d{4})\b|(?<![\d.,+])\b(\d{4})\s(?=[A-ZÆØÅ])", re.I
)
_HELE_LANDET = re.compile(
    r"\b(?:hele|heile) (?:landet|norge|noreg)\b|\blandsdekkende\b|\blandsdekkande\b|\bnasjonalt tilb[uo]d\b",
    re.I,
)


def normaliser_omrader(koder: Iterable[str], kunnskap: Kunnskap) -> tuple[str, ...]:
    """Dagens områder: et gammelt kommunenummer fører til kommunen(e) det ble en del av."""
    ut: list[str] = []
    for kode in koder:
        if kode in kunnskap.omrader:
            ut.append(kode)
        else:
            ut += kunnskap.tidligere.get(kode, ())
    return tuple(dict.fromkeys(ut))


@dataclass(frozen=True, slots=True)
class _Tekst:
    tekst: str
    plasser: tuple[tuple[int, int], ...]
    deler: tuple[str, ...]
    bare_store: bool  # «BERGEN KOMMUNE»: stor bokstav sier ingenting
    bare_sma: bool

    def ord(self, i: int) -> str:
        return self.deler[i] if 0 <= i < len(self.deler) else ""

    def skrevet(self, i: int) -> str:
        if not 0 <= i < len(self.plasser):
            return ""
        return self.tekst[self.plasser[i][0] : self.plasser[i][1]]

    def mellom(self, i: int) -> str:
        """Det som står mellom ord ``i`` og det neste."""
        if not 0 <= i < len(self.plasser) - 1:
            return ""
        return self.tekst[self.plasser[i][1] : self.plasser[i + 1][0]]


def les_steder_i_tekst(tekst: str, kunnskap: Kunnskap) -> Stedslesing:
    """Stedene teksten handler om. Et sted inne i et annet som også er nevnt, går foran det («Haugesund i Rogaland»)."""
    t = _del_opp(tekst)
    nevnte = _finn(t, kunnskap)
    for n in nevnte:
        n.sted = _riktig_slag(n, t)
        n.godtatt = _godta(n, t)
    _godta_opplistinger(nevnte, t)
    godtatte = [n for n in nevnte if n.godtatt]
    i_et_annet = {n.sted for n in godtatte if _er_i_et_annet(n, godtatte, t, kunnskap)}
    for n in godtatte:
        n.erfaring = n.sted in i_et_annet or _er_erfaring(n, t) or _er_retning(n, t)
    framover = [n for n in godtatte if not n.erfaring]
    lest = sett_sammen(framover or godtatte, kunnskap, tekst, rundt=godtatte)
    if lest.omrader:
        return lest
    if postnummer := _av_postnummer(tekst, kunnskap):
        return postnummer
    if hele := _HELE_LANDET.search(tekst):
        return Stedslesing(("NO",), ((hele[0], ("NO",)),))
    return lest


def _del_opp(tekst: str) -> _Tekst:
    ord_ = list(ORD.finditer(tekst))
    bokstaver = [o[0] for o in ord_ if o[0].isalpha() and len(o[0]) > 1]
    store = sum(o.isupper() for o in bokstaver)
    return _Tekst(
        tekst,
        tuple((o.start(), o.end()) for o in ord_),
        tuple(fold(o[0]) for o in ord_),
        bare_store=len(bokstaver) > 1 and store > len(bokstaver) * 0.7,
        bare_sma=not any(o[0][:1].isupper() for o in ord_[1:]),
    )


def _finn(t: _Tekst, kunnskap: Kunnskap) -> list[Nevnt]:
    deler = list(t.deler)
    nevnte: list[Nevnt] = []
    i = 0
    while i < len(deler):
        if not (funn := kunnskap.steder.lengste(deler, i)):
            i += 1
            continue
        antall, steder = funn
        siste = i + antall - 1
        if any(len(t.mellom(j)) > 3 or "\n" in t.mellom(j) or "," in t.mellom(j) for j in range(i, siste)):
            antall, siste = 1, i
            funn_ett = kunnskap.steder.lengste(deler[i : i + 1], 0)
            if not funn_ett:
                i += 1
                continue
            steder = funn_ett[1]
        skrevet = t.skrevet(i)
        stor = skrevet[:1].isupper() and not t.bare_store
        nevnte.append(Nevnt(steder[0], steder, t.plasser[i][0], t.plasser[siste][1], i, siste, stor))
        i += antall
    return nevnte


def _riktig_slag(n: Nevnt, t: _Tekst) -> Sted:
    """«Agder fylke» er fylket, «Bydel Frogner» og «Frogner bydel» er bydelen, selv om en kommune har navnet."""
    etter, foran = t.ord(n.siste + 1), t.ord(n.i - 1)
    for slag, bak, for_ in (("fylke", _FYLKE, {"fylket"}), ("bydel", _BYDEL, _BYDEL), ("bydel", (), {"nav"})):
        if etter in bak or foran in for_:
            riktig = [s for s in n.alle if s.slag == slag]
            if riktig:
                return riktig[0]
    return n.sted


def _godta(n: Nevnt, t: _Tekst) -> bool:
    foran, etter = t.ord(n.i - 1), t.ord(n.siste + 1)
    if (n.i and foran in _INSTITUSJON) or (foran in {"i", "på"} and t.ord(n.i - 2) in _INSTITUSJON):
        return False
    if (etter in _KOMMUNE and len(t.mellom(n.siste)) == 1) or (foran in _KOMMUNE_FORAN and n.stor):
        return True
    if len(foran) == 4 and foran.isdigit() and t.mellom(n.i - 1) == " " and (n.stor or t.bare_store):
        return True
    if _er_navn_pa_person(n, t):
        return False
    alene = _star_alene(n, t)
    if n.stor:
        if n.sted.vanlig or n.sted.slag in {"tettsted", "strok"}:
            sist = alene and n.i > 0 and not t.tekst[n.til :].strip(" .!\n")
            return foran in _STED_FORAN or (alene and not n.sted.vanlig) or sist or _er_egennavn(n, t)
        return True
    if n.sted.vanlig or (len(t.skrevet(n.i)) < 4 and n.i == n.siste):
        return False
    if n.sted.slag in {"tettsted", "strok"} and not (t.bare_sma or t.bare_store):
        return False
    return foran in _STED_LITEN or alene


def _er_navn_pa_person(n: Nevnt, t: _Tekst) -> bool:
    if n.i != n.siste:
        return False
    if t.ord(n.i - 1) in fornavn() and t.skrevet(n.i - 1)[:1].isupper() and t.mellom(n.i - 1) in {" ", ". "}:
        return True
    if t.ord(n.i) in fornavn() and t.skrevet(n.siste + 1)[:1].isupper() and t.mellom(n.siste) == " ":
        return True
    neste = t.skrevet(n.siste + 1)
    return neste[-3:] == "sen" and neste[:1].isupper() and t.mellom(n.siste) == " "


def _er_egennavn(n: Nevnt, t: _Tekst) -> bool:
    """Stor bokstav midt i en setning er et navn på norsk, også når ordet ellers er vanlig: «tilbudet gjelder Os»."""
    forrige = t.skrevet(n.i - 1)
    return forrige.islower() and t.mellom(n.i - 1) == " " and not t.skrevet(n.siste + 1)[:1].isupper()


def _star_alene(n: Nevnt, t: _Tekst) -> bool:
    """Om navnet er hele leddet: «… for unge menn. Haugesund.», «lese-app, sandnes, ferdig laget»."""
    foran, etter = t.tekst[max(0, n.fra - 3) : n.fra], t.tekst[n.til : n.til + 3]
    start = not foran.strip() or bool(_SETNINGSSTART.search(foran)) or foran.rstrip().endswith(",")
    slutt = bool(_SETNINGSSLUTT.match(etter)) or etter.startswith(",")
    return start and slutt


def _godta_opplistinger(nevnte: list[Nevnt], t: _Tekst) -> None:
    """Et navn som står i opplisting med et sted, er også et sted: «Sandnes og Gjesdal», «rana og hemnes kommune»."""
    for rekke in (nevnte, nevnte[::-1]):
        for forrige, n in pairwise(rekke):
            if n.godtatt or not forrige.godtatt:
                continue
            a, b = (forrige, n) if forrige.fra < n.fra else (n, forrige)
            imellom = t.tekst[a.til : b.fra]
            kjede = 0 < len(imellom) <= 8 and bool(imellom.strip()) and bool(_OPPLISTING.match(imellom))
            if kjede and (n.stor or not n.sted.vanlig or t.ord(b.siste + 1) in _KOMMUNE):
                n.godtatt = not _er_navn_pa_person(n, t)


def _er_erfaring(n: Nevnt, t: _Tekst) -> bool:
    """Om stedet er der noe er gjort før: «finnes i Bergen, og nå vil vi til Stavanger»."""
    foran = t.tekst[max(0, n.fra - 80) : n.fra]
    treff = _ERFARING.search(foran)
    return treff is not None and not _FRAMOVER.search(foran[treff.start() :])


def _er_retning(n: Nevnt, t: _Tekst) -> bool:
    """«Os, et stykke sør for Bergen» handler ikke om Bergen, men sier hvilket Os det er."""
    return t.ord(n.i - 1) in {"for", "om"} and t.ord(n.i - 2) in _RETNING


def _er_i_et_annet(n: Nevnt, nevnte: list[Nevnt], t: _Tekst, kunnskap: Kunnskap) -> bool:
    """«Frogner i gamle Sørum» og «Frogner sykehjem i Lier» er Frogner der, ikke bydelen i Oslo. «Fjell i Drammen» er heller ikke
    kommunen som het det før."""
    neste = next((m for m in nevnte if m.fra > n.til), None)
    if neste is None or not n.sted.omrader or not neste.sted.omrader:
        return False
    het_det_for = n.sted.slag == "kommune" and kunnskap.omrader[n.sted.omrader[0]].navn != n.sted.navn
    if n.sted.slag not in {"bydel", "strok", "tettsted"} and not het_det_for:
        return False
    inne = _INNE_I.match(t.tekst[n.til : neste.fra])
    return bool(inne) and neste.sted.slag == "kommune" and not set(n.sted.omrader) & set(neste.sted.omrader)


def _av_postnummer(tekst: str, kunnskap: Kunnskap) -> Stedslesing | None:
    for treff in _POSTNUMMER.finditer(tekst):
        nummer = int(treff[1] or treff[2])
        ar = treff[2] is not None and 1900 <= nummer <= 2099  # «2024 Høsten …» er et årstall
        if not ar and (kode := omrade_for_postnummer(nummer, kunnskap.omrader)):
            return Stedslesing((kode,), ((treff[0].strip(), (kode,)),))
    return None
