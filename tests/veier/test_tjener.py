"""Den ekte tjeneren uten mellomtjener foran: trege klienter, full kø, det som ikke er en forespørsel, og loggen."""

from __future__ import annotations

import contextlib
import http.client
import json
import logging
import re
import selectors
import socket
import threading
import time
import urllib.parse
from concurrent.futures import Future
from pathlib import Path

import psycopg
import pytest
from django.urls import resolve, reverse
from gunicorn.config import Config

from tests.adresser import alle_adresser
from tests.conftest import ROT
from tests.tjenere import i_drift
from tests.veier.tjener_klienter import HODER, KROPP, LESER, dryppe, send_rett, tid, trege
from veier.tjener import faste_svar
from veier.tjener.forbindelse import Forbindelse, Tilstand
from veier.tjener.innboks import Innboks
from veier.tjener.kropper import ELLERS, STORE, storste_for
from veier.tjener.prosess import KO_PER_TRAD, Webprosess
from veier.tjener.tavle import Tavle

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tjener")]
TALMODIG = 5.0  # en side tar noen millisekunder; tolv trege klienter stoppet tjeneren i et halvt minutt


@pytest.fixture(scope="module")
def drift(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), i_drift("tjeneren") as drift:
        drift.logg = tmp_path_factory.mktemp("logg") / "stderr"
        drift.start_tjener()
        yield drift


# ── Innboksen ──


def test_innboksen_er_hel_uansett_hvordan_bytene_kommer():
    hel = b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
    for bit in (1, 2, 5, len(hel)):
        innboks = Innboks()
        for fra in range(0, len(hel), bit):
            assert not innboks.hel
            innboks.mat(hel[fra : fra + bit])
        assert innboks.hel
        assert innboks.ta() == hel
        assert not innboks.hel


def test_to_forespoersler_etter_hverandre_blir_to():
    en, to = b"GET /a HTTP/1.1\r\n\r\n", b"GET /b HTTP/1.1\r\n\r\n"
    innboks = Innboks()
    innboks.mat(en + to[:10])
    assert innboks.ta() == en
    assert not innboks.hel
    innboks.mat(to[10:])
    assert innboks.ta() == to


@pytest.mark.parametrize(
    ("hode", "status"),
    [
        (b"Transfer-Encoding: chunked", 411),
        (b"transfer-encoding : chunked", 411),
        (b"Content-Length: 3\r\nContent-Length: 4", 400),
        (f"Content-Length: {ELLERS + 1}".encode(), 413),
        (b"X: " + b"a" * 60_000, 431),
    ],
)
def test_innboksen_avviser_for_kroppen_er_lest(hode, status):
    innboks = Innboks()
    innboks.mat(b"POST / HTTP/1.1\r\n" + hode + b"\r\n\r\n")
    assert (innboks.feil, innboks.hel) == (status, False)


def test_innboksen_tar_imot_det_adressen_tar_imot():
    for sti, mest in (
        (b"/samtale/abc/svar/", STORE[0][1]),
        (b"/nn/samtaler/EVPC-FF8U/skriv/?x=/", STORE[0][1]),
        (b"/", ELLERS),
    ):
        for lengde, feil in ((mest, None), (mest + 1, 413)):
            innboks = Innboks()
            innboks.mat(b"POST " + sti + b" HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % lengde)
            assert (innboks.feil, innboks.ventet is not None) == (feil, feil is None), sti


def test_hver_side_som_tar_imot_filer_far_dem_gjennom_tjeneren_og_nginx():
    """Siden sier selv fra når en fil er for stor. Da må forespørselen komme fram."""
    nginx = (ROT / "drift" / "nginx" / "veier.conf").read_text()
    for uttrykk, mest in STORE:
        assert f"location ~ {uttrykk} {{\n        client_max_body_size {mest // 1024**2}m;" in nginx
    sider = [a for a in alle_adresser() if hasattr(a.visning, "mest_opplastet")]
    assert {a.navn for a in sider} == {"samtale_handling", "mottaker_handling"}
    for adresse in sider:
        sti = adresse.sti({"referanse": "EVPC-FF8U", "nokkel": "x" * 43, "slag": "svar"})
        assert storste_for(sti.encode()) >= adresse.visning.mest_opplastet + 512 * 1024, sti
    bilder = reverse("admin:eksempel_bilder", args=[12])
    assert storste_for(bilder.encode()) >= resolve(bilder).func.mest_opplastet + 512 * 1024


@pytest.mark.parametrize(("sti", "svar"), [("/samtale/finnes-ikke/svar/", (403, 404)), ("/sok/", (413,))])
def test_et_vedlegg_pa_ni_megabyte_kommer_gjennom_den_ekte_tjeneren(drift, sti, svar):
    kropp = b"x" * (9 * 1024**2)
    hode = (
        f"POST {sti} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(kropp)}\r\n\r\n"
    )
    assert int(send_rett(drift.port, hode.encode() + kropp).split()[1]) in svar


def test_en_kropp_mates_i_tid_som_vokser_rett_med_lengden():
    innboks = Innboks()
    innboks.mat(b"POST / HTTP/1.1\r\nContent-Length: 4000000\r\n\r\n")
    for _nr in range(1000):
        innboks.mat(b"x" * 4000)
    assert innboks.hel


# ── Trege klienter ──


@pytest.mark.parametrize(
    ("start", "drypp", "lite_vindu"),
    [(HODER, b"x", False), (KROPP, b"x", False), (LESER * 3, b"", True), (b"", b"", False)],
    ids=["hoder", "kropp", "lesere", "tause"],
)
def test_to_hundre_trege_klienter_holder_ingen_tradar(drift, start, drypp, lite_vindu):
    with trege(drift.port, start, 200, lite_vindu=lite_vindu) as alle:
        time.sleep(0.5)
        for _gang in range(3):
            dryppe(alle, drypp)
            for sti in ("/helse/", "/"):
                status, sekunder = tid(drift.port, sti)
                assert status == 200, sti
                assert sekunder < TALMODIG, sti


def test_flere_forbindelser_enn_det_er_plass_til_stenger_ingen_ute(drift):
    with trege(drift.port, HODER, 980):
        assert tid(drift.port, "/")[0] == 200


def test_den_nye_far_plass_nar_alle_de_andre_er_trege_lesere():
    """Fullt av klienter som ikke tar imot svaret sitt: en av dem går, aldri den som nettopp kom."""
    with contextlib.ExitStack() as stabel:
        prosess = _prosess(stabel)
        prosess.poller, prosess.tavle = stabel.enter_context(selectors.DefaultSelector()), Tavle()
        prosess.plass, prosess.worker_connections = prosess.tavle.ny_plass(), 3
        lytter = stabel.enter_context(socket.create_server(("127.0.0.1", 0)))
        lytter.setblocking(False)
        for _nr in range(3):
            stabel.enter_context(socket.create_connection(lytter.getsockname()))
            prosess.accept(lytter)
            nyeste = [*prosess.forbindelser][-1]
            assert (nyeste.tilstand, nyeste.sokkel.fileno() > 0) == (Tilstand.LESER, True)
            nyeste.tilstand = Tilstand.SENDER
        assert len(prosess.forbindelser) == prosess.nr_conns == 2
        prosess.murder_keepalived(force=True)


@pytest.mark.grundig
def test_hoder_som_aldri_blir_ferdige_far_408(drift):
    svar = send_rett(drift.port, HODER)
    assert svar.startswith(b"HTTP/1.1 408 ")
    assert "Det tok for lang tid" in svar.decode()


# ── Full kø ──


def test_helsen_har_sin_egen_ko():
    """Mange som spør om helsen, stenger ingen andre ute, og omvendt."""
    with contextlib.ExitStack() as stabel:
        prosess = _prosess(stabel)
        prosess.poller, prosess.helsetrad = stabel.enter_context(selectors.DefaultSelector()), Opptatt()
        for _nr in range(KO_PER_TRAD * prosess.cfg.threads + 1):
            sokkel, klient = socket.socketpair()
            stabel.enter_context(klient)
            stabel.enter_context(sokkel)
            conn = Forbindelse(prosess.cfg, sokkel, None, None)
            conn.innboks.mat(b"GET /helse/ HTTP/1.1\r\n\r\n")
            prosess._til_traden(conn)
        assert klient.recv(100).startswith(b"HTTP/1.1 503 ")
        assert prosess._er_full(prosess.helse_i_ko)
        assert not prosess._er_full(prosess.i_ko)


class Opptatt:
    """En tråd som aldri blir ledig."""

    def submit(self, *_kall: object) -> Future:
        return Future()


def _prosess(stabel: contextlib.ExitStack) -> Webprosess:
    prosess = Webprosess(0, 0, [], None, 30, Config(), logging.getLogger("test"))
    prosess.tpool = None
    stabel.callback(prosess.tmp.close)
    return prosess


@pytest.mark.grundig
def test_full_ko_svarer_503_med_en_gang_og_helsen_svarer(drift):
    """Alle trådene venter på en låst tabell. De som kommer til, får vite det; helsen har sin egen tråd."""
    statuser: list[int] = []

    def hent(sti: str = "/prov/") -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            statuser.append(tid(drift.port, sti)[0])

    with psycopg.connect(drift.database) as db:
        db.execute("LOCK TABLE taksonomi_referanseversjon IN ACCESS EXCLUSIVE MODE")
        traader = [threading.Thread(target=hent) for _nr in range(80)]
        # I to omganger: er den ene prosessen ikke klar ennå, tar den andre alle i den første, og har god plass selv.
        for halvdelen, ventetid in ((traader[:40], 2), (traader[40:], 6)):
            for traad in halvdelen:
                traad.start()
            time.sleep(ventetid)
        status, sekunder = tid(drift.port, "/helse/")
        assert (status, sekunder < TALMODIG) == (200, True)
        svar = send_rett(drift.port, b"GET /nn/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        db.rollback()
    for traad in traader:
        traad.join(timeout=30)
    assert svar.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: 10\r\n" in svar
    assert "Det er mange her akkurat no" in svar.decode()
    assert set(statuser) <= {200, 503}
    assert 200 in statuser
    assert tid(drift.port, "/prov/")[0] == 200


@pytest.mark.parametrize("status", [400, 408, 411, 413, 414, 417, 431, 500, 501, 503])
def test_de_faste_sidene_har_overskrift_og_lenke_pa_begge_malformer(status):
    for malform, forsiden in (("nb", "/"), ("nn", "/nn/")):
        side = faste_svar.side(status, malform=malform)
        assert side.count("<h1>") == 1
        assert f'href="{forsiden}"' in side
        hode, _, kropp = faste_svar.svar(status, malform=malform).partition(b"\r\n\r\n")
        assert int(re.search(rb"Content-Length: (\d+)", hode)[1]) == len(kropp)


# ── Det som ikke er en forespørsel ──

VERT = b"Host: localhost\r\n"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"TULL\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n" + VERT + b"\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + VERT + b"\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + VERT + b"X: " + b"a" * 9000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + VERT + b"".join(b"X%d: a\r\n" % n for n in range(100)) + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\n" + VERT + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
        (
            b"POST / HTTP/1.1\r\n"
            + VERT
            + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411,
        ),
        (b"POST / HTTP/1.1\r\n" + VERT + b"Content-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\n" + VERT + b"Content-Length: 9000000\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nHost: ond.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: ond.example\r\n\r\n", 400),
        (b"GET http://ond.example/ HTTP/1.1\r\nHost: ond.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + VERT + b"X-Forwarded-Host: ond.example\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\n" + VERT + b"SCRIPT_NAME: /x\r\nPATH_INFO: /admin/\r\n\r\n", 200),
        (b"OPTIONS / HTTP/1.1\r\n" + VERT + b"\r\n", 405),
        (b"TRACE / HTTP/1.1\r\n" + VERT + b"\r\n", 405),
        (b"HEAD / HTTP/1.1\r\n" + VERT + b"\r\n", 200),
    ],
)
def test_det_som_er_galt_far_ett_rent_svar(drift, data, status):
    svar = send_rett(drift.port, data.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
    assert svar.startswith(f"HTTP/1.1 {status} ".encode()), svar[:200]
    assert svar.count(b"HTTP/1.1 ") == 1
    if status >= 400 and not data.startswith((b"TRACE", b"OPTIONS")):
        assert b"<h1" in svar
    assert b"ond.example" not in svar


def test_en_kropp_ingen_leste_odelegger_ikke_for_den_neste_pa_forbindelsen(drift):
    """Bak nginx er den neste en annen person. Ble forbindelsen lukket etter at svaret sa at den står, fikk hun 503."""
    stor = urllib.parse.urlencode({"tekst": "å" * 200_000}).encode()  # mer enn portalen leser av et skjema
    hoder = {"Host": "localhost", "Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", drift.port, timeout=15)) as klient:
        klient.request("POST", "/kontakt/", stor, hoder)
        svar = klient.getresponse()
        svar.read()
        assert (svar.status, svar.headers["Connection"]) == (400, "keep-alive")
        sokkel = klient.sock
        time.sleep(0.1)
        klient.request("GET", "/helse/", headers=hoder)
        assert klient.getresponse().status == 200
        assert klient.sock is sokkel, "forbindelsen ble lukket og åpnet igjen"


def test_trace_gir_ikke_hodene_tilbake(drift):
    assert b"hemmelig" not in send_rett(
        drift.port,
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: okt=hemmelig\r\nConnection: close\r\n\r\n",
    )


def test_lov_til_a_sende_kroppen_gis_en_gang(drift):
    hode = (
        b"POST /prov/ HTTP/1.1\r\n"
        + VERT
        + b"Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
    )
    import socket

    with socket.create_connection(("127.0.0.1", drift.port), timeout=10) as sokkel:
        sokkel.sendall(hode)
        assert sokkel.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sokkel.sendall(b"a=b")
        ut = b""
        while bit := sokkel.recv(65536):
            ut += bit
    assert ut.startswith(b"HTTP/1.1 403 ")
    assert b"100 Continue" not in ut


# ── Helsen ──


@pytest.mark.parametrize("vert", ["10.0.0.7:8000", "ond.example", "[::1]", ""])
def test_helsen_svarer_uansett_vert(drift, vert):
    assert tid(drift.port, "/helse/", vert)[0] == 200


# ── Loggen ──

MERKE = "Hx7qMARKOR93Zk"
M = MERKE.encode()


def test_ingenting_av_det_en_fremmed_sender_star_i_loggen(drift):
    """Merket settes i sti, spørring, hoder, kapsler og kropp i alle slags dårlige forespørsler."""
    skjema = b"tittel=" + M + b"&problem=" + M
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n" % len(skjema)
    deler = [
        b"GET /" + M + b"/?q=" + M + b" HTTP/1.1\r\n" + VERT + b"X-" + M + b": " + M + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: " + M + b".example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: " + M + b"_/&\r\n\r\n",
        b"GET /prov/" + M + b"/veien-videre.pdf HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /%00" + M + b" HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /%ff%fe" + M + b" HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /statisk/" + M + b".css HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /min-side/ HTTP/1.1\r\n" + VERT + b"Cookie: okt=" + M + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + VERT + b"Cookie: " + M + b"; =;" + M + b"=\x01\r\n\r\n",
        b"GET /" + M + b" HTTP/7.7\r\n" + VERT + b"\r\n",
        M + b" / HTTP/1.1\r\n" + VERT + b"\r\n",
        b"G\x01" + M + b" / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + M + b" : x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + M + b"\r\n\r\n",
        b"GET /" + M * 500 + b" HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET / HTTP/1.1\r\n" + VERT + M + b": " + M * 800 + b"\r\n\r\n",
        b"POST /prov/ HTTP/1.1\r\n" + VERT + form + b"\r\n" + skjema,
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Cookie: skjemavern=" + M + b"\r\n" + form + b"\r\n" + skjema,
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Origin: https://" + M + b"\r\n" + form + b"\r\n" + skjema,
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Content-Type: multipart/form-data; boundary=" + M
        + b"\r\nContent-Length: 20\r\n\r\n--" + M + b"xxxx",
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Content-Type: multipart/form-data; boundary=\x80" + M
        + b"\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Content-Length: " + M + b"\r\n\r\n",
        b"POST /prov/ HTTP/1.1\r\n" + VERT + b"Transfer-Encoding: " + M + b"\r\n\r\n",
        b"PUT /konto/" + M + b"/ HTTP/1.1\r\n" + VERT + b"Content-Length: 0\r\n\r\n",
        b"GET /admin/login/?next=//" + M + b" HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /porten/idporten/login/callback/?state=" + M + b"&code=" + M + b" HTTP/1.1\r\n" + VERT + b"\r\n",
        b"GET /" + b"a=" + M + b"&" * 600 + b"?" + b"&".join(b"a%d=" % n + M for n in range(90)) + b" HTTP/1.1\r\n" + VERT + b"\r\n",
    ]  # fmt: skip
    for data in deler:
        send_rett(drift.port, data.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1), 12)
    with psycopg.connect(drift.database, autocommit=True) as db:  # en ekte 500, med merket i forespørselen
        db.execute("ALTER TABLE sok_indeksversjon RENAME COLUMN nummer TO borte")
        try:
            assert tid(drift.port, f"/sok/?q={MERKE}")[0] == 500
        finally:
            db.execute("ALTER TABLE sok_indeksversjon RENAME COLUMN borte TO nummer")
    tekst = drift.logg.read_text()
    assert MERKE.lower() not in tekst.lower()
    assert "127.0.0.1" not in tekst
    linjer = [json.loads(linje) for linje in tekst.splitlines()]  # hver linje er JSON, også gunicorns egne
    feil = [linje for linje in linjer if "UndefinedColumn" in linje.get("feil", "")]
    assert len(feil) == 1
    assert "Traceback" in feil[0]["feil"]


def test_statiske_filer_logges_ikke_og_nettleserens_ikon_finnes(drift):
    for_ = drift.logg.read_text().count("\n")
    assert tid(drift.port, "/statisk/tema/tema.css")[0] == 200
    assert tid(drift.port, "/favicon.ico")[0] == 302
    assert drift.logg.read_text().count("\n") == for_


def test_forbindelsene_fordeles_jevnt_mellom_prosessene(drift):
    """Kjernen lar gjerne én prosess ta alle. Tavlen gjør at ingen har mange flere enn de andre."""
    barn, for_ = _nar_det_er_stille(drift)
    forbindelser = [http.client.HTTPConnection("127.0.0.1", drift.port, timeout=10) for _nr in range(40)]
    for forbindelse in forbindelser:
        forbindelse.request("GET", "/helse/", headers={"Host": "localhost"})
        forbindelse.getresponse().read()
    antall = [_sokler(pid) - for_[pid] for pid in barn]
    for forbindelse in forbindelser:
        forbindelse.close()
    assert len(barn) == 2
    assert sum(antall) >= 36  # en forbindelse til databasen kan være lukket imens
    assert min(antall) >= 15, antall


def _prosesser(drift) -> list[str]:
    hoved = drift.levende[0].pid
    return Path(f"/proc/{hoved}/task/{hoved}/children").read_text().split()


def _nar_det_er_stille(drift) -> tuple[list[str], dict[str, int]]:
    """Prosessene og soklene når begge er i gang og prøven før har lukket sine: det samme i to sekunder."""
    naa, like = {}, 0
    for _forsok in range(200):
        time.sleep(0.2)
        forrige, naa = naa, {pid: _sokler(pid) for pid in _prosesser(drift)}
        like = like + 1 if naa == forrige and len(naa) == 2 else 0
        if like == 10:
            break
    return list(naa), naa


def _sokler(pid: str) -> int:
    return sum(1 for fd in Path(f"/proc/{pid}/fd").iterdir() if "socket" in str(fd.readlink()))
