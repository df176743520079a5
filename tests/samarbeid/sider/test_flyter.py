"""Det som er eget for et slag, sier flyten; sidene spør ikke hvilket slag det er."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from entreprenorer.models import Ideutgave, Profilversjon
from samarbeid.katalog.forms import _koder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.publisering.flyter import FLYTER, IDE, PROFIL
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import velg_hatt

pytestmark = pytest.mark.django_db


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no")


@pytest.fixture
def org(eier):
    org = lag_entreprenor("Kofferten", eier)
    velg_hatt(eier, kode="entreprenor:kofferten")
    return org


def test_bare_profilen_er_eieren_og_har_et_bilde(org, eier):
    assert [flyt.navn for flyt in FLYTER.values() if flyt.er_eier] == ["profil"]
    versjon = Profilversjon(objekt=org, svar={"logo": ["logo/" + "a" * 32 + ".png"]})
    assert PROFIL.bilde(versjon) == reverse("entreprenor_logo", args=["kofferten", "a" * 32])
    assert PROFIL.bilde(Profilversjon(objekt=org, svar={})) == ""


def test_et_felt_som_heter_logo_i_et_annet_slag_er_ikke_et_bilde(org, eier):
    innhold.publisert_profil(org, av=eier, redaktor=(redaktor := lag_redaktor()))
    ide = innhold.lag_ide(org, av=eier, synlighet="alle", logo=["logo/x.png"])
    innhold.send_inn("ide", ide, av=eier)
    side = logg_inn(redaktor).get(reverse("admin:ideversjon_vurder", args=ide.adressedeler))
    assert (side.status_code, "Logoen som er lastet opp" in side.text) == (200, False)


def test_historikken_viser_et_felt_som_er_tatt_bort(org, eier):
    ide = innhold.lag_ide(org, av=eier)
    Ideutgave.objects.create(objekt=ide, hva="sendt_inn", svar={"tittel": ["A"], "gammelt_felt": ["Sto her"]})
    side = logg_inn(eier).get(IDE.adresse("historikk", ide))
    assert side.status_code == 200
    assert "Gammelt felt" in side.text
    assert "Sto her" in side.text


def test_valgene_i_katalogen_huskes_for_hver_malform():
    kunnskap = hent_kunnskap()
    with translation.override("nb"):
        bokmal, igjen = _koder(kunnskap), _koder(kunnskap)
    with translation.override("nn"):
        nynorsk = _koder(kunnskap)
    assert bokmal is igjen
    assert (bokmal["sted"]["NO"], nynorsk["sted"]["NO"]) == ("Hele landet", "Heile landet")
