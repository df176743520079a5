"""Redaksjonen: bare for dem som har tilgang, med et fast antall spørringer, og uten sletting."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veier.brukere.models import Bruker
from veier.referanse.redaksjon import ReferanseAdmin
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
SIDER = sorted(
    (m._meta.app_label, m._meta.model_name)
    for m, a in admin.site._registry.items()
    if isinstance(a, ReferanseAdmin)
)


@pytest.fixture
def redaktor():
    klient = Client()
    klient.force_login(Bruker.objects.create_superuser("redaktor@eksempel.no"))
    return klient


@pytest.mark.parametrize(("app", "modell"), SIDER)
def test_listen_har_fa_sporringer_og_soket_virker(redaktor, app, modell):
    adresse = reverse(f"admin:{app}_{modell}_changelist")
    with CaptureQueriesContext(connection) as sporringer:
        assert redaktor.get(adresse).status_code == 200
    assert len(sporringer) <= 8
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
    client.force_login(Bruker.objects.create_user("vanlig@eksempel.no"))
    assert client.get(adresse).status_code == 302
    assert client.post(adresse, {"action": "delete_selected"}).status_code == 302
    assert Tema.objects.count() == 40


def test_hendelsesloggen_kan_bare_leses(redaktor):
    assert redaktor.get(reverse("admin:hendelser_hendelse_changelist")).status_code == 200
    assert redaktor.get(reverse("admin:hendelser_hendelse_add")).status_code == 403
