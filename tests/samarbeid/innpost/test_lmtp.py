"""E-post levert over en ekte LMTP-forbindelse til kommandoen, slik oppsettet i docs/drift.md gjør det: én prosess for hver mottaker."""

from __future__ import annotations

import os
import smtplib
import subprocess
import sys

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from django.core import mail
from django.db import connection

from samarbeid.models import Innpost, Samtale, Vedlegg
from samarbeid.samtaler.svaradresse import svaradressen
from tests import filer
from tests.conftest import ROT
from tests.samarbeid.innpost.test_innpost import _med_vedlegg, _raa
from tests.tjenere import databaseadresse, ledig_port
from tests.verden import lag_verden
from veier.epost.models import Utsending

pytestmark = [pytest.mark.grundig, pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


class Levering:
    """Det postfix gjør med ``pipe``: kommandoen for hver mottaker, og «prøv igjen» når den sier 75."""

    def __init__(self, miljo):
        self.miljo, self.koder = miljo, []

    async def handle_DATA(self, _server, _okt, konvolutt):
        fra = [f"--fra={konvolutt.mail_from or ''}"]
        koder = [
            subprocess.run(
                [sys.executable, "manage.py", "ta_imot_epost", f"--til={til}", *fra],
                cwd=ROT, env=self.miljo, input=konvolutt.content, check=False, capture_output=True, timeout=300,
            ).returncode
            for til in konvolutt.rcpt_tos
        ]  # fmt: skip
        self.koder += koder
        return "250 2.0.0 ok" if set(koder) == {0} else "451 4.3.0 senere"


class _Mottak(Controller):
    def factory(self):
        return LMTP(self.handler)


@pytest.fixture(scope="module")
def verden(egen_database, opplastet):
    verden = lag_verden()
    Vedlegg.objects.all().delete()
    return verden


@pytest.fixture
def mottak(verden, settings):
    settings.SVARDOMENE = "svar.veier.example"
    Innpost.objects.all().delete()
    samtale = Samtale.objects.get()
    samtale.innlegg.exclude(nr=1).delete()
    Samtale.objects.update(tilstand="sendt", siste_fra_offentlig=0, kontakttvil="")
    Utsending.objects.all().delete()
    levering = Levering(
        {
            **os.environ,
            "DATABASE_URL": databaseadresse(connection.settings_dict["NAME"]),
            "VEIER_SVARDOMENE": "svar.veier.example",
            "VEIER_OPPLASTET": str(settings.MEDIA_ROOT),
            "SECRET_KEY": settings.SECRET_KEY,
        }
    )
    levering.port = ledig_port()
    tjener = _Mottak(levering, hostname="127.0.0.1", port=levering.port)
    tjener.start()
    yield levering
    tjener.stop()


def _send(mottak, raa, *til, fra="kari@trondheim.kommune.no"):
    with smtplib.LMTP("127.0.0.1", mottak.port) as forbindelse:
        return forbindelse.sendmail(fra, list(til), raa)


def _ingen_fikk_svar():
    """Ingenting er sendt til den som skrev: bare et varsel til entreprenøren, når et svar er kommet."""
    assert not mail.outbox
    assert set(Utsending.objects.values_list("mal", flat=True)) <= {"samtale_nytt"}


def test_et_brev_til_flere_mottakere_er_ett_innlegg_og_vedlegget_er_der(mottak):
    samtale = Samtale.objects.get()
    adresse = svaradressen(samtale)
    kropp, hoder = _med_vedlegg("Se vedlagt.", ("Brev.pdf", filer.pdf()))
    raa = _raa(kropp, til=f"{adresse}, post@annet.example", **hoder)
    assert _send(mottak, raa, adresse, adresse.upper(), "ukjent@svar.veier.example") == {}
    assert mottak.koder == [0, 0, 0]
    # Brevet nevner svaradressen, så alle tre er det samme brevet til den samme samtalen.
    assert list(samtale.innlegg.values_list("nr", "tekst")) == [
        (1, "Kan vi få 20 minutter?"),
        (2, "Se vedlagt."),
    ]
    assert Innpost.objects.count() == 1 and samtale.innlegg.get(nr=2).vedlegg.count() == 1
    assert Utsending.objects.filter(mal="samtale_nytt").count() == 1
    _ingen_fikk_svar()


def test_en_adresse_ingen_har_blir_tatt_imot_og_venter_uten_at_noen_faar_svar(mottak):
    assert (
        _send(
            mottak,
            _raa("Hei.", til="svar-finnesikke@svar.veier.example"),
            "svar-finnesikke@svar.veier.example",
        )
        == {}
    )
    post = Innpost.objects.get()
    assert (post.tilstand, post.grunn, post.samtale) == ("venter", "ukjent", None)
    assert mottak.koder == [0]
    assert not Utsending.objects.exists()


def test_en_retur_uten_avsender_er_notert_og_faar_ikke_svar(mottak):
    samtale = Samtale.objects.get()
    adresse = svaradressen(samtale)
    raa = _raa("Borte.", fra="MAILER-DAEMON@mx.example", til=adresse).replace(
        b"SV: Melding", b"Undelivered mail"
    )
    assert _send(mottak, raa, adresse, fra="") == {}
    assert (Innpost.objects.get().slag, samtale.innlegg.count()) == ("retur", 1)
    _ingen_fikk_svar()


def test_uten_database_er_svaret_provd_igjen_og_da_kommer_det_fram_en_gang(mottak):
    samtale = Samtale.objects.get()
    adresse = svaradressen(samtale)
    raa = _raa("Ja, gjerne.", til=adresse)
    riktig = mottak.miljo["DATABASE_URL"]
    mottak.miljo["DATABASE_URL"] = databaseadresse("finnes_ikke")
    with pytest.raises(smtplib.SMTPDataError) as feil:
        _send(mottak, raa, adresse)
    assert feil.value.smtp_code == 451 and mottak.koder == [os.EX_TEMPFAIL]
    mottak.miljo["DATABASE_URL"] = riktig
    assert _send(mottak, raa, adresse) == {} == _send(mottak, raa, adresse)
    assert samtale.innlegg.filter(nr=2, tekst="Ja, gjerne.").count() == samtale.innlegg.count() - 1 == 1
    _ingen_fikk_svar()
