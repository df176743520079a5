"""manage.py sjekk_drift: hver ting som kan være galt, er galt i en prøve og sagt i en setning."""

import json
import os
import secrets
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tests.tjenere import ledig_port
from tests.verden import lag_redaktor
from veier.drift import sjekk as driftssjekk
from veier.drift.sjekk import Omfang
from veier.epost.adressenokler import lag_ny
from veier.epost.models import Adressenokkel

pytestmark = pytest.mark.django_db


def _funn(kontroll):
    return [(f.tilstand, f.setning) for f in kontroll(Omfang())]


def _kjor(**valg):
    ut = StringIO()
    try:
        call_command("sjekk_drift", stdout=ut, **valg)
    except SystemExit as slutt:
        return slutt.code, ut.getvalue()
    return 0, ut.getvalue()


def test_uten_arbeider_er_det_en_feil_og_koden_er_en():
    kode, tekst = _kjor()
    assert kode == 1
    assert "✗ Arbeider: Ingen arbeider er startet: jobber og e-post står stille." in tekst
    assert tekst.strip().endswith("Noe må rettes.")
    kode, tekst = _kjor(format="json")
    svar = json.loads(tekst)
    assert (kode, svar["status"]) == (1, "feil")
    assert {f["omrade"] for f in svar["funn"]} >= {
        "Nøkler",
        "E-post",
        "Mellomtjener",
        "Disk",
        "Klokke",
        "Arbeider",
    }


def test_alt_i_orden_gir_kode_null(monkeypatch):
    monkeypatch.setattr(
        driftssjekk, "KONTROLLER", (driftssjekk.klokke, driftssjekk.migreringer, driftssjekk.disk)
    )
    kode, tekst = _kjor()
    assert (kode, tekst.strip().splitlines()[-1]) == (0, "Driften er i orden.")


def test_nokler_som_mangler_og_eldre_nokler(settings):
    gammel, ny = secrets.token_urlsafe(48), secrets.token_urlsafe(48)
    settings.KRYPTONOKLER = [gammel]
    Adressenokkel.objects.all().delete()
    lag_ny()
    lag_redaktor()
    settings.KRYPTONOKLER = [ny, gammel]
    funn = _funn(driftssjekk.nokler)
    assert ("advarsel", "2 bruker en eldre nøkkel. Kjør manage.py bytt_nokkel.") in funn
    assert not [s for t, s in funn if t == "feil"]
    settings.KRYPTONOKLER = [ny]
    feil = [s for t, s in _funn(driftssjekk.nokler) if t == "feil"]
    assert "2 kodeapper, lenker eller avmeldinger kan ikke leses" in feil[0]
    assert feil[1].startswith(
        "Nøklene til avmeldingene kan ikke leses, så e-post som kan slås av, sendes ikke."
    )


def test_eposttjener_som_ikke_svarer_og_prove_som_kommer_fram(settings, mailoutbox):
    settings.LOKAL_POST, settings.EMAIL_BACKEND = False, "veier.epost.tjener.EmailBackend"  # som i drift
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", ledig_port()
    assert _funn(driftssjekk.epost) == [
        ("feil", "Tjeneren i EPOST_URL tar ikke imot: ConnectionRefusedError.")
    ]
    settings.LOKAL_POST = True
    assert _funn(driftssjekk.epost)[0][0] == "advarsel"


def test_mellomtjener_forklares(settings):
    settings.MELLOMTJENERE, settings.I_DRIFT = 0, True
    assert _funn(driftssjekk.mellomtjener)[0][0] == "advarsel"
    settings.MELLOMTJENERE = 2
    assert "2. siste adressen i X-Forwarded-For" in _funn(driftssjekk.mellomtjener)[0][1]


def test_roller_er_en_feil_i_drift_og_en_advarsel_lokalt(settings):
    assert {t for t, _s in _funn(driftssjekk.databaseroller)} == {"advarsel"}
    settings.I_DRIFT = True
    assert ("feil", "Rollen i DATABASE_URL eier tabeller, og kan slå av triggerne på dem. "
            "Kjør drift/roller.sql, og bruk veier_app.") in _funn(driftssjekk.databaseroller)  # fmt: skip


def test_disk(settings, tmp_path, monkeypatch):
    settings.DATAMAPPE = settings.MEDIA_ROOT = tmp_path
    assert [t for t, _s in _funn(driftssjekk.disk)] == ["ok", "ok"]
    monkeypatch.setattr(driftssjekk, "MINST_LEDIG_MB", 10**9)
    assert [t for t, _s in _funn(driftssjekk.disk)] == ["feil", "feil"]
    settings.DATAMAPPE = tmp_path / "a" / "b"
    assert ("feil", "VEIER_DATA finnes ikke, og kan ikke lages.") in _funn(driftssjekk.disk)


def test_klokken_mot_databasen(monkeypatch):
    assert _funn(driftssjekk.klokke)[0][0] == "ok"
    ekte = time.time
    monkeypatch.setattr(driftssjekk.time, "time", lambda: ekte() - 90)
    tilstand, setning = _funn(driftssjekk.klokke)[0]
    assert (tilstand, setning) == (
        "feil",
        "Maskinens klokke er 90 sekunder fra databasens. Kodeapper vil feile.",
    )


def test_migrering_som_mangler():
    with connection.cursor() as peker:
        peker.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    (funn,) = _funn(driftssjekk.migreringer)
    assert funn[0] == "feil" and funn[1].endswith("er ikke kjørt. Kjør script/oppsett.")


def test_sikkerhetskopiens_alder(tmp_path, monkeypatch):
    assert _funn(driftssjekk.sikkerhetskopi)[0][0] == "advarsel"
    monkeypatch.setenv("VEIER_KOPIER", str(tmp_path))
    assert _funn(driftssjekk.sikkerhetskopi) == [("feil", "Det er ingen sikkerhetskopi i VEIER_KOPIER.")]
    for annet in ("kopi", ".veier-20260101T020000Z.veier.7.halv", "nokkel.txt"):
        (tmp_path / annet).write_text("x", encoding="utf-8")
    assert _funn(driftssjekk.sikkerhetskopi)[0][0] == "feil"
    kopi = tmp_path / "veier-20260101T020000Z.veier"
    kopi.write_text("x", encoding="utf-8")
    assert _funn(driftssjekk.sikkerhetskopi)[0][0] == "ok"
    os.utime(kopi, (time.time() - 27 * 3600,) * 2)
    assert _funn(driftssjekk.sikkerhetskopi) == [("feil", "Den siste kopien er 27 timer gammel.")]


def test_utenfra_bare_i_drift(settings):
    assert _funn(driftssjekk.utenfra) == []
    settings.I_DRIFT, settings.ADRESSE = True, f"http://127.0.0.1:{ledig_port()}"
    assert _funn(driftssjekk.utenfra) == [("feil", "VEIER_ADRESSE svarer ikke herfra: ConnectError.")]


def test_statiske_filer(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert _funn(driftssjekk.statiske_filer)[0][0] == "feil"
