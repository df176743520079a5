"""Den private databasen. De lange prøvene starter og dreper ekte tjenere i egne mapper."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from veier.database import lokal_postgres
from veier.database.lokal_postgres import _fjern_gammel_pid, _sokkelmappe
from veier.database.programfiler import LokalPostgresFeil, rent_miljo

ROT = Path(__file__).resolve().parent.parent.parent
START = "import sys, pathlib; from veier.database import lokal_postgres as l; print(l.start(pathlib.Path(sys.argv[1])).url)"


def test_pg_bin_som_peker_feil_gir_en_setning(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(LokalPostgresFeil, match="PG_BIN"):
        lokal_postgres.finn_bin()


def test_miljoet_er_uten_det_som_endrer_postgres(monkeypatch, tmp_path):
    for navn in ("PGHOST", "PGDATA", "LC_ALL", "LANG"):
        monkeypatch.setenv(navn, "x")
    assert not {"PGHOST", "PGDATA", "LC_ALL", "LANG"} & set(rent_miljo(tmp_path))


def test_sokkelen_far_plass_uansett_hvor_lang_stien_er(tmp_path):
    lang = tmp_path / ("en mappe med æ og mellomrom " * 5)
    mappe = _sokkelmappe(lang, os.getuid())
    try:
        assert len(str(mappe / ".s.PGSQL.5432").encode()) < 107
        assert mappe.stat().st_mode & 0o777 == 0o700
    finally:
        mappe.rmdir()


def test_sokkelmappe_som_er_en_lenke_avvises(tmp_path):
    mappe = _sokkelmappe(tmp_path, os.getuid())
    mappe.rmdir()
    mappe.symlink_to(tmp_path)
    try:
        with pytest.raises(LokalPostgresFeil, match="ikke vår"):
            _sokkelmappe(tmp_path, os.getuid())
    finally:
        mappe.unlink()


def test_pid_fil_med_en_fremmed_prosess_fjernes_uten_a_rore_prosessen(tmp_path):
    fremmed = subprocess.Popen(["sleep", "30"])
    try:
        (tmp_path / "postmaster.pid").write_text(f"{fremmed.pid}\n")
        _fjern_gammel_pid(lokal_postgres.Tjener(tmp_path, tmp_path, tmp_path))
        assert not (tmp_path / "postmaster.pid").exists()
        assert fremmed.poll() is None
    finally:
        fremmed.kill()
        fremmed.wait()


@pytest.mark.grundig
def test_atte_samtidige_kalde_starter_gir_en_tjener(tmp_path):
    def start(_nr):
        return subprocess.run(
            [sys.executable, "-c", START, str(tmp_path)], cwd=ROT, capture_output=True, text=True, check=False
        )

    try:
        with ThreadPoolExecutor(8) as samling:
            svar = list(samling.map(start, range(8)))
        assert [s.returncode for s in svar] == [0] * 8, svar[0].stderr
        assert len({s.stdout for s in svar}) == 1
    finally:
        lokal_postgres.stopp(tmp_path)


@pytest.mark.grundig
def test_drept_tjener_starter_igjen_med_dataene(tmp_path):
    tjener = lokal_postgres.start(tmp_path)
    sporr = ("psql", "-h", str(tjener.sokkel), "-U", "veier", "-d", "veier", "-X", "-At", "-c")
    try:
        for runde in range(3):
            assert (
                tjener.kjor(
                    *sporr, f"CREATE TABLE t{runde} (x int); INSERT INTO t{runde} VALUES (1)"
                ).returncode
                == 0
            )
            pid = int((tjener.data / "postmaster.pid").read_text().splitlines()[0])
            ekte = _ekte_pid(tjener.data, pid)
            os.kill(ekte, signal.SIGKILL)
            time.sleep(0.2)
            lokal_postgres.start(tmp_path)
            assert tjener.kjor(*sporr, f"SELECT count(*) FROM t{runde}").stdout.strip() == "1"
    finally:
        assert lokal_postgres.stopp(tmp_path)
        assert not lokal_postgres.stopp(tmp_path)


@pytest.mark.grundig
def test_slettet_mappe_mens_tjeneren_gar_gir_ny_database_neste_gang(tmp_path):
    mappe = tmp_path / "klon"
    tjener = lokal_postgres.start(mappe)
    shutil.rmtree(mappe)
    try:
        ny = lokal_postgres.start(mappe)
        assert ny == tjener
        sporr = ("psql", "-h", str(ny.sokkel), "-U", "veier", "-d", "veier", "-X", "-At", "-c", "SELECT 1")
        assert ny.kjor(*sporr).stdout.strip() == "1"
    finally:
        assert lokal_postgres.stopp(mappe)


def _ekte_pid(data: Path, _pid: int) -> int:
    """Hovedprosessen som har nettopp denne datamappen."""
    for prosess in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            linje = prosess.read_bytes().split(b"\0")
        except OSError:
            continue
        if linje[0].endswith(b"postgres") and str(data).encode() in linje:
            return int(prosess.parent.name)
    raise AssertionError("fant ikke tjeneren")


@pytest.mark.grundig
def test_to_prosjekter_har_hver_sin_tjener(tmp_path):
    a, b = lokal_postgres.start(tmp_path / "a æ"), lokal_postgres.start(tmp_path / "b")
    try:
        assert a.sokkel != b.sokkel
        assert a.svarer() and b.svarer()
    finally:
        lokal_postgres.stopp(tmp_path / "a æ")
        assert b.svarer()
        lokal_postgres.stopp(tmp_path / "b")
