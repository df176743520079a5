"""Norsk tekst gjort sammenlignbar: bokmål, nynorsk, bøyning og sammensetninger.

Ren Python uten Django. Den samme funksjonen brukes på det som indekseres, det som søkes etter, ordene
motoren leter etter i en idé, og senere varsler – ellers finner de ikke hverandre.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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


def _linjer(fil: str) -> list[str]:
    return (_DATA / fil).read_text(encoding="utf-8").splitlines()


def _les_former(fil: str) -> dict[str, str]:
    """Form → ordet resten bruker. Én linje per ord: «falle: falt falne»."""
    ut: dict[str, str] = {}
    for linje in _linjer(fil):
        ord_, _kolon, former = linje.partition(":")
        ut |= dict.fromkeys(former.split(), ord_)
    return ut


# Hele ord, nynorsk eller bøyd med omlyd → formen resten bruker. Et ord som står mot seg selv, skal stå urørt.
_HELE_ORD = _les_former("former.txt")
# Bøyd form av et uregelmessig verb, på begge målformer → infinitiv.
_VERB = _les_former("verb.txt")
# Ledd i ord, nynorsk → bokmål. Rekkefølgen er viktig: «skular» før «skule».
_LEDD = tuple((nynorsk, bokmal) for nynorsk, bokmal in map(str.split, _linjer("nynorsk.txt")))
_LEDDSTARTER = frozenset(nynorsk[:3] for nynorsk, _bokmal in _LEDD)

# Stedsnavn som også er vanlige ord: «gruer seg», «time», «på ski». De bøyes, og stedet finnes i stedsfeltet.
STED_OG_ORD = frozenset(
    """
aure bud eid fet fjord flora flå fosen frei gran grane grue heim herøy hof hol hole hå kinn leka lier lom loppa lund
marker moss nes nome os re rost råde sande sel ski sola stad stange strand stranda sula sund time tinn valle vang vega vik
våler å ål ås bø øyer
""".split()
)
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


@dataclass(frozen=True, slots=True)
class Ord:
    """Et ord i teksten: slik det ble skrevet (små bokstaver), på bokmål, stammen, og hvor det står."""

    skrevet: str
    form: str
    stamme: str
    start: int
    slutt: int
    setning: int = 0


_SETNINGSSLUTT = re.compile(r"[.!?:;]\s+(?=[A-ZÆØÅÁ«\"–-])|\n")


def fold(tekst: str) -> str:
    """Små bokstaver i NFKC, uten noe usynlig, og uten aksenter som ikke skiller ord på norsk."""
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
        ord_.append(
            Ord(
                treff[0],
                bokmalsform(treff[0][:LENGSTE_LEST]),
                stamme(treff[0][:LENGSTE_LEST]),
                treff.start(),
                treff.end(),
                setning,
            )
        )
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
_STEDSNAVN = frozenset(map(bokmalsform, _linjer("stedsnavn.txt")))


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


# Ledd som ofte inngår i sammensetninger i feltet. Brukes til å dele ord, så «arbeidsinkludering» finner
# «inkludering i arbeid» og omvendt.
LEDDORD = tuple(ord_ for linje in _linjer("ledd.txt") for ord_ in linje.split())
# «recoverykafé» mister sin siste bokstav når den bøyes som ett ord; «kafe» alene gjør det ikke.
_HALER = {
    ord_[:-1]: ord_ for ord_ in "kafe ferie reise helse time barnehage studie serie linje olje bane".split()
}
# Endelser som ligner på ord: «engasjement» er ikke noe med mentor, «personlighet» ikke noe med lighet.
_IKKE_BAK = frozenset("ment list skap sent rest jent lig".split())
_LEDDORDENE = frozenset(LEDDORD)
_LEKSIKON = frozenset(s for ord_ in LEDDORD if len(s := stamme(ord_)) >= 3)
# Hele ord i begynnelsen av en ukjent sammensetning: der er ingenting bøyd bort.
_FORAN = {ord_: stamme(ord_) for ord_ in LEDDORD if len(ord_) >= 4}
_BINDING = ("", "s", "e", "er")


@lru_cache(maxsize=65_536)
def ledd(stamme_: str) -> tuple[str, ...]:
    """Leddene i en sammensetning når alle er kjente ord; ellers tom. «arbeidsinkluder» → to ledd."""
    if not 6 <= len(stamme_) <= LENGSTE_LEST:
        return ()
    best: tuple[str, ...] = ()
    for kutt in range(3, len(stamme_) - 2):
        hoyre = stamme_[kutt:]
        resten = (hoyre,) if hoyre in _LEKSIKON else ledd(hoyre)
        kjent = _kjent_venstre(stamme_[:kutt]) if resten else ""
        # Færrest ledd, og det første så langt som mulig: «ungdom|ledig», ikke «ung|dom|ledig».
        if kjent and (not best or len(resten) + 1 <= len(best)):
            best = (kjent, *resten)
    return best


def _kjent_venstre(venstre: str) -> str:
    """Stammen til det første leddet, uten bindebokstav. Tom når det ikke er et ord."""
    for binding in _BINDING:
        uten = venstre.removesuffix(binding) if binding else venstre
        if uten != venstre or not binding:
            kjent = uten if uten in _LEKSIKON else stamme(uten)
            if kjent in _LEKSIKON:
                return kjent
    return ""


def er_kjent(stamme_: str) -> bool:
    """Er dette et ord feltet bruker? Da er det ingen skrivefeil, selv om ingen tekst har det."""
    return stamme_ in _LEKSIKON


def er_vanlig_ord(navn: str) -> bool:
    """Leses navnet på et sted like gjerne som et vanlig ord?"""
    return navn.lower() in STED_OG_ORD or navn.lower() in _LEDDORDENE


def skrevne_ord(tekst: str) -> list[str]:
    """Ordene slik de står, med små bokstaver. Det samme som ``finn_ord`` finner, uten mer enn det."""
    return [ord_[:LENGSTE_LEST] for ord_ in _ORD.findall(lesbar(tekst).lower())]


def ord_steder(tekst: str) -> Iterator[tuple[int, int, str]]:
    """(start, slutt, stamme) for hvert ord, i rekkefølge. Teksten er lesbar, slik indeksen lagrer den."""
    return ((t.start(), t.end(), stamme(t[0][:LENGSTE_LEST])) for t in _ORD.finditer(_liten(tekst)))


def _liten(tekst: str) -> str:
    """Med små bokstaver og like lang: noen få tegn blir ellers til to, og plassene skal gjelde teksten slik den står."""
    liten = tekst.lower()
    if len(liten) != len(tekst):
        liten = "".join(liten_ if len(liten_ := tegn.lower()) == 1 else tegn for tegn in tekst)
    return liten


@lru_cache(maxsize=65_536)
def indeksledd(stamme_: str) -> tuple[str, ...]:
    """Leddene som skal i indeksen: alle når hele ordet er kjent, ellers det kjente i begynnelsen og på slutten.

    «recoverykafe» får leddet «kafe» selv om resten er ukjent. Et kjent ledd må være minst fire bokstaver, og
    resten minst tre.
    """
    if stamme_ in _LEKSIKON or len(stamme_) > LENGSTE_LEST:
        return ()
    if deler := ledd(stamme_):
        return deler
    funnet: list[str] = []
    for kutt in range(len(stamme_) - 3, 3, -1):
        if kjent := _kjent_foran(stamme_[:kutt]):
            funnet.append(kjent)
            break
    for kutt in range(3, len(stamme_) - 2):
        hoyre = stamme_[kutt:]
        if (hoyre in _LEKSIKON and len(hoyre) >= 4 and hoyre not in _IKKE_BAK) or hoyre in _HALER:
            funnet.append(_HALER.get(hoyre, hoyre))
            break
    return tuple(dict.fromkeys(funnet))


def _kjent_foran(venstre: str) -> str:
    """Stammen til leksikonordet i begynnelsen av en sammensetning, uten bindebokstav. Tom når det ikke er et ord."""
    for binding in _BINDING:
        uten = venstre.removesuffix(binding) if binding else venstre
        if (uten != venstre or not binding) and uten in _FORAN:
            return _FORAN[uten]
    return ""


# Tomme plasser mellom to tekster: flere enn småordene i noe uttrykk.
HULL = 8


# Aldersgruppene slik folk søker etter dem, i hele år fra og med til og med.
_ALDRE = ((0, 12, "barn"), (13, 25, "ungdom"), (65, 120, "eldre"))


def _aldersord(forrige: str, ord_: str) -> list[str]:
    """Ordet for alderen i «15-åring»: den som søker etter ungdom, skal finne det."""
    if not forrige.isdigit() or len(forrige) > 3 or not ord_.startswith("åring"):
        return []
    return [stamme(navn) for fra, til, navn in _ALDRE if fra <= int(forrige) <= til]


def indeksord(*tekster: list[str]) -> dict[str, list[int]]:
    """Ordene som skal i indeksen, med plasseringer (1, 2, …): stammer og ledd i sammensetninger.

    ``tekster`` er skrevne ord, hver for seg; mellom to tekster er det ``HULL`` plasser, så et uttrykk aldri går på tvers.
    """
    plasser: dict[str, list[int]] = {}
    nummer = 0
    for ord_ in tekster:
        for forrige, skrevet in zip(["", *ord_], ord_, strict=False):
            nummer += 1
            stamme_ = stamme(skrevet)
            if bokmalsform(skrevet) not in SMAORD:
                plass = min(nummer, 16_383)
                plasser.setdefault(stamme_, []).append(plass)
                for del_ in (*indeksledd(stamme_), *_aldersord(forrige, skrevet)):
                    plasser.setdefault(del_, []).append(plass)
        nummer += HULL
    return plasser


@dataclass(frozen=True, slots=True)
class Sokeledd:
    """Ett ord eller uttrykk i spørringen: stammen (tom for et uttrykk), uttrykk som betyr det samme (med tomme
    plasser for småord), det skrevne, og leddene i et sammensatt ord eller ordene i et uttrykk."""

    stamme: str
    like: tuple[tuple[str, ...], ...] = ()
    skrevet: str = ""
    deler: tuple[Sokeledd, ...] = ()


def sokeledd(
    tekst: str, grupper: Mapping[tuple[str, ...], frozenset[tuple[str, ...]]] | None = None
) -> list[Sokeledd]:
    """Leddene i en spørring. ``grupper`` gir for hvert uttrykk (stammer) uttrykkene som betyr det samme."""
    grupper = grupper or {}
    funnet = [o for o in finn_ord(tekst) if o.form not in SMAORD]
    ord_ = [o.stamme for o in funnet]
    ut: list[Sokeledd] = []
    i = 0
    while i < len(ord_):
        for lengde in range(min(4, len(ord_) - i), 0, -1):
            uttrykk = tuple(ord_[i : i + lengde])
            samme = grupper.get(uttrykk)
            if samme or lengde == 1:
                like = tuple(sorted(u for u in samme or () if tuple(s for s in u if s) != uttrykk))
                skrevet = " ".join(o.skrevet for o in funnet[i : i + lengde])
                if lengde == 1:
                    # Leddene i et sammensatt ord har også ord som betyr det samme.
                    deler = tuple(
                        Sokeledd(d, tuple(sorted(grupper.get((d,), ()))), d) for d in ledd(uttrykk[0])
                    )
                    ut.append(Sokeledd(uttrykk[0], like, skrevet, deler))
                else:
                    deler = tuple(sokeledd(o.skrevet, grupper)[0] for o in funnet[i : i + lengde])
                    ut.append(Sokeledd("", like, skrevet, deler))
                i += lengde
                break
    return ut
