"""Tabellene i fagnotatet om hvem som har ansvaret og hvem som bestemmer, rad for rad mot dataene."""

import csv
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parents[3]
# Tema → nivåene, det mest ansvarlige først, og rollene tabellen nevner for første samtale.
FORSTE_SAMTALE = {
    "frafall-i-skolen": ("fylkeskommune kommune nav", "rektor-videregaende leder-oppfolgingstjenesten"),
    "skolefravaer-og-skolevegring": ("kommune fylkeskommune", "rektor"),
    "skolemiljo-og-mobbing": ("kommune fylkeskommune", "rektor rektor-videregaende"),
    "leseopplaering-og-laering": ("kommune", "rektor bibliotekleder"),
    "sprak-i-barnehage": ("kommune", "barnehagestyrer"),
    "tidlig-innsats": ("kommune", "leder-helsestasjon barnehagestyrer"),
    "barnevern-og-omsorgssvikt": ("kommune stat", "barnevernleder bufetat-region"),
    "foreldrestotte": ("kommune stat", "leder-helsestasjon barnevernleder"),
    "barnefattigdom": ("kommune nav stat", "kultursjef nav-leder"),
    "fritid-og-aktivitet": ("kommune", "kultursjef"),
    "utenforskap-unge": ("kommune fylkeskommune nav", "rektor leder-oppfolgingstjenesten nav-leder slt-koordinator"),
    "psykisk-helse-unge": ("kommune fylkeskommune stat", "leder-helsestasjon"),
    "rus": ("kommune stat nav", "leder-rus-og-psykisk-helse"),
    "psykisk-helse-voksne": ("kommune stat", "leder-rus-og-psykisk-helse"),
    "arbeidsinkludering": ("nav kommune", "nav-markedskontakt nav-leder"),
    "langtidsledighet-og-ufore": ("nav", "nav-leder"),
    "vekst-vernet-arbeid": ("nav kommune", "nav-fylkesdirektor nav-leder"),
    "integrering": ("kommune fylkeskommune stat", "leder-flyktningtjeneste"),
    "kvinner-med-innvandrerbakgrunn": ("kommune nav fylkeskommune", "leder-flyktningtjeneste nav-leder"),
    "negativ-sosial-kontroll": ("kommune fylkeskommune stat", "rektor rektor-videregaende leder-flyktningtjeneste"),
    "vold-i-naere-relasjoner": ("kommune stat", "krisesenterleder kommunalsjef-helse-og-mestring"),
    "kriminalitetsforebygging": ("kommune stat", "slt-koordinator kommunalsjef-oppvekst"),
    "tilbakeforing-etter-straff": ("stat kommune nav fylkeskommune", "kriminalomsorg-enhet"),
    "bolig-og-bostedsloshet": ("kommune stat", "boligkontorleder nav-leder"),
    "gjeld-og-okonomi": ("nav", "nav-leder"),
    "ensomhet-eldre": ("kommune", "frivillighetskoordinator leder-hjemmetjeneste leder-sykehjem"),
    "demens": ("kommune", "leder-sykehjem leder-hjemmetjeneste"),
    "aktivitet-pa-sykehjem": ("kommune", "leder-sykehjem"),
    "parorende": ("kommune", "leder-hjemmetjeneste leder-helsestasjon"),
    "velferdsteknologi": ("kommune stat", "leder-hjemmetjeneste"),
    "funksjonsnedsettelse": ("kommune", "leder-miljotjeneste kommunalsjef-helse-og-mestring"),
    "fysisk-aktivitet-og-folkehelse": ("kommune fylkeskommune", "folkehelsekoordinator"),
    "nabolag-og-omradeloft": ("kommune", "omradeloft-leder kommunalsjef-samfunn"),
    "frivillighet-og-samskaping": ("kommune fylkeskommune", "frivillighetskoordinator"),
    "matsvinn-og-matglede": ("kommune fylkeskommune", "frivillighetskoordinator leder-sykehjem leder-teknisk"),
    "gjenbruk-og-sirkulaerokonomi": ("kommune nav", "leder-teknisk daglig-leder-iks"),
    "digitalt-utenforskap": ("kommune stat", "bibliotekleder"),
    "bruker-og-barnemedvirkning": (
        "kommune stat",
        "kommunalsjef-oppvekst kommunalsjef-helse-og-mestring fagdirektor-direktorat",
    ),
    "veiviser-i-velferdssystemet": ("kommune nav", "nav-leder kommunalsjef-oppvekst"),
    "lokalt-naeringsliv-og-sosialt-foretak": ("kommune fylkeskommune stat", "naeringssjef"),
}  # fmt: skip

LEDER, SEKTOR, TOPP, UTVALG, FOLKEVALGTE = "enhet", "sektor", "topp", "utvalg", "politisk"
# Modell → nivåene som kan bruke den (tomt: alle), og trinnene den begynner på for et lite og for et større beløp.
TRAPPA = {
    "felles-gjennomgang": ("", LEDER, LEDER),
    "medvirkning": ("", LEDER, f"{LEDER} {SEKTOR}"),
    "lokaler-og-utstyr": ("", "eiendom", "eiendom"),
    "pilotavtale": ("", LEDER, SEKTOR),
    "direkte-kjop": ("", LEDER, SEKTOR),
    "abonnement": ("", LEDER, SEKTOR),
    "sertifisering": ("", LEDER, SEKTOR),
    "opplaering-til-egenregi": ("", LEDER, SEKTOR),
    "forenklet-kjop": ("", SEKTOR, SEKTOR),
    "kunngjort-konkurranse": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "helse-og-sosialtjenester": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "reservert-ideelle": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "reservert-inkludering": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "konkurransepreget-dialog": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "innovasjonspartnerskap": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "plan-og-designkonkurranse": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "sosiale-krav-i-kontrakt": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "startoff-metodikk": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "driftsavtale": ("kommune fylkeskommune", SEKTOR, f"{SEKTOR} {TOPP}"),
    "partnerskapsavtale": ("kommune fylkeskommune", SEKTOR, f"{SEKTOR} {TOPP}"),
    "fritt-brukervalg": ("kommune fylkeskommune", FOLKEVALGTE, FOLKEVALGTE),
    "kommunalt-tilskudd": ("kommune fylkeskommune", UTVALG, UTVALG),
    "kommunalt-innovasjonsfond": ("kommune", UTVALG, UTVALG),
    "nabolagsinkubator": ("kommune", UTVALG, UTVALG),
    "trepartsavtale": ("kommune", UTVALG, UTVALG),
    "statlig-tilskudd": ("stat", "forvalter", "forvalter"),
    "felles-soknad": ("", f"{SEKTOR} {TOPP}", f"{SEKTOR} {TOPP}"),
    "fou-samarbeid": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "innovasjonskontrakt": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "samarbeid-med-investor": ("", SEKTOR, f"{SEKTOR} {TOPP}"),
    "effektkontrakt": ("", f"{TOPP} {FOLKEVALGTE}", f"{TOPP} {FOLKEVALGTE}"),
    "nav-tiltak": ("nav", TOPP, TOPP),
    "lokal-nav-avtale": ("nav", LEDER, SEKTOR),
    "arbeidspraksis": ("nav", LEDER, LEDER),
}


def _rader(fil):
    with (ROT / fil).open(encoding="utf-8", newline="") as apen:
        return list(csv.DictReader(apen))


@pytest.fixture(scope="module")
def veier():
    return _rader("kommuner/data/beslutningsveier.csv")


@pytest.fixture(scope="module")
def modeller():
    return {rad["slug"]: rad for rad in _rader("veier/taksonomi/data/modeller.csv")}


def test_tabellene_har_alle_temaene_og_modellene(veier, modeller):
    assert {rad["tema"] for rad in veier} == set(FORSTE_SAMTALE)
    assert set(modeller) == set(TRAPPA)


@pytest.mark.parametrize("tema", FORSTE_SAMTALE)
def test_hvert_niva_og_hver_rolle_i_tabellen_har_en_rad(tema, veier):
    nivaer, roller = (set(verdi.split()) for verdi in FORSTE_SAMTALE[tema])
    egne = [rad for rad in veier if rad["tema"] == tema]
    assert nivaer <= {rad["niva"] for rad in egne}
    assert roller <= {rolle for rad in egne for rolle in rad["forste"].split(";")}


@pytest.mark.parametrize("slug", TRAPPA)
def test_modellen_kan_brukes_av_nivaene_i_tabellen_og_begynner_der_den_sier(slug, modeller):
    nivaer, liten, storre = TRAPPA[slug]
    modell = modeller[slug]
    assert set(filter(None, modell["nivaer_ja"].split(";"))) == set(nivaer.split())
    assert modell["beslutter_liten"] in liten.split()
    assert modell["beslutter_middels"] in storre.split()
    if slug != "lokaler-og-utstyr":
        rekke = [LEDER, SEKTOR, TOPP, UTVALG, FOLKEVALGTE, "forvalter"]
        trinn = [rekke.index(modell[f"beslutter_{stor}"]) for stor in ("liten", "middels", "stor")]
        assert trinn == sorted(trinn)  # et større beløp går aldri ned i trappa
