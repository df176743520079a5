"""Temaene et behov peker på, når ingen av ordene er navnet på et tema."""

import json

import pytest

from samarbeid.matching.lesing.temapeker import Temapeker, hent_temavekter, les_temapeker
from script import lag_vekter
from tests.samarbeid.matching.test_likesaker import DATA


@pytest.mark.parametrize(
    ("tekst", "tema"),
    [
        ("Hun kommer ikke på skolen lenger, ligger hjemme med dyna over hodet når drosjen er her.", "skolefravaer-og-skolevegring"),
        ("Dei gløymer kvar dei bur og spør etter mor si. Kona er sliten.", "demens"),
        ("Konvolutter fra inkasso ligger uåpnet i skuffen hos ham.", "gjeld-og-okonomi"),
    ],
)  # fmt: skip
def test_hverdagens_ord_peker_paa_temaet(tekst, tema):
    peker = les_temapeker(tekst)
    assert max(peker.temaer, key=peker.temaer.get) == tema and peker.temaer[tema] <= 1


def test_faa_ord_peker_svakt_og_aldri_tydelig():
    peker = les_temapeker("Noe for de unge")
    assert not peker.tydelig and max(peker.temaer.values(), default=0) < 1


@pytest.mark.parametrize("tekst", ["", "Xyz qwerty", "!!!"])
def test_det_ingen_kjenner_peker_ikke_paa_noe(tekst):
    assert les_temapeker(tekst) == Temapeker()


@pytest.mark.django_db
def test_svarene_er_temaer_og_maalgrupper_som_finnes(kunnskap):
    kjente = (kunnskap.temaer.keys(), kunnskap.malgrupper.keys())
    assert all(svar in kjente[nr] for nr, svar in hent_temavekter().svar)
    assert {svar for nr, svar in hent_temavekter().svar if nr == 0} == set(kunnskap.temaer)


def test_behovene_som_maaler_er_ikke_blant_dem_vektene_er_lost_av():
    vurdert = {rad["problem"] for rad in lag_vekter.les("vurderte_behov.json")}
    for sett in ("usette_behov", "andre_usette_behov", "tredje_usette_behov", "fjerde_usette_behov"):
        saker = json.loads((DATA / f"{sett}.json").read_text(encoding="utf-8"))
        assert not vurdert & {sak["behov"]["problem"] for sak in saker}
