"""Lenkene spørres uten at noen kan lede portalen innover, holde den fast eller fylle minnet. Mot en ekte, ond tjener."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from veier.klienter.lenkesjekk import Regler, Utfall, er_offentlig, sjekk, sla_opp

NAVN = {
    "ok.example": ["127.0.0.1"],
    "intern.example": ["10.0.0.1"],
    "begge.example": ["127.0.0.1", "10.0.0.1"],
}


class Ond(BaseHTTPRequestHandler):
    """Svarer det som står i stien."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._svar()

    def do_GET(self):
        self._svar()

    def _svar(self):
        self.server.spurt.append((self.command, self.path, self.headers["Host"], self.headers["User-Agent"]))
        hva, _skille, til = unquote(self.path[1:]).partition("/")
        if hva == "drypp":
            for bit in b"HTTP/1.1 200 OK\r\nX-Lang: " + b"a" * 500:
                if self.server.ferdig.wait(0.05):
                    return
                self.wfile.write(bytes([bit]))
            return
        if hva == "stort":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Stort: " + b"a" * 500_000 + b"\r\n\r\n")
            return
        if hva == "videre":
            self.send_response(302)
            self.send_header("Location", til)
        elif hva == "endelost":
            self.send_response(200 if self.command == "GET" else 405)
            self.send_header("Content-Length", str(10**12))
        else:
            bare_get = hva.endswith("g") and self.command == "HEAD"
            self.send_response(405 if bare_get else int(hva.rstrip("g")))
        if hva != "endelost":
            self.send_header("Content-Length", "0")
        self.end_headers()
        while hva == "endelost" and self.command == "GET" and not self.server.ferdig.is_set():
            self.wfile.write(b"x" * 65536)

    def log_message(self, *_args):
        pass


@pytest.fixture
def ond():
    tjener = ThreadingHTTPServer(("127.0.0.1", 0), Ond)
    tjener.daemon_threads = True
    tjener.handle_error = lambda *_args: None
    tjener.spurt, tjener.ferdig = [], threading.Event()
    threading.Thread(target=tjener.serve_forever, args=(0.01,), daemon=True).start()
    yield tjener
    tjener.ferdig.set()
    tjener.shutdown()
    tjener.server_close()


def _spor(ond, sti, vert="ok.example", **valg):
    port = ond.server_address[1]

    def opplos(navn, port_):
        return NAVN[navn] if navn in NAVN else sla_opp(navn, port_)

    regler = {
        "tillatt": lambda ip: str(ip) == "127.0.0.1" or er_offentlig(ip),
        "porter": frozenset({port, 80}),
        "opplos": opplos,
        "frist": 5.0,
    }
    return sjekk(f"http://{vert}:{port}/{sti}", Regler(**regler | valg))


@pytest.mark.parametrize(
    ("sti", "utfall", "kode"),
    [
        ("200", "lever", 200), ("204", "lever", 204), ("200g", "lever", 200), ("404", "borte", 404), ("410", "borte", 410),
        ("403", "uvisst", 403), ("429", "uvisst", 429), ("500", "svarer_ikke", 500), ("503g", "svarer_ikke", 503),
        ("videre//200", "lever", 200), ("videre//404", "borte", 404), ("endelost", "lever", 200),
    ],
)  # fmt: skip
def test_svaret(ond, sti, utfall, kode):
    svar = _spor(ond, sti)
    assert (svar.utfall, svar.kode) == (utfall, kode)


def test_den_sier_hvem_den_er_og_spor_etter_navnet(ond):
    _spor(ond, "200")
    (metode, _sti, vert, hvem), port = ond.spurt[0], ond.server_address[1]
    assert (metode, vert) == ("HEAD", f"ok.example:{port}")
    assert hvem.startswith("VeierTilSamarbeid-lenkesjekk (+http")


INNOVER = [
    "http://10.0.0.1/", "http://127.0.0.1:22/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
    "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://[fd00::1]/", "http://[2002:a00:1::]/",
    "http://intern.example/", "http://begge.example/", "http://localhost:5432/", "http://0.0.0.0/", "http://167772161/",
    "http://0x0a000001/", "http://10.1/", "http://100.64.0.1/", "http://192.168.1.1/", "http://224.0.0.1/",
    "http://bruker:ord@ok.example/", "file:///etc/passwd", "gopher://ok.example/", "ftp://ok.example/", "javascript:alert(1)",
    "http://ok.example:25/", "http:///", "https://", "http://" + "a" * 900 + "/", "http://[::1", "http://ok.example:99999/",
]  # fmt: skip


@pytest.mark.parametrize("adresse", INNOVER)
def test_ingen_leder_den_innover_heller_ikke_med_en_videresending(ond, adresse):
    kobles = []
    ekte = socket.socket.connect

    def connect(self, til):
        kobles.append(til)
        return ekte(self, til)

    with pytest.MonkeyPatch.context() as lapp:
        lapp.setattr(socket.socket, "connect", connect)
        videre = _spor(ond, f"videre/{adresse}")
        assert {til[1] for til in kobles} == {ond.server_address[1]}  # bare den onde selv
        kobles.clear()
        rett = sjekk(adresse, Regler(opplos=lambda n, p: NAVN[n] if n in NAVN else sla_opp(n, p), frist=5.0))
        assert kobles == []
    assert rett.utfall == Utfall.ULOVLIG
    # En adresse uten vert leses i forhold til siden den står på, og er da en side hos den onde selv.
    assert videre.utfall in {Utfall.ULOVLIG, Utfall.SVARER_IKKE}


def test_en_altfor_lang_adresse_sporres_ikke():
    assert sjekk("http://ok.example/" + "a" * 1000).utfall == Utfall.ULOVLIG


def test_navnet_slas_opp_en_gang_og_bare_den_adressen_brukes(ond):
    svarene = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    svar = _spor(ond, "200g", opplos=lambda navn, port: next(svarene))
    assert (svar.utfall, len(ond.spurt)) == ("lever", 2)  # både HEAD og GET gikk til den som ble kontrollert


def test_et_navn_som_ikke_finnes_er_borte(ond):
    def borte(navn, port):
        raise socket.gaierror

    assert _spor(ond, "200", opplos=borte).utfall == Utfall.BORTE
    assert _spor(ond, "200", opplos=lambda n, p: []).utfall == Utfall.BORTE


def test_en_ring_av_videresendinger_stanser(ond):
    assert _spor(ond, "videre//videre//videre/").utfall != Utfall.LEVER
    ond.spurt.clear()
    assert _spor(ond, f"videre/http://ok.example:{ond.server_address[1]}/videre/x").utfall != Utfall.LEVER
    assert len(ond.spurt) <= 12


@pytest.mark.parametrize("sti", ["drypp", "stort"])
def test_ingen_holder_den_fast_eller_fyller_minnet(ond, sti):
    begynte = time.monotonic()
    assert _spor(ond, sti, frist=1.0).utfall == Utfall.SVARER_IKKE
    assert time.monotonic() - begynte < 4


def test_en_tjener_som_ikke_tar_imot_svarer_ikke(ond):
    ledig = socket.create_server(("127.0.0.1", 0))
    port = ledig.getsockname()[1]
    ledig.close()
    svar = sjekk(
        f"http://ok.example:{port}/",
        Regler(
            tillatt=lambda ip: True, porter=frozenset({port}), opplos=lambda n, p: ["127.0.0.1"], frist=5.0
        ),
    )
    assert svar.utfall == Utfall.SVARER_IKKE


@pytest.mark.parametrize(
    ("ip", "lov"),
    [("8.8.8.8", True), ("2a00:1450::1", True), ("198.18.0.1", False), ("240.0.0.1", False), ("fe80::1", False),
     ("2001:0:4136:e378::1", False), ("ff02::1", False), ("2001:db8::1", False)],
)  # fmt: skip
def test_hva_som_er_pa_det_apne_nettet(ip, lov):
    assert er_offentlig(ipaddress.ip_address(ip)) is lov
