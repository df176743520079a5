"""E-posten mot en ekte SMTP-tjener på maskinen: den godtar, avviser, nøler og bryter."""

import asyncio
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from veier.epost.handlinger import HOYST_FORSOK, ForsokIgjen, legg_i_ko, prov_igjen, send
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db


class Postkasse:
    """Tar imot slik ``oppforsel`` sier; meldingene ligger i ``mottatt``."""

    def __init__(self):
        self.oppforsel = "godta"
        self.mottatt = []

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.oppforsel == "avvis":
            return "550 ukjent mottaker"
        if self.oppforsel == "vent":
            return "451 prøv senere"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.oppforsel == "nol":
            await asyncio.sleep(1.5)
        if self.oppforsel == "bryt":
            server.transport.close()
            return "250 hørtes aldri"
        if self.oppforsel == "avvis_innhold":
            return "554 innholdet er avvist"
        self.mottatt.append(envelope.content.decode())
        return "250 OK"


@pytest.fixture
def postkasse(settings):
    kasse = Postkasse()
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    tjener = Controller(kasse, hostname="127.0.0.1", port=port)
    tjener.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5
    settings.EMAIL_PORT = port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield kasse
    tjener.stop()


def _ny(nokkel="velkommen:1", til="kari@eksempel.no", **valg):
    return legg_i_ko(
        **{"nokkel": nokkel, "til": til, "emne": "Velkommen, Kåre", "tekst": "Hei på deg.", **valg}
    )


def _jobber():
    return ProcrastinateJob.objects.filter(task_name="veier.epost.send").count()


def test_meldingen_kommer_fram_med_tekst_html_og_fast_melding_id(postkasse):
    utsending = _ny(html="<p>Hei på deg.</p>")
    assert send(utsending.pk) is True
    (innhold,) = postkasse.mottatt
    utsending.refresh_from_db()
    assert utsending.status == "sendt" and utsending.sendt_tid
    assert f"Message-ID: {utsending.melding_id}" in innhold
    assert "multipart/alternative" in innhold and "text/html" in innhold
    assert "Subject: =?utf-8?" in innhold


def test_den_samme_meldingen_sendes_aldri_to_ganger(postkasse):
    forste, andre = _ny(), _ny(til="KARI@eksempel.no")
    assert forste == andre
    assert _jobber() == 1
    assert [send(forste.pk), send(forste.pk)] == [True, False]
    assert len(postkasse.mottatt) == 1


def test_samme_nokkel_til_en_annen_og_ny_nokkel_til_den_samme_er_andre_meldinger(postkasse):
    assert len({_ny().pk, _ny(til="ola@eksempel.no").pk, _ny(nokkel="velkommen:2").pk}) == 3
    assert _jobber() == 3


def test_angret_transaksjon_legger_ingenting_i_ko():
    with pytest.raises(RuntimeError), transaction.atomic():
        _ny()
        raise RuntimeError
    assert Utsending.objects.count() == 0
    assert _jobber() == 0


@pytest.mark.parametrize("oppforsel", ["avvis", "avvis_innhold"])
def test_endelig_nei_gis_opp_med_en_gang_og_redaktoren_ser_det(postkasse, oppforsel):
    postkasse.oppforsel = oppforsel
    utsending = _ny()
    assert send(utsending.pk) is False
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok) == ("gitt_opp", 1)
    assert utsending.siste_feil
    hendelse = Hendelse.objects.get(kode="epost_gitt_opp")
    assert "kari" not in str(hendelse.detaljer)


@pytest.mark.parametrize("oppforsel", ["vent", "bryt", "nol"])
def test_forbigaende_feil_proves_igjen_og_kommer_fram(postkasse, oppforsel):
    postkasse.oppforsel = oppforsel
    utsending = _ny()
    with pytest.raises(ForsokIgjen):
        send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok) == ("venter", 1)
    postkasse.oppforsel = "godta"
    assert send(utsending.pk) is True
    utsending.refresh_from_db()
    assert (utsending.status, utsending.siste_feil) == ("sendt", "")


def test_etter_siste_forsok_gis_det_opp_og_kan_proves_pa_nytt(postkasse):
    postkasse.oppforsel = "vent"
    utsending = _ny()
    for _forsok in range(HOYST_FORSOK - 1):
        with pytest.raises(ForsokIgjen):
            send(utsending.pk)
    assert send(utsending.pk) is False
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok) == ("gitt_opp", HOYST_FORSOK)
    postkasse.oppforsel = "godta"
    assert prov_igjen(utsending).status == "venter"
    assert _jobber() == 2
    assert send(utsending.pk) is True
    assert prov_igjen(utsending).status == "sendt"
    assert _jobber() == 2


def test_ingen_tjener_er_en_forbigaende_feil(settings, postkasse):
    settings.EMAIL_PORT = 9
    with pytest.raises(ForsokIgjen, match="Refused"):
        send(_ny().pk)


def test_linjeskift_i_emnet_kan_ikke_bli_et_nytt_hode(postkasse):
    send(_ny(emne="Hei\r\nBcc: alle@eksempel.no").pk)
    hode = postkasse.mottatt[0].replace("\r\n", "\n").split("\n\n")[0]
    assert "\nBcc:" not in hode
    assert "Hei Bcc: alle@eksempel.no" in hode


def test_utsending_som_ikke_finnes_gjor_ingenting(postkasse):
    assert send(999_999) is False
    assert postkasse.mottatt == []


def test_meldinger_som_ble_liggende_far_en_ny_jobb():
    from datetime import timedelta

    from django.utils import timezone

    from veier.epost.jobber import ta_opp_igjen

    gammel = _ny()
    _ny(nokkel="fersk")
    Utsending.objects.filter(pk=gammel.pk).update(opprettet_tid=timezone.now() - timedelta(hours=13))
    assert ta_opp_igjen(timestamp=0) == 1
    assert _jobber() == 3


def test_en_kode_slettes_ogsa_nar_meldingen_gis_opp_og_kan_ikke_sendes_tom(postkasse):
    postkasse.oppforsel = "avvis"
    utsending = _ny(tekst="Koden er BCD-FGH.", html="<p>BCD-FGH</p>", hemmelig=True)
    send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.tekst, utsending.html) == ("gitt_opp", "", "")
    with pytest.raises(Domenefeil, match="be om en ny"):
        prov_igjen(utsending)
    assert _jobber() == 1


@pytest.mark.parametrize("status", ["sendt", "gitt_opp"])
def test_databasen_tar_ikke_imot_en_kode_i_en_melding_som_er_ferdig(status):
    utsending = _ny(tekst="Koden er BCD-FGH.", hemmelig=True)
    with pytest.raises(IntegrityError, match="utsending_hemmelig_er_tom"), transaction.atomic():
        Utsending.objects.filter(pk=utsending.pk).update(status=status)
