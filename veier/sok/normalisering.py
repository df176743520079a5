"""Norsk tekst gjort sammenlignbar: bokmål, nynorsk, bøyning og sammensetninger.

Ren Python uten Django. Den samme funksjonen brukes på det som indekseres, det som søkes etter, ordene
motoren leter etter i en idé, og senere varsler – ellers finner de ikke hverandre.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from veier.tekst.rens import bredde_en, nfkc, rens

_DATA = Path(__file__).parent / "data"

# Et organisasjonsnummer er ett ord også når det er skrevet i grupper: «923 609 016».
_ORD = re.compile(
    r"(?<![0-9])[0-9]{3}(?:[ \u00a0.][0-9]{3}){2}(?![0-9])|[0-9a-zæøåéèêëáàâäöüóòôíìñčđŋšŧž]+(?:[’'][a-z]+)?"
)
# Lengre enn dette er ikke et ord, men noe limt inn: leddene letes det ikke etter, og indeksen får bare begynnelsen.
LENGSTE_LEST = 80
_GRUPPERT = str.maketrans("", "", " \u00a0.")
_AKSENTER = str.maketrans("éèêëáàâäöüóòôíìñčđŋšŧž", "eeeeaaaæøyoooiincdnstz")

# Ord som bare binder sammen; de kan stå mellom ordene i et uttrykk.
SMAORD = frozenset(
    """
i på av til for med og å en ei et de den det som seg om fra ved at sin sitt sine så da der dette
disse gjelder gjelde gjaldt hos blant jeg du han hun vi dere dem oss man hans hennes deres vår vårt våre min mitt mine
din ditt dine eg me dykk hen
""".split()
)


def datalinjer(fil: str) -> list[str]:
    return (_DATA / fil).read_text(encoding="utf-8").splitlines()


def _les_former(fil: str) -> dict[str, str]:
    """Form → ordet resten bruker. Én linje per ord: «falle: falt falne»."""
    ut: dict[str, str] = {}
    for linje in datalinjer(fil):
        ord_, _kolon, former = linje.partition(":")
        ut |= dict.fromkeys(former.split(), ord_)
    return ut


# Hele ord, nynorsk eller bøyd med omlyd → formen resten bruker. Et ord som står mot seg selv, skal stå urørt.
_HELE_ORD = _les_former("former.txt")
# Bøyd form av et uregelmessig verb, på begge målformer → infinitiv.
_VERB = _les_former("verb.txt")
# Ledd i ord, nynorsk → bokmål. Rekkefølgen er viktig: «skular» før «skule».
_LEDD = tuple((nynorsk, bokmal) for nynorsk, bokmal in map(str.split, datalinjer("nynorsk.txt")))
_LEDDSTARTER = frozenset(nynorsk[:3] for nynorsk, _bokmal in _LEDD)

_BOYNING = tuple(
    "jande jende ande ende ede erer erte erene eren erne eret ere ert enes anes ene ane ens ets ers er ar en et ast est es a e".split()
)
_NYNORSK_FLERTALL = re.compile(r"(?<=.{3})(?:arar|erar|arane|erane)$")  # innvandrarar → innvandrere
_NYNORSK_LEG = re.compile(r"(?<=.{3})leg(e|t|are)?$")  # vanskelege → vanskelige
_INTETKJONN = re.compile(r"(?<=.{3}[iru])elt$")  # kulturelt → kulturell
_LANGE_GENITIVER = frozenset({"enes", "anes", "ens", "ets", "ers"})
# Etter disse er endelsen -ing, og n-en hører til ordet: «tren-ing», «utdann-ing», men «løs-ning».
_IKKE_FOR_NING = frozenset("aeiouyæøån")
_AVLEDNING = (
    "eringer",
    "eringen",
    "ering",
    "elser",
    "elsen",
    "else",
    "els",
    "heter",
    "heten",
    "het",
    "inger",
    "ingen",
    "ning",
    "ing",
    "inga",
)
# Ord på s, også sist i en sammensetning: s-en er ikke en genitiv.
_PA_S = tuple("kurs hus løs lys dans demens pris rus svis ris bass kons frys sans vis kris".split())
_UENDRET = frozenset(
    """
lage uten alene ellers etter under over mellom annet kroner barnehage helse reise ferie time rammer bane
innsats nav vta aft kvp aap slt bpa neet lar los ran rus vold bare mener verken hverken demens ikke kafe
tilstede istede pårørende gjelder gjelde gjaldt alle mens lens gens studie serie linje olje eie vise
""".split()
)


class Ord(NamedTuple):
    """Et ord i teksten: slik det ble skrevet (små bokstaver), på bokmål, stammen, og hvor det står."""

    skrevet: str
    form: str
    stamme: str
    start: int
    slutt: int
    setning: int = 0


_SETNINGSSLUTT = re.compile(r"[.!?:;]\s+(?=[A-ZÆØÅÁ«\"–-])|\s\.\s|\n")
# Flere plasser enn et uttrykk kan ha mellom to ord.
MELLOM_SETNINGER = 5


def fold(tekst: str) -> str:
    """Små bokstaver i NFKC, uten noe usynlig, og uten aksenter som ikke skiller ord på norsk."""
    if tekst.isascii() and tekst.isalnum():
        return tekst.lower()
    return nfkc(tekst).lower().translate(_AKSENTER)


def lesbar(tekst: str) -> str:
    """Teksten slik ordene i den leses: ren, med hele ord og vanlige bokstaver. Plassene i ``finn_ord`` gjelder denne."""
    return bredde_en(rens(tekst))


def finn_ord(tekst: str) -> list[Ord]:
    """Ordene i teksten i rekkefølge, med setningsnummer og plassering i den lesbare teksten."""
    normal = lesbar(tekst)
    liten = _liten(normal)
    slutter = [treff.start() for treff in _SETNINGSSLUTT.finditer(normal)]
    ord_: list[Ord] = []
    setning = 0
    for treff in _ORD.finditer(liten):
        while setning < len(slutter) and slutter[setning] < treff.start():
            setning += 1
        lest = treff[0][:LENGSTE_LEST]
        ord_.append(Ord(treff[0], bokmalsform(lest), stamme(lest), treff.start(), treff.end(), setning))
    return ord_


@lru_cache(maxsize=65_536)
def bokmalsform(ord_: str) -> str:
    """Ordet på bokmål, fortsatt bøyd: «sjukeheimen» → «sykehjemen»."""
    ord_ = fold(ord_)
    if ord_[:1].isdigit():
        return ord_.translate(_GRUPPERT)
    ord_ = _HELE_ORD.get(ord_, ord_)
    # De fleste ordene har ikke begynnelsen på noe ledd i seg, og da er det raskere å se etter den.
    if not _LEDDSTARTER.isdisjoint(map("".join, zip(ord_, ord_[1:], ord_[2:], strict=False))):
        for nynorsk, bokmal in _LEDD:
            if nynorsk in ord_:
                ord_ = ord_.replace(nynorsk, bokmal)
    return _INTETKJONN.sub("ell", _NYNORSK_LEG.sub(r"lig\1", _NYNORSK_FLERTALL.sub("ere", ord_)))


# Navnene på kommuner og fylker bøyes ikke: «Alta» er ikke en form av «alt», og «Hamar» ikke av «ham».
_STEDSNAVN = frozenset(map(bokmalsform, datalinjer("stedsnavn.txt")))


def egne_former() -> frozenset[str]:
    """Formene som har en stamme de ikke begynner likt med, fordi de står i en liste."""
    return frozenset((*_HELE_ORD, *_VERB))


def er_stedsnavn(stamme_: str) -> bool:
    """Om stammen er navnet på en kommune eller et fylke."""
    return stamme_ in _STEDSNAVN


@lru_cache(maxsize=65_536)
def stamme(ord_: str) -> str:
    """Stammen av ett ord: nynorsk til bokmål, så bøyning og vanlige avledninger av."""
    ord_ = bokmalsform(ord_)
    ord_ = _VERB.get(ord_, ord_)
    if (sted := ord_.removesuffix("s")) in _STEDSNAVN or (sted := ord_) in _STEDSNAVN:
        return sted
    if ord_ in SMAORD or ord_ in _UENDRET or len(ord_) < 4 or ord_.isdigit():
        return ord_
    if ord_.endswith("s") and len(ord_) > 5 and ord_[-2] not in "sa" and not ord_.endswith(_PA_S):
        ord_ = ord_[:-1]
    ord_ = _uten(ord_, _BOYNING, minst=3)
    ord_ = _uten(ord_, _AVLEDNING, minst=4)
    return ord_[:-1] if ord_.endswith("mm") else ord_


def _uten(ord_: str, endelser: Iterable[str], *, minst: int) -> str:
    for endelse in endelser:
        krav = 4 if endelse in _LANGE_GENITIVER else minst
        if ord_.endswith(endelse) and len(ord_) - len(endelse) >= krav:
            if endelse == "ning" and ord_[-5] in _IKKE_FOR_NING:
                continue
            return ord_[: -len(endelse)]
    return ord_


def stammer(tekst: str) -> list[str]:
    """Stammene i teksten i rekkefølge."""
    return [ord_.stamme for ord_ in finn_ord(tekst)]


def skrevne_ord(tekst: str) -> list[str]:
    """Ordene slik de står, med små bokstaver. Det samme som ``finn_ord`` finner, uten mer enn det."""
    return [ord_[:LENGSTE_LEST] for ord_ in _ORD.findall(lesbar(tekst).lower())]


def plasserte_ord(tekst: str) -> list[str]:
    """De skrevne ordene med tomme plasser mellom setninger og punkter i lister: et uttrykk går aldri på tvers."""
    ut: list[str] = []
    for setning in _SETNINGSSLUTT.split(lesbar(tekst)):
        ordene = [ord_[:LENGSTE_LEST] for ord_ in _ORD.findall(setning.lower())]
        if ut and ordene:
            ut += [""] * MELLOM_SETNINGER
        ut += ordene
    return ut


def ord_steder(tekst: str) -> Iterator[tuple[int, int, str]]:
    """(start, slutt, stamme) for hvert ord, i rekkefølge. Teksten er lesbar, slik indeksen lagrer den."""
    return ((t.start(), t.end(), stamme(t[0][:LENGSTE_LEST])) for t in _ORD.finditer(_liten(tekst)))


def _liten(tekst: str) -> str:
    """Med små bokstaver og like lang: noen få tegn blir ellers til to, og plassene skal gjelde teksten slik den står."""
    liten = tekst.lower()
    if len(liten) != len(tekst):
        liten = "".join(liten_ if len(liten_ := tegn.lower()) == 1 else tegn for tegn in tekst)
    return liten
