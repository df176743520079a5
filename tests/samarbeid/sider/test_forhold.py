"""Sidene om en organisasjon snakker til den leseren er: med, administrator, venter, invitert, eller ingen av delene."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kommuner.models import OffentligPart
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
SPORSMAL = "Arbeider du her?"
FORHOLD = ("ingen", "venter", "invitert", "medlem", "administrator")
SIER = {
    "ingen": SPORSMAL,
    "venter": "Du spurte om å bli med",
    "invitert": "Du fikk en invitasjon på e-post",
    "medlem": "Du er med her",
    "administrator": "Du er administrator her",
}


def _organisasjon(slag):
    sjef = lag_bruker("sjef@eksempel.no")
    if slag == "entreprenor":
        return lag_entreprenor("Kofferten", sjef), sjef
    part = OffentligPart.objects.get(slug="sogndal-kommune")
    legg_til_medlem(part, bruker=sjef, rolle=Medlemsrolle.ADMINISTRATOR, av=sjef, grunn="test")
    return part, sjef


def _bli(kode, org, sjef):
    bruker = lag_bruker("kari@sogndal.kommune.no", navn="Kari")
    if kode == "venter":
        be_om_a_bli_med(org, bruker=bruker, melding="Hei")
    elif kode == "invitert":
        inviter(org, epost=bruker.epost, rolle=Medlemsrolle.MEDLEM, av=sjef)
    elif kode != "ingen":
        legg_til_medlem(org, bruker=bruker, rolle=kode, av=sjef, grunn="test")
    return logg_inn(bruker)


@pytest.mark.parametrize("kode", FORHOLD)
def test_virksomhetens_side(kode):
    org, sjef = _organisasjon("offentlig")
    side = _bli(kode, org, sjef).get(org.get_absolute_url()).content.decode()
    assert [k for k in FORHOLD if SIER[k] in side] == [kode]
    assert (reverse("offentlig_medlemmer", args=[org.slug]) in side) == (kode in {"medlem", "administrator"})


@pytest.mark.parametrize("kode", ["ingen", "venter", "invitert", "medlem"])
def test_entreprenorens_side(kode):
    org, sjef = _organisasjon("entreprenor")
    side = _bli(kode, org, sjef).get(org.get_absolute_url()).content.decode()
    if kode == "medlem":
        assert SPORSMAL not in side
        assert reverse("entreprenor_medlemmer", args=[org.slug]) in side
    else:
        assert [k for k in FORHOLD if SIER[k] in side] == [kode]


def test_min_side_for_den_som_arbeider_i_en_virksomhet():
    org, sjef = _organisasjon("offentlig")
    side = _bli("medlem", org, sjef).get(reverse("min_side")).content.decode()
    for adresse in (
        reverse("utvalgene"),
        reverse("offentlig_medlemmer", args=[org.slug]),
        reverse("ideer_for_oss", args=[org.slug]),
        reverse("referanser_til_svar", args=[org.slug]),
    ):
        assert f'href="{adresse}"' in side
    assert reverse("entreprenor_registrer") not in side
    assert "Finn virksomheten du arbeider i" not in side


def test_den_kommunen_kjenner_igjen_far_ikke_registrer_en_entreprenor_foran_seg():
    side = logg_inn(lag_bruker("kari@sogndal.kommune.no")).get(reverse("min_side")).content.decode()
    assert "Bli med i Sogndal kommune" in side
    assert reverse("entreprenor_registrer") not in side


def test_den_som_er_ny_og_den_som_er_entreprenor_kan_fortsatt_registrere():
    bruker = lag_bruker("ny@eksempel.no")
    assert reverse("entreprenor_registrer") in logg_inn(bruker).get(reverse("min_side")).content.decode()
    lag_entreprenor("Kofferten", bruker)
    side = logg_inn(bruker).get(reverse("min_side")).content.decode()
    assert reverse("entreprenor_registrer") in side
    assert reverse("entreprenor_medlemmer", args=["kofferten"]) in side
