"""E-posten mot en ekte SMTP-tjener på maskinen: den godtar, avviser, nøler og bryter."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from veier.drift.status import les_driftsstatus
from veier.epost import sending, tjener
from veier.epost.handlinger import legg_i_ko, prov_igjen
from veier.epost.jobber import ta_opp_igjen
from veier.epost.models import Utsending
from veier.epost.sending import ForsokIgjen, rydd_gamle, send
from veier.epost.utfall import HOYST_FORSOK, PAUSER, les_feil
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("oppforsel", ["vent", "full", "bryt", "nol"])
def test_forbigaende_feil_proves_igjen_og_kommer_fram(postkasse, oppforsel, monkeypatch):
    monkeypatch.setattr(tjener, "SVARER_PA_INNHOLDET", 0.5)
    postkasse.oppforsel = oppforsel
    utsending = _ny()
    with pytest.raises(ForsokIgjen):
        send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok, utsending.opptatt_til) == ("venter", 1, None)
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
    # Pausene varer i over to døgn. Den ble gitt opp nå, ikke da den ble laget.
    Utsending.objects.filter(pk=utsending.pk).update(
        opprettet_tid=timezone.now() - timedelta(seconds=sum(PAUSER))
    )
    assert les_driftsstatus().epost.gitt_opp == 1
    postkasse.oppforsel = "godta"
    igjen = prov_igjen(utsending)
    assert (igjen.status, igjen.forsok) == ("venter", 0)  # alle forsøkene en gang til
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


def test_meldinger_som_ingen_jobb_har_far_en_ny():
    gammel, har_jobb = _ny(), _ny(nokkel="har jobb")
    _ny(nokkel="fersk")
    Utsending.objects.filter(pk__in=[gammel.pk, har_jobb.pk]).update(
        opprettet_tid=timezone.now() - timedelta(minutes=3)
    )
    ProcrastinateJob.objects.filter(args__utsending=gammel.pk)._raw_delete("default")
    assert ta_opp_igjen(timestamp=0) == 1
    assert _jobber() == 3
    assert ta_opp_igjen(timestamp=0) == 0


def test_en_kode_slettes_ogsa_nar_meldingen_gis_opp_og_kan_ikke_sendes_tom(postkasse):
    postkasse.oppforsel = "avvis"
    utsending = _ny(tekst="Koden er BCD-FGH.", html="<p>BCD-FGH</p>", hemmelig=True)
    send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.tekst, utsending.html) == ("gitt_opp", "", "")
    with pytest.raises(Domenefeil, match="be om en ny"):
        prov_igjen(utsending)
    assert _jobber() == 1


@pytest.mark.parametrize("status", ["sendt", "gitt_opp", "for_gammel"])
def test_databasen_tar_ikke_imot_en_kode_i_en_melding_som_er_ferdig(status):
    utsending = _ny(tekst="Koden er BCD-FGH.", hemmelig=True)
    with pytest.raises(IntegrityError, match="utsending_hemmelig_er_tom"), transaction.atomic():
        Utsending.objects.filter(pk=utsending.pk).update(status=status)


def test_en_tjener_som_er_treg_etter_innholdet_gir_ikke_to_meldinger(postkasse):
    postkasse.oppforsel = "nol"  # bruker lenger enn fristen fram til innholdet
    assert send(_ny().pk) is True
    assert len(postkasse.mottatt) == 1


def test_hver_melding_sier_at_den_er_laget_av_en_maskin(postkasse):
    send(_ny().pk)
    (innhold,) = postkasse.mottatt
    assert "\r\nAuto-Submitted: auto-generated\r\n" in innhold
    assert "\r\nDate: " in innhold
    assert "List-Unsubscribe" not in innhold


@pytest.mark.parametrize("til", ["kari@eksempel.no\u202c", "a\nb@eksempel.no"])
def test_en_melding_som_ikke_kan_lages_gis_opp_og_synes(postkasse, til, caplog):
    utsending = _ny(til=til)
    for _forsok in range(2):
        with pytest.raises(ForsokIgjen):
            send(utsending.pk)
    assert send(utsending.pk) is False
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok) == ("gitt_opp", 3)
    assert les_driftsstatus().epost.gitt_opp == 1
    assert "eksempel.no" not in caplog.text and "Hei på deg" not in caplog.text
    assert "Error" in utsending.siste_feil


def test_hvert_forsok_som_feiler_er_en_feillinje_uten_adressen(postkasse, caplog):
    postkasse.oppforsel = "avvis"
    send(_ny().pk)
    linjer = [r for r in caplog.records if r.name == "veier.epost" and r.levelno == logging.ERROR]
    assert [r.getMessage().split(": ")[-1].strip() for r in linjer] == ["SMTPRecipientsRefused 550"] * 2
    assert "kari" not in caplog.text
    assert "[adresse]" in Utsending.objects.get().siste_feil


KODE = {"mal": "innloggingskode", "hemmelig": True}


def test_en_kode_gar_foran_og_sendes_ikke_etter_et_kvarter(postkasse):
    kode, vanlig = _ny(**KODE), _ny(nokkel="vanlig")
    prioritet = dict(ProcrastinateJob.objects.values_list("args__utsending", "priority"))
    assert prioritet[kode.pk] > prioritet[vanlig.pk]
    Utsending.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    assert send(kode.pk) is False
    kode.refresh_from_db()
    assert (kode.status, kode.tekst, kode.html, postkasse.mottatt) == ("for_gammel", "", "", [])


def test_en_kode_som_ingen_sendte_slettes_av_den_som_ser_etter():
    kode = _ny(**KODE)
    Utsending.objects.update(utloper_tid=timezone.now())
    assert ta_opp_igjen(timestamp=0) == 0
    kode.refresh_from_db()
    assert (kode.status, kode.tekst) == ("for_gammel", "")


def test_en_kode_proves_ofte_og_gis_aldri_opp_for_kvarteret_er_omme(postkasse):
    postkasse.oppforsel = "vent"
    kode, pauser = _ny(**KODE), []
    for _forsok in range(HOYST_FORSOK + 3):
        with pytest.raises(ForsokIgjen) as unntak:
            send(kode.pk)
        pauser.append(unntak.value.sekunder)
    assert pauser[:5] == [5, 10, 20, 40, 60] and set(pauser[5:]) == {60}


@pytest.mark.parametrize("oppforsel", ["godta", "avvis"])
def test_det_som_gir_tilgang_slettes_i_hver_endelige_tilstand(postkasse, oppforsel):
    postkasse.oppforsel = oppforsel
    utsending = _ny(hemmelig=True, html="<p>nøkkelen</p>")
    send(utsending.pk)
    utsending.refresh_from_db()
    assert utsending.status == {"godta": "sendt", "avvis": "gitt_opp"}[oppforsel]
    assert (utsending.tekst, utsending.html) == ("", "")


def test_et_forsok_som_drepte_jobben_er_talt(postkasse, monkeypatch):
    """Strømmen går midt i sendingen: neste gang er det ett forsøk færre igjen."""
    utsending = _ny()

    def drept(_utsending):
        raise SystemExit

    monkeypatch.setattr("veier.epost.sending._lag_melding", drept)
    with pytest.raises(SystemExit):
        send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok) == ("venter", 1)
    with pytest.raises(ForsokIgjen, match="sendes alt"):
        send(utsending.pk)


def _drept_for_lagring(monkeypatch, pk):
    """Jobben dør etter at tjeneren har tatt imot, og før det er lagret."""

    def drept(*_argumenter):
        raise SystemExit

    with monkeypatch.context() as m:
        m.setattr(sending, "_avslutt", drept)
        with pytest.raises(SystemExit):
            send(pk)


@pytest.mark.parametrize(("valg", "lengst"), [({}, 300), ({"mal": "innloggingskode", "hemmelig": True}, 60)])
def test_drept_mellom_sendt_og_lagret_gir_en_til_for_hvert_drap_og_ikke_for_fristen_er_ute(
    postkasse, monkeypatch, valg, lengst
):
    utsending = _ny(**valg)
    for drap in (1, 2):
        _drept_for_lagring(monkeypatch, utsending.pk)
        for _nytt_forsok in range(3):
            with pytest.raises(ForsokIgjen) as vent:
                send(utsending.pk)
            assert lengst - 5 < vent.value.sekunder <= lengst
        assert len(postkasse.mottatt) == drap
        Utsending.objects.update(opptatt_til=timezone.now())
    assert send(utsending.pk) is True
    assert send(utsending.pk) is False
    assert len(postkasse.mottatt) == 3
    assert all(f"Message-ID: {utsending.melding_id}" in innhold for innhold in postkasse.mottatt)
    utsending.refresh_from_db()
    assert (utsending.status, utsending.forsok, utsending.opptatt_til) == ("sendt", 3, None)


def test_en_kode_som_sendes_na_blir_ikke_for_gammel_samtidig(postkasse, monkeypatch):
    kode = _ny(**KODE)
    _drept_for_lagring(monkeypatch, kode.pk)
    Utsending.objects.update(utloper_tid=timezone.now())
    assert rydd_gamle() == 0
    Utsending.objects.update(opptatt_til=timezone.now())
    assert rydd_gamle() == 1


def test_et_nei_fra_et_forsok_som_tok_for_lang_tid_endrer_ikke_det_neste(postkasse):
    utsending = _ny()
    gammelt = sending._ta(utsending.pk)
    Utsending.objects.update(opptatt_til=timezone.now())
    nytt = sending._ta(utsending.pk)
    nei = les_feil(ConnectionRefusedError())
    assert sending._avslutt(gammelt, nei) == ""
    assert Utsending.objects.get().opptatt_til == nytt.opptatt_til
    assert sending._avslutt(gammelt, None) == "sendt"  # den kom fram
    assert sending._avslutt(nytt, nei) == "sendt"


def test_er_databasen_borte_nar_det_skal_lagres_ventes_det_og_sendes_ikke_igjen(postkasse, monkeypatch):
    monkeypatch.setattr(sending, "LAGRER_IGJEN_ETTER", (0, 0))
    monkeypatch.setattr(sending, "close_old_connections", lambda: None)  # prøvens egen transaksjon
    ekte, ganger = sending._avslutt, []

    def borte(*argumenter):
        ganger.append(1)
        if len(ganger) < 3:
            raise OperationalError("server closed the connection unexpectedly")
        return ekte(*argumenter)

    monkeypatch.setattr(sending, "_avslutt", borte)
    assert send(_ny().pk) is True
    assert (len(postkasse.mottatt), Utsending.objects.get().status) == (1, "sendt")
