"""Hva slags penger det spørres om, og hva det gjør med modellene.

Kilder: sidene om modellene («passer ikke når»), kommuneloven §§ 14-2 og 14-3 (varige kostnader står i budsjett og
økonomiplan), og DFØ om tilskudd eller anskaffelse.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from samarbeid.matching.regler.offentlig import KJOP
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import NY_FAST, Grunn, Modellprofil, Tolkning

# Kodene i ``veier.taksonomi.ordforrad.Kostnadsslag``; reglene leser ikke databasen, så de står her også.
ETT_KJOP, EKSISTERENDE = "ett_kjop", "eksisterende_ordning"
# Det som kan vare: en avtale, et fast tilskudd, en konkurranse om drift.
VARIG = frozenset({
    "driftsavtale", "kommunalt-tilskudd", "partnerskapsavtale", "helse-og-sosialtjenester", "reservert-ideelle",
    "kunngjort-konkurranse", "fritt-brukervalg", "sertifisering", "nabolagsinkubator", "kommunalt-innovasjonsfond",
})  # fmt: skip
# Det som tar slutt av seg selv, etter sin egen side: en prøve, ett kjøp, penger for en periode.
TAR_SLUTT = frozenset({
    "pilotavtale", "direkte-kjop", "startoff-metodikk", "felles-soknad", "statlig-tilskudd", "lokal-nav-avtale",
    "plan-og-designkonkurranse", "fou-samarbeid",
})  # fmt: skip
# Staten deler ut, men hvem som helst kan søke, uansett hvem som ellers bestemmer.
SOKES_AV_ALLE = frozenset({"statlig-tilskudd"})
DELES_UT = frozenset({"kommunalt-tilskudd", "kommunalt-innovasjonsfond", "statlig-tilskudd", "felles-soknad"})
KJOPES = frozenset({
    "direkte-kjop", "forenklet-kjop", "pilotavtale", "helse-og-sosialtjenester", "opplaering-til-egenregi", "medvirkning",
})  # fmt: skip
# Svar → (modellene det taler for, modellene det taler mot). Poengene er på skalaen 0–100.
TALER = {
    ETT_KJOP: (KJOPES, frozenset({"driftsavtale", "kommunalt-tilskudd", "fritt-brukervalg"})),
    EKSISTERENDE: (DELES_UT, KJOP | {"pilotavtale"}),
    NY_FAST: (VARIG, frozenset()),
}
# Formene der pengene er en kontrakts.
_I_EN_KONTRAKT = frozenset({
    "sosiale-krav-i-kontrakt", "kunngjort-konkurranse", "reservert-inkludering", "reservert-ideelle", "konkurransepreget-dialog",
    "innovasjonspartnerskap",
})  # fmt: skip
FOR, MOT = 6, -12
# Fast støtte til det de selv driver, er sjelden noe andre kan legge inn tilbud på.
IDEELLE = frozenset({"FLI", "STI"})


def er_pengene_kjent(t: Tolkning) -> bool:
    """Om det er nok sagt om pengene: svaret, at det er gratis, når det tar slutt, eller at det skal kjøpes i en konkurranse."""
    ide = t.ide
    kjent = ide.kostnadsslag is not None or ide.arlig_belop == 0 or ide.varighet_ar is not None
    return kjent or t.tar_slutt or not t.onsker.keys().isdisjoint(_I_EN_KONTRAKT)


def har_mening(modell: str) -> bool:
    return modell in TAR_SLUTT or any(modell in ja | nei for ja, nei in TALER.values())


def kostnadsgrunner(t: Tolkning, modell: str) -> tuple[Grunn, ...]:
    """Grunnen svaret gir modellen, med poeng for eller mot."""
    slag = t.ide.kostnadsslag
    if slag not in TALER:
        return ()
    ja, nei = TALER[slag]
    detaljer = {
        "felt": "kostnadsslag",
        "verdi": slag,
        "modell": modell,
        "ord": t.fra_tekst.get("kostnadsslag", ""),
    }
    if modell in ja:
        return (Grunn("kostnad_passer", FOR, FOR, detaljer),)
    if modell in nei:
        return (Grunn("kostnad_passer_ikke", MOT, -MOT, detaljer),)
    return ()


def tilskudd_eller_kjop(t: Tolkning, modell: str, hos: str) -> tuple[Grunn, ...]:
    """Støtte til mottakerens egen aktivitet er et tilskudd; noe en enhet får gjort hos seg til en pris, er et kjøp (DFØ)."""
    ber_om = "kommunalt-tilskudd" in t.onsker and t.ide.styres_av != "det_offentlige"
    fast_stotte = (
        t.ide.kostnadsslag == NY_FAST
        and t.ide.organisasjonsform in IDEELLE
        and t.ide.styres_av != "det_offentlige"
        and modell not in t.onsker
    )
    if (ber_om and modell in KJOP) or (fast_stotte and modell == "kunngjort-konkurranse"):
        return (Grunn("ber_om_tilskudd", MOT, -MOT, {"modell": modell}),)
    til_en_pris = hos and t.ide.arlig_belop and t.ide.kostnadsslag not in {EKSISTERENDE, NY_FAST}
    if til_en_pris and modell == "kommunalt-tilskudd" and modell not in t.onsker:
        return (Grunn("hos_enheten", MOT, -MOT, {"modell": modell, "rolle": hos}),)
    return ()


def kan_brukes_paa(m: Modellprofil, nivaer: Collection[str]) -> bool:
    """Om modellen er for et av nivåene. En ordning alle kan søke, er for alle."""
    return m.slug in SOKES_AV_ALLE or not m.nivaer or not m.nivaer.isdisjoint(nivaer)


def sperrer_for(t: Tolkning, m: Modellprofil, nivaer: Sequence[str]) -> tuple[Grunn, ...]:
    """Det som gjør at modellen ikke kan brukes, uansett hvor godt den ellers passer."""
    ut = []
    if nivaer and not kan_brukes_paa(m, nivaer):
        ut.append(
            Grunn(
                "niva_bruker_ikke",
                detaljer={
                    "niva": nivaer[0],
                    "modell": m.slug,
                    "nivaer": [n for n in ORD["niva"] if n in m.nivaer],
                },
            )
        )
    if m.verdi_til == "0" and (felt := _koster(t)):
        ut.append(Grunn("koster_penger", detaljer={"felt": felt, "modell": m.slug}))
    ny_statlig = m.slug in SOKES_AV_ALLE and nivaer[:1] == ("stat",)  # en ny ordning er også en ordning
    if t.ide.kostnadsslag == NY_FAST and m.slug in TAR_SLUTT and not ny_statlig:
        detaljer = {"felt": "kostnadsslag", "verdi": NY_FAST, "modell": m.slug}
        ut.append(Grunn("tar_slutt", detaljer=detaljer))
    return tuple(ut)


def _koster(t: Tolkning) -> str:
    """Feltet som sier at det skal brukes penger, eller tomt. Et beløp på null sier at det ikke skal det, uansett hva slags
    penger det er."""
    total = t.ide.samlet
    if total is not None:
        return "arlig_belop" if total > 0 else ""
    return "kostnadsslag" if t.ide.kostnadsslag is not None else ""
