"""Leser en idé: temaer, målgrupper, alder, situasjon, sted og svar som bare står i teksten.

Et valgt svar vinner over teksten. Teksten fyller tomme felt med samme vekt, og grunnen siterer ordene.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from samarbeid.matching.regler.tekst import Funn, Ordliste, har_vilkar
from samarbeid.matching.typer import (
    VET_IKKE,
    Grunn,
    Ideprofil,
    Kunnskap,
    Signal,
    Temaforslag,
    Temaord,
    Tolkning,
)
from veier.sok.normalisering import finn_ord, fold

STERK, SVAK, STOTTE = 3.0, 1.0, 0.25
I_TITTEL = 1.5
HOYST_TEMAER = 4
MINSTE_ANDEL = 0.34  # av det beste temaets poeng
ALLMENT_FRA = 3  # et svakt ord for så mange temaer sier ikke noe alene eller i par
_MODENHET = ("ide", "prototype", "testet", "drift", "skalering")
_TALLORD = {
    "en": 1, "ett": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_TALL = r"(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+(?:,\d+)?)"
_BELOP = re.compile(
    rf"{_TALL}\s*(millioner|million|mill\.?|tusen|kroner|kr)\b(?:\s*(?:kroner|kr)\b)?(?P<etter>[^.\n]{{0,40}})",
    re.IGNORECASE,
)
_PER_HODE = re.compile(r"^\s*(?:per|pr\.?|for hver|hver)\s+(?!år|månad|måned|mnd)", re.IGNORECASE)
_PER_MANED = re.compile(r"^\s*(?:per|pr\.?|i|hver|kvar)\s+(?:måned|månad|mnd)", re.IGNORECASE)
_PER_AR = re.compile(r"(?:per år|pr\.? år|i året|årlig|hvert år)", re.IGNORECASE)
# Et beløp er en pris når teksten sier det; «kommunen bruker 20 millioner» er ikke prisen på ideen.
_PRIS = re.compile(
    r"\b(?:kost|pris|betal|treng|søk|budsjett|avgift|beløp|totalt|til sammen|kjøp|honorar)", re.I
)
_IKKE_PRIS = re.compile(r"\b(?:spar|bruk|tap|satse|gevinst|nytte|omset|tjen)\w*\b[^.]*$", re.I)
_ALDER = (
    re.compile(
        r"\b(?:mellom|fra|på)?\s*(\d{1,2})\s*(?:-|–|—|til|og)\s*(\d{1,2})\s*(?:år|åringar|åringer)\b",
        re.I,
    ),
    re.compile(r"\b(?P<under>under|yngre enn|opp til|inntil)\s+(\d{1,2})\s*år\b", re.I),
    re.compile(r"\b(?P<over>over|eldre enn|fra)\s+(\d{1,3})\s*år\b|\b(\d{1,3})\s*år (?:og|eller) eldre\b", re.I),
    re.compile(r"\b(\d{1,2})[ -]?(?:årige?|åringer|åringar|åringane|åringene|åring)\b|\bpå (\d{1,2}) (?:og (\d{1,2}) )?år\b", re.I),
)  # fmt: skip
_TRINN = re.compile(r"\b(\d{1,2})\.\s*(?:trinn|klasse|klassen|trinnet)\b", re.I)
_VARIGHET = re.compile(
    r"\b(?:i|over|på|varer|for)\s+(?:om lag |ca\.? |cirka )?(et halvt|eit halvt|\d{1,2}|"
    + "|".join(_TALLORD)
    + r")\s+(år|måneder|månader|mnd|måned|uker|veker|halvår)\b(?!\s*(?:gam|og eldre))",
    re.I,
)
_STED = re.compile(
    r"\b(?:i|på|ved|fra|frå|for)\s+((?:[A-ZÆØÅÁ][\wæøåáčđŋšŧž]+)(?:[ -](?:og )?[A-ZÆØÅÁ][\wæøåáčđŋšŧž]+){0,3})"
)
_HELE_LANDET = re.compile(r"\b(?:hele|heile) landet\b|\blandsdekkende\b|\blandsdekkande\b", re.I)
_AS = re.compile(r"\b(?:et |eit |vårt )?AS\b")
_NIVAORD = (
    ("nav", re.compile(r"\bnav\b|\bnav-", re.I)),
    ("fylkeskommune", re.compile(r"\bfylkeskommun|\bvideregående skole|\bvidaregåande skul", re.I)),
    (
        "stat",
        re.compile(r"\bdepartement|\bdirektorat|\bstorting|\bkriminalomsorg|\bbufetat|\bstaten\b", re.I),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nokkel:
    """Hva et uttrykk i ordlisten gjelder."""

    slag: str  # tema | signal | onske | vei
    verdi: Any


def lag_ordliste(kunnskap: Kunnskap) -> Ordliste:
    """Alle uttrykkene motoren kjenner, bygget én gang per versjon av referansedataene."""
    liste = Ordliste()
    for temaord in kunnskap.temaord:
        liste.legg_til(temaord.uttrykk, Nokkel("tema", temaord), ledd=temaord.sterk)
    for signal in kunnskap.signaler:
        liste.legg_til(signal.uttrykk, Nokkel("signal", signal))
    for modell in kunnskap.modeller:
        for uttrykk in modell.onskeord:
            liste.legg_til(uttrykk, Nokkel("onske", modell.slug), ledd=True)
    for rader in kunnskap.veier.values():
        for rad in rader:
            for uttrykk in rad.ord:
                liste.legg_til(uttrykk, Nokkel("vei", rad.nokkel), ledd=True)
    return liste


def tolk(ide: Ideprofil, kunnskap: Kunnskap) -> Tolkning:
    """Fyller ideen ut med det teksten sier, og noterer hvor hvert svar kom fra."""
    tekst = ide.tekst
    ord_ = finn_ord(tekst)
    stammer = tuple(o.stamme for o in ord_)
    funn = kunnskap.oppslag.finn(tekst, ord_)
    i_tittel = len(finn_ord(ide.tittel))

    fylt, fra_tekst, mangler = _fyll_ut(ide, funn, tekst)
    omrader = normaliser_omrader(fylt.omrader, kunnskap)
    if not omrader:
        omrader, sted = _sted_i_tekst(tekst, kunnskap)
        if omrader:
            fra_tekst["omrader"] = sted
    malgruppe = fylt.malgruppe or _foresla_malgrupper(funn, stammer)
    alder, sikker = _alder(fylt, malgruppe, kunnskap)
    if fylt.tema:
        tema = tuple(Temaforslag(slug, "valgt", 1.0) for slug in fylt.tema)
    else:
        tema = _foresla_temaer(
            funn,
            stammer,
            i_tittel,
            alder if sikker else None,
            kunnskap,
            alder_fra_tekst="alder_fra" in fra_tekst,
        )
        tema = tema or _tema_fra_malgruppe(fylt.malgruppe, kunnskap)
    return Tolkning(
        ide=fylt,
        tema=tema,
        malgruppe=tuple(malgruppe),
        alder=alder,
        alder_sikker=sikker,
        fra_tekst=fra_tekst,
        onsker=_onsker(funn),
        stammer=stammer,
        veiord=frozenset(f.gjelder.verdi for f in funn if f.gjelder.slag == "vei"),
        omrader=omrader,
        bydel=_bydel(tekst, kunnskap) if "0301" in omrader else "",
        nevnte_nivaer=frozenset(niva for niva, monster in _NIVAORD if monster.search(tekst)),
        mangler=tuple(mangler),
    )


# ── Felt som kan stå i teksten ──


def _fyll_ut(ide: Ideprofil, funn: list[Funn], tekst: str) -> tuple[Ideprofil, dict[str, str], list[Grunn]]:
    fra_tekst: dict[str, str] = {}
    mangler: list[Grunn] = []
    nye: dict[str, Any] = {}
    for felt, (verdi, ord_) in _svar_i_tekst(funn, tekst).items():
        na = getattr(ide, felt)
        if na is None or na == VET_IKKE:
            nye[felt] = verdi
            fra_tekst[felt] = ord_
        elif na != verdi and felt not in {"tjenestetype", "varighet_ar"}:
            mangler.append(Grunn("motstrid", detaljer={"felt": felt, "ord": ord_}))
    if ide.alder_fra is None and ide.alder_til is None and (alder := _alder_i_tekst(tekst)):
        nye["alder_fra"], nye["alder_til"], fra_tekst["alder_fra"] = alder
    fylt = replace(ide, **nye) if nye else ide
    for felt in ("finnes_fra_for", "hvem_sparer", "styres_av", "situasjon"):
        if getattr(fylt, felt) == VET_IKKE:
            ikke_svart: dict[str, Any] = {felt: None}
            fylt = replace(fylt, **ikke_svart)
    return fylt, fra_tekst, mangler


def _svar_i_tekst(funn: list[Funn], tekst: str) -> dict[str, tuple[Any, str]]:
    """Svaret teksten gir på hvert felt, med ordene. Flere ulike svar: det med flest funn."""
    samlet: dict[str, list[tuple[Any, str]]] = {}
    for f in funn:
        if f.gjelder.slag == "signal":
            signal: Signal = f.gjelder.verdi
            samlet.setdefault(signal.felt, []).append((_verdi(signal), f.ord))
    svar: dict[str, tuple[Any, str]] = {}
    for felt, treff in samlet.items():
        antall = Counter(verdi for verdi, _ord in treff)
        # Den modneste utgaven teller: «i bruk i tre kommuner, vil spre» er kommet så langt som det lengste.
        styrke = _MODENHET.index if felt == "modenhet" else antall.__getitem__
        verdi = max(antall, key=styrke)
        svar[felt] = (verdi, next(ord_ for v, ord_ in treff if v == verdi))
    if "organisasjonsform" not in svar and (treff_as := _AS.search(tekst)):
        svar["organisasjonsform"] = ("AS", treff_as[0])
    if varighet := _varighet_i_tekst(tekst):
        svar["varighet_ar"] = varighet
    if belop := _belop_i_tekst(tekst, svar.get("varighet_ar", (None, ""))[0]):
        svar["arlig_belop"] = belop
    return svar


def _verdi(signal: Signal) -> Any:
    if signal.felt in {"utbytte", "frivillighetsregisteret"}:
        return signal.verdi == "ja"
    return signal.verdi


def _tall(tekst: str) -> float:
    ren = re.sub(r"[ .\u00a0](?=\d{3})", "", tekst)
    return float(ren.replace(",", "."))


def _belop_i_tekst(tekst: str, varighet: float | None) -> tuple[int, str] | None:
    """Det årlige beløpet teksten nevner. Beløp per person, per elev og lignende teller ikke."""
    for treff in _BELOP.finditer(tekst):
        etter = treff["etter"] or ""
        foran = tekst[max(0, treff.start() - 60) : treff.start()]
        if _PER_HODE.match(etter) or _IKKE_PRIS.search(foran):
            continue
        if not (_PER_AR.search(etter) or _PER_MANED.match(etter) or _PRIS.search(foran)):
            continue
        belop = _tall(treff[1])
        enhet = treff[2].lower()
        if enhet.startswith("mill"):
            belop *= 1_000_000
        elif enhet == "tusen":
            belop *= 1_000
        if _PER_MANED.match(etter):
            belop *= 12
        elif not _PER_AR.search(etter) and varighet and varighet > 1:
            belop /= varighet
        if 0 <= belop < 10**12:
            return round(belop), treff[0].strip()
    return None


def _varighet_i_tekst(tekst: str) -> tuple[float, str] | None:
    for treff in _VARIGHET.finditer(tekst):
        mengde, enhet = treff[1].lower(), treff[2].lower()
        antall = 0.5 if "halvt" in mengde else float(_TALLORD.get(mengde, 0) or 0)
        if not antall and mengde.isdigit():
            antall = float(mengde)
        if enhet.startswith(("måned", "månad", "mnd")):
            antall /= 12
        elif enhet.startswith(("uke", "veke")):
            antall /= 52
        elif enhet == "halvår":
            antall /= 2
        if 0 < antall <= 10 and not _er_historie(tekst, treff.start()):
            return antall, treff[0]
    return None


def _er_historie(tekst: str, plass: int) -> bool:
    """«Vi har drevet i fem år» er erfaring, ikke hvor lenge avtalen skal vare."""
    return bool(
        re.search(
            r"\b(?:har|hatt|drevet|vært|bodd|etter|siden|de siste)\b[^.]{0,40}$",
            tekst[:plass],
            re.I,
        )
    )


def _alder_i_tekst(tekst: str) -> tuple[int | None, int | None, str] | None:
    """Alderen teksten sier at tilbudet er for."""
    mellom, under, over, enkel = (monster.search(tekst) for monster in _ALDER)
    if mellom and int(mellom[1]) < int(mellom[2]) <= 99 and int(mellom[2]) >= 2:
        return int(mellom[1]), int(mellom[2]), mellom[0].strip()
    if trinn := _TRINN.search(tekst):
        fra = int(trinn[1]) + 5
        if 6 <= fra <= 15:
            return fra, fra + 1, trinn[0]
    if under:
        return 0, max(0, int(under[2]) - 1), under[0].strip()
    if over:
        return int(over[2] or over[3]), None, over[0].strip()
    if enkel:
        tall = [int(t) for t in enkel.groups() if t]
        if tall and max(tall) <= 99:
            return min(tall), max(tall), enkel[0].strip()
    return None


def _onsker(funn: list[Funn]) -> dict[str, str]:
    onsker: dict[str, str] = {}
    for f in funn:
        if f.gjelder.slag == "onske":
            onsker.setdefault(f.gjelder.verdi, f.ord)
    return onsker


# ── Temaer og målgrupper ──


def _gyldige(funn: list[Funn], stammer: tuple[str, ...], typen: str) -> Iterable[tuple[Temaord, Funn]]:
    """Funnene som gjelder. Et ord som bare er sterkt sammen med noe annet, er svakt uten det."""
    for f in funn:
        if f.gjelder.slag != "tema":
            continue
        temaord: Temaord = f.gjelder.verdi
        if not temaord.gjelder.startswith(f"{typen}:"):
            continue
        if temaord.ikke_med and har_vilkar(stammer, temaord.ikke_med):
            continue
        if temaord.bare_med and not har_vilkar(stammer, temaord.bare_med):
            if not temaord.sterk or f.ledd:
                continue
            temaord = replace(temaord, sterk=False)
        yield temaord, f


def _foresla_temaer(
    funn: list[Funn],
    stammer: tuple[str, ...],
    i_tittel: int,
    alder: tuple[int, int] | None,
    kunnskap: Kunnskap,
    *,
    alder_fra_tekst: bool,
) -> tuple[Temaforslag, ...]:
    """Temaene ordene i teksten peker på, de sikreste først.

    Et svakt ord gir aldri et tema alene: det trenger et sterkt ord eller et annet svakt ord for samme
    tema. Ord som er svake for mange temaer («skole», «ungdom»), teller bare som støtte.
    """
    sterke: dict[str, dict[str, tuple[float, str]]] = {}
    svake: dict[str, dict[str, tuple[float, str]]] = {}
    gyldige = list(_gyldige(funn, stammer, "tema"))
    hele = {f.fra for temaord, f in gyldige if temaord.sterk and not f.ledd}
    for temaord, f in gyldige:
        if f.ledd and f.fra in hele:
            continue  # «innvandrerkvinner» er ett ord; leddet «innvandrer» sier ikke noe i tillegg
        slug = temaord.gjelder.split(":", 1)[1]
        vekt = I_TITTEL if f.til < i_tittel else 1.0
        mengde = sterke if temaord.sterk else svake
        nokkel = " ".join(temaord.uttrykk.stammer)
        gammel = mengde.setdefault(slug, {}).get(nokkel, (0.0, ""))
        mengde[slug][nokkel] = max(gammel, (vekt, f.ord))
    allmenne = _allmenne_ord(kunnskap)
    forslag = []
    for slug in {*sterke, *svake}:
        sikre = _uten_delord(sterke.get(slug, {}))
        stotte = {n: v for n, v in svake.get(slug, {}).items() if not _inngar(n, sikre)}
        egne = [n for n in stotte if n not in allmenne]
        if not sikre and len(egne) < 2:
            continue
        poeng = sum(STERK * vekt for vekt, _o in sikre.values())
        poeng += sum((STOTTE if n in allmenne else SVAK) * v for n, (v, _o) in stotte.items())
        # Alder som bare står i teksten, kan gjelde hjelperne («ungdom besøker sykehjem»): et sterkt ord vinner.
        if not (sikre and alder_fra_tekst) and not _alder_passer(kunnskap, slug, alder):
            continue
        ord_ = tuple(dict.fromkeys(o for _v, o in [*sikre.values(), *(stotte[n] for n in egne)]))
        forslag.append(Temaforslag(slug, "foreslatt", poeng, ord_[:3]))
    if not forslag:
        return _av_allmenne_ord(svake, alder, kunnskap)
    forslag.sort(key=lambda t: (-t.poeng, kunnskap.temaer[t.slug].rekkefolge))
    grense = forslag[0].poeng * MINSTE_ANDEL
    return tuple(t for t in forslag if t.poeng >= grense)[:HOYST_TEMAER]


def _av_allmenne_ord(
    svake: dict[str, dict[str, tuple[float, str]]], alder: tuple[int, int] | None, kunnskap: Kunnskap
) -> tuple[Temaforslag, ...]:
    """Når ingenting annet peker: ett tema, der minst to ulike ord møtes («klassen» og «skolen»)."""
    mulige = [
        Temaforslag(slug, "foreslatt", float(len(ord_)), tuple(o for _v, o in ord_.values())[:3])
        for slug, ord_ in svake.items()
        if len(ord_) > 1 and _alder_passer(kunnskap, slug, alder)
    ]
    beste = min(mulige, key=lambda t: (-t.poeng, kunnskap.temaer[t.slug].rekkefolge), default=None)
    return (beste,) if beste else ()


def _uten_delord(ord_: dict[str, tuple[float, str]]) -> dict[str, tuple[float, str]]:
    """Uttrykk som bare er en del av et lengre uttrykk som også ble funnet, teller ikke to ganger."""
    return {
        n: v for n, v in ord_.items() if not any(n != annen and f" {n} " in f" {annen} " for annen in ord_)
    }


def _inngar(nokkel: str, sikre: dict[str, tuple[float, str]]) -> bool:
    return any(f" {nokkel} " in f" {sikker} " for sikker in sikre)


def _allmenne_ord(kunnskap: Kunnskap) -> frozenset[str]:
    antall = Counter(
        " ".join(t.uttrykk.stammer) for t in kunnskap.temaord if not t.sterk and t.gjelder.startswith("tema:")
    )
    return frozenset(ord_ for ord_, n in antall.items() if n >= ALLMENT_FRA)


def _alder_passer(kunnskap: Kunnskap, slug: str, alder: tuple[int, int] | None) -> bool:
    tema = kunnskap.temaer[slug]
    if alder is None:
        return True
    fra = tema.alder_fra if tema.alder_fra is not None else 0
    til = tema.alder_til if tema.alder_til is not None else 130
    return alder[0] <= til and alder[1] >= fra


def _foresla_malgrupper(funn: list[Funn], stammer: tuple[str, ...]) -> tuple[str, ...]:
    sterke: Counter[str] = Counter()
    svake: dict[str, set[str]] = {}
    for temaord, _f in _gyldige(funn, stammer, "malgruppe"):
        slug = temaord.gjelder.split(":", 1)[1]
        if temaord.sterk:
            sterke[slug] += 1
        else:
            svake.setdefault(slug, set()).add(" ".join(temaord.uttrykk.stammer))
    ut = [slug for slug, _n in sterke.most_common()]
    ut += [slug for slug, ord_ in sorted(svake.items()) if len(ord_) > 1 and slug not in sterke]
    return tuple(ut[:3])


def _tema_fra_malgruppe(malgruppe: Iterable[str], kunnskap: Kunnskap) -> tuple[Temaforslag, ...]:
    """Når ordene ikke sier noe om tema, sier den valgte målgruppen ofte hvor det hører hjemme."""
    for slug in malgruppe:
        gruppe = kunnskap.malgrupper[slug]
        if gruppe.tema:
            return (Temaforslag(gruppe.tema, "foreslatt", 1.0, (gruppe.navn,)),)
    return ()


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


# ── Steder ──


def normaliser_omrader(koder: Iterable[str], kunnskap: Kunnskap) -> tuple[str, ...]:
    """Dagens områder: et gammelt kommunenummer fører til kommunen(e) det ble en del av."""
    ut: list[str] = []
    for kode in koder:
        if kode in kunnskap.omrader:
            ut.append(kode)
        else:
            ut += kunnskap.tidligere.get(kode, ())
    return tuple(dict.fromkeys(ut))


def _sted_i_tekst(tekst: str, kunnskap: Kunnskap) -> tuple[tuple[str, ...], str]:
    """Et sted teksten nevner med stor bokstav etter «i», «på» … – bare når navnet er entydig."""
    for treff in _STED.finditer(tekst):
        navn = treff[1]
        while navn:
            koder = kunnskap.stedsnavn.get(fold(navn), ())
            if len(koder) == 1:
                return koder, navn
            navn = navn.rpartition(" ")[0]
    if treff_land := _HELE_LANDET.search(tekst):
        return ("NO",), treff_land[0]
    return (), ""


def _bydel(tekst: str, kunnskap: Kunnskap) -> str:
    foldet = f" {fold(tekst)} "
    for part in kunnskap.parter:
        if part.type == "bydel":
            navn = fold(part.navn.removeprefix("Bydel "))
            if re.search(rf"(?:bydel|på|i|nav) {re.escape(navn)}\b", foldet):
                return part.slug
    return ""
