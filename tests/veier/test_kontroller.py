import os
import subprocess
import sys

import pytest

from tests.conftest import ROT
from tests.veier.test_innstillinger import DRIFT
from veier.drift import kontroller


def test_alt_pa_plass_gir_ingen_ord(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    assert kontroller.ved_start() == ([], [])


def test_statiske_filer_som_mangler_stanser_starten(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert kontroller.ved_start() == (["De statiske filene mangler. Kjør manage.py collectstatic."], [])


def test_for_fa_apne_filer_blir_sagt(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    monkeypatch.setattr("resource.getrlimit", lambda _hva: (256, 4096))
    stanser, (setning,) = kontroller.ved_start()
    assert stanser == []
    assert "256 åpne filer" in setning


def test_uten_hsts_og_driftsnokkel_blir_det_sagt_i_drift(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").touch()
    settings.I_DRIFT, settings.SECURE_HSTS_SECONDS, settings.DRIFT_TOKEN = True, 0, ""
    stanser, sies = kontroller.ved_start()
    assert stanser == []
    assert [s.split()[0] for s in sorted(sies)] == ["VEIER_DRIFT_TOKEN", "VEIER_HSTS"]


@pytest.mark.grundig
def test_tjeneren_starter_ikke_i_drift_uten_statiske_filer(tmp_path):
    ut = subprocess.run(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "veier.wsgi",
            "--config",
            "veier/gunicorn.py",
            "--bind",
            "127.0.0.1:0",
        ],
        cwd=ROT,
        env={**os.environ, **DRIFT, "VEIER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ut.returncode == 3
    assert "✗ De statiske filene mangler. Kjør manage.py collectstatic." in ut.stderr


HSTS = "import veier.settings as s; print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"


@pytest.mark.parametrize(
    ("verdi", "ut"),
    [
        (None, "31536000 False False"),
        ("0", "0 False False"),
        ("300", "300 False False"),
        ("31536000,underdomener", "31536000 True False"),
        ("63072000, underdomener, liste", "63072000 True True"),
        ("300,underdomener,liste", None),
        ("31536000,liste", None),
        ("ja", None),
        ("-1", None),
        ("300,alt", None),
    ],
)
def test_hsts_er_et_valg(verdi, ut):
    miljo = {**os.environ, **DRIFT, **({"VEIER_HSTS": verdi} if verdi is not None else {})}
    svar = subprocess.run(
        [sys.executable, "-c", HSTS], cwd=ROT, env=miljo, capture_output=True, text=True, check=False
    )
    assert (svar.stdout.strip() or None) == ut
    assert ut or "VEIER_HSTS" in svar.stderr.splitlines()[-1]


@pytest.mark.parametrize("nokkel", ["kort", "x" * 31])
def test_en_kort_driftsnokkel_stanser_starten(nokkel):
    miljo = {**os.environ, **DRIFT, "VEIER_DRIFT_TOKEN": nokkel}
    svar = subprocess.run(
        [sys.executable, "-c", HSTS], cwd=ROT, env=miljo, capture_output=True, text=True, check=False
    )
    assert svar.stderr.splitlines()[-1].endswith(
        "VEIER_DRIFT_TOKEN er for kort: den må være minst 32 tilfeldige tegn."
    )
