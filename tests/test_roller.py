"""Portalen som rollen i drift/roller.sql: sidene virker, og det som vokter dataene, kan den ikke røre."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.conftest import ROT, kopier_database, slett_database
from tests.tjenere import databaseadresse, kjor_kode

NAVN = "roller_veier"


def _som(rolle, navn=NAVN):
    """Adressen til databasen for en annen rolle på samme tjener."""
    deler = urlsplit(databaseadresse(navn))
    vert = deler.netloc.rpartition("@")[2]
    return deler._replace(netloc=f"{rolle}@{vert}").geturl()


pytestmark = pytest.mark.xdist_group("klynge")  # rollene er felles for hele tjeneren


@pytest.fixture(scope="module")
def roller(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        kopier_database(NAVN)
        eier = databaseadresse(NAVN)
    sql = (ROT / "drift" / "roller.sql").read_text(encoding="utf-8")
    with psycopg.connect(eier, autocommit=True) as db:
        for _gang in range(2):  # den tåler å kjøres om igjen
            db.execute(sql)
    yield {**os.environ, "DATABASE_URL": _som("veier_app"), "VEIER_MIGRERING_URL": _som("veier_eier")}
    with django_db_blocker.unblock():
        slett_database(NAVN)
    with psycopg.connect(databaseadresse("postgres"), autocommit=True) as db:
        db.execute("DROP ROLE veier_app")
        db.execute("DROP ROLE veier_eier")


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE hendelser_hendelse DISABLE TRIGGER ALL",
        "ALTER TABLE kommuner_rolle DISABLE TRIGGER USER",
        "SET session_replication_role = replica",
        "SET pgtrigger.ignore = 'hendelser.Hendelse:bare_legg_til'; DELETE FROM hendelser_hendelse",
        "UPDATE hendelser_hendelse SET kode = 'x'",
        "DELETE FROM hendelser_hendelse",
        "TRUNCATE hendelser_hendelse",
        "TRUNCATE kommuner_rolle CASCADE",
        "DROP TABLE hendelser_hendelse",
        "DROP TRIGGER pgtrigger_bare_legg_til_1 ON hendelser_hendelse",
        "CREATE TABLE egen (id int)",
        "CREATE FUNCTION egen() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA eget",
        "CREATE EXTENSION dblink",
        "CREATE ROLE ny SUPERUSER",
        "ALTER ROLE veier_app SUPERUSER",
        "SET ROLE veier_eier",
        "DELETE FROM django_migrations",
        "COPY brukere_bruker TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_portalens_rolle_kan_ikke_rore_det_som_vokter(roller, sql):
    with psycopg.connect(roller["DATABASE_URL"]) as db, pytest.raises(psycopg.Error) as feil:
        db.execute(sql)
    assert feil.value.sqlstate in {"42501", "42704"}, (
        feil.value
    )  # ikke lov, eller triggeren finnes ikke under det navnet


SIDER = """
import json
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
setup_test_environment()
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from tests.verden import lag_verden
v = lag_verden()
svar = {}
for rolle in ("anonym", "eier", "offentlig", "redaktor", "administrator"):
    k = v.klient(rolle)
    for navn in ("forside", "min_side", "entreprenorer", "offentlige", "sok", "konto", "modeller", "ordbok"):
        svar[f"{rolle} {navn}"] = k.get(reverse(navn)).status_code
for side in ("index", "taksonomi_tema_changelist", "hendelser_hendelse_changelist", "brukere_bruker_changelist"):
    svar[f"admin {side}"] = v.klient("administrator").get(reverse(f"admin:{side}")).status_code
k = Client()
svar["ny konto"] = k.post(reverse("account_signup"), {"email": "ny@eksempel.no"}).status_code
from veier.database.roller import for_mye
print(json.dumps([svar, for_mye()]))
"""


@pytest.mark.grundig
def test_sidene_og_kommandoene_virker_som_portalens_rolle(roller):
    svar, for_mye = kjor_kode(SIDER, roller)
    assert for_mye == []
    assert set(svar.values()) <= {200, 302}
    assert len([s for s in svar.values() if s == 200]) > 35
    for kommando in (["last_referanse"], ["bygg_katalogen"], ["oppbevaring", "--prov"], ["check"]):
        ut = subprocess.run(
            [sys.executable, "manage.py", *kommando], cwd=ROT, env=roller, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert ut.returncode == 0, (kommando, ut.stderr[-2000:])


@pytest.mark.grundig
def test_migreringen_kjores_som_eieren_og_gir_portalen_det_nye(roller):
    for kommando in (["migrate"], ["createcachetable"]):
        ut = subprocess.run(
            [sys.executable, "manage.py", *kommando], cwd=ROT, env=roller, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert ut.returncode == 0, ut.stderr[-2000:]
    with psycopg.connect(roller["VEIER_MIGRERING_URL"], autocommit=True) as eier:
        eier.execute("CREATE TABLE ny_tabell (id serial, tekst text)")
    with psycopg.connect(roller["DATABASE_URL"]) as app:
        app.execute("INSERT INTO ny_tabell (tekst) VALUES ('x')")
        assert app.execute("SELECT id, tekst FROM ny_tabell").fetchall() == [(1, "x")]


def test_eierens_rolle_er_for_mye_for_portalen(roller):
    """Kontrollen skal kunne si nei: med eierens adresse i DATABASE_URL er det sju ting eller færre, men noe."""
    svar = kjor_kode(
        "import json; from veier.database.roller import for_mye; print(json.dumps(for_mye()))",
        {**roller, "DATABASE_URL": roller["VEIER_MIGRERING_URL"]},
    )
    assert "eier tabeller, og kan slå av triggerne på dem" in svar
    assert "kan endre eller slette i hendelsesloggen" in svar
    assert "er superbruker" not in svar
