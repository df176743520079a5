"""Det som er lengre enn det som lagres: det står på siden til personen selv har kortet det ned."""

from dataclasses import replace

import pytest
from django.urls import reverse

from entreprenorer.models import Ideutkast
from samarbeid.svar.forms.prov import STEG
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.grense.regler import UTKASTPLASS
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.utkast.handlinger import lagre_steg, start_utkast

pytestmark = pytest.mark.django_db
IDE = {"tittel": "Minnekoffert", "problem": "Mange kjeder seg.", "losning": "Vi vil teste en koffert."}


@pytest.fixture
def utkast():
    return start_utkast(Ideutkast, steg="ideen", svar={k: [v] for k, v in IDE.items()})


def _skriv(client, utkast, **felt):
    adresse = reverse("prov_steg", args=[utkast.nokkel, 1])
    return client.post(adresse, {**skjulte(client.get(adresse)), **IDE, **felt})


def test_forrige_tar_ikke_bort_det_som_ikke_fikk_plass(client, utkast):
    problem = "p" * 5999 + "!"
    svar = _skriv(client, utkast, problem=problem, handling="forrige")
    assert (svar.status_code, problem in svar.text) == (422, True)


def test_et_sted_skrevet_med_navn_er_ikke_for_langt(client, utkast):
    adresse = reverse("prov_steg", args=[utkast.nokkel, [s.kode for s in STEG].index("sted") + 1])
    auto = client.post(adresse, {**skjulte(client.get(adresse)), "sok": "Trondheim", "autolagre": "1"})
    assert ("Bare begynnelsen er lagret" in auto.text, "Lagret kl." in auto.text) == (False, True)
    utkast.refresh_from_db()
    assert utkast.svar["sted"]["omrader"] == ["5001"]


def test_forrige_tar_ikke_bort_det_en_entreprenor_skrev():
    eier = lag_bruker("eva@eksempel.no")
    lag_entreprenor("Minnekoffert", eier)
    velg_hatt(eier, kode="entreprenor:minnekoffert")
    hva = "h" * 5999 + "!"
    skjema = {"sett": "{}", "handling": "forrige", "hva": hva}
    svar = logg_inn(eier).post("/entreprenorer/minnekoffert/profil/steg/1/", skjema)
    assert (svar.status_code, hva in svar.text) == (422, True)


def test_et_felt_som_er_for_langt_tommer_ikke_de_neste(client, utkast):
    problem = "p" * 45_000 + "!"
    svar = _skriv(client, utkast, problem=problem)
    assert (svar.status_code, problem in svar.text, IDE["losning"] in svar.text) == (422, True, True)


def test_det_som_ikke_ble_lagret_bruker_ikke_opp_plassen(client, utkast, monkeypatch):
    monkeypatch.setattr("veier.utkast.avsenderplass.UTKASTPLASS", replace(UTKASTPLASS, antall=5000))
    lagre_steg(utkast, steg="dere", svar={"fyll": ["x" * 39_000]})
    for _gang in range(4):
        auto = _skriv(client, utkast, problem="p" * 3000, autolagre="1")
        assert (auto.status_code, "for langt til sammen" in auto.text) == (200, True)
