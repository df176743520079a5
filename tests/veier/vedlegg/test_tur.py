"""To filer granskes om gangen på hele maskinen. Den som ikke får plass, får vite det, og ingenting er lagret."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from tests import filer
from veier.vedlegg import kontroll, tur
from veier.vedlegg.felt import Vedleggsfelt
from veier.vedlegg.kontroll import kontroller
from veier.vedlegg.tur import PLASSER, Opptatt, en_plass

HOLDER = """
import fcntl, os, sys
for nr in range({antall}):
    fil = os.open(f"{mappe}/granskning-{{nr}}.las", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(fil, fcntl.LOCK_EX)
print("holder", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def mappe(settings, tmp_path, monkeypatch):
    settings.DATAMAPPE = tmp_path / "data"
    monkeypatch.setattr(tur, "LENGSTE_VENTING", 0.2)
    return settings.DATAMAPPE


@pytest.fixture
def fullt():
    with ExitStack() as stabel:
        for _nr in range(PLASSER):
            stabel.enter_context(en_plass())
        yield


def test_hoyst_to_om_gangen_ogsa_naar_mange_kommer(monkeypatch):
    monkeypatch.setattr(tur, "LENGSTE_VENTING", 5)
    laas, inne, mest = threading.Lock(), [], []

    def gransk(_slag, _innhold):
        with laas:
            inne.append(1)
            mest.append(len(inne))
        time.sleep(0.02)
        with laas:
            inne.pop()

    monkeypatch.setattr(kontroll, "_gransket", gransk)
    with ThreadPoolExecutor(8) as trader:
        svar = list(trader.map(lambda nr: kontroller(f"{nr}.pdf", b"%PDF-1.7").navn, range(12)))
    assert svar == [f"{nr}.pdf" for nr in range(12)]
    assert max(mest) == PLASSER


def test_andre_prosesser_teller_med_og_en_som_dor_gir_fra_seg_plassen(mappe):
    mappe.mkdir()
    kode = HOLDER.format(antall=PLASSER, mappe=mappe)
    prosess = subprocess.Popen([sys.executable, "-c", kode], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert prosess.stdout.readline() == b"holder\n"
    with pytest.raises(Opptatt), en_plass():
        pass
    prosess.kill()
    prosess.wait()
    prosess.stdin.close()
    prosess.stdout.close()
    with en_plass():
        pass


def test_feltet_sier_det_og_filen_er_ikke_gransket(fullt, monkeypatch):
    monkeypatch.setattr(kontroll.subprocess, "run", lambda *_a, **_v: pytest.fail("granskes likevel"))
    fil = SimpleUploadedFile("notat.pdf", filer.pdf())
    with pytest.raises(forms.ValidationError, match="mange filer akkurat nå"):
        Vedleggsfelt().clean([fil])


def test_en_plass_er_ledig_igjen_etter_en_fil_som_avvises():
    for _nr in range(PLASSER + 1):
        with pytest.raises(kontroll.Avvist):
            kontroller("x.pdf", filer.pdf(passord="hemmelig"))


def test_uten_mappe_slipper_ingen_fil_inn_og_grunnen_star_i_loggen(mappe, caplog):
    mappe.parent.joinpath("data").write_text("en fil der mappen skulle vært")
    with pytest.raises(Opptatt):
        kontroller("x.pdf", filer.pdf())
    assert "kan ikke brukes" in caplog.text


@pytest.mark.django_db
def test_e_posten_tas_ikke_imot_og_proves_igjen(fullt, monkeypatch, capsys):
    """Ingenting er lagret, så tjeneren som leverer, har den fortsatt."""
    from samarbeid.models import Innpost

    raa = (
        b"From: kari@eksempel.no\r\nTo: x@eksempel.no\r\nSubject: Svar\r\nMessage-ID: <a@b>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="g"\r\n\r\n--g\r\nContent-Type: text/plain\r\n\r\nHei\r\n'
        b'--g\r\nContent-Type: application/pdf; name="a.pdf"\r\n'
        b'Content-Disposition: attachment; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n--g--\r\n'
    )
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raa)))
    with pytest.raises(SystemExit) as slutt:
        call_command("ta_imot_epost")
    assert slutt.value.code == 75
    assert Innpost.objects.count() == 0
