"""kill -9 midt i lagringen: det som er bekreftet, står; ingenting er halvt."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse

import psycopg
import pytest
from django.db import connections

from tests.conftest import ROT, kopier_database, slett_database
from tests.nettleser.conftest import _ledig_port

pytestmark = [pytest.mark.grundig, pytest.mark.django_db]


def _post(port, sti, felt, kapsler):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as forbindelse:
        return _send(forbindelse, port, sti, felt, kapsler)


def _send(forbindelse, port, sti, felt, kapsler):
    hoder = {
        "Host": f"localhost:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{k}={v}" for k, v in kapsler.items()),
    }
    forbindelse.request("POST", sti, urllib.parse.urlencode(felt), hoder)
    svar = forbindelse.getresponse()
    svar.read()
    return svar


def test_drept_tjener_mister_ingenting_som_er_bekreftet():
    navn, port = "drept_veier", _ledig_port()
    kopier_database(navn)
    oppsett = connections["default"].settings_dict
    vert = oppsett["HOST"] or oppsett["OPTIONS"].get("host", "")
    url = f"postgresql://{oppsett['USER']}@/{navn}?host={vert}"
    miljo = {**os.environ, "DATABASE_URL": url, "VEIER_ADRESSE": f"http://localhost:{port}"}

    def start():
        prosess = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "veier.wsgi", "--config", "veier/gunicorn.py", "--bind", f"127.0.0.1:{port}"],
            cwd=ROT, env=miljo, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _forsok in range(100):
            try:
                with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as f:
                    f.request("GET", "/prov/", headers={"Host": f"localhost:{port}"})
                    svar = f.getresponse()
                    kropp = svar.read().decode()
                if svar.status == 200:
                    kapsel = re.match("skjemavern=([^;]+)", svar.getheader("Set-Cookie"))[1]
                    return prosess, kapsel, re.search('csrfmiddlewaretoken" value="([^"]+)"', kropp)[1]
            except OSError:
                time.sleep(0.1)
        raise AssertionError("tjeneren startet ikke")

    try:
        bekreftet: dict[str, str] = {}
        for runde in range(3):
            prosess, kapsel, merke = start()
            stopp = threading.Event()

            def skriv(traad, kapsel=kapsel, merke=merke, runde=runde, stopp=stopp):
                kapsler = {"skjemavern": kapsel}
                felt = {"csrfmiddlewaretoken": merke, "problem": "p" * 3000}
                try:
                    svar = _post(port, "/prov/", {**felt, "tittel": f"{runde}-{traad}-0"}, kapsler)
                    nokkel = svar.getheader("Location").split("/")[2]
                    bekreftet[nokkel] = f"{runde}-{traad}-0"
                    nr = 0
                    while not stopp.is_set() and nr < 500:
                        nr += 1
                        svar = _post(
                            port,
                            f"/prov/{nokkel}/steg/1/",
                            {**felt, "tittel": f"{runde}-{traad}-{nr}"},
                            kapsler,
                        )
                        if svar.status == 302:
                            bekreftet[nokkel] = f"{runde}-{traad}-{nr}"
                except (OSError, http.client.HTTPException):
                    return

            traader = [threading.Thread(target=skriv, args=(n,)) for n in range(4)]
            for traad in traader:
                traad.start()
            time.sleep(1.0)
            os.killpg(prosess.pid, signal.SIGKILL)
            stopp.set()
            for traad in traader:
                traad.join(timeout=20)
            prosess.wait()
        assert len(bekreftet) >= 8
        with psycopg.connect(url) as db:
            rader = dict(db.execute("SELECT nokkel, svar FROM entreprenorer_ideutkast").fetchall())
        for nokkel, tittel in bekreftet.items():
            lagret = rader[nokkel]["ideen"]["tittel"][0]
            runde, traad, nr = (int(d) for d in lagret.split("-"))
            ventet = [int(d) for d in tittel.split("-")]
            # Den siste kan være lagret uten at svaret rakk fram; aldri mindre enn det som ble bekreftet.
            assert [runde, traad] == ventet[:2] and nr in {ventet[2], ventet[2] + 1}
            assert rader[nokkel]["ideen"]["problem"] == ["p" * 3000]
    finally:
        slett_database(navn)
