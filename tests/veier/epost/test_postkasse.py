"""Postkassen finnes på maskinen selv, uten e-posttjener – og ingen andre steder."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMessage

from veier.epost.postkasse import HUSKES, legg_i_kassen, meldinger


@pytest.fixture
def kassen(settings, tmp_path):
    settings.DATAMAPPE = tmp_path


def test_meldingen_med_koden_vises_med_det_siste_forst(kassen, client):
    for nr in range(HUSKES + 5):
        legg_i_kassen(EmailMessage(f"Brev {nr}", f"Koden er {nr:04d} <b>", to=["a@eksempel.no"]))
    side = client.get("/post/").text
    assert side.index(f"Brev {HUSKES + 4}") < side.index(f"Brev {HUSKES + 3}")
    assert f"Koden er {HUSKES + 4:04d} &lt;b&gt;" in side
    assert len(meldinger()) == HUSKES


@pytest.mark.parametrize(
    "hoder", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"HTTP_VIA": "1.1 mellom"}]
)
def test_bare_maskinen_selv_ser_den(kassen, client, hoder):
    assert client.get("/post/", **hoder).status_code == 404


@pytest.mark.grundig
def test_adressen_finnes_ikke_nar_det_er_en_eposttjener():
    kode = (
        "import django; django.setup();"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: reverse('postkassen'); print('finnes')\n"
        "except NoReverseMatch: print('finnes ikke')"
    )
    miljo = {**os.environ, "DJANGO_SETTINGS_MODULE": "veier.settings"}
    for ekstra, svar in (({}, "finnes"), ({"EPOST_URL": "smtp://localhost:2525"}, "finnes ikke")):
        ut = subprocess.run(
            [sys.executable, "-c", kode], env=miljo | ekstra, capture_output=True, text=True, check=True
        )
        assert ut.stdout.strip() == svar
