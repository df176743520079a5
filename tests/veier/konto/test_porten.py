"""Innlogging med ID-porten mot en ekte, lokal OpenID-utsteder som også kan svare galt."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse

from tests.veier.konto.test_innlogging import _kode
from tests.verden import lag_bruker, logg_inn
from veier.brukere.models import Bruker
from veier.konto.porten.views import holder_niva

pytestmark = pytest.mark.django_db
KLIENT = "portalen"
NIVA = "idporten-loa-substantial"


class Utsteder:
    """En OpenID-utsteder: kontrollerer klientens erklæring og PKCE, og signerer id_token. ``gal`` endrer svaret."""

    def __init__(self):
        self.nokkel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.klientnokkel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.falsk = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.gal, self.feil_signatur, self.koder, self.bedt = {}, False, {}, {}
        self.adresse = ""

    def klient_pem(self):
        return self.klientnokkel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def autoriser(self, bedt):
        self.bedt = bedt
        self.koder["kode-1"] = bedt
        return f"{bedt['redirect_uri']}?{urlencode({'code': 'kode-1', 'state': bedt['state']})}"

    def token(self, felt):
        bedt = self.koder.pop(felt["code"])
        erklaring = jwt.decode(
            felt["client_assertion"],
            self.klientnokkel.public_key(),
            algorithms=["RS256"],
            audience=self.adresse,
        )
        assert (erklaring["iss"], erklaring["sub"], "client_secret" in felt) == (KLIENT, KLIENT, False)
        avtrykk = hashlib.sha256(felt["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(avtrykk).rstrip(b"=").decode() == bedt["code_challenge"]
        na = int(time.time())
        krav = {
            "iss": self.adresse, "aud": KLIENT, "sub": "sub-123", "acr": bedt["acr_values"], "nonce": bedt["nonce"],
            "iat": na, "exp": na + 120, "pid": "01010750160", **self.gal,
        }  # fmt: skip
        nokkel = self.falsk if self.feil_signatur else self.nokkel
        id_token = jwt.encode(krav, nokkel, algorithm="RS256", headers={"kid": "n1"})
        return {"access_token": "t", "token_type": "Bearer", "id_token": id_token}

    def jwks(self):
        return {
            "keys": [
                {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.nokkel.public_key())), "kid": "n1"}
            ]
        }


@pytest.fixture
def utsteder(settings):
    u = Utsteder()

    class Behandler(BaseHTTPRequestHandler):
        def _svar(self, status, kropp=None, **hoder):
            innhold = json.dumps(kropp or {}).encode()
            self.send_response(status)
            for navn, verdi in {
                "Content-Type": "application/json",
                "Content-Length": str(len(innhold)),
                **hoder,
            }.items():
                self.send_header(navn, verdi)
            self.end_headers()
            self.wfile.write(innhold)

        def do_GET(self):
            sti = urlsplit(self.path)
            if sti.path == "/authorize":
                self._svar(302, Location=u.autoriser({k: v[0] for k, v in parse_qs(sti.query).items()}))
            elif sti.path == "/jwks":
                self._svar(200, u.jwks())
            else:
                ender = {
                    f"{n}_endpoint": f"{u.adresse}/{s}"
                    for n, s in (("authorization", "authorize"), ("token", "token"))
                }
                self._svar(200, {"issuer": u.adresse, "jwks_uri": f"{u.adresse}/jwks", **ender})

        def do_POST(self):
            felt = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._svar(200, u.token({k: v[0] for k, v in felt.items()}))

        def log_message(self, *_):
            """Stille i testene."""

    tjener = ThreadingHTTPServer(("127.0.0.1", 0), Behandler)
    tjener.daemon_threads = False
    traad = threading.Thread(target=tjener.serve_forever, args=(0.01,))
    traad.start()
    u.adresse = f"http://127.0.0.1:{tjener.server_port}"
    app = {
        "provider_id": "idporten", "name": "ID-porten", "client_id": KLIENT,
        "settings": {"server_url": u.adresse, "niva": NIVA, "nokkel": u.klient_pem(), "nokkel_id": "k1"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"porten": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield u
    tjener.shutdown()
    traad.join()
    tjener.server_close()


def _til_og_fra(klient, foran=""):
    """Trykker på knappen, følger utstederen, og kommer tilbake."""
    svar = klient.post(foran + "/porten/idporten/")
    assert svar.status_code == 302, svar.status_code
    tilbake = httpx.get(svar["Location"]).headers["Location"]
    sti = urlsplit(tilbake)
    return klient.get(f"{sti.path}?{sti.query}")


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
    ],
    ids=["nonce", "lavere nivå", "uten nivå", "mottaker", "utsteder", "utløpt"],
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


def test_state_fra_en_annen_okt_virker_ikke(client, utsteder):
    svar = client.post("/porten/idporten/")
    tilbake = urlsplit(httpx.get(svar["Location"]).headers["Location"])
    annen = type(client)()
    assert "Ingen er logget inn" in annen.get(f"{tilbake.path}?{tilbake.query}").text


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
    tilbake = urlsplit(httpx.get(svar["Location"]).headers["Location"])
    klient.get(f"{tilbake.path}?{tilbake.query}")
    konto = SocialAccount.objects.get(user=bruker)
    side = reverse("socialaccount_connections")
    assert "ID-porten, koblet til" in klient.get(side).text
    klient.post(side, {"account": konto.pk})
    assert not SocialAccount.objects.exists()


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
