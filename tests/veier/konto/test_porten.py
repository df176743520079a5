"""Innlogging med ID-porten mot en ekte, lokal OpenID-utsteder som også kan svare galt."""

from __future__ import annotations

import html
import json
import re
import warnings
from urllib.parse import urlsplit

import httpx
import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from tests.tjenere import ledig_port
from tests.utsteder import KLIENT, NIVA, kjor_utsteder
from tests.veier.konto.test_innlogging import _kode
from tests.verden import lag_bruker, logg_inn
from veier.brukere.models import Bruker
from veier.konto.porten.views import holder_niva

pytestmark = pytest.mark.django_db


@pytest.fixture
def utsteder(settings):
    with kjor_utsteder() as u:
        app = {
            "provider_id": "idporten", "name": "ID-porten", "client_id": KLIENT,
            "settings": {"server_url": u.adresse, "niva": NIVA, "nokkel": u.klient_pem(), "nokkel_id": "k1"},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"porten": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield u


def _til_og_fra(klient, foran=""):
    """Trykker på knappen, følger utstederen, og kommer tilbake."""
    return klient.get(_tilbake(klient.post(foran + "/porten/idporten/")))


def _tilbake(svar):
    """Følger lenken på siden «Videre til …», og gir stien utstederen sender personen tilbake til."""
    adresse = html.unescape(re.search(r'href="(http://[^"]+/authorize[^"]+)"', svar.text)[1])
    assert f'content="0; url={html.escape(adresse)}"' in svar.text
    sti = urlsplit(httpx.get(adresse).headers["Location"])
    return f"{sti.path}?{sti.query}"


def test_ny_konto_med_bekreftet_epost_og_uten_fodselsnummer(client, utsteder):
    assert "ID-porten" in client.get(reverse("account_login")).text
    svar = _til_og_fra(client)
    assert svar["Location"] == reverse("socialaccount_signup")
    client.post(svar["Location"], {"email": "ny@eksempel.no"})
    assert client.get(reverse("konto")).status_code == 302  # adressen er ikke bekreftet ennå
    client.post(reverse("account_email_verification_sent"), {"code": _kode("ny@eksempel.no")})
    assert client.get(reverse("konto")).status_code == 200
    konto = SocialAccount.objects.get()
    assert (konto.uid, konto.user.epost) == ("sub-123", "ny@eksempel.no")
    assert "01010750160" not in json.dumps(konto.extra_data)
    igjen = type(client)()
    assert _til_og_fra(igjen)["Location"] == reverse("min_side")
    assert igjen.get(reverse("konto")).status_code == 200


def test_vi_ber_om_niva_sprak_nonce_og_pkce(client, utsteder):
    _til_og_fra(client)
    assert utsteder.bedt["acr_values"] == NIVA
    assert utsteder.bedt["ui_locales"] == "nb"
    assert (utsteder.bedt["code_challenge_method"], len(utsteder.bedt["nonce"])) == ("S256", 64)
    assert utsteder.bedt["scope"] == "openid"


@pytest.mark.parametrize(
    "gal",
    [
        {"nonce": "feil"},
        {"acr": "idporten-loa-low"},
        {"acr": ""},
        {"aud": "en-annen"},
        {"iss": "https://ond.example"},
        {"exp": 1},
        {"aud": [KLIENT, "en-annen"], "azp": "en-annen"},
        {"sub": ""},
        {"sub": "a\x00b"},
        {"sub": "a\u200bb"},
        {"sub": "x" * 192},
    ],
    ids=[
        "nonce",
        "lavere nivå",
        "uten nivå",
        "mottaker",
        "utsteder",
        "utløpt",
        "azp",
        "tom",
        "nullbyte",
        "usynlig",
        "lang",
    ],
)
def test_et_galt_svar_logger_ingen_inn(client, utsteder, gal):
    utsteder.gal = gal
    svar = _til_og_fra(client)
    assert "Ingen er logget inn" in svar.text
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("konto")).status_code == 302


def test_feil_signatur_logger_ingen_inn(client, utsteder):
    utsteder.feil_signatur = True
    assert "Ingen er logget inn" in _til_og_fra(client).text


@pytest.mark.parametrize("issuer", ["https://ond.example", "http://127.0.0.1", "", None, 7])
def test_metadata_fra_en_annen_utsteder_sender_ingen_dit(client, utsteder, issuer):
    utsteder.metadata = {"issuer": issuer}
    svar = client.post("/porten/idporten/")
    assert "Ingen er logget inn" in svar.text
    assert "/authorize" not in svar.text


@pytest.mark.parametrize("navn", ["issuer", "jwks_uri", "token_endpoint", "authorization_endpoint"])
def test_metadata_som_byttes_ut_underveis_logger_ingen_inn(client, utsteder, navn):
    tilbake = _tilbake(client.post("/porten/idporten/"))
    utsteder.metadata = {navn: "https://ond.example" if navn == "issuer" else None}
    assert "Ingen er logget inn" in client.get(tilbake).text
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("slutt", ["", "/", "/.well-known/openid-configuration"])
def test_adressen_til_utstederen_kan_skrives_pa_flere_mater(client, utsteder, settings, slutt):
    app = settings.SOCIALACCOUNT_PROVIDERS["porten"]["APPS"][0]
    app["settings"]["server_url"] = utsteder.adresse + slutt
    assert _til_og_fra(client)["Location"] == reverse("socialaccount_signup")


def _hmac(alg):
    """Signert med den offentlige nøkkelen som hemmelighet: det klassiske byttet av algoritme."""

    def lag(utsteder):
        def token(krav):
            hemmelig = json.dumps(utsteder.jwks()["keys"][0]).encode()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return jwt.encode(krav, hemmelig, algorithm=alg, headers={"kid": "n1"})

        return token

    return lag


GALE_TOKEN = {
    "HS256": _hmac("HS256"),
    "HS512": _hmac("HS512"),
    "none": lambda u: lambda krav: jwt.encode(krav, None, algorithm="none", headers={"kid": "n1"}),
    "RS512": lambda u: lambda krav: jwt.encode(krav, u.nokkel, algorithm="RS512", headers={"kid": "n1"}),
    "PS256": lambda u: lambda krav: jwt.encode(krav, u.nokkel, algorithm="PS256", headers={"kid": "n1"}),
    "uten kid": lambda u: lambda krav: jwt.encode(krav, u.nokkel, algorithm="RS256"),
    "ukjent kid": lambda u: lambda krav: jwt.encode(krav, u.nokkel, algorithm="RS256", headers={"kid": "x"}),
    "tull": lambda u: lambda krav: "tull",
    "ikke tekst": lambda u: lambda krav: {"a": 1},
    "tom": lambda u: lambda krav: "",
}


@pytest.mark.parametrize("navn", GALE_TOKEN)
def test_id_token_med_feil_algoritme_er_en_innlogging_som_ikke_gikk(client, utsteder, navn):
    utsteder.lag_token = GALE_TOKEN[navn](utsteder)
    svar = _til_og_fra(client)
    assert (svar.status_code, "Ingen er logget inn" in svar.text) == (401, True)
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("konto")).status_code == 302


@pytest.mark.parametrize("felt", [{"alg": "HS256"}, {"kty": "oct", "k": "YQ"}, {"n": "!"}, {"alg": "X"}])
def test_nokler_som_ikke_er_det_de_skal_er_en_innlogging_som_ikke_gikk(client, utsteder, felt):
    utsteder.nokkelfelt = felt
    svar = _til_og_fra(client)
    assert (svar.status_code, "Ingen er logget inn" in svar.text) == (401, True)


def test_state_fra_en_annen_okt_virker_ikke(client, utsteder):
    svar = client.post("/porten/idporten/")
    assert "Ingen er logget inn" in type(client)().get(_tilbake(svar)).text


def test_den_samme_adressen_tilbake_virker_en_gang(client, utsteder):
    bruker = lag_bruker("a@eksempel.no")
    SocialAccount.objects.create(user=bruker, provider="idporten", uid="sub-123")
    til = _tilbake(client.post("/porten/idporten/"))
    assert client.get(til)["Location"] == reverse("min_side")
    assert client.get(til).status_code == 401
    client.post(reverse("account_logout"))
    assert client.get(til).status_code == 401
    assert client.get(reverse("konto")).status_code == 302


def test_det_utstederen_skriver_om_personen_renses_og_logger_henne_inn(client, utsteder):
    bruker = lag_bruker("a@eksempel.no")
    konto = SocialAccount.objects.create(user=bruker, provider="idporten", uid="sub-123")
    utsteder.gal = {"name": "Kari\x00 \u202eNes", "email": ["a"], "email_verified": True}
    assert _til_og_fra(client)["Location"] == reverse("min_side")
    konto.refresh_from_db()
    lagret = konto.extra_data["id_token"]
    assert (lagret["name"], lagret["email"], lagret["email_verified"]) == ("Kari Nes", "", True)


@pytest.mark.parametrize("process", ["?process=connect", ""])
def test_en_okt_som_ikke_nylig_er_bekreftet_kobler_ingenting_til_og_ingenting_fra(utsteder, process):
    """En tyv med en åpen økt får ikke sin egen vei inn."""
    bruker = lag_bruker("a@eksempel.no")
    konto = SocialAccount.objects.create(user=bruker, provider="idporten", uid="eiers")
    klient = logg_inn(bruker, bekreftet=False)
    svar = klient.post(f"/porten/idporten/{process}")
    assert svar.status_code == 302 and svar["Location"].startswith(reverse("konto_bekreft"))
    svar = klient.post(reverse("socialaccount_connections"), {"account": konto.pk})
    assert svar["Location"].startswith(reverse("konto_bekreft"))
    assert list(SocialAccount.objects.filter(user=bruker)) == [konto]


def test_en_adresse_som_har_konto_gir_ikke_tilgang_til_den(client, utsteder):
    lag_bruker("finnes@eksempel.no")
    svar = _til_og_fra(client)
    client.post(svar["Location"], {"email": "finnes@eksempel.no"})
    assert client.get(reverse("konto")).status_code == 302
    assert not SocialAccount.objects.exists()


def test_kobles_til_og_fra_en_konto(utsteder):
    bruker = lag_bruker("a@eksempel.no")
    klient = logg_inn(bruker)
    svar = klient.post("/porten/idporten/?process=connect")
    klient.get(_tilbake(svar))
    konto = SocialAccount.objects.get(user=bruker)
    side = reverse("socialaccount_connections")
    assert "ID-porten, koblet til" in klient.get(side).text
    klient.post(side, {"account": konto.pk})
    assert not SocialAccount.objects.exists()


def test_en_utsteder_som_er_nede_forklares(client, utsteder, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["porten"]["APPS"][0]
    app["settings"]["server_url"] = f"http://127.0.0.1:{ledig_port()}"
    for svar in (client.post("/porten/idporten/"), client.get("/porten/idporten/tilbake/?state=x&code=y")):
        assert "Ingen er logget inn" in svar.text
    svar = client.post("/porten/idporten/")
    assert (svar.status_code, "ID-porten svarer ikke" in svar.text) == (503, True)


def test_av_til_den_er_satt_opp(client):
    assert "ID-porten" not in client.get(reverse("account_login")).text
    assert client.get("/porten/idporten/").status_code == 404
    assert client.get("/porten/idporten/tilbake/").status_code == 404
    assert Bruker.objects.count() == 0


@pytest.mark.parametrize(
    ("fikk", "krevd", "ventet"),
    [
        ("idporten-loa-high", NIVA, True),
        (NIVA, NIVA, True),
        ("idporten-loa-low", NIVA, False),
        ("", NIVA, False),
        ("annet", NIVA, False),
        ("annet", "annet", True),
    ],
)
def test_niva(fikk, krevd, ventet):
    assert holder_niva(fikk, krevd) is ventet
