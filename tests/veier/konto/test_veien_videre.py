"""Den som prøver å logge inn før hun har en konto, kommer likevel dit hun skulle."""

import pytest
from django.urls import reverse

from tests.verden import lag_bruker
from veier.epost.models import Utsending

pytestmark = pytest.mark.django_db
HIT = "/modeller/veiviser/hemmelig/ta-med/"


def _prov_a_logge_inn(client, epost, neste):
    client.post(reverse("account_login"), {"login": epost, "next": neste})
    return client.get(reverse("account_signup"))


def test_fra_brevet_om_at_kontoen_ikke_finnes_gar_veien_videre_dit_hun_skulle(client):
    svar = _prov_a_logge_inn(client, "ny@eksempel.no", HIT)
    assert (svar.status_code, HIT in client.get(svar["Location"]).text) == (302, True)
    # Lenken kan være hemmelig, og adressen kan være skrevet feil.
    assert "hemmelig" not in Utsending.objects.get(til="ny@eksempel.no").tekst


@pytest.mark.parametrize("neste", ["", "https://ond.example/", "//ond.example"])
def test_bare_portalens_egne_sider_huskes(client, neste):
    assert _prov_a_logge_inn(client, "ny@eksempel.no", neste).status_code == 200


def test_den_som_avbryter_koden_kan_prove_en_annen_adresse_og_kommer_dit_hun_skulle(client):
    lag_bruker("finnes@eksempel.no")
    side = client.post(
        reverse("account_login"), {"login": "finnes@eksempel.no", "next": HIT}, follow=True
    ).text
    assert f'value="{reverse("account_login")}?next=%2Fmodeller%2Fveiviser%2Fhemmelig%2Fta-med%2F"' in side
