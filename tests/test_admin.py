"""Redaksjonen: bare for dem som har tilgang, med et fast antall spørringer, og uten sletting."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.referanse.redaksjon import ReferanseAdmin
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
# Økt, bruker, to trinn, og rettighetene (egne og gruppens), så listen selv.
HOYST_SPORRINGER = 10
SIDER = sorted(
    (m._meta.app_label, m._meta.model_name)
    for m, a in admin.site._registry.items()
    if isinstance(a, ReferanseAdmin)
)


@pytest.fixture
def redaktor():
    return logg_inn(lag_redaktor())


@pytest.mark.parametrize(("app", "modell"), SIDER)
def test_listen_har_fa_sporringer_og_soket_virker(redaktor, app, modell):
    adresse = reverse(f"admin:{app}_{modell}_changelist")
    with CaptureQueriesContext(connection) as sporringer:
        assert redaktor.get(adresse).status_code == 200
    assert len(sporringer) <= HOYST_SPORRINGER
    assert redaktor.get(adresse, {"q": "a"}).status_code == 200


@pytest.mark.parametrize(("app", "modell"), SIDER)
def test_endresiden_apner_og_ingen_kan_slette(redaktor, app, modell):
    klasse = next(m for m in admin.site._registry if (m._meta.app_label, m._meta.model_name) == (app, modell))
    rad = klasse.objects.first()
    assert redaktor.get(reverse(f"admin:{app}_{modell}_change", args=[rad.pk])).status_code == 200
    assert redaktor.get(reverse(f"admin:{app}_{modell}_delete", args=[rad.pk])).status_code == 403


def test_anonym_og_vanlig_bruker_slipper_ikke_inn(client):
    adresse = reverse("admin:taksonomi_tema_changelist")
    assert client.get(adresse).status_code == 302
    vanlig = logg_inn(lag_bruker("vanlig@eksempel.no"))
    assert vanlig.get(adresse, follow=True).status_code == 403
    assert vanlig.post(adresse, {"action": "delete_selected"}, follow=True).status_code == 403
    assert Tema.objects.count() == 40


def test_redaktor_uten_to_trinn_far_vite_hva_som_mangler(client):
    bruker = lag_bruker("uten@eksempel.no", is_staff=True, is_superuser=True)
    svar = logg_inn(bruker).get(reverse("admin:index"), follow=True)
    assert svar.status_code == 403
    assert "Redaktører må logge inn med to trinn" in svar.text


def test_to_trinn_som_ikke_ble_brukt_i_okten_holder_ikke():
    """En gammel økt fra før kodeappen ble koblet til, slipper ikke inn."""
    bruker = lag_redaktor()
    klient = logg_inn(bruker)
    okt = klient.session
    okt["account_authentication_methods"] = [{"method": "code", "at": 1, "reauthenticated": True}]
    okt.save()
    assert klient.get(reverse("admin:index"), follow=True).status_code == 403


def test_hendelsesloggen_kan_bare_leses(redaktor):
    assert redaktor.get(reverse("admin:hendelser_hendelse_changelist")).status_code == 200
    assert redaktor.get(reverse("admin:hendelser_hendelse_add")).status_code == 403


def test_kontoenes_hemmeligheter_har_ingen_side_i_redaksjonen():
    """Nøkkelen til kodeappen og adressene endres bare av personen selv."""
    synlige = {m._meta.app_label for m in admin.site._registry}
    assert not synlige & {"account", "mfa", "socialaccount", "usersessions"}
    assert {"brukere", "epost", "samarbeid"} <= synlige
