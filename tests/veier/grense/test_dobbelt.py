"""Det samme skjemaet sendt to ganger: et dobbeltklikk er ikke en feil."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from samarbeid.models import Henvendelse
from tests.veier.konto.test_innlogging import lag_bruker

pytestmark = pytest.mark.django_db
MELDING = {"emne": "annet", "tekst": "Tallet på siden er fra i fjor.", "navn": "Kari"}


def _nokkel(side):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', side.text)[1]


def test_samme_melding_to_ganger_er_en_med_samme_kvittering(client):
    svar = [client.post(reverse("kontakt"), MELDING) for _ in range(2)]
    assert [s.status_code for s in svar] == [302, 302]
    assert Henvendelse.objects.count() == 1
    sider = [client.get(s["Location"]).text for s in svar]
    referanse = Henvendelse.objects.get().referanse
    assert all(referanse in side for side in sider)


def test_en_annen_melding_er_en_annen(client):
    client.post(reverse("kontakt"), MELDING)
    client.post(reverse("kontakt"), {**MELDING, "tekst": "Takk for raskt svar."})
    assert Henvendelse.objects.count() == 2


@pytest.mark.parametrize(
    ("neste", "til"), [("", "/min-side/"), ("/utvalg/", "/utvalg/"), ("//ond.example/", "/min-side/")]
)
def test_innlogging_sendt_to_ganger_med_samme_nokkel_ledes_videre(neste, til):
    lag_bruker("kari@eksempel.no", password="en lang setning å huske")
    klient = Client(enforce_csrf_checks=True)
    felt = {
        "login": "kari@eksempel.no",
        "password": "en lang setning å huske",
        "csrfmiddlewaretoken": _nokkel(klient.get(reverse("account_login"))),
        "next": neste,
    }
    assert klient.post(reverse("account_login"), felt).status_code == 302
    svar = klient.post(reverse("account_login"), felt)
    assert (svar.status_code, svar["Location"]) == (302, til)
    assert "Du er logget inn." in klient.get(til).text


def test_en_som_ikke_er_inne_far_fortsatt_nei_uten_nokkel():
    klient = Client(enforce_csrf_checks=True)
    assert klient.post(reverse("account_login"), {"login": "a@eksempel.no"}).status_code == 403
    assert klient.post(reverse("kontakt"), MELDING).status_code == 403
    assert Henvendelse.objects.count() == 0
