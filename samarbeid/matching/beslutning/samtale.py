"""Hvem man snakker med først, og hvem som kan åpne døren.

Enhetslederen som møter problemet, er det vanlige. Gjelder det flere enheter eller en stor avtale, begynner man hos den
som leder sektoren; ber ideen om en modell som har sin egen dør, begynner man der (domene.md 3.1, «God første kontakt?»).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.beslutning.beslutter import Sak, eget_rom, er_sektorens, flere_sammen, sektoren
from samarbeid.matching.beslutning.egne_eiere import eieren
from samarbeid.matching.beslutning.radvalg import Radtreff
from samarbeid.matching.enhetsord import Enhet
from samarbeid.matching.typer import NY_FAST, Grunn, Modellprofil, Rolleforslag, Rolleprofil, Veiprofil

HOYST_ROLLER = 4
INNKJOP = "innkjopssjef"
# Det reglene sier, i rekkefølgen sin, mot styrken ideer som ligner, peker med (0–1): en tidel veier like mye som reglenes første.
_ETTER_REGLENE, _FLERE, _LIKHETENS = (1.0, 0.55, 0.4, 0.3), 1.5, 10.0
_BARE_LIKHET = 0.2  # styrken en rolle reglene ikke nevner, må ha
# Poengene den andre og den tredje rollen må ha når ideer som ligner, peker på noen: reglene alene er ikke nok.
_MINST, _TREDJE = 3.5, 4.5
EN_DOR = 0.12  # styrken ideer som ligner, må peke på en døråpner med
_TYNT_TEMA = 5.0  # poengene til ett sterkt ord og et svakt, se temavalg
# Modellen det bes om → den som tar imot, per nivå. Den som eier døren, bestemmer ikke nødvendigvis.
MODELLENS_DOR = {
    ("lokaler-og-utstyr", "kommune"): "eiendomssjef",
    ("sosiale-krav-i-kontrakt", "kommune"): "innkjopssjef",
    ("sosiale-krav-i-kontrakt", "fylkeskommune"): "innkjopssjef",
    ("reservert-inkludering", "kommune"): "kommunalsjef-samfunn",
    ("reservert-inkludering", "fylkeskommune"): "innkjopssjef",
    ("samarbeid-med-investor", "kommune"): "innovasjonsradgiver",
    ("innovasjonskontrakt", "kommune"): "naeringssjef",
    ("kommunalt-innovasjonsfond", "kommune"): "innovasjonsradgiver",
    ("statlig-tilskudd", "stat"): "tilskuddsforvalter",
    ("kommunalt-tilskudd", "kommune"): "frivillighetskoordinator",
    ("arbeidspraksis", "nav"): "nav-markedskontakt",
    ("nav-tiltak", "nav"): "nav-fylkesdirektor",
}
# Avtaler som binder mer enn én enhet uansett hvor mange som er nevnt.
# Lag og foreninger møter først den som har tilskuddene til frivillige.
FRIVILLIGE = frozenset({"FLI", "IKKE_REGISTRERT"})
STRATEGISKE = frozenset({"effektkontrakt", "samarbeid-med-investor"})
# Det ingen enhetsleder kan si ja til eller søke om, uansett beløp. Den som tar imot, er lederen over.
OVER_ENHETEN = frozenset({
    "felles-soknad", "fou-samarbeid", "fritt-brukervalg", "kunngjort-konkurranse", "reservert-ideelle",
})  # fmt: skip


def forste_samtale(
    sak: Sak, treff: list[Radtreff], styreform: str, modeller: list[Modellprofil]
) -> tuple[Rolleforslag, ...]:
    """Rollene man kan ringe, den beste først."""
    rad = treff[0].rad
    roller: dict[str, Rolleforslag] = {}
    for rolle, kode in _foran(sak, treff, styreform, modeller):
        grunn = Grunn(kode, detaljer={"rolle": rolle, "tema": rad.tema, "grunn": rad.grunn})
        roller.setdefault(rolle, Rolleforslag(rolle, grunn, rad.kilde))
    for forslag in rolleforslag(treff, "forste", styreform, sak.kunnskap.roller):
        roller.setdefault(forslag.rolle, forslag)
        if _er_stor(sak, rad) and (leder := _sektorlederen(sak, rad, styreform)):
            grunn = Grunn("stor_avtale", detaljer={"rolle": leder, "tema": rad.tema, "grunn": rad.grunn})
            roller.setdefault(leder, Rolleforslag(leder, grunn, rad.kilde))
        for rolle in _naermeste(sak, rad):  # før den andre av dørene som er like for alle
            grunn = Grunn("forste_samtale_rolle", detaljer={"rolle": rolle})
            roller.setdefault(rolle, Rolleforslag(rolle, grunn, rad.kilde))
        if (enhet := sak.pekere.enhet_paa(rad.niva)) and enhet.rolle not in roller:
            grunn = Grunn("enhet_nevnt", detaljer={"rolle": enhet.rolle, "tema": rad.tema, "grunn": ""})
            roller[enhet.rolle] = Rolleforslag(enhet.rolle, grunn, rad.kilde)
    return _etter_likhet(sak, rad, styreform, list(roller.values()))[:HOYST_ROLLER]


def _etter_likhet(
    sak: Sak, rad: Veiprofil, styreform: str, forslag: list[Rolleforslag]
) -> tuple[Rolleforslag, ...]:
    """Rollene ordnet også etter hvor ideer som ligner, begynner. En rolle bare likheten peker på, må ha mye av den."""
    kjente = sak.kunnskap.roller
    like: dict[str, float] = {}
    for rolle, andel in sak.like.roller.items():
        i_form = trapp.i_styreformen(rolle, styreform, rad.niva, kjente)
        if i_form in kjente and rad.niva in kjente[i_form].nivaer:
            like[i_form] = like.get(i_form, 0.0) + andel
    roller = {f.rolle: f for f in forslag}
    poeng = {f.rolle: _ETTER_REGLENE[min(nr, len(_ETTER_REGLENE) - 1)] for nr, f in enumerate(forslag)}
    if forslag and forslag[0].grunn.kode == "flere_enheter":  # flere enheter sammen er aldri én enhetsleders
        poeng[forslag[0].rolle] += _FLERE
    for rolle, andel in like.items():
        if rolle not in roller and andel >= _BARE_LIKHET:
            roller[rolle] = Rolleforslag(rolle, Grunn("lignende_ideer", detaljer={"rolle": rolle}), rad.kilde)
        if rolle in roller:
            poeng[rolle] = poeng.get(rolle, 0.0) + _LIKHETENS * andel
    ordnet = sorted(roller.values(), key=lambda f: -poeng[f.rolle])
    krav = (0.0, _MINST, _TREDJE) if like else (0.0, 0.0, 0.0)
    return tuple(f for nr, f in enumerate(ordnet) if poeng[f.rolle] >= krav[min(nr, 2)])


def dorapnere(
    sak: Sak, treff: list[Radtreff], styreform: str, opptatt: Container[str]
) -> tuple[Rolleforslag, ...]:
    """Rollene som kan vise videre. Radene sier hvem det er for temaet; av dem er de med som også ideer som ligner, peker på."""
    radenes = rolleforslag(treff, "dorapnere", styreform, sak.kunnskap.roller, opptatt)
    like = sak.like.roller
    valgt = bool(sak.t.tema) and sak.t.tema[0].kilde == "valgt"
    if not like or valgt:
        return radenes
    return tuple(f for f in radenes if like.get(f.rolle, 0.0) >= EN_DOR)


def _naermeste(sak: Sak, rad: Veiprofil) -> Iterable[str]:
    """Når ingen tema er lest: de som møter temaene teksten ligner mest på."""
    if not rad.tema and not sak.pekere.enhet_paa(rad.niva):
        for forslag in sak.t.naermest[:2]:
            rader = sak.kunnskap.veier.get(forslag.slug, ())
            yield from [en.forste[0] for en in rader if en.niva == rad.niva and not en.ord][:1]


def _foran(
    sak: Sak, treff: list[Radtreff], styreform: str, modeller: list[Modellprofil]
) -> Iterable[tuple[str, str]]:
    rad = treff[0].rad
    if sak.pekere.i_gang and rad.niva in {"kommune", "fylkeskommune"} and INNKJOP in sak.kunnskap.roller:
        yield INNKJOP, "modellens_dor"
    if sak.pekere.pa_tvers and rad.niva == "kommune":
        topp, _trinn = trapp.rolle_pa(styreform, trapp.TOPP, "", sak.kunnskap.roller)
        yield topp, "flere_enheter"
    if modeller and modeller[0].slug in sak.t.onsker:
        yield from _modellens(sak, rad, modeller[0])
    if _over_enheten(sak, modeller, rad) and (leder := _sektorlederen(sak, rad, styreform)):
        yield leder, "flere_enheter"
    betaler = sak.pekere.betaler
    if betaler and betaler.niva == rad.niva and not sak.pekere.flere_enn(betaler.rolle):
        yield betaler.rolle, "enhet_nevnt"
    enhet = sak.pekere.enhet_paa(rad.niva, helst=rad.forste[0])
    egne = {r for t in treff for r in t.rad.forste}
    if enhet and not er_sektorens(sak, rad) and (enhet.rolle in egne or _skjer_der(sak, enhet)):
        yield enhet.rolle, "forste_samtale" if enhet.rolle == rad.forste[0] and rad.grunn else "enhet_nevnt"


def _skjer_der(sak: Sak, enhet: Enhet) -> bool:
    """Om den ene enheten teksten nevner, er den det skal skje hos, også når temaet er en annens: den gjør noe selv, eller temaet
    hviler på lite. Den som møter problemet, er den man snakker med (domene.md 1.4 og 3.1)."""
    alene = len({e.rolle for e in sak.pekere.enheter if e.niva == enhet.niva}) == 1
    tynt = not sak.t.tema or (sak.t.tema[0].kilde != "valgt" and sak.t.tema[0].poeng < _TYNT_TEMA)
    return alene and not enhet.besokes and (tynt or enhet.rolle in sak.pekere.deltar)


def _modellens(sak: Sak, rad: Veiprofil, modell: Modellprofil) -> Iterable[tuple[str, str]]:
    """Den som tar imot når teksten ber om modellen. En ordning som ikke finnes, har ingen forvalter."""
    if rommets := eget_rom(sak, rad, modell):
        yield rommets, "enhet_nevnt"
        return
    har_egen_forvalter = rad.forste[:1] == ("kultursjef",)  # kultur- og fritidsmidlene er hennes
    if modell.slug == "kommunalt-tilskudd" and (
        sak.t.ide.organisasjonsform not in FRIVILLIGE or har_egen_forvalter
    ):
        return
    ny_statlig = rad.niva == "stat" and sak.t.ide.kostnadsslag == NY_FAST
    dor = "fagdirektor-direktorat" if ny_statlig else MODELLENS_DOR.get((modell.slug, rad.niva), "")
    if dor in sak.kunnskap.roller:
        yield dor, "modellens_dor"


def _over_enheten(sak: Sak, modeller: list[Modellprofil], rad: Veiprofil) -> bool:
    enhet = sak.pekere.enhet_paa(rad.niva)
    rolle = enhet.rolle if enhet else rad.forste[0]
    if eieren(rolle, sak.pekere):
        return False
    return (
        (flere_sammen(sak, rad, modeller[0]) if modeller else sak.pekere.flere_enn(rolle))
        or bool(modeller and modeller[0].slug in STRATEGISKE)
        or bool(modeller and modeller[0].slug in sak.t.onsker and modeller[0].slug in OVER_ENHETEN)
    )


def _sektorlederen(sak: Sak, rad: Veiprofil, styreform: str) -> str:
    sektor = sektoren(sak, rad)
    if rad.niva not in {"kommune", "fylkeskommune"} or sektor == "ukjent":
        return ""
    return trapp.rolle_pa(styreform, trapp.SEKTOR, sektor, sak.kunnskap.roller)[0]


def _er_stor(sak: Sak, rad: Veiprofil) -> bool:
    """En stor avtale er den over sin, men den som møter problemet, tar den første samtalen (domene.md 1.5)."""
    nasjonal = sak.terskler.grense("nasjonal")
    stor = sak.total is not None and nasjonal is not None and sak.total > nasjonal
    return stor and not sak.pekere.enhet_paa(rad.niva)


def rolleforslag(
    treff: Iterable[Radtreff],
    felt: str,
    styreform: str,
    kjente: Mapping[str, Rolleprofil],
    unngaa: Container[str] = (),
) -> tuple[Rolleforslag, ...]:
    """Rollene i radene, i rekkefølge. Den første i raden har radens egen grunn; de andre det rollen kan."""
    kode = "forste_samtale" if felt == "forste" else "dorapner"
    roller: dict[str, Rolleforslag] = {}
    for radtreff in treff:
        rad = radtreff.rad
        for plass, i_raden in enumerate(getattr(rad, felt)):
            rolle = trapp.i_styreformen(i_raden, styreform, rad.niva, kjente)
            if rolle in unngaa:
                continue
            egen = f"{kode}_rolle" if felt == "forste" and (plass or not rad.grunn) else kode
            grunn = Grunn(egen, detaljer={"rolle": rolle, "tema": rad.tema, "grunn": rad.grunn})
            roller.setdefault(rolle, Rolleforslag(rolle, grunn, rad.kilde))
    return tuple(roller.values())[:HOYST_ROLLER]
