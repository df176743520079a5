import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_helse_er_oppe_nar_migreringene_er_inne(client):
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (200, {"status": "oppe"})


@pytest.mark.django_db
def test_helse_er_nede_nar_en_migrering_mangler(client, monkeypatch):
    monkeypatch.setattr("veier.helse._utestaende_migreringer", lambda: 2)
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (503, {"status": "nede", "migreringer": 2})


@pytest.mark.django_db
def test_helse_er_nede_nar_databasen_ikke_svarer(client, monkeypatch):
    def nede():
        raise OperationalError("nede")

    monkeypatch.setattr("veier.helse._utestaende_migreringer", nede)
    assert client.get("/helse/").status_code == 503


@pytest.mark.django_db
def test_drift_uten_arbeider_er_nedsatt(client):
    with connection.cursor() as peker:
        peker.execute("DELETE FROM procrastinate_workers")
    svar = client.get("/helse/drift/")
    assert svar.status_code == 503
    assert svar.json()["arbeider_sist_sett_sekunder"] is None


@pytest.mark.django_db
def test_drift_med_arbeider_er_oppe(client):
    with connection.cursor() as peker:
        peker.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    svar = client.get("/helse/drift/")
    assert (svar.status_code, svar.json()["status"]) == (200, "oppe")
