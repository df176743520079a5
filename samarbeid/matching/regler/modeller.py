"""Hvor godt en samarbeidsmodell passer: én ren funksjon per kriterium.

Hvert kriterium gir et ``Kriteriesvar``: andelen av vekten (0–1), grunnen, og om svaret mangler eller er i
strid med modellen. Kilde for reglene: heftet «Veier til samarbeid» (kap. 3), veilederen til
anskaffelsesregelverket, DFØ om tilskudd eller anskaffelse, og kildene i hver modell.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import KORT_AR, Grunn, Modellprofil, Tolkning

# Andelene. «Ikke svart» gir mindre enn et svar som passer, og mer enn et som ikke passer.
FULLT, DELVIS, UKJENT, INGEN = 1.0, 0.55, 0.4, 0.0
UTEN_MENING = 0.5
NAER_VERDI = 1.5  # en verdi inntil halvannen gang utenfor rammen er «nær»
# Grunnene som sier at noe er like utenfor: de taler ikke for modellen, selv om de gir noe av vekten.
UTENFOR = frozenset({"verdi_naer", "verdi_mellom_grenser"})
FORBEHOLD = UTENFOR | {"modenhet_kan_passe"}
# Rammer som modellens egen side sier er det vanlige, ikke en grense («ofte inntil noen hundre tusen»).
MYK_RAMME = frozenset({"kommunalt-tilskudd"})


class Kriteriesvar(NamedTuple):
    """Utfallet av ett kriterium for én modell."""

    navn: str
    andel: float
    grunn: Grunn | None = None
    mangler: Grunn | None = None
    i_strid: bool = False
    mening: bool = True


@cache
def _uten_mening(navn: str) -> Kriteriesvar:
    return Kriteriesvar(navn, UTEN_MENING, mening=False)


@cache
def _ukjent(navn: str, felt: str) -> Kriteriesvar:
    return Kriteriesvar(navn, UKJENT, mangler=Grunn(f"mangler_{felt}", detaljer={"felt": felt}))


def _medlem(
    navn: str,
    verdi: Any,
    passer: frozenset[str],
    *,
    felt: str,
    delvis: frozenset[str] = frozenset(),
    tolkning: Tolkning,
) -> Kriteriesvar:
    """Et svar som skal være ett av dem modellen passer for."""
    if not passer:
        return _uten_mening(navn)
    if verdi is None:
        return _ukjent(navn, felt)
    return _svaret(navn, verdi, passer, felt, delvis, tolkning.fra_tekst.get(felt, ""))


@lru_cache(maxsize=2048)
def _svaret(
    navn: str, verdi: Any, passer: frozenset[str], felt: str, delvis: frozenset[str], ord_: str
) -> Kriteriesvar:
    """Likt for alle ideer med samme svar: de fleste modellene spørres om det samme igjen og igjen."""
    detaljer = {"felt": felt, "verdi": verdi, "ord": ord_}
    if verdi in passer:
        return Kriteriesvar(navn, FULLT, Grunn(f"{navn}_passer", detaljer=detaljer))
    if verdi in delvis:
        return Kriteriesvar(navn, DELVIS, Grunn(f"{navn}_kan_passe", detaljer=detaljer))
    detaljer["passer"] = tuple(sorted(passer))
    return Kriteriesvar(navn, INGEN, Grunn(f"{navn}_passer_ikke", detaljer=detaljer), i_strid=True)


def onske(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Ber ideen om modellen med egne ord? Det veier like mye som et avkrysset svar."""
    if ord_ := t.onsker.get(m.slug):
        return Kriteriesvar("onske", FULLT, Grunn("onske", detaljer={"ord": ord_}))
    if m.slug == "felles-gjennomgang" and er_uklart(t):
        return Kriteriesvar("onske", DELVIS, Grunn("uklart_behov", detaljer={"modell": m.slug}))
    if "onske" in m.krever:
        return Kriteriesvar(
            "onske",
            INGEN,
            mangler=Grunn("mangler_onske", detaljer={"felt": "losning", "modell": m.slug}),
        )
    return Kriteriesvar("onske", 0.3, mening=False)


def er_uklart(t: Tolkning) -> bool:
    """Verken tema eller ønsket form er kjent, så ingen vet ennå hva det gjelder."""
    return not t.tema and not t.onsker


def modenhet(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hvor langt løsningen er kommet."""
    return _medlem(
        "modenhet",
        t.ide.modenhet,
        m.modenhet_ja,
        felt="modenhet",
        delvis=m.modenhet_delvis,
        tolkning=t,
    )


def verdi(t: Tolkning, m: Modellprofil, terskler: Terskler) -> Kriteriesvar:
    """Samlet verdi (årlig beløp × år) mot rammen modellen har, i kroner ex. mva. Et tilskudd gis for ett år om gangen."""
    if not m.verdi_fra and not m.verdi_til:
        return _uten_mening("verdi")
    i_aret = bool(t.ide.periode) and m.slug in MYK_RAMME
    total = t.ide.arlig_belop if i_aret else t.ide.samlet
    if total is None:
        return Kriteriesvar(
            "verdi", UKJENT, mangler=Grunn("mangler_arlig_belop", detaljer={"felt": "arlig_belop"})
        )
    fra, til = terskler.grense(m.verdi_fra), terskler.grense(m.verdi_til)
    detaljer = {
        "felt": "arlig_belop",
        "total": total,
        "periode": "i_aret" if i_aret else t.ide.periode,
        "fra": fra,
        "til": til,
        "grense": _terskelnavn(m),
    }
    mangler = None
    if t.ide.varighet_ar is None and total and til != 0:
        mangler = Grunn("mangler_varighet_ar", detaljer={"felt": "varighet_ar"})
    if _innenfor(total, fra, til, m):
        kode = "uten_betaling" if til == 0 else "verdi_passer"
        return Kriteriesvar("verdi", FULLT, Grunn(kode, detaljer=detaljer), mangler)
    if terskler.usikker_sone(total, (m.verdi_fra, m.verdi_til)):
        return Kriteriesvar("verdi", DELVIS, Grunn("verdi_mellom_grenser", detaljer=detaljer), mangler)
    if _naer(total, fra, til, m):
        return Kriteriesvar("verdi", DELVIS, Grunn("verdi_naer", detaljer=detaljer), mangler)
    kode = "verdi_passer_ikke" if total else "verdi_ingen_betaling"
    return Kriteriesvar("verdi", INGEN, Grunn(kode, detaljer=detaljer), mangler, i_strid=True)


def _terskelnavn(m: Modellprofil) -> str:
    return next((v for v in (m.verdi_til, m.verdi_fra) if v and not v.isdigit()), "")


def _innenfor(total: int, fra: int | None, til: int | None, m: Modellprofil) -> bool:
    """Fra-grensen er tatt med når den er et tall; en terskel må passeres, og til-terskelen er med."""
    over = fra is None or (total >= fra if m.verdi_fra.isdigit() else total > fra)
    return over and (til is None or total <= til)


def _naer(total: int, fra: int | None, til: int | None, m: Modellprofil) -> bool:
    """En ramme er omtrentlig; en terskelverdi i regelverket er det ikke: over den er modellen ikke lov."""
    if fra is not None and total <= fra:
        return total * NAER_VERDI >= fra and total > 0
    omtrentlig = m.verdi_til.isdigit() or m.slug in MYK_RAMME
    return til is not None and omtrentlig and total <= til * NAER_VERDI


def organisasjonsform(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hvem som leverer. Noen modeller er bare for ideelle."""
    return _medlem(
        "organisasjonsform",
        t.ide.organisasjonsform,
        m.organisasjonsform_ja,
        felt="organisasjonsform",
        tolkning=t,
    )


def utbytte(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Om eierne kan ta ut utbytte."""
    svar = None if t.ide.utbytte is None else ("ja" if t.ide.utbytte else "nei")
    passer = frozenset({m.utbytte_ja} if m.utbytte_ja else ())
    return _medlem("utbytte", svar, passer, felt="utbytte", tolkning=t)


def tjenestetype(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hva slags tjeneste det er."""
    return _medlem("tjenestetype", t.ide.tjenestetype, m.tjenestetype_ja, felt="tjenestetype", tolkning=t)


def finnes(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Om andre leverer det samme. Finnes det ikke, er kjøp av ferdig vare umulig."""
    return _medlem("finnes", t.ide.finnes_fra_for, m.finnes_ja, felt="finnes_fra_for", tolkning=t)


def sparer(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hvem som får mindre utgifter hvis det virker."""
    return _medlem("sparer", t.ide.hvem_sparer, m.sparer_ja, felt="hvem_sparer", tolkning=t)


def effekt(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hvor godt virkningen er dokumentert."""
    return _medlem("effekt", t.ide.effektdokumentasjon, m.effekt_ja, felt="effektdokumentasjon", tolkning=t)


def styres(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Hvem som bestemmer innholdet i detalj: skillet mellom tilskudd og anskaffelse (DFØ)."""
    return _medlem("styres", t.ide.styres_av, m.styres_ja, felt="styres_av", tolkning=t)


def tema(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Om temaet er et modellen brukes til."""
    if not m.tema_ja:
        return _uten_mening("tema")
    temaer = t.sikre_temaer
    if not temaer:
        return Kriteriesvar("tema", UKJENT, mangler=Grunn("mangler_tema", detaljer={"felt": "tema"}))
    for plass, forslag in enumerate(temaer):
        if forslag.slug in m.tema_ja:
            andel = FULLT if plass == 0 else 0.8
            return Kriteriesvar("tema", andel, Grunn("tema_passer", detaljer={"tema": forslag.slug}))
    if m.tema_ja & set(t.temaslugger):  # et tema teksten bare ligner på, taler ikke mot før det er bekreftet
        return Kriteriesvar("tema", UKJENT, mangler=Grunn("mangler_tema", detaljer={"felt": "tema"}))
    return Kriteriesvar(
        "tema", INGEN, Grunn("tema_passer_ikke", detaljer={"tema": temaer[0].slug}), i_strid=True
    )


def varighet(t: Tolkning, m: Modellprofil, _terskler: Terskler) -> Kriteriesvar:
    """Kort (inntil ett år) eller lang (over ett år)."""
    if not m.varighet_ja:
        return _uten_mening("varighet")
    if t.ide.varighet_ar is None:
        return Kriteriesvar(
            "varighet",
            UKJENT,
            mangler=Grunn("mangler_varighet_ar", detaljer={"felt": "varighet_ar"}),
        )
    er_kort = t.ide.varighet_ar <= KORT_AR
    detaljer = {
        "felt": "varighet_ar",
        "verdi": t.ide.varighet_ar,
        "ord": t.fra_tekst.get("varighet_ar", ""),
    }
    if er_kort == (m.varighet_ja == "kort"):
        return Kriteriesvar("varighet", FULLT, Grunn("varighet_passer", detaljer=detaljer))
    return Kriteriesvar("varighet", INGEN, Grunn("varighet_passer_ikke", detaljer=detaljer), i_strid=True)


KRITERIER: tuple[Callable[[Tolkning, Modellprofil, Terskler], Kriteriesvar], ...] = (
    onske, modenhet, verdi, organisasjonsform, utbytte, tjenestetype, finnes, sparer, effekt, styres, tema,
    varighet,
)  # fmt: skip
