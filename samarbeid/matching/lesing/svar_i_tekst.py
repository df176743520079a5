"""Svar på spørsmålene i skjemaet som bare står i teksten. Et valgt svar vinner; teksten fyller tomme felt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from samarbeid.matching.lesing.belop import belop_i_tekst
from samarbeid.matching.lesing.onskemonstre import er_uten_penger
from samarbeid.matching.lesing.tall_i_tekst import alder_i_tekst, varighet_i_tekst
from samarbeid.matching.lesing.tekst import Funn
from samarbeid.matching.typer import VET_IKKE, Grunn, Ideprofil, Signal

_MODENHET = ("ide", "prototype", "testet", "drift", "skalering")
_VIRKNING = ("ingen", "egne_tall", "ekstern", "forskning")
# Svar som er sanne samtidig: den som har sluttet på skolen, kan også være uten arbeid.
_FORENLIGE = {"situasjon": frozenset({"sluttet_i_skole", "utenfor_alt"})}
_KAN_VAERE_BEGGE = frozenset({"tjenestetype", "varighet_ar"})
_AS = re.compile(r"\b(?:et |eit |vårt )?AS\b")
# «NTNU har målt det» er målt av andre, «vi har målt det» er det ikke.
_MALT_AV = re.compile(
    r"(?<![\w.])(?P<hvem>[A-ZÆØÅ][\wÆØÅæøå-]{1,30}(?: [A-ZÆØÅ][\wÆØÅæøå-]{1,30}){0,2}"
    r"|universitetet|høgskolen|høyskolen|høgskulen|forskere|forskarar)"
    r" har (?!ikkj?e|aldri)(?:\w{2,12} )?(?:målt|evaluert|forsket|forska|undersøkt|dokumentert|følgeforsket|følgt)\b"
)
# «En gang i måneden» er hvor ofte, ikke ett kjøp.
_HVOR_OFTE = re.compile(
    r"\b(?:en|én|ein|éin) g[ao]ng (?:(?:i|om|per|pr) |(?:hver|kvar|hvert|kvart) )"
    r"(?:uk|vek|måned|månad|mnd|år|dag|kveld|kvartal|semester|halvår|sesong|annen|anna|fjortende)"
)
_EN_GANG = re.compile(r"\b(?:en|én|ein|éin) g[ao]ng$")
# «Alt på en gang», «med en gang» er heller ikke ett kjøp.
_MED_EN_GANG = re.compile(r"\b(?:på|med|ikke|ikkje|bare|berre) (?:en|én|ein|éin) g[ao]ng\b")
# «Det slutter flest elever i mars» sier ikke at de det gjelder, går på skolen.
_ELEVER_I_MARS = re.compile(
    r"elev(?:er|ene|ar|ane) i (?:året|løpet|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b"
)
_EGNE = frozenset("Vi Me Jeg Eg De Dei Han Hun Ho Dette Det Den Som Ingen Ikke Kommunen".split())
_FORSKERE = re.compile(
    r"NTNU|NORCE|SINTEF|NIFU|NOVA|OsloMet|UiO|UiB|UiT|UiA|UiS|FHI|Fafo|[Uu]niversitet|[Hh]ø[gy]sk|[Ff]orsk"
)


@dataclass(slots=True)
class Utfylling:
    """Ideen med det teksten sier, ordene hvert svar sto med, og det som ikke stemmer overens."""

    ide: Ideprofil
    fra_tekst: dict[str, str] = field(default_factory=dict)
    mangler: list[Grunn] = field(default_factory=list)
    belop_i_aret: bool = False  # beløpet teksten nevner, er i året eller i måneden


def fyll_ut(ide: Ideprofil, funn: list[Funn], tekst: str) -> Utfylling:
    """Det teksten sier, fylt inn i felt som ikke er besvart. Det eieren har sagt er lest feil, står tomt."""
    ut = Utfylling(ide)
    nye: dict[str, Any] = {}
    svar = _svar_i_tekst(funn, tekst, ide)
    if "arlig_belop" not in ide.ikke_lest:
        ut.belop_i_aret = _les_belop(svar, tekst, ide)
    for felt, (verdi, ord_) in svar.items():
        na = getattr(ide, felt)
        if na is None or na == VET_IKKE:
            nye[felt] = verdi
            ut.fra_tekst[felt] = ord_
        elif na != verdi and felt not in _KAN_VAERE_BEGGE and not {na, verdi} <= _FORENLIGE.get(felt, set()):
            ut.mangler.append(Grunn("motstrid", detaljer={"felt": felt, "ord": ord_}))
    har_alder = ide.alder_fra is not None or ide.alder_til is not None or "alder_fra" in ide.ikke_lest
    if not har_alder and (alder := alder_i_tekst(tekst)):
        nye["alder_fra"], nye["alder_til"], ut.fra_tekst["alder_fra"] = alder
    for felt in ("finnes_fra_for", "hvem_sparer", "styres_av", "situasjon", "kostnadsslag"):
        if nye.get(felt, getattr(ide, felt)) == VET_IKKE:
            nye[felt] = None
    ut.ide = replace(ide, **nye) if nye else ide
    return ut


def _svar_i_tekst(funn: Iterable[Funn], tekst: str, ide: Ideprofil) -> dict[str, tuple[Any, str]]:
    """Svaret teksten gir på hvert felt, med ordene. Flere ulike svar: det med flest funn.

    Det som er lest feil, er borte før noe annet regnes av det: en avvist varighet avgjør ikke beløpet.
    """
    sma = tekst.lower()
    samlet: dict[str, list[tuple[Any, str]]] = {}
    hvor_ofte = len(_HVOR_OFTE.findall(sma)) + len(_MED_EN_GANG.findall(sma))
    i_mars = len(_ELEVER_I_MARS.findall(sma))
    for f in funn:
        if f.gjelder.slag == "signal":
            if hvor_ofte and _EN_GANG.search(f.ord.lower()):
                hvor_ofte -= 1
                continue
            if i_mars and f.ord.lower().endswith(" i") and f.ord.lower().startswith("elev"):
                i_mars -= 1
                continue
            signal: Signal = f.gjelder.verdi
            samlet.setdefault(signal.felt, []).append((_verdi(signal), f.ord))
    if malt := _malt_av_andre(tekst):
        samlet["effektdokumentasjon"] = [malt]
    svar = {felt: _mest(felt, treff) for felt, treff in samlet.items()}
    if "organisasjonsform" not in svar and (treff_as := _AS.search(tekst)):
        svar["organisasjonsform"] = ("AS", treff_as[0])
    if varighet := varighet_i_tekst(tekst):
        svar["varighet_ar"] = varighet
    svar = {felt: verdi for felt, verdi in svar.items() if felt not in ide.ikke_lest}
    return svar


def _les_belop(svar: dict[str, tuple[Any, str]], tekst: str, ide: Ideprofil) -> bool:
    """Legger beløpet til i svarene. Gir om teksten sier at det er i året."""
    if belop := belop_i_tekst(
        tekst,
        ide.varighet_ar or svar.get("varighet_ar", (None, ""))[0],
        losning_fra=len(tekst) - len(ide.losning) if ide.losning else None,
    ):
        svar["arlig_belop"] = (belop.arlig, belop.ord)
        return belop.i_aret
    if ordene := er_uten_penger(tekst.lower()):
        svar["arlig_belop"] = (0, ordene)
    return False


def _mest(felt: str, treff: list[tuple[Any, str]]) -> tuple[Any, str]:
    """Det som er sagt flest ganger. For modenhet og virkning det lengste: «i bruk i tre kommuner, vil spre» er i bruk."""
    antall = Counter(verdi for verdi, _ord in treff)
    if "IDEELT_AS" in antall:
        del antall["AS"]  # «er et ideelt AS» er også «er et AS»
    rekke = {"modenhet": _MODENHET, "effektdokumentasjon": _VIRKNING}.get(felt)
    verdi = max(antall, key=rekke.index if rekke else antall.__getitem__)
    return verdi, next(ord_ for v, ord_ in treff if v == verdi)


def _malt_av_andre(tekst: str) -> tuple[str, str] | None:
    for treff in _MALT_AV.finditer(tekst):
        hvem = treff["hvem"]
        if hvem.split()[0] not in _EGNE:
            return ("forskning" if _FORSKERE.search(hvem) else "ekstern"), treff[0]
    return None


def _verdi(signal: Signal) -> Any:
    if signal.felt in {"utbytte", "frivillighetsregisteret"}:
        return signal.verdi == "ja"
    return signal.verdi
