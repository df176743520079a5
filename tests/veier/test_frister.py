"""Hvor lenge databasen får bruke på det en prosess ber om, satt når forbindelsen åpnes."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import get_commands
from django.db import OperationalError, connection, transaction

from tests.conftest import ROT
from veier.database import frister
from veier.drift import sjekk as driftssjekk
from veier.drift.sjekk import Omfang
from veier.drift.ved_start import uten_frist


@pytest.mark.parametrize(
    ("argumenter", "navn", "ventet"),
    [
        (
            ["/srv/veier/.venv/lib/python3.11/site-packages/gunicorn/__main__.py", "veier.wsgi"],
            "web",
            frister.WEB,
        ),
        (["/srv/veier/.venv/bin/gunicorn", "veier.wsgi"], "web", frister.WEB),
        (["manage.py", "arbeider"], "arbeider", frister.ARBEIDER),
        (["/srv/veier/manage.py", "migrate", "--noinput"], "migrate", frister.LANGE["migrate"]),
        (["manage.py", "sjekk_drift"], "sjekk_drift", frister.KOMMANDO),
        (["/srv/gunicorn/veier/manage.py", "migrate"], "migrate", frister.LANGE["migrate"]),
        (["manage.py"], "annet", frister.KOMMANDO),
        (["/usr/bin/pytest"], "annet", frister.KOMMANDO),
        ([], "annet", frister.KOMMANDO),
    ],
)
def test_prosessen_har_sine_frister(argumenter, navn, ventet):
    assert frister.prosess(argumenter) == navn
    assert frister.for_prosessen(navn) == ventet


def test_ingen_frist_er_uendelig_og_hver_kommando_finnes():
    alle = [frister.WEB, frister.ARBEIDER, frister.KOMMANDO, *frister.LANGE.values()]
    assert all(0 < sekunder <= 6 * frister.TIME for f in alle for sekunder in f)
    assert frister.LANGE.keys() <= get_commands().keys()
    assert frister.WEB.setning < 30  # gunicorn dreper en som bruker lengre


SPOR = (
    "import json; from django.db import connection\nwith connection.cursor() as c:\n"
    " c.execute(\"SELECT current_setting('statement_timeout'), current_setting('lock_timeout')\")\n"
    " print(json.dumps(c.fetchone()))"
)


@pytest.mark.django_db
def test_den_som_drifter_gar_foran():
    """Både i miljøet og i adressen; adressen står sist. Den gamle måten virker fortsatt."""
    url = os.environ.get("DATABASE_URL") or "postgresql://{USER}@/{NAME}?host={HOST}".format(
        **{**connection.settings_dict, "HOST": connection.settings_dict["OPTIONS"].get("host", "localhost")}
    )
    skille = "&" if "?" in url else "?"
    miljo = {
        **os.environ,
        "PGOPTIONS": "-c statement_timeout=7s -c lock_timeout=6s",
        "DATABASE_URL": f"{url}{skille}options=-c%20lock_timeout%3D3s",
    }
    ut = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SPOR],
        cwd=ROT, env=miljo, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ut.returncode, ut.stderr) == (0, "")
    assert json.loads(ut.stdout) == ["7s", "3s"]


@pytest.mark.django_db
def test_fristene_gjelder_pa_forbindelsen_og_sjekk_drift_ser_nar_de_ikke_gjor_det(settings):
    with connection.cursor() as peker:
        peker.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert peker.fetchone() == ("5min", "30s")
        assert [(f.tilstand, f.setning) for f in driftssjekk.frister(Omfang())] == [
            ("ok", "Ingen spørring, lås eller transaksjon kan vare for alltid.")
        ]
        peker.execute("SET LOCAL lock_timeout = 0")
    assert list(uten_frist()) == ["lock_timeout"]
    settings.I_DRIFT = True
    (funn,) = driftssjekk.frister(Omfang())
    assert funn.tilstand == "feil" and "ingen lock_timeout" in funn.setning


@pytest.mark.django_db
def test_en_sporring_over_fristen_avbrytes():
    with (
        pytest.raises(OperationalError, match="statement timeout"),
        transaction.atomic(),
        connection.cursor() as peker,
    ):
        peker.execute("SET LOCAL statement_timeout = 20")
        peker.execute("SELECT pg_sleep(5)")
