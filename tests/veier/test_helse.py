from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from veier.driftsstatus import Driftsstatus
from veier.epost.models import Utsending
from veier.epost.tilstand import Eposttilstand
from veier.jobber.tilstand import Jobbtilstand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ny_prosess(monkeypatch):
    monkeypatch.setattr("veier.helse._migrert", False)


@pytest.fixture
def arbeider():
    with connection.cursor() as peker:
        peker.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def test_helse_er_oppe_nar_migreringene_er_inne(client):
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (200, {"status": "oppe"})


def test_helse_leser_migreringene_en_gang(client, django_assert_num_queries):
    client.get("/helse/")
    with django_assert_num_queries(1):
        assert client.get("/helse/").status_code == 200


def test_helse_er_nede_nar_en_migrering_mangler_til_den_er_inne(client, monkeypatch):
    monkeypatch.setattr("veier.helse._utestaende_migreringer", lambda: 2)
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (503, {"status": "nede", "migreringer": 2})
    monkeypatch.setattr("veier.helse._utestaende_migreringer", lambda: 0)
    assert client.get("/helse/").status_code == 200


def test_helse_er_nede_nar_databasen_ikke_svarer(client, monkeypatch):
    def nede():
        raise OperationalError("nede")

    monkeypatch.setattr("veier.helse._utestaende_migreringer", nede)
    assert client.get("/helse/").status_code == 503


@pytest.mark.parametrize("vert", ["10.0.0.7", "ond.example:99", "tull_/&"])
@pytest.mark.parametrize("sti", ["/helse/", "/helse/drift/"])
def test_helsen_svarer_uansett_vert_og_bare_den(vert, sti, arbeider):
    klient = Client(headers={"host": vert})
    assert klient.get(sti).status_code == 200
    assert klient.get("/om/").status_code == 400


def test_drift_uten_arbeider_er_nedsatt_og_sier_hvorfor(client):
    with connection.cursor() as peker:
        peker.execute("DELETE FROM procrastinate_workers")
    svar = client.get("/helse/drift/")
    assert svar.status_code == 503
    assert svar.json()["arbeider_sist_sett_sekunder"] is None
    assert svar.json()["grunner"] == ["Ingen arbeider er startet: jobber og e-post står stille."]


def test_drift_med_arbeider_er_oppe(client, arbeider):
    svar = client.get("/helse/drift/")
    assert (svar.status_code, svar.json()["status"], svar.json()["grunner"]) == (200, "oppe", [])


def test_drift_viser_jobber_som_feilet_og_e_post_som_ikke_kom_fram(client, arbeider):
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'x', 'failed') RETURNING id"
        )
        peker.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'failed', now())",
            [peker.fetchone()[0]],
        )
    felles = {"til": "a@eksempel.no", "emne": "e", "tekst": "t", "melding_id": "m"}
    Utsending.objects.create(nokkel="a", **felles)
    Utsending.objects.create(nokkel="b", status="gitt_opp", avsluttet_tid=timezone.now(), **felles)
    Utsending.objects.filter(nokkel="a").update(opprettet_tid=timezone.now() - timedelta(hours=1))
    svar = client.get("/helse/drift/").json()
    assert svar["status"] == "nedsatt"
    assert svar["jobber_som_feilet"] == svar["epost_gitt_opp"] == 1
    assert 3590 < svar["eldste_epost_sekunder"] < 3700
    assert len(svar["grunner"]) == 3


@pytest.mark.parametrize(
    ("hvor", "endring", "grunn"),
    [
        ("", {}, None),
        ("jobber", {"arbeider_sist_sett_sekunder": 31}, "Arbeideren"),
        ("jobber", {"arbeider_sist_sett_sekunder": None}, "Ingen arbeider"),
        ("jobber", {"eldste_sekunder": 301}, "En jobb"),
        ("jobber", {"avbrutt": 1}, "Jobber står i gang"),
        ("jobber", {"feilet": 1}, "Jobber er gitt opp"),
        ("epost", {"eldste_sekunder": 601}, "En e-post"),
        ("epost", {"gitt_opp": 1}, "E-post er gitt opp"),
        ("", {"ledig_plass_mb": 499}, "Disken"),
        ("", {"ledig_plass_mb": None}, None),
    ],
)
def test_hvert_tall_har_sin_grense(hvor, endring, grunn):
    frisk = Driftsstatus(Jobbtilstand(30, 5, 300, 0, 0), Eposttilstand(1, 600, 1, 0, 1), 500)
    syk = replace(frisk, **({hvor: replace(getattr(frisk, hvor), **endring)} if hvor else endring))
    assert [g.startswith(grunn) for g in syk.grunner()] == ([True] if grunn else [])
    assert syk.som_svar()["status"] == ("nedsatt" if grunn else "oppe")


NOKKEL = "n" * 40


@pytest.mark.parametrize(
    ("hoder", "adresse", "far_se"),
    [
        ({}, "127.0.0.1", True),
        ({}, "::1", True),
        ({}, "10.0.0.5", False),
        ({}, "", False),
        ({"x-forwarded-for": "127.0.0.1"}, "127.0.0.1", False),
        ({"forwarded": "for=127.0.0.1"}, "127.0.0.1", False),
        ({"authorization": f"Bearer {NOKKEL}"}, "10.0.0.5", True),
        ({"authorization": f"Bearer {NOKKEL}", "x-forwarded-for": "1.2.3.4"}, "127.0.0.1", True),
        ({"authorization": f"Bearer {NOKKEL}x"}, "10.0.0.5", False),
        ({"authorization": "Bearer "}, "10.0.0.5", False),
        ({"authorization": "Bearer æøå"}, "10.0.0.5", False),
    ],
)
def test_driften_er_for_den_med_nokkelen_og_for_maskinen_selv(hoder, adresse, far_se, settings, arbeider):
    settings.DRIFT_TOKEN = NOKKEL
    svar = Client(headers=hoder, REMOTE_ADDR=adresse).get("/helse/drift/")
    assert svar.status_code == (200 if far_se else 403)
    assert ("jobber_som_venter" in svar.json()) is far_se


def test_uten_nokkel_i_oppsettet_hjelper_ingen_nokkel(settings):
    settings.DRIFT_TOKEN = ""
    assert (
        Client(headers={"authorization": "Bearer "}, REMOTE_ADDR="10.0.0.5").get("/helse/drift/").status_code
        == 403
    )
