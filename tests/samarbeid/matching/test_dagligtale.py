"""Temaene slik folk sier det til vanlig, på bokmål, nynorsk og dialekt, uten fagord. Og det som ikke skal leses av vanlige ord."""

import csv
from pathlib import Path

import pytest

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.maling import lister
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil

DATA = Path(__file__).resolve().parents[2] / "data"
SAGT = list(csv.DictReader((DATA / "dagligtale.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("rad", SAGT, ids=lambda rad: rad["tekst"][:40])
def test_temaet_leses_av_vanlige_ord(rad, kunnskap):
    fra, til = (int(rad[felt]) if rad[felt] else None for felt in ("alder_fra", "alder_til"))
    tolkning = tolk(Ideprofil("Idé", rad["tekst"], alder_fra=fra, alder_til=til), kunnskap)
    assert tolkning.temaslugger[:1] == (rad["tema"],)


def test_alle_temaene_er_med(kunnskap):
    assert {rad["tema"] for rad in SAGT} == set(kunnskap.temaer)


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("En gruppe koster 30 000 kroner.", "reservert-inkludering"),
        ("Vi driver huset selv og vil fortsette med det.", "opplaering-til-egenregi"),
        ("Vi søker om statlige tilskuddsmidler til tiltak mot ensomhet.", "nav-tiltak"),
        ("Han slo opp døra til hospitset.", "arbeidspraksis"),
    ],
)
def test_et_ord_som_ligner_er_ikke_et_onske(tekst, modell, kunnskap):
    assert modell not in tolk(Ideprofil("Idé", tekst), kunnskap).onsker


@pytest.mark.parametrize(
    ("tekst", "tema"),
    [
        ("Vi regner med at det koster seks millioner.", "gjeld-og-okonomi"),
        ("De har regnet ut hva det koster.", "leseopplaering-og-laering"),
        ("En form for samarbeid der vi legger vekt på fart.", "fysisk-aktivitet-og-folkehelse"),
        ("Laget slår seg sammen med barnekoret.", "vold-i-naere-relasjoner"),
    ],
)
def test_en_vanlig_vending_er_ikke_et_tema(tekst, tema, kunnskap):
    assert tema not in tolk(Ideprofil("Idé", tekst), kunnskap).temaslugger


def _lister(kunnskap, **ide):
    return lister(vurder(les_ide({"tittel": "Idé", **ide}, kunnskap), kunnskap))


def test_ingen_kommune_skal_kjope_sporr_ingen_kommune(kunnskap):
    tekst = "Vi søker Integrerings- og mangfoldsdirektoratet om penger til kurs for flyktninger. Ingen kommune skal kjøpe noe."
    svar = _lister(kunnskap, losning=tekst, organisasjonsform="FLI", omrader=["NO"])
    assert (svar["modeller"][0], svar["niva"][0], svar["beslutter"][0]) == (
        "statlig-tilskudd",
        "stat",
        "tilskuddsforvalter",
    )


def test_uten_tema_og_sted_er_radgiveren_doren(kunnskap):
    svar = _lister(kunnskap, losning="Vi har en plan som ingen har sett ennå.")
    assert svar["forste_samtale"][0] == "innovasjonsradgiver"


def test_de_minste_barna_er_helsestasjonens_og_barnehagen_er_styrerens(kunnskap):
    losning = "Vi kommer hjem til familier som trenger tidlig innsats. 60 000 kr."
    minst = _lister(kunnskap, losning=losning, alder_fra=0, alder_til=2)
    i_barnehagen = _lister(kunnskap, losning=f"{losning} Det skjer i en barnehage.", alder_fra=3, alder_til=5)
    assert (minst["forste_samtale"][0], minst["beslutter"]) == ("leder-helsestasjon", ["leder-helsestasjon"])
    assert i_barnehagen["forste_samtale"][0] == "barnehagestyrer"


@pytest.mark.parametrize(
    ("alder", "leder"), [((7, 14), "leder-helsestasjon"), ((60, 90), "leder-hjemmetjeneste")]
)
def test_alderen_avgjor_hvem_som_moter_de_parorende(alder, leder, kunnskap):
    ide = {"losning": "Gruppe for pårørende. 30 000 kr.", "alder_fra": alder[0], "alder_til": alder[1]}
    svar = _lister(kunnskap, **ide)
    assert (svar["forste_samtale"][0], svar["beslutter"][0]) == (leder, leder)
