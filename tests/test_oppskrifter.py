"""Oppskriftene i docs/ er sanne: det oppdiktede slaget legges i en mappe, og går hele veien til publisert."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import kopier_database, slett_database

ROT = Path(__file__).resolve().parent.parent
OPPSKRIFTER = (ROT / "docs" / "oppskrifter.md").read_text()
HOYST_FILER = 10
_KODE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.M | re.S)
_MAPPER = "samarbeid|entreprenorer|kommuner|veier|templates|tests|tilbud|docs|drift|script"
_FIL = re.compile(rf"`((?:{_MAPPER})/[\w./]+\.\w+)`")
_PUNKT = re.compile(r"^\d+\. (?:.+\n)(?: {3}.+\n)*", re.M)
# Navn i koden: `IDEFELT`, `send_brev("…", …)`, `@jobb(…)`, `_lest`. Ord uten stor bokstav eller strek er også vanlige ord.
_NAVN = re.compile(r"`@?([A-Za-z_]\w*)(?:\([^`]*\))?`")

INNSTILLINGER = """
import os

from veier.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "tilbud"]
for _database in DATABASES.values():
    _database["NAME"] = os.environ["PROVEDATABASE"]
ROOT_URLCONF = "proveadresser"
"""
ADRESSER = """
from django.urls import include, path

from veier.urls import *

urlpatterns = [path("", include("tilbud.urls")), *urlpatterns]
"""


def _kapittel(navn: str) -> str:
    return OPPSKRIFTER.split(f"\n## {navn}\n")[1].split("\n## ")[0]


@pytest.fixture
def portalen(tmp_path, django_db_setup, django_db_blocker):
    """En mappe med appen fra oppskriften, og en database for den."""
    for sti, kode in _KODE.findall(OPPSKRIFTER):
        fil = tmp_path / sti
        fil.parent.mkdir(parents=True, exist_ok=True)
        fil.write_text(kode)
    (tmp_path / "tilbud" / "__init__.py").touch()
    (tmp_path / "proveinnstillinger.py").write_text(INNSTILLINGER)
    (tmp_path / "proveadresser.py").write_text(ADRESSER)
    navn = f"oppskrift_{os.getpid()}"
    with django_db_blocker.unblock():
        kopier_database(navn)
        yield tmp_path, navn
        slett_database(navn)


@pytest.mark.grundig
def test_et_slag_fra_oppskriften_skrives_sendes_inn_publiseres_og_tas_ned(portalen):
    mappe, database = portalen
    miljo = {
        **os.environ,
        "PYTHONPATH": f"{mappe}{os.pathsep}{ROT}",
        "DJANGO_SETTINGS_MODULE": "proveinnstillinger",
        "PROVEDATABASE": database,
    }
    vei = [sys.executable, "-m", "tests.oppskrift"]
    svar = subprocess.run(vei, env=miljo, cwd=mappe, capture_output=True, text=True, timeout=300)
    assert svar.returncode == 0, svar.stderr[-4000:]
    assert svar.stdout.split() == ["skrevet", "mangler", "sendt", "publisert", "tatt_ned"]


def test_et_nytt_slag_rorer_hoyst_ti_filer():
    kapittel = _kapittel("Noe nytt som publiseres")
    filer = {sti for sti, _kode in _KODE.findall(kapittel)} | set(_FIL.findall(kapittel))
    filer -= {"tests/test_oppskrifter.py"}
    filer |= {"veier/settings/apper.py"}
    assert len(filer) <= HOYST_FILER, sorted(filer)


@pytest.mark.parametrize(
    ("kapittel", "hoyst"), [("Et nytt felt i en idé", 6), ("En side", 6), ("Et brev", 6)]
)
def test_oppskriftene_er_korte_nok(kapittel, hoyst):
    """Hvert punkt er én fil: en oppskrift blir ikke kortere av at to filer står i det samme punktet."""
    punkter = _PUNKT.findall(_kapittel(kapittel))
    filer = [set(_FIL.findall(punkt)) for punkt in punkter]
    assert punkter
    assert sum(max(1, len(navn)) for navn in filer) <= hoyst, filer


def test_filene_oppskriftene_nevner_finnes():
    borte = [
        sti for sti in _FIL.findall(OPPSKRIFTER) if not sti.startswith("tilbud/") and not (ROT / sti).exists()
    ]
    assert borte == []


def test_navnene_oppskriftene_nevner_finnes_i_koden():
    """Et navn i `kodeskrift` er en funksjon, en klasse, en tabell eller en innstilling som står i koden i dag."""
    prosa = _KODE.sub("", OPPSKRIFTER).split("\n## Et språk\n")
    nevnt = {
        navn
        for navn in _NAVN.findall(prosa[0] + prosa[1].split("\n## ", 1)[1])
        if navn != navn.lower() or "_" in navn
    }
    assert {"IDEFELT", "Kriteriesvar", "KRITERIER", "VEKTER", "send_brev", "sett_i_ko", "for_alle"} <= nevnt
    apper = ("veier", "kommuner", "entreprenorer", "samarbeid")
    kode = " ".join(fil.read_text() for app in apper for fil in (ROT / app).rglob("*.py"))
    assert nevnt - set(re.findall(r"\b[A-Za-z_]\w*\b", kode)) == set()
