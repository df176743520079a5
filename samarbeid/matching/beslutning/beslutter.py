"""Hvem som vanligvis bestemmer, for modellene som er best på nivået. Trappa og kildene står i ``trapp``.

Rollen er alltid «vanligvis», med vilkåret og neste trinn: fullmaktene er lokale. Den man snakker med først, kan også
være den som bestemmer. Koordinatorer, rådgivere og innkjøp bestemmer aldri; en forvalter bestemmer bare sin egen ordning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from samarbeid.matching.beslutning import trapp
from samarbeid.matching.beslutning.egne_eiere import bestemmer_selv, eieren
from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.lesing.likesaker import Likesaker
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    NY_FAST,
    Grunn,
    Kunnskap,
    Modellprofil,
    Rolleforslag,
    Tolkning,
    Veiprofil,
)

# Kontrakten eies av den som kjøper, ikke av sektoren temaet hører til.
PA_TVERS = frozenset({"sosiale-krav-i-kontrakt", "reservert-inkludering", "kommunalt-innovasjonsfond"})
FORVALTEREN = "tilskuddsforvalter"
LANER_UT = frozenset({
    "bibliotekleder", "kultursjef", "leder-sykehjem", "leder-helsestasjon", "nav-leder", "familieteam-leder",
    "leder-flyktningtjeneste", "leder-voksenopplaering", "leder-miljotjeneste", "leder-hjemmetjeneste",
})  # fmt: skip
HVER_FOR_SEG = frozenset({"abonnement", "sertifisering"})
TILSKUDD = frozenset({"kommunalt-tilskudd", "kommunalt-innovasjonsfond", "statlig-tilskudd"})
# Plassen er Navs, og koster ikke kommunen noe: det er ingen penger å ta opp et trinn.
UTEN_TRINN_OVER = frozenset({"arbeidspraksis"})
_LIKHETENS = 6.0  # en sjettedel av styrken ideer som ligner, kan peke med, veier like mye som det trappa sier


@dataclass(frozen=True, slots=True)
class Sak:
    """Det som er likt for alle veiene til en idé."""

    t: Tolkning
    kunnskap: Kunnskap
    terskler: Terskler
    pekere: Pekere
    moter: str = ""  # rollen den første samtalen på veien er med
    like: Likesaker = field(default_factory=Likesaker)

    @property
    def total(self) -> int | None:
        return self.t.ide.samlet


def besluttere(
    sak: Sak, rad: Veiprofil, styreform: str, modeller: Sequence[Modellprofil]
) -> tuple[Rolleforslag, ...]:
    """Rollene for hver av modellene, og hva hver av dem bestemmer. Den samme rollen nevnes én gang."""
    if not modeller:
        return _uten_modell(sak, rad, styreform)
    forslag: dict[str, Rolleforslag] = {}
    for modell in modeller:
        for ett in _for_modellen(sak, rad, styreform, modell):
            forslag.setdefault(ett.rolle, ett)
    return tuple(forslag.values())


def _uten_modell(sak: Sak, rad: Veiprofil, styreform: str) -> tuple[Rolleforslag, ...]:
    """Den som leder sektoren. En forvalter bestemmer bare over sin egen ordning, og den passer ikke her."""
    if rad.forste[0] == FORVALTEREN:
        return ()
    trinn = trapp.TOPP if rad.sektor == "ukjent" else trapp.SEKTOR
    rolle = _egen_leder(sak, rad, styreform)
    if not rolle:
        rolle, trinn = trapp.rolle_pa(styreform, trinn, rad.sektor, sak.kunnskap.roller)
    if not rolle:
        return ()
    detaljer = {"rolle": rolle, "styreform": styreform, "sektor": rad.sektor, "modell": "", "trinn": trinn}
    return (Rolleforslag(rolle, Grunn("beslutter", detaljer=detaljer), rad.kilde),)


def _for_modellen(sak: Sak, rad: Veiprofil, styreform: str, modell: Modellprofil) -> Iterable[Rolleforslag]:
    """Rollen på trinnet saken begynner på. Uten beløp: enhetslederen om det er lite, og lederen over ellers."""
    kostnad = sak.t.ide.kostnadsslag
    flere = flere_sammen(sak, rad, modell)
    trinn = trapp.trinn_for(modell, sak.total, kostnad, sak.terskler, flere_enheter=flere, niva=rad.niva)
    selv = bestemmer_selv(sak.pekere, rad.niva, ny_fast=kostnad == NY_FAST)
    if selv:
        trinn, flere = trapp.ENHET, False
    if sak.pekere.over_lederen and trinn == trapp.ENHET and modell.verdi_til != "0":
        trinn, flere = trapp.SEKTOR, True
    if sak.pekere.pa_tvers and trinn in {trapp.ENHET, trapp.SEKTOR} and modell.verdi_til != "0":
        trinn, flere = trapp.TOPP, True
    kan_vaere_lite = sak.total is None and modell.beslutter_liten[0] == trapp.ENHET and trinn == trapp.SEKTOR
    trinnene = [trapp.ENHET, trinn] if kan_vaere_lite and not flere else [trinn]
    for ett in trinnene:
        rolle, sto_pa = _rolle_pa(ett, sak, rad, styreform, modell)
        if modell.slug not in trapp.STATENS_I_NAV and not selv:
            gratis_her = sto_pa == trapp.ENHET and modell.verdi_til == "0"
            rolle, sto_pa = _etter_likhet(sak, rad, styreform, rolle, sto_pa, hoyst_sektor=gratis_her)
        if rolle:
            detaljer = _detaljer(sak, rad, styreform, modell, rolle, sto_pa)
            yield Rolleforslag(rolle, Grunn("beslutter", detaljer=detaljer), rad.kilde)


def _etter_likhet(
    sak: Sak, rad: Veiprofil, styreform: str, rolle: str, trinn: str, *, hoyst_sektor: bool
) -> tuple[str, str]:
    """Rollen og trinnet, eller den som avgjør ideer som ligner, når nok av dem peker på en annen trappa også har.

    ``hoyst_sektor``: et møte eller noe annet gratis hos én enhet går aldri til toppen eller de folkevalgte.
    """
    if not rolle or trinn in {trapp.FORVALTER, trapp.EIENDOM} or rad.niva == "stat":
        return rolle, trinn
    kjente = sak.kunnskap.roller
    poeng = {rolle: 1.0}
    for en, andel in sak.like.besluttere.items():
        i_form = trapp.i_styreformen(en, styreform, rad.niva, kjente)
        if hoyst_sektor and i_form in kjente and kjente[i_form].slag in {"topp", "politisk"}:
            continue
        if i_form == rolle or _kan_avgjore(sak, rad, styreform, i_form, trinn):
            poeng[i_form] = poeng.get(i_form, 0.0) + _LIKHETENS * andel
    valgt = max(poeng, key=lambda r: (poeng[r], r == rolle))
    if valgt == rolle:
        return rolle, trinn
    return valgt, trapp.trinnet_til(valgt, styreform, kjente[valgt].slag)


def _kan_avgjore(sak: Sak, rad: Veiprofil, styreform: str, rolle: str, trinn: str) -> bool:
    """Om trappa og reglene også har plass til henne: en ny post i budsjettet er de folkevalgtes, og et lite kjøp er ikke deres."""
    kjent = sak.kunnskap.roller.get(rolle)
    if kjent is None or kjent.slag not in trapp.BESTEMMER or rad.niva not in kjent.nivaer:
        return False
    if kjent.slag != "enhet" and not trapp.har(styreform, rolle):
        return False
    if kjent.slag == "enhet" and (sak.pekere.over_lederen or not _er_lite(sak, rad)):
        return False
    if sak.t.ide.kostnadsslag == NY_FAST:
        return kjent.slag == "politisk"
    if trapp.er_liten(sak.total, sak.terskler):
        return kjent.slag in {"enhet", "sektor"}
    return kjent.slag in {"politisk", "topp"} or trinn not in {trapp.POLITISK, trapp.UTVALG}


def _er_lite(sak: Sak, rad: Veiprofil) -> bool:
    """Om en enhetsleder kan avgjøre beløpet, så langt det er kjent. På Nav gjelder det også mellom dagens grense og den foreslåtte."""
    if sak.total is None or trapp.er_liten(sak.total, sak.terskler):
        return True
    return rad.niva == "nav" and sak.terskler.usikker_sone(sak.total, ("innslagspunkt",))


def flere_sammen(sak: Sak, rad: Veiprofil, modell: Modellprofil) -> bool:
    """Om flere enheter skal være med på det samme. Noe hver enhet abonnerer på for seg, er hver enkelts."""
    if (
        modell.slug in HVER_FOR_SEG
        and not sak.pekere.flere_enheter
        and trapp.er_liten(sak.total, sak.terskler)
    ):
        return False
    return sak.pekere.flere_enn(_enhet(sak, rad) or rad.forste[0])


def _detaljer(
    sak: Sak, rad: Veiprofil, styreform: str, modell: Modellprofil, rolle: str, trinn: str
) -> dict[str, Any]:
    fast = modell.slug in trapp.UTEN_FAST_KOSTNAD or rad.niva == "stat"
    varig, _trinn = trapp.rolle_pa(styreform, trapp.POLITISK, rad.sektor, sak.kunnskap.roller)
    eier = eieren(rolle, sak.pekere)
    alene = bool(eier) or modell.slug in UTEN_TRINN_OVER
    return {
        "rolle": rolle,
        "styreform": styreform,
        "sektor": rad.sektor,
        "modell": modell.slug,
        "total": sak.total,
        "periode": sak.t.ide.periode or ("i_aret" if sak.t.er_i_aret else ""),
        "trinn": trinn,
        "eier": eier,
        "ellers": "" if alene else _over(rolle, trinn, sak, rad, styreform, modell),
        "varig": "" if fast or eier or rolle == trapp.NAV_I_FYLKET else varig,
        "kostnadsslag": sak.t.ide.kostnadsslag or "",
        "uten_penger": modell.verdi_til == "0",
        "liten": trapp.er_liten(sak.total, sak.terskler),
        "programvare": sak.t.ide.tjenestetype == "digital",
        "niva": rad.niva,
    }


def _over(rolle: str, trinn: str, sak: Sak, rad: Veiprofil, styreform: str, modell: Modellprofil) -> str:
    """Den neste rollen oppover som er en annen; tom når det ikke er noen."""
    while trinn := trapp.trinnet_over(trinn):
        over, _trinn = _rolle_pa(trinn, sak, rad, styreform, modell)
        if (
            over == rolle and rad.niva == "stat" and trinn == trapp.TOPP
        ):  # over en region står etaten, ikke departementet
            over, _trinn = trapp.rolle_pa("stat", trinn, "", sak.kunnskap.roller)
        if over and over != rolle:
            return over
    return ""


def _rolle_pa(trinn: str, sak: Sak, rad: Veiprofil, styreform: str, modell: Modellprofil) -> tuple[str, str]:
    """Rollen på trinnet, og trinnet den står på: uten en enhet med budsjett går saken ett trinn opp. Tom: ingen."""
    roller = sak.kunnskap.roller
    if trinn == trapp.FORVALTER:
        return (FORVALTEREN if rad.niva == "stat" and FORVALTEREN in roller else ""), trinn
    if modell.slug in trapp.STATENS_I_NAV or (
        rad.niva == "nav" and trinn != trapp.ENHET and _hele_fylket(sak)
    ):
        return trapp.rolle_pa("nav", trapp.TOPP, "", roller)
    if trinn == trapp.EIENDOM and (rommets := eget_rom(sak, rad, modell)):
        return rommets, trapp.ENHET
    if trinn == trapp.ENHET:
        if enhet := _enhet(sak, rad):
            return enhet, trinn
        trinn = trapp.SEKTOR
    eiendom = modell.slug == "lokaler-og-utstyr" and rad.niva == "kommune" and not eget_rom(sak, rad, modell)
    sektor = "samfunn" if eiendom else sektoren(sak, rad)
    if trinn == trapp.SEKTOR and (sektor == "ukjent" or modell.slug in PA_TVERS):
        trinn = trapp.TOPP
    har_egen = trinn == trapp.SEKTOR or (trinn in {trapp.TOPP, trapp.EIENDOM} and rad.niva == "stat")
    if har_egen and (egen := _egen_leder(sak, rad, styreform)):
        return egen, trinn
    return trapp.rolle_pa(styreform, trinn, sektor, roller)


def _hele_fylket(sak: Sak) -> bool:
    """Nav i et helt fylke er ikke ett kontor og én kommune: det er fylkesdirektørens."""
    typer = {sak.kunnskap.omrader[kode].type for kode in sak.t.omrader}
    return typer == {"fylke"}


def eget_rom(sak: Sak, rad: Veiprofil, modell: Modellprofil) -> str:
    """Lederen for enheten som låner ut sine egne rom. Skoler og andre bygg er vanligvis eiendomssjefens etter skoletid."""
    enhet = sak.pekere.enhet_paa(rad.niva)
    return enhet.rolle if enhet and modell.slug == "lokaler-og-utstyr" and enhet.rolle in LANER_UT else ""


def _enhet(sak: Sak, rad: Veiprofil) -> str | None:
    """Lederen med budsjett: enheten teksten nevner når den står i raden, ellers den første i raden, ellers den nevnte."""
    roller = sak.kunnskap.roller
    nevnt = [e.rolle for e in sak.pekere.enheter if e.niva == rad.niva and not e.besokes]
    besokt = [e.rolle for e in sak.pekere.enheter if e.niva == rad.niva and e.besokes]
    betaler = sak.pekere.betaler
    forst = [betaler.rolle] if betaler and betaler.niva == rad.niva else []
    if not forst and er_sektorens(sak, rad):
        return None
    # Ideer som ligner, begynner også hos henne.
    if sak.like.roller.get(sak.moter) and rad.niva in roller[sak.moter].nivaer:
        forst.append(sak.moter)
    # Hun har kontorets penger, uansett hvem der man møter først.
    kontoret = ["nav-leder"] if rad.niva == "nav" else []
    rekke = (*forst, *(r for r in nevnt if r in rad.forste), *nevnt, *rad.forste, *besokt, *kontoret)
    return next((r for r in rekke if r in roller and roller[r].slag == "enhet"), None)


def er_sektorens(sak: Sak, rad: Veiprofil) -> bool:
    """Om temaet er lederen for sektoren sitt, som medvirkning i planer: enhetene som nevnes, er de planen gjelder."""
    dor = sak.kunnskap.roller.get(rad.forste[0]) if rad.tema and rad.forste else None
    nevnt = {e.rolle for e in sak.pekere.enheter if e.niva == rad.niva}
    return dor is not None and dor.slag == "sektor" and not nevnt & set(rad.forste)


def sektoren(sak: Sak, rad: Veiprofil) -> str:
    """Sektoren enheten løsningen nevner, hører til; ellers radens. Over sykehjemmet står helse, hva temaet enn er."""
    nevnt = [e for e in sak.pekere.enheter if e.niva == rad.niva and e.rolle in sak.pekere.i_losningen]
    sektorer = {e.sektor for e in nevnt}
    er_der = _enhet(sak, rad) in {e.rolle for e in nevnt if not e.besokes}
    return sektorer.pop() if er_der and len(sektorer) == 1 else rad.sektor


def _egen_leder(sak: Sak, rad: Veiprofil, styreform: str) -> str | None:
    """Radens egen leder over enheten, som regiondirektøren i kriminalomsorgen. Byråd og bydel har sin egen trapp."""
    if styreform in {"byrad", "bydel", "fylkesrad"}:
        return None
    return next((r for r in rad.beslutter if sak.kunnskap.roller[r].slag in {"sektor", "topp"}), None)


def vanlige_besluttere(rad: Veiprofil, styreform: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Rollene som vanligvis bestemmer på området, fra det lille til det nye og varige."""
    roller = [r for r in rad.forste if kunnskap.roller[r].slag == "enhet"][:1]
    egen = [r for r in rad.beslutter if kunnskap.roller[r].slag in {"sektor", "topp"}]
    if styreform in {"byrad", "bydel", "fylkesrad"} or not egen:
        egen = [trapp.rolle_pa(styreform, trapp.SEKTOR, rad.sektor, kunnskap.roller)[0]]
    politisk, _trinn = trapp.rolle_pa(styreform, trapp.POLITISK, rad.sektor, kunnskap.roller)
    return tuple(r for r in dict.fromkeys([*roller, *egen[:1], politisk]) if r)
