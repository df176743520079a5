import json
import logging

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from veier.drift.logg import JsonLinje


@pytest.mark.django_db
@pytest.mark.parametrize("sti", ["/prov/\x00", "/prov/%00/", "/admin/%00", "/?q=%00", "/\x00"])
def test_nullbyte_i_adressen_er_400(client, sti):
    assert client.get(sti).status_code == 400


@pytest.mark.django_db
def test_nullbyte_i_skjema_er_400_og_lagrer_ikke(client):
    from entreprenorer.models import Ideutkast

    svar = client.post(reverse("prov"), {"tittel": "a\x00b", "problem": "noe"})
    assert svar.status_code == 400
    assert Ideutkast.objects.count() == 0


@pytest.mark.django_db
def test_nullbyte_i_feltnavn_hode_og_kapsel_er_400(client):
    assert client.post(reverse("prov"), {"tit\x00tel": "a"}).status_code == 400
    assert client.get("/", headers={"x-noe": "a\x00"}).status_code == 400
    client.cookies["okt"] = "a%00b"
    assert client.get("/").status_code == 400


@pytest.mark.django_db
def test_forsiden_setter_ingen_kapsler_og_streng_innholdspolitikk(client):
    svar = client.get("/")
    assert svar.status_code == 200
    assert not svar.cookies
    politikk = svar["Content-Security-Policy"]
    assert "unsafe" not in politikk
    assert "default-src 'self'" in politikk


@pytest.mark.django_db
def test_lesere_far_ingen_okt(client):
    from django.contrib.sessions.models import Session

    for navn in ("forside", "om", "prov", "veiviser", "kontakt", "sok"):
        client.get(reverse(navn))
    assert "okt" not in client.cookies
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_logglinjen_har_navnet_men_aldri_nokkelen(client, caplog):
    from entreprenorer.models import Ideutkast
    from veier.utkast.handlinger import start_utkast

    utkast = start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["A"], "problem": ["B"]})
    with caplog.at_level(logging.INFO, logger="veier.forespoersel"):
        client.get(reverse("veien_videre", args=[utkast.nokkel]))
    linjer = [json.loads(JsonLinje().format(post)) for post in caplog.records]
    assert [linje["navn"] for linje in linjer] == ["veien_videre"]
    assert utkast.nokkel not in json.dumps(linjer)
    assert "127.0.0.1" not in json.dumps(linjer)


@pytest.mark.django_db
def test_database_som_ikke_svarer_gir_503_uten_database(client, monkeypatch):
    def nede():
        raise OperationalError("nede")

    monkeypatch.setattr("samarbeid.svar.prov.hent_kunnskap", nede)
    svar = client.get(reverse("prov"))
    assert svar.status_code == 503
    assert "stengt" in svar.content.decode()
    assert svar["Retry-After"] == "300"


def test_stengt_portal_svarer_503_pa_alt_unntatt_helse(settings, db):
    settings.STENGT = True
    klient = Client()
    assert klient.get("/").status_code == 503
    assert klient.get("/helse/").status_code == 200


@pytest.mark.django_db
def test_ubehandlet_feil_gir_500_side_uten_detaljer(monkeypatch):
    def feil():
        raise RuntimeError("hemmelig")

    monkeypatch.setattr("samarbeid.svar.prov.hent_kunnskap", feil)
    svar = Client(raise_request_exception=False).get(reverse("prov"))
    assert svar.status_code == 500
    assert "hemmelig" not in svar.content.decode()
    assert "Noe gikk galt" in svar.content.decode()


@pytest.mark.django_db
def test_ukjent_adresse_gir_hjelpsom_404(client):
    svar = client.get("/finnes-ikke-/")
    # Innlogging kreves for ukjente sider bare når visningen finnes.
    assert svar.status_code == 404
    assert "finner ikke siden" in svar.content.decode()


@pytest.mark.django_db
def test_manglende_skjemavern_gir_403_med_forklaring():
    svar = Client(enforce_csrf_checks=True).post(reverse("prov"), {"tittel": "a"})
    assert svar.status_code == 403
    assert "last siden på nytt" in svar.content.decode()


def test_for_mange_felt_i_adressen_blinder_ikke_loggen(monkeypatch):
    """Linjene om forespørselen skrives hele, også når adressen ikke lar seg lese."""
    feil = RuntimeError("noe gikk galt")

    def faller(*_alt, **_navn):
        logging.getLogger("veier.feil").error("visningen falt for %s", "hemmelig-verdi-123", exc_info=feil)
        raise feil

    linjer = []
    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", faller)
    handler = logging.Handler()
    handler.emit = lambda post: linjer.append(JsonLinje().format(post))
    logging.getLogger("veier.feil").addHandler(handler)
    try:
        klient = Client(raise_request_exception=False)
        assert klient.get("/sok/?hemmelig-verdi-123=1&" + "q=a&" * 700).status_code == 500
    finally:
        logging.getLogger("veier.feil").removeHandler(handler)
    forste = json.loads(linjer[0])
    assert forste["forespoersel"]
    assert "RuntimeError" in forste["feil"]
    assert "hemmelig-verdi" not in linjer[0]


@pytest.mark.django_db
@pytest.mark.parametrize("metode", ["PUT", "PATCH", "DELETE", "PROPFIND", "TULL"])
@pytest.mark.parametrize("navn", ["prov", "min_side", "admin:index"])
def test_en_metode_ingen_side_tar_er_405_uten_spor_i_sikkerhetsloggen(metode, navn, caplog):
    svar = Client(enforce_csrf_checks=True).generic(metode, reverse(navn), "a=b")
    assert svar.status_code == 405 and svar["Allow"] == "GET, HEAD, POST"
    assert [post for post in caplog.records if "csrf" in post.name or post.name == "veier.sikkerhet"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("kropp", ["a=" + "x" * 1_100_000, "a=1&" * 600], ids=["for stor", "for mange felt"])
def test_det_en_fremmed_sender_for_mye_av_er_en_kort_linje_og_ingen_feil_hos_oss(client, kropp):
    linjer = []
    handler = logging.Handler()
    handler.emit = lambda post: linjer.append(json.loads(JsonLinje().format(post)))
    logger = logging.getLogger("django.security")
    logger.addHandler(handler)
    try:
        svar = client.post(reverse("prov"), kropp, content_type="application/x-www-form-urlencoded")
    finally:
        logger.removeHandler(handler)
    assert svar.status_code == 400
    (linje,) = linjer
    assert linje["niva"] == "WARNING" and "feil" not in linje
