"""Innstillingene prøves som egne prosesser, slik en driftsmaskin møter dem."""

import hashlib
import os
import subprocess
import sys

import pytest

DRIFT = {
    "VEIER_ADRESSE": "https://veier.example",
    "DATABASE_URL": "postgresql://veier@localhost/veier",
    "SECRET_KEY": hashlib.sha512(b"bare for prover: innlogging").hexdigest(),
    "VEIER_KRYPTONOKLER": hashlib.sha512(b"bare for prover: kryptering").hexdigest(),
    "EPOST_URL": "smtp://localhost:25",
    "VEIER_MELLOMTJENERE": "1",
}


def _start(**miljo):
    rent = {k: v for k, v in os.environ.items() if k not in DRIFT}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import veier.settings as s; print(s.I_DRIFT, s.SESSION_COOKIE_SECURE, s.DEBUG, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)",
        ],
        env={**rent, **miljo},
        capture_output=True,
        text=True,
        check=False,
    )


def test_https_er_drift_med_sikre_kapsler():
    svar = _start(**DRIFT)
    assert svar.stdout.split() == ["True", "True", "False", "__Host-okt", "__Host-skjemavern"]


@pytest.mark.parametrize("lokalt", [False, True])
@pytest.mark.parametrize(
    ("navn", "verdi"),
    [
        ("SECRET_KEY", "kort"),
        ("SECRET_KEY", "x" * 60),
        ("SECRET_KEY", "django-insecure-" + "tLr8Zq2mXv5WbN1cHs7Kd0Pf4Gj9Ya3Eu6Ri"),
        ("SECRET_KEY_FALLBACKS", "kort"),
        ("SECRET_KEY_FALLBACKS", DRIFT["SECRET_KEY"]),
        ("VEIER_KRYPTONOKLER", "kort"),
        ("VEIER_KRYPTONOKLER", DRIFT["SECRET_KEY"]),
        ("EPOST_URL", "http://tull"),
        ("EPOST_URL", "smtp://vert:port"),
        ("VEIER_ADRESSE", "https://vert:port"),
        ("VEIER_AVSENDER", "tull"),
        ("VEIER_STENGT", "kanskje"),
        ("VEIER_ENHETSREGISTERET", "data.brreg.no"),
        ("VEIER_DATA", "/dev/null"),
        ("VEIER_OPPLASTET", "/dev/null"),
        ("WEB_CONCURRENCY", "to"),
        ("PORT", "99999"),
    ],
)
def test_en_feil_verdi_stanser_starten_med_en_setning(navn, verdi, lokalt):
    miljo = {"SECRET_KEY": DRIFT["SECRET_KEY"]} if lokalt else DRIFT
    svar = _start(**{**miljo, navn: verdi})
    siste = svar.stderr.strip().splitlines()[-1]
    assert svar.returncode == 1
    assert siste.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert navn in siste
    assert "KEY" not in navn or verdi not in siste.replace("er for kort", "")


@pytest.mark.parametrize(
    "navn", ["DATABASE_URL", "SECRET_KEY", "VEIER_KRYPTONOKLER", "EPOST_URL", "VEIER_MELLOMTJENERE"]
)
def test_drift_starter_ikke_uten(navn):
    svar = _start(**{k: v for k, v in DRIFT.items() if k != navn})
    assert svar.returncode == 1
    assert (
        svar.stderr.strip()
        .splitlines()[-1]
        .startswith(f"django.core.exceptions.ImproperlyConfigured: {navn} mangler")
    )


@pytest.mark.parametrize("adresse", ["http://veier.example", "veier.example", "ftp://localhost"])
def test_adresse_som_verken_er_drift_eller_lokal_blir_avvist(adresse):
    svar = _start(VEIER_ADRESSE=adresse)
    assert svar.returncode == 1
    assert "VEIER_ADRESSE" in svar.stderr.splitlines()[-1]


@pytest.mark.parametrize("url", ["tull", "mysql://a@b/c", "postgresql://", "postgresql://vert:tall/x"])
def test_database_url_som_ikke_kan_leses_gir_en_setning(url):
    svar = _start(DATABASE_URL=url)
    assert svar.returncode == 1
    assert "DATABASE_URL" in svar.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("slutt", "godtas"),
    [
        ("", False),
        ("?sslmode=prefer", False),
        ("?sslmode=verify-full", True),
        ("?sslmode=disable", True),
        ("?host=db.kommune.no", False),
        ("?host=/run/postgresql", True),
    ],
)
def test_database_pa_en_annen_maskin_ma_ha_sslmode(slutt, godtas):
    vert = "" if "host" in slutt else "db.kommune.no"
    svar = _start(**{**DRIFT, "DATABASE_URL": f"postgresql://veier@{vert}/veier{slutt}"})
    assert (svar.returncode == 0) is godtas, svar.stderr
    siste = (svar.stderr.strip() or "-").splitlines()[-1]
    assert siste.startswith("django.core.exceptions.ImproperlyConfigured: DATABASE_URL") is not godtas


@pytest.mark.parametrize("mangler", [None, "VEIER_MELLOMTJENERE", "VEIER_KRYPTONOKLER", "DATABASE_URL"])
def test_driftskontrollen_gar_i_et_tomt_miljo(mangler):
    """script/driftskontroll.py har alt som kreves selv; det som står i miljøet fra før, betyr ingenting."""
    rent = {k: v for k, v in os.environ.items() if not k.startswith("VEIER_") and k not in DRIFT}
    rent.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # settes av nettlesertestene
    svar = subprocess.run(
        [sys.executable, "script/driftskontroll.py", *(["--uten", mangler] if mangler else [])],
        env=rent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if mangler is None:
        assert svar.returncode == 0, svar.stderr
        assert "WARNING" not in svar.stderr
    else:
        assert svar.returncode != 0
        assert f"{mangler} mangler" in svar.stderr


@pytest.mark.grundig
def test_database_som_ikke_svarer_gir_en_setning():
    rent = {k: v for k, v in os.environ.items() if k not in DRIFT}
    svar = subprocess.run(
        [sys.executable, "manage.py", "db", "start"],
        env={**rent, "DATABASE_URL": "postgresql://veier@127.0.0.1:1/veier"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert svar.returncode == 1
    assert svar.stderr.strip().splitlines()[-1] == (
        "CommandError: Databasen i DATABASE_URL svarer ikke: "
        "ingen tar imot på adressen og porten. Er tjeneren startet?"
    )
    assert "Traceback" not in svar.stderr


@pytest.mark.parametrize(
    "kommando",
    [
        ["manage.py", "check"],
        ["-m", "gunicorn", "veier.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"],
    ],
)
def test_feil_i_innstillingene_gir_en_setning_uten_sporing(kommando):
    rent = {k: v for k, v in os.environ.items() if k not in DRIFT}
    svar = subprocess.run(
        [sys.executable, *kommando],
        env={**rent, **DRIFT, "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert svar.returncode != 0
    assert "✗ SECRET_KEY mangler: i drift må den være en lang, tilfeldig tekst." in svar.stderr
    assert "Traceback" not in svar.stderr


def test_kapslene_i_drift_kan_ikke_leses_av_skript_og_folger_ikke_med_fra_andre():
    kode = (
        "import veier.settings as s; print(s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,"
        " s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    svar = subprocess.run(
        [sys.executable, "-c", kode], env={**os.environ, **DRIFT}, capture_output=True, text=True, check=False
    )
    assert svar.stdout.split() == ["True", "True", "Lax", "Lax", "True", "True"]


def test_lokal_start_bruker_innebygd_database_uten_sikre_kapsler():
    assert _start().stdout.split() == ["False", "False", "False", "okt", "skjemavern"]
