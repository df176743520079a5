"""script/server som en leser kjører det: en arbeider som faller, startes igjen, og en som alltid faller, stanser alt."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROT, kopier_database, slett_database
from tests.tjenere import databaseadresse, ledig_port

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.grundig,
    pytest.mark.django_db,
    pytest.mark.xdist_group("tjener"),
]

# Portalens egen Python, men arbeideren faller de første gangene.
PYTHON = """#!/bin/sh
if [ "$1 $2" = "manage.py arbeider" ]; then
    echo x >> "{teller}"
    [ "$(wc -l < "{teller}")" -gt {faller} ] || exit 7
fi
exec "{python}" "$@"
"""


@contextlib.contextmanager
def _server(tmp_path, worker_id, *, faller):
    """script/server i en mappe der alt er lenker til prosjektet, så bare Python er byttet ut."""
    for sti in ROT.iterdir():
        if sti.name not in {".venv", ".data", ".git"}:
            (tmp_path / sti.name).symlink_to(sti)
    (tmp_path / "script").unlink()
    (tmp_path / "script").mkdir()
    for fil in (ROT / "script").iterdir():
        (tmp_path / "script" / fil.name).symlink_to(fil)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for merke in (ROT / ".venv").glob(".kjoring-*"):
        (tmp_path / ".venv" / merke.name).touch()
    python = tmp_path / ".venv" / "bin" / "python"
    teller = tmp_path / "starter"
    python.write_text(PYTHON.format(teller=teller, faller=faller, python=ROT / ".venv" / "bin" / "python"))
    python.chmod(0o755)
    navn, port = f"server_{worker_id}", ledig_port()
    kopier_database(navn)
    miljo = {
        **{k: v for k, v in os.environ.items() if not k.startswith("VEIER_")},
        "DATABASE_URL": databaseadresse(navn),
        "VEIER_DATA": str(tmp_path / "data"),
        "PORT": str(port),
    }
    with open(tmp_path / "logg", "wb") as logg:
        prosess = subprocess.Popen(
            [tmp_path / "script" / "server"],
            cwd=tmp_path,
            env=miljo,
            stdout=logg,
            stderr=logg,
            start_new_session=True,
        )
    try:
        yield prosess, port, tmp_path / "logg", teller
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(prosess.pid, signal.SIGKILL)
        prosess.wait()
        slett_database(navn)


def _svarer(port):
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/helse/", timeout=5) as svar,
    ):
        return svar.status == 200
    return False


def _vent_til(hva, sekunder=180):
    slutt = time.monotonic() + sekunder
    while not hva():
        assert time.monotonic() < slutt
        time.sleep(0.2)


def test_en_arbeider_som_alltid_faller_stanser_portalen_med_en_setning(tmp_path, worker_id):
    with _server(tmp_path, worker_id, faller=99) as (prosess, port, logg, teller):
        assert prosess.wait(timeout=240) == 1
        tekst = logg.read_text()
        assert "✗ Arbeideren stopper hele tiden (kode 7)." in tekst
        assert tekst.count("! Arbeideren stoppet (kode 7). Starter på nytt om") == 5
        assert len(teller.read_text().split()) == 6
        assert not _svarer(port)  # tjeneren ble ikke stående alene


def test_en_arbeider_som_faller_et_par_ganger_startes_igjen_og_portalen_gar_videre(tmp_path, worker_id):
    with _server(tmp_path, worker_id, faller=2) as (prosess, port, logg, teller):
        _vent_til(lambda: teller.exists() and len(teller.read_text().split()) == 3 and _svarer(port))
        time.sleep(3)
        assert prosess.poll() is None and _svarer(port)
        assert len(teller.read_text().split()) == 3
        prosess.send_signal(signal.SIGTERM)
        assert prosess.wait(timeout=60) == 0
        assert "stopper hele tiden" not in logg.read_text()
