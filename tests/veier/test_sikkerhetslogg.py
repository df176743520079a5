"""Sikkerhetsloggen: alt som teller kommer med, og ingen linje har en adresse, en sti eller en nøkkel."""

import json
import logging
import uuid

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from tests.veier.konto.test_innlogging import _kode
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier import sikkerhetslogg
from veier.drift.logg import JsonLinje
from veier.grense.sider import TABELL

pytestmark = pytest.mark.django_db


@pytest.fixture
def linjer(caplog):
    """Linjene slik de blir skrevet til stderr, lest tilbake som JSON."""
    caplog.set_level(logging.INFO, "veier.sikkerhet")

    def les():
        poster = [p for p in caplog.records if p.name == "veier.sikkerhet"]
        return [json.loads(JsonLinje().format(p)) for p in poster]

    return les


def _siste(linjer, hva):
    return [linje for linje in linjer() if linje["hva"] == hva][-1]


def test_innlogging_med_kode_og_feil_kode(client, linjer):
    bruker = lag_bruker("kari@eksempel.no")
    client.post(reverse("account_login"), {"login": bruker.epost})
    client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    client.post(reverse("account_confirm_login_code"), {"code": _kode(bruker.epost)})
    feilet, inne = _siste(linjer, "kode_feilet"), _siste(linjer, "innlogging")
    assert (feilet["hvem"], feilet["til"], feilet["siste"]) == (str(bruker.offentlig_id), "innlogging", False)
    assert (inne["hvem"], inne["maater"], inne["redaksjonen"]) == (str(bruker.offentlig_id), ["code"], False)
    assert inne["avsender"] == feilet["avsender"] == sikkerhetslogg.avtrykk("127.0.0.1")


def test_feil_passord_har_avtrykket_av_adressen_som_ble_provd(client, linjer):
    lag_bruker("kari@eksempel.no", password="en lang setning å huske")
    for adresse in ("kari@eksempel.no", "KARI@eksempel.no", "ukjent@eksempel.no"):
        client.post(reverse("account_login"), {"login": adresse, "password": "feil passord her"})
    kari, kari_igjen, ukjent = [linje["konto"] for linje in linjer() if linje["hva"] == "innlogging_feilet"]
    assert kari == kari_igjen == sikkerhetslogg.avtrykk("kari@eksempel.no") != ukjent


def test_to_trinn_feilet_og_brukt(client, linjer):
    redaktor = lag_redaktor()
    client.post(reverse("account_login"), {"login": redaktor.epost})
    client.post(reverse("account_confirm_login_code"), {"code": _kode(redaktor.epost)})
    app = Authenticator.objects.get(user=redaktor, type="totp").wrap()
    riktig = format_hotp_value(hotp_value(_hemmelig(app), next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": "000000" if riktig != "000000" else "111111"})
    client.post(reverse("mfa_authenticate"), {"code": riktig})
    assert _siste(linjer, "to_trinn_feilet")["hvem"] == str(redaktor.offentlig_id)
    brukt = _siste(linjer, "to_trinn_brukt")
    assert (brukt["slag"], brukt["igjen"]) == ("totp", False)
    assert _siste(linjer, "innlogging")["maater"] == ["code", "mfa"]


def _hemmelig(app):
    from allauth.mfa.utils import decrypt

    return decrypt(app.instance.data["secret"])


def test_hendelser_om_sikkerhet_folger_med_nar_de_er_lagret(linjer, django_capture_on_commit_callbacks):
    from veier.hendelser.handlinger import logg_hendelse

    hvem = uuid.uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        logg_hendelse("medlemsrolle_endret", av=hvem, gjelder_id="en-organisasjon-med-et-temmelig-langt-navn")
        logg_hendelse("utkast_startet")
        assert not linjer()
    (linje,) = linjer()
    assert (linje["hva"], linje["hvem"]) == ("medlemsrolle_endret", str(hvem))
    assert linje["gjelder"] == "en-organisasjon-med-et-temmelig-langt-navn"


def test_utlogging_og_for_mange_forsok(linjer):
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    klient.post(reverse("account_logout"))
    assert _siste(linjer, "utlogging")["avsender"]


@pytest.mark.parametrize(
    "verdi",
    [
        "kari@eksempel.no",
        "/prov/abcDEF/",
        "a" * 201,
        "p3QmS0d8-_wKx9Lr2TzA1g",
        "0123456789abcdef0123456789abcdef",
        "https://veier.example",
        ["trygg", "kari@eksempel.no"],
    ],
)
def test_det_som_kan_vaere_en_adresse_eller_en_nokkel_skrives_ikke(linjer, verdi):
    sikkerhetslogg.noter("prove", felt=verdi)
    (linje,) = linjer()
    assert linje["felt"] in ("(utelatt)", ["trygg", "(utelatt)"])


def test_avtrykket_avhenger_av_nokkelen_og_uken(settings):
    forst = sikkerhetslogg.avtrykk("127.0.0.1")
    assert forst == sikkerhetslogg.avtrykk("127.0.0.1")
    settings.SECRET_KEY = "en annen nøkkel"
    assert forst != sikkerhetslogg.avtrykk("127.0.0.1")


def test_ingen_linje_har_adressen_eller_ip(client, caplog):
    caplog.set_level(logging.INFO)
    bruker = lag_bruker("kari@eksempel.no", password="en lang setning å huske")
    client.post(reverse("account_login"), {"login": bruker.epost, "password": "feil passord her"})
    client.post(reverse("account_login"), {"login": bruker.epost})
    client.post(reverse("account_confirm_login_code"), {"code": _kode(bruker.epost)})
    skrevet = "\n".join(JsonLinje().format(p) for p in caplog.records if p.name.startswith("veier"))
    assert "innlogging" in skrevet
    assert "kari" not in skrevet
    assert "127.0.0.1" not in skrevet


@pytest.mark.parametrize(
    "kode",
    [
        "rolle_endret",
        "medlem_lagt_til",
        "medlem_fjernet",
        "invitasjon_sendt",
        "foresporsel_sendt",
        "eksport_bestilt",
        "konto_slettet",
        "konto_totrinn_nullstilt",
        "konto_adressebytte_stoppet",
        "konto_password_changed",
        "konto_totp_activated",
        "redaksjon_gjenopprettet",
        "redaksjon_tilgang_gitt",
        "sletting_bestilt",
        "entreprenor_overtatt",
        "entreprenor_bekreftet",
        "administratorkode_sendt",
        "tatt_ned",
    ],
)
def test_hendelsen_gjelder_sikkerhet(kode):
    assert kode.startswith(sikkerhetslogg.GJELDER_SIKKERHET)


def test_403_noteres_med_siden_og_personen(linjer):
    bruker = lag_redaktor()
    assert logg_inn(bruker).get(reverse("admin:brukere_bruker_changelist")).status_code == 403
    linje = _siste(linjer, "nektet")
    assert (linje["side"], linje["hvem"]) == ("admin.brukere_bruker_changelist", str(bruker.offentlig_id))


def test_skjemavernet_som_stanser_noteres(linjer):
    klient = Client(enforce_csrf_checks=True)
    assert klient.post(reverse("prov"), {"tittel": "a"}).status_code == 403
    assert _siste(linjer, "nektet")["side"] == "prov"


def test_429_noteres_med_siden(client, linjer):
    side = reverse("entreprenorer_csv")
    statuser = [client.get(side).status_code for _nr in range(TABELL.antall + 1)]
    assert statuser == [200] * TABELL.antall + [429]
    assert _siste(linjer, "grense_nadd")["side"] == "entreprenorer_csv"


def test_404_pa_andres_ting_noteres_bare_for_den_som_er_innlogget(client, linjer):
    org = lag_entreprenor("Drift", lag_bruker("eier@eksempel.no"))
    side = reverse("entreprenor_inviter", args=[org.slug])
    assert client.post(side).status_code == 302
    assert logg_inn(lag_bruker("annen@eksempel.no")).get("/finnes-ikke/").status_code == 404
    assert [linje for linje in linjer() if linje["hva"] == "ikke_deres"] == []
    fremmed = lag_bruker("fremmed@eksempel.no")
    assert logg_inn(fremmed).post(side).status_code == 404
    linje = _siste(linjer, "ikke_deres")
    assert linje["hvem"] == str(fremmed.offentlig_id)
    assert org.slug not in json.dumps(linje)
