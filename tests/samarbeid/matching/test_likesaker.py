"""Ideene en fagperson har vurdert: de som ligner, er et vitne ved siden av reglene, og de er aldri dem motoren måles på."""

import json
from pathlib import Path

import pytest

from samarbeid.matching.beslutning.beslutter import Sak
from samarbeid.matching.beslutning.samtale import _etter_likhet
from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.lesing.likesaker import Likesaker, Vurdert, hent_likesaker, lag_likesaksleser
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Grunn, Ideprofil, Rolleforslag
from script import lag_vurderte_ideer
from tests.samarbeid.matching.bygg import kunnskap, tolkning, vei
from tests.samarbeid.matching.svarene import SETT
from veier.sok.normalisering import finn_ord

DATA = Path(__file__).parents[2] / "data"
IDEER = (
    Vurdert(
        "Hunder på besøk hos dem som bor på sykehjemmet",
        ("leder-sykehjem",),
        ("kommunalsjef-helse-og-mestring",),
        ("kommune",),
    ),
    Vurdert("Sang og dans på sykehjemmet hver fredag", ("leder-sykehjem", "kultursjef"), (), ("kommune",)),
    Vurdert("Lesehjelp etter skolen for dem som sliter med norsk", ("rektor",), (), ("kommune",)),
    Vurdert("Lesehjelp på Nav for voksne som søker jobb", ("nav-leder",), (), ("nav", "kommune")),
    *(
        Vurdert(f"Verksted nummer {nr} for sykler og båter", ("leder-teknisk",), (), ("kommune",))
        for nr in range(26)
    ),
)


def _stammer(tekst):
    return [o.stamme for o in finn_ord(tekst)]


def test_de_som_ligner_mest_svarer():
    svar = lag_likesaksleser(IDEER).les(_stammer("Katter på besøk på sykehjemmet"))
    assert max(svar.roller, key=svar.roller.get) == "leder-sykehjem"
    assert max(svar.besluttere, key=svar.besluttere.get) == "kommunalsjef-helse-og-mestring"
    assert list(svar.nivaer) == ["kommune"]


def test_faa_ord_er_et_svakere_vitne_enn_mange():
    leser = lag_likesaksleser(IDEER)
    kort, lang = (
        leser.les(_stammer("sykehjemmet")),
        leser.les(_stammer(" ".join(ide.tekst for ide in IDEER[:2]))),
    )
    assert 0 < kort.nivaer["kommune"] < lang.nivaer["kommune"] <= 1


def test_nynorsk_og_boyning_ligner():
    svar = lag_likesaksleser(IDEER).les(_stammer("Hundar som vitjar dei på sjukeheimen"))
    assert max(svar.roller, key=svar.roller.get) == "leder-sykehjem"


@pytest.mark.parametrize("tekst", ["", "Xyz qwerty"])
def test_det_ingen_ligner_paa_faar_ikke_noe_svar(tekst):
    assert lag_likesaksleser(IDEER).les(_stammer(tekst)) == Likesaker()
    assert lag_likesaksleser(()).les(_stammer(tekst)) == Likesaker()


def _ordnet(like, *roller):
    sak = Sak(tolkning("t"), kunnskap(), None, Pekere(), like=Likesaker(like))
    forslag = [Rolleforslag(rolle, Grunn("forste_samtale")) for rolle in roller]
    return [f.rolle for f in _etter_likhet(sak, vei(), "formannskap", forslag)]


@pytest.mark.parametrize(
    ("like", "ventet"),
    [
        ({}, ["rektor", "kultursjef"]),
        ({"rektor": 0.5}, ["rektor"]),  # den andre har ingen av dem som ligner
        ({"kultursjef": 0.05}, ["rektor", "kultursjef"]),  # litt likhet flytter ikke reglenes første
        ({"kultursjef": 0.6}, ["kultursjef", "rektor"]),
        ({"leder-sykehjem": 0.1}, ["rektor"]),  # for lite til å komme inn
        ({"leder-sykehjem": 0.7}, ["leder-sykehjem", "rektor"]),
        ({"finnes-ikke": 0.9}, ["rektor", "kultursjef"]),
    ],
)
def test_reglene_og_likheten_veies_mot_hverandre(like, ventet):
    assert _ordnet(like, "rektor", "kultursjef") == ventet


def test_samlingen_har_de_leste_ideene_og_aldri_dem_som_maaler():
    tekster = {rad["tekst"] for rad in lag_vurderte_ideer.hent()}
    assert {rad["tekst"] for rad in lag_vurderte_ideer.leste()} <= tekster
    for sett, ulest in SETT.items():
        for nr, sak in enumerate(json.loads((DATA / f"{sett}.json").read_text(encoding="utf-8")), 1):
            if nr in ulest or sett in lag_vurderte_ideer.MALER:
                assert lag_vurderte_ideer.teksten(sak["ide"]) not in tekster


@pytest.mark.django_db
def test_samlingen_har_bare_roller_og_nivaaer_som_finnes(kunnskap):
    rader = lag_vurderte_ideer.hent()
    nivaer = {niva for rolle in kunnskap.roller.values() for niva in rolle.nivaer}
    assert {rolle for rad in rader for rolle in rad["forste"]} <= kunnskap.roller.keys()
    assert {niva for rad in rader for niva in rad["nivaer"]} <= nivaer
    assert len({rad["tekst"] for rad in rader}) == len(rader)


@pytest.mark.django_db
def test_grunnen_sier_at_det_er_likheten(kunnskap):
    ide = Ideprofil(tittel="Noe helt annet", problem="", losning="")
    assert vurder(ide, kunnskap)  # en tekst ingen ligner på, går også
    roller = hent_likesaker().les(_stammer("Hund på besøk på sykehjemmet en gang i uka"))
    assert max(roller.roller, key=roller.roller.get) == "leder-sykehjem"
