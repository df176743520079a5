"""Enhetene i drift/systemd: systemd godtar dem, og kommandoene i dem virker mot en ekte database."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import ROT
from tests.tjenere import i_drift

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("nettleser")]
MAPPE = ROT / "drift" / "systemd"
ENHETER = sorted(MAPPE.iterdir())
# Kommandoene som lages et annet sted, og prøves der.
IKKE_HER = {"sikkerhetskopi"}


def les(navn: str) -> dict[str, list[str]]:
    """Alle verdiene for hvert navn; systemd lar samme navn stå flere ganger."""
    ut: dict[str, list[str]] = {}
    for linje in (MAPPE / navn).read_text().splitlines():
        if "=" in linje and not linje.startswith("#"):
            nokkel, _, verdi = linje.partition("=")
            ut.setdefault(nokkel, []).append(verdi)
    return ut


def _kommandoer(navn: str, port: int) -> list[list[str]]:
    ut = []
    for linje in les(navn)["ExecStart"]:
        her = linje.replace("/srv/veier", str(ROT)).replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        ut.append(shlex.split(her))
    return ut


def test_systemd_godtar_enhetene(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("fant ikke systemd-analyze: enhetene er lest, men ikke kontrollert av systemd")
    for fil in ENHETER:
        # Brukeren «veier» finnes ikke her; resten skal systemd godta uten et ord.
        tekst = fil.read_text().replace("/srv/veier", str(ROT))
        tekst = tekst.replace("User=veier", "User=root").replace("Group=veier", "Group=root")
        (tmp_path / fil.name).write_text(tekst)
    ut = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", *(tmp_path / f.name for f in ENHETER)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ut.returncode, ut.stderr) == (0, "")


def test_hver_enhet_har_det_den_trenger():
    assert [f.name for f in ENHETER] == [
        "veier-arbeider.service",
        "veier-migrer.service",
        "veier-sikkerhetskopi.service",
        "veier-sikkerhetskopi.timer",
        "veier-web.service",
    ]
    for navn in ("veier-web.service", "veier-arbeider.service"):
        enhet = les(navn)
        assert enhet["Restart"] == ["always"]
        assert enhet["Requires"] == ["veier-migrer.service"]
        assert "veier-migrer.service" in enhet["After"]
        assert enhet["NoNewPrivileges"] == ["yes"]
    assert les("veier-migrer.service")["Type"] == ["oneshot"]


@pytest.mark.parametrize("fil", [f.name for f in ENHETER if f.suffix == ".service"])
def test_hver_kommando_i_enhetene_finnes(fil):
    from django.core.management import get_commands

    for kommando in _kommandoer(fil, 1):
        assert Path(kommando[0]).exists()
        if "manage.py" in kommando:
            navn = kommando[kommando.index("manage.py") + 1]
            assert navn in {*get_commands(), *IKKE_HER}, navn


def test_kommandoene_tar_databasen_fra_ingenting_til_en_portal_som_svarer(tmp_path):
    """Migreringene først, så tjeneren med varsel til systemd, og arbeideren med livstegn."""
    import socket

    with i_drift("systemd") as drift:
        miljo = {**drift.miljo, "PORT": str(drift.port)}
        for kommando in _kommandoer("veier-migrer.service", drift.port):
            ut = subprocess.run(kommando, cwd=ROT, env=miljo, capture_output=True, text=True, check=False)
            assert ut.returncode == 0, ut.stderr[-500:]
        varsel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        varsel.bind(str(tmp_path / "varsel"))
        varsel.settimeout(60)
        prosesser = []
        try:
            for navn in ("veier-web.service", "veier-arbeider.service"):
                kjor = {**miljo, "NOTIFY_SOCKET": str(tmp_path / "varsel")} if "web" in navn else miljo
                (kommando,) = _kommandoer(navn, drift.port)
                prosesser.append(
                    subprocess.Popen(
                        kommando, cwd=ROT, env=kjor, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                    )
                )
            assert b"READY=1" in varsel.recv(4096)  # Type=notify
            assert _vent(lambda: drift.hent("/helse/").status == 200)
            assert _vent(
                lambda: (
                    json.loads(drift.hent("/helse/drift/").tekst)["arbeider_sist_sett_sekunder"] is not None
                )
            )
        finally:
            for prosess in prosesser:
                prosess.terminate()
            koder = [prosess.wait(timeout=60) for prosess in prosesser]
            varsel.close()
    assert koder[0] == 0
    assert os.environ.get("NOTIFY_SOCKET") is None


def _vent(klar) -> bool:
    for _forsok in range(300):
        with contextlib.suppress(OSError, http.client.HTTPException):
            if klar():
                return True
        time.sleep(0.1)
    return False
