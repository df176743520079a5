"""En ekte, lokal OpenID-utsteder som også kan svare galt."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import html
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KLIENT = "portalen"
NIVA = "idporten-loa-substantial"


@functools.cache
def _rsa(navn: str) -> rsa.RSAPrivateKey:
    """Nøkkelen lages én gang i prosessen: det tar en tredels sekund."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Utsteder:
    """En OpenID-utsteder: kontrollerer klientens erklæring og PKCE, og signerer id_token. ``gal`` endrer svaret."""

    def __init__(self):
        self.nokkel = _rsa("nokkel")
        self.klientnokkel = _rsa("klientnokkel")
        self.falsk = _rsa("falsk")
        self.gal, self.feil_signatur, self.koder, self.bedt = {}, False, {}, {}
        self.adresse = self.innlogging = ""
        # Nettleseren får en side å trykke på, som hos den ekte; testklienten sendes rett tilbake.
        self.viser_side, self.sub = False, "sub-123"
        # Det en gal utsteder kan svare: annet i metadataene, i nøklene, i hodet, eller et helt annet id_token.
        self.metadata, self.nokkelfelt, self.hode, self.lag_token = {}, {}, {"kid": "n1"}, None

    def klient_pem(self):
        return self.klientnokkel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def autoriser(self, bedt):
        self.bedt = bedt
        kode = f"kode-{len(self.koder) + 1}"
        self.koder[kode] = bedt
        return f"{bedt['redirect_uri']}?{urlencode({'code': kode, 'state': bedt['state']})}"

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
            "iss": self.adresse, "aud": KLIENT, "sub": self.sub, "acr": bedt["acr_values"], "nonce": bedt["nonce"],
            "iat": na, "exp": na + 120, "pid": "01010750160", **self.gal,
        }  # fmt: skip
        nokkel = self.falsk if self.feil_signatur else self.nokkel
        if self.lag_token:
            return {"access_token": "t", "token_type": "Bearer", "id_token": self.lag_token(krav)}
        id_token = jwt.encode(krav, nokkel, algorithm="RS256", headers=self.hode)
        return {"access_token": "t", "token_type": "Bearer", "id_token": id_token}

    def jwks(self):
        return {
            "keys": [
                {
                    **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.nokkel.public_key())),
                    "kid": "n1",
                    **self.nokkelfelt,
                }
            ]
        }


@contextlib.contextmanager
def kjor_utsteder() -> Iterator[Utsteder]:
    """En utsteder på loopback, til blokken er ferdig."""
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

        def _vis(self, tilbake):
            avbryt = (
                f"{tilbake.split('?')[0]}?{urlencode({'error': 'access_denied', 'state': u.bedt['state']})}"
            )
            kropp = (
                f'<!doctype html><html lang="nb"><meta charset="utf-8"><title>Utsteder</title><h1>Utsteder</h1>'
                f'<p><a href="{html.escape(tilbake)}">Fortsett</a> <a href="{html.escape(avbryt)}">Avbryt</a></p>'
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(kropp)))
            self.end_headers()
            self.wfile.write(kropp)

        def do_GET(self):
            sti = urlsplit(self.path)
            if sti.path == "/authorize":
                tilbake = u.autoriser({k: v[0] for k, v in parse_qs(sti.query).items()})
                if u.viser_side:
                    self._vis(tilbake)
                else:
                    self._svar(302, Location=tilbake)
            elif sti.path == "/jwks":
                self._svar(200, u.jwks())
            else:
                # Innloggingen ligger på en annen vert enn utstederen, som hos ID-porten.
                ender = {
                    "authorization_endpoint": u.innlogging + "/authorize",
                    "token_endpoint": u.adresse + "/token",
                }
                alle = {"issuer": u.adresse, "jwks_uri": f"{u.adresse}/jwks", **ender, **u.metadata}
                self._svar(200, {navn: verdi for navn, verdi in alle.items() if verdi is not None})

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
    u.innlogging = f"http://localhost:{tjener.server_port}"
    try:
        yield u
    finally:
        tjener.shutdown()
        traad.join()
        tjener.server_close()
