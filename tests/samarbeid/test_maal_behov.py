"""maal_treff på behov: over entreprenørene i katalogen, ved siden av ideene."""

from __future__ import annotations

import json

import pytest

from samarbeid.matching.maling import mal_behov
from tests.samarbeid.test_kommandoer import IDE, _kjor, _skriv

pytestmark = pytest.mark.django_db

DEMENS = {
    "tittel": "Lange dager på sykehjemmet",
    "problem": "Personer med demens på sykehjem har lange dager uten noe å samles om.",
    "omrader": ["5001"],
}


def test_et_behov_males_ved_siden_av_en_ide(tmp_path):
    saker = [
        {"behov": DEMENS, "fasit": {"entreprenorer": ["jodacare"], "aldri": []}},
        {"ide": IDE, "fasit": {"niva": ["kommune"]}},
    ]
    kode, ut, _feil = _kjor("maal_treff", _skriv(tmp_path, saker), format="json")
    svar = json.loads(ut)
    assert (kode, svar["niva"]["antall"], svar["behov"]["antall"]) == (0, 1, 1)
    assert svar["behov"]["r5"] == 1.0


@pytest.mark.parametrize(
    "behov", [{"omrader": ["5001"]}, {"malgruppe": ["ungdom"]}, {}], ids=["sted", "gruppe", "ingen"]
)
def test_bare_stedet_eller_bare_malgruppen_er_ikke_et_treff(tmp_path, behov):
    sak = {
        "behov": {"tittel": "Noe", "problem": "Noe er vanskelig her hos oss.", **behov},
        "fasit": {"entreprenorer": []},
    }
    ut = _kjor("maal_treff", _skriv(tmp_path, [sak]), format="json")[1]
    assert json.loads(ut)["behov"] == {"antall": 1, "p1": 1.0, "r5": 1.0, "gale": 0}


@pytest.mark.parametrize(
    "fasit", [{"entreprenorer": ["finnes-ikke"]}, {"aldri": ["finnes-ikke"]}, {"niva": ["kommune"]}]
)
def test_ukjent_i_fasiten_til_et_behov_gir_kode_2(tmp_path, fasit):
    assert _kjor("maal_treff", _skriv(tmp_path, [{"behov": DEMENS, "fasit": fasit}]), format="json")[0] == 2


def test_uten_behov_sier_malingen_ingenting_om_dem(tmp_path):
    ut = _kjor("maal_treff", _skriv(tmp_path, [{"ide": IDE, "fasit": {}}]), format="json")[1]
    assert "behov" not in json.loads(ut)
    assert mal_behov([])["p1"] is None
