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
from tests.drift import HER
from tests.tjenere import i_drift

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tjener")]
MAPPE = ROT / "drift" / "systemd"
ENHETER = sorted(MAPPE.iterdir())


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
        her = linje.replace("/srv/veier", str(HER)).replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        ut.append(shlex.split(her))
    return ut


def test_systemd_godtar_enhetene(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("fant ikke systemd-analyze: enhetene er lest, men ikke kontrollert av systemd")
    for fil in ENHETER:
        # Brukeren «veier» finnes ikke her; resten skal systemd godta uten et ord.
        tekst = fil.read_text().replace("/srv/veier", str(HER))
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
            assert navn in get_commands(), navn


def _kopi(url: str, mappe: Path, **miljo: str) -> subprocess.CompletedProcess[str]:
    """Kjører det enheten kjører, med miljøet enheten har: filen portalen bruker, så den med eierens rolle."""
    enhet = les("veier-sikkerhetskopi.service")
    assert enhet["EnvironmentFile"] == ["/etc/veier/miljo", "-/etc/veier/miljo-migrering"]
    (standard,) = enhet["Environment"]
    assert standard.startswith("VEIER_KOPIER=/")
    assert standard.partition("=")[2] in enhet["ReadWritePaths"][0].split()
    # Portalens egen rolle finnes ikke på tjeneren her: bare eierens kan ta kopien.
    alle = {
        **os.environ,
        "DATABASE_URL": url.replace("://", "://finnes-ikke@", 1).replace(
            "finnes-ikke@" + _bruker(url), "finnes-ikke"
        ),
        "VEIER_MIGRERING_URL": url,
        "VEIER_KOPIER": str(mappe),
        **miljo,
    }
    (kommando,) = _kommandoer("veier-sikkerhetskopi.service", 1)
    kommando = [bit.replace("${VEIER_KOPIER}", alle["VEIER_KOPIER"]) for bit in kommando]
    return subprocess.run(kommando, cwd=ROT, env=alle, capture_output=True, text=True, check=False)


def _bruker(url: str) -> str:
    return url.partition("://")[2].partition("@")[0]


@pytest.mark.grundig
def test_kopien_hver_natt_tas_av_eieren_og_ses_av_driftskontrollen(tmp_path, monkeypatch):
    import pyrage

    from veier.drift import sjekk as driftssjekk
    from veier.sikkerhetskopi import fil

    mappe, nokkel = tmp_path / "kopier", tmp_path / "nokkel.txt"
    mappe.mkdir()
    for dag in range(1, 16):
        (mappe / f"veier-202601{dag:02}T020000Z.veier").write_bytes(b"gammel")
    (mappe / "annet.txt").write_text("rør ikke")
    offentlig = fil.lag_nokkel(nokkel)
    with i_drift("systemd_kopi") as drift:
        ut = _kopi(drift.miljo["DATABASE_URL"], mappe, VEIER_KOPINOKKEL=offentlig)
        assert ut.returncode == 0, ut.stderr[-500:]
        uten = _kopi(drift.miljo["DATABASE_URL"], mappe, VEIER_KOPINOKKEL="")
    kopier = sorted(mappe.glob("veier-*.veier"))
    assert (len(kopier), kopier[0].name) == (14, "veier-20260103T020000Z.veier")
    assert (mappe / "annet.txt").exists()
    assert fil.er_kryptert(kopier[-1])
    assert kopier[-1].stat().st_mode & 0o077 == 0
    fil.dekrypter(kopier[-1], tmp_path / "klar.tar", nokkel=fil.les_nokkel(nokkel))
    (tmp_path / "ut").mkdir()
    assert fil.pakk_ut(tmp_path / "klar.tar", tmp_path / "ut").tabeller["brukere_bruker"] >= 0
    assert pyrage.x25519.Identity.from_str(fil.les_nokkel(nokkel)).to_public().__str__() == offentlig
    assert (uten.returncode, "VEIER_KOPINOKKEL" in uten.stderr) == (1, True)
    monkeypatch.setenv("VEIER_KOPIER", str(mappe))
    (funn,) = driftssjekk.sikkerhetskopi(driftssjekk.Omfang())
    assert (funn.tilstand, funn.setning) == ("ok", "Den siste kopien er 0 timer gammel.")


@pytest.mark.grundig
def test_kommandoene_tar_databasen_fra_ingenting_til_en_portal_som_svarer(tmp_path):
    """Migreringene først, så tjeneren med varsel til systemd, og arbeideren med livstegn."""
    import socket

    with i_drift("systemd") as drift:
        miljo = {**drift.miljo, "PORT": str(drift.port), "VEIER_DATA": str(tmp_path / "data")}
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
