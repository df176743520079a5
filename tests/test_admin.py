"""Redaksjonen: bare for dem som har tilgang, med et fast antall spørringer, og uten sletting."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbeid.models import Eksempel
from samarbeid.oppslag.saker.handlinger import lagre_eksempel
from tests.skjema import lagre_i_redaksjonen, les_skjema
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med, send_til_redaksjonen
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
    assert svar.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert "Redaktører må logge inn med to trinn" in svar.text


def test_forste_innlogging_er_en_vei_som_ender_i_redaksjonen():
    """createsuperuser → kode på e-post → kodeappen → inne. Ingen kode to ganger, og ingen 403."""
    bruker = Bruker.objects.create_superuser("forste@eksempel.no")
    klient = Client()
    svar = klient.get(reverse("admin:index"), follow=True)
    assert svar.redirect_chain[-1][0].startswith(reverse("account_login"))
    innlogging, felt = svar.redirect_chain[-1][0], les_skjema(svar.text)
    data = {"login": bruker.epost, "next": felt["next"][0]}
    kodesiden = klient.post(innlogging, data)["Location"]
    kode = re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}", Utsending.objects.latest("pk").tekst)[0]
    neste = les_skjema(klient.get(kodesiden).text)["next"][0]
    svar = klient.post(kodesiden, {"code": kode, "next": neste}, follow=True)
    assert svar.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    hemmelig = svar.context["form"].secret
    svar = klient.post(
        reverse("mfa_activate_totp"),
        {"code": format_hotp_value(hotp_value(hemmelig, next(iter(yield_hotp_counters_from_time()))))},
        follow=True,
    )
    assert reverse("admin:index") in svar.text
    assert klient.get(reverse("admin:index")).status_code == 200


def test_to_trinn_som_ikke_ble_brukt_i_okten_holder_ikke():
    """En gammel økt fra før kodeappen ble koblet til, slipper ikke inn."""
    bruker = lag_redaktor()
    klient = logg_inn(bruker)
    okt = klient.session
    okt["account_authentication_methods"] = [{"method": "code", "at": 1, "reauthenticated": True}]
    okt.save()
    svar = klient.get(reverse("admin:index"), follow=True)
    assert svar.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))


def test_hendelsesloggen_kan_bare_leses(redaktor):
    assert redaktor.get(reverse("admin:hendelser_hendelse_changelist")).status_code == 200
    assert redaktor.get(reverse("admin:hendelser_hendelse_add")).status_code == 403


def test_kontoenes_hemmeligheter_har_ingen_side_i_redaksjonen():
    """Nøkkelen til kodeappen og adressene endres bare av personen selv."""
    synlige = {m._meta.app_label for m in admin.site._registry}
    assert not synlige & {"account", "mfa", "socialaccount", "usersessions"}
    assert {"brukere", "epost", "samarbeid"} <= synlige


def test_forsiden_viser_det_som_venter_og_lenken_virker(redaktor):
    forside = reverse("admin:index")
    assert "Venter på redaksjonen" not in redaktor.get(forside).text
    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Drift", eier)
    _til_dem, til_oss = (
        be_om_a_bli_med(org, bruker=lag_bruker(f"{n}@eksempel.no"), melding="") for n in ("anne", "bo")
    )
    send_til_redaksjonen(til_oss, grunn="prøve")
    Utsending.objects.create(nokkel="x", til="x@eksempel.no", emne="x", tekst="x", status="gitt_opp")
    lagre_eksempel(Eksempel.objects.create(slug="ny", navn="Ny", sist_kontrollert="2026-01-01"), av=eier)
    rader = redaktor.get(forside).context["venter"]
    assert sorted(r["antall"] for r in rader) == [1, 1, 1]
    lister = {r["adresse"].split("/")[3]: redaktor.get(r["adresse"]).context["cl"] for r in rader}
    assert {navn: liste.result_count for navn, liste in lister.items()} == {
        "eksempel": 1,
        "foresporsel": 1,
        "utsending": 1,
    }
    assert list(lister["foresporsel"].queryset) == [til_oss]


def test_a_svare_krever_mer_enn_a_se():
    """Den som bare kan se køen, får ingen handling å velge, og et oppdiktet skjema gjør ingenting."""
    org = lag_entreprenor("Drift", lag_bruker("eier@eksempel.no"))
    foresporsel = be_om_a_bli_med(org, bruker=lag_bruker("bo@eksempel.no"), melding="")
    send_til_redaksjonen(foresporsel, grunn="prøve")
    redaktor = lag_redaktor()
    redaktor.groups.clear()
    redaktor.user_permissions.add(
        Permission.objects.get(codename="view_foresporsel", content_type__app_label="entreprenorer")
    )
    klient, liste = logg_inn(redaktor), reverse("admin:entreprenorer_foresporsel_changelist")
    assert "godta_administrator" not in klient.get(liste).text
    klient.post(liste, {"action": "godta_administrator", "_selected_action": foresporsel.pk})
    foresporsel.refresh_from_db()
    assert foresporsel.status == "venter"


def test_adressen_til_en_konto_endres_ikke_i_redaksjonen():
    bruker = lag_bruker("bo@eksempel.no")
    klient = logg_inn(lag_redaktor(administrator=True))
    side = reverse("admin:brukere_bruker_change", args=[bruker.pk])
    data = {"epost": "ond@eksempel.no", "navn": "Bo", "is_active": "on"}
    assert lagre_i_redaksjonen(klient, side, data).status_code == 302
    bruker.refresh_from_db()
    assert (bruker.epost, bruker.navn) == ("bo@eksempel.no", "Bo")
