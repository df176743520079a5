"""Portalen som i drift: nginx med filen i drift/ foran den ekte tjeneren, med https og to prosesser."""

from __future__ import annotations

import contextlib
import gzip
import secrets
import socket
import ssl
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from drift.nginx.lag_sider import MAPPE, STATUSER
from tests.drift.nginx import VERT, finn_nginx, kjor_nginx
from tests.tjenere import i_drift
from veier.tjener.faste_svar import POLITIKK, side

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tjener")]

MILJO = {
    "VEIER_ADRESSE": f"https://{VERT}",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "VEIER_KRYPTONOKLER": secrets.token_urlsafe(64),
    "EPOST_URL": "smtp://localhost:25",
    "VEIER_MELLOMTJENERE": "1",
}
TREGE = "127.0.0.2"  # de trege har en annen adresse enn den som skal slippe fram


@pytest.fixture(scope="module")
def drift(django_db_setup, django_db_blocker, tmp_path_factory):
    finn_nginx()
    with django_db_blocker.unblock(), i_drift("bak_nginx", **MILJO) as drift:
        drift.logg = tmp_path_factory.mktemp("logg") / "stderr"
        drift.start_tjener()
        yield drift


@pytest.fixture(scope="module")
def nginx(drift, tmp_path_factory):
    with kjor_nginx(drift.port, tmp_path_factory.mktemp("nginx")) as nginx:
        yield nginx


def _status(svar: bytes) -> int:
    return int(svar.split(b" ", 2)[1]) if svar else 0


def test_sidene_i_drift_er_de_samme_som_tjeneren_svarer():
    for malform in ("nb", "nn"):
        for status in STATUSER:
            fil = MAPPE / malform / f"{status}.html"
            assert fil.read_text() == side(status, malform=malform), "Kjør drift/nginx/lag_sider.py"


def test_portalen_svarer_over_https_og_vet_at_det_er_https(nginx):
    svar = nginx.hent("/")
    assert _status(svar) == 200
    assert b"strict-transport-security: max-age=31536000\r\n" in svar.lower()


def test_tjenerens_forbindelser_har_nettets_frister(nginx, drift):
    """Prosessen startes som i drift; databasen ser hva den er."""
    nginx.hent("/")
    navn = {n for (n,) in drift.sql(
        "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )}  # fmt: skip
    assert navn == {"veier web"}


@pytest.mark.parametrize(
    ("start", "drypp"),
    [
        (f"GET / HTTP/1.1\r\nHost: {VERT}\r\nX-A: b\r\n", b"x"),
        (
            f"POST /prov/ HTTP/1.1\r\nHost: {VERT}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: 5000\r\n\r\ntittel=a",
            b"x",
        ),
        (f"GET /statisk/tema/tema.css HTTP/1.1\r\nHost: {VERT}\r\n\r\n", b""),
    ],
    ids=["hoder", "kropp", "lesere"],
)
def test_to_hundre_trege_forbindelser_og_portalen_svarer(nginx, start, drypp):
    trege = [nginx.koble(fra=TREGE) for _nr in range(200)]
    try:
        for sokkel in trege:
            sokkel.sendall(start.encode())
        for _gang in range(3):
            for sokkel in trege:
                with contextlib.suppress(OSError):
                    sokkel.sendall(drypp)
            for sti in ("/helse/", "/"):
                begynte = time.monotonic()
                assert _status(nginx.hent(sti)) == 200, sti
                assert time.monotonic() - begynte < 5, sti
    finally:
        for sokkel in trege:
            sokkel.close()


@pytest.mark.parametrize(
    ("data", "lov"),
    [
        ("POST / HTTP/1.1\r\nHost: {v}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", {400}),
        (
            "POST / HTTP/1.1\r\nHost: {v}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            {400},
        ),
        ("POST / HTTP/1.1\r\nHost: {v}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", {501}),
        ("POST / HTTP/1.1\r\nHost: {v}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", {400}),
        ("POST / HTTP/1.1\r\nHost: {v}\r\nContent-Length: +4\r\n\r\nabcd", {400}),
        ("GET / HTTP/1.1\r\nHost: {v}\r\nHost: ond.example\r\n\r\n", {400}),
        ("GET / HTTP/1.1\r\nHost: ond.example\r\n\r\n", {0, 400, 421}),
        ("GET / HTTP/1.1\r\nHost: {v}@ond.example\r\n\r\n", {0, 400, 421}),
        ("TRACE / HTTP/1.1\r\nHost: {v}\r\n\r\n", {405}),
        ("GET /" + "a" * 9000 + " HTTP/1.1\r\nHost: {v}\r\n\r\n", {414}),
        ("GET / HTTP/1.1\r\nHost: {v}\r\nX: " + "a" * 9000 + "\r\n\r\n", {431}),
        # nginx holder forbindelsen i fem sekunder etter svaret.
        pytest.param(
            "POST /prov/ HTTP/1.1\r\nHost: {v}\r\nContent-Length: 2000000\r\n\r\n",
            {413},
            marks=pytest.mark.grundig,
        ),
    ],
)
def test_det_som_kunne_forstas_pa_to_mater_stanses(nginx, data, lov):
    """Smugling, feil vert og for store hoder. Det etter den første forespørselen blir aldri en ny."""
    svar = nginx.send(data.format(v=VERT).encode() + b"GET /smuglet/ HTTP/1.1\r\nHost: x\r\n\r\n")
    assert _status(svar) in lov, svar[:300]
    assert svar.count(b"HTTP/1.1 ") <= 1
    assert b"ond.example" not in svar
    if _status(svar) in {413, 414, 431}:
        assert "<h1>" in svar.decode()


def test_biter_fra_klienten_blir_en_hel_kropp_for_portalen(nginx):
    svar = nginx.send(
        f"POST /prov/ HTTP/1.1\r\nHost: {VERT}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n3\r\na=b\r\n0\r\n\r\n".encode()
    )
    assert _status(svar) == 403  # skjemavernet; portalen leste den


def test_det_klienten_sier_om_hvem_den_er_nar_ikke_fram(nginx, drift):
    """Ti oppdiktede avsendere er fortsatt én: grensene teller adressen nginx så."""
    kropp = b"Noe"
    with psycopg.connect(drift.database, autocommit=True) as db:
        antall = []
        for smidd in (False, True):
            db.execute("DELETE FROM grense_teller")
            for n in range(10):
                hoder = (
                    f"X-Forwarded-For: 10.9.8.{n}",
                    f"X-Real-IP: 10.9.8.{n}",
                    f"Forwarded: for=10.9.8.{n}",
                )
                kapsel = f"Cookie: __Host-skjemavern={'a' * 32}"
                skjema = b"csrfmiddlewaretoken=" + b"a" * 32 + b"&tittel=Koffert&problem=" + kropp
                svar = nginx.hent(
                    "/prov/", kapsel, f"Referer: https://{VERT}/", "Content-Type: application/x-www-form-urlencoded",
                    *(hoder if smidd else ()), metode="POST", kropp=skjema,
                )  # fmt: skip
            antall.append(db.execute("SELECT count(*) FROM grense_teller").fetchone()[0])
    assert antall[0] == antall[1] > 0, (antall, svar)


def _gjett(nginx, nr, fra):
    """Et galt passord, med en oppdiktet avsender. Gir «gal» eller «vent»."""
    skjema = f"csrfmiddlewaretoken={'a' * 32}&login=kari%40eksempel.no&password=gal{nr}"
    svar = nginx.hent(
        "/logg-inn/", f"Cookie: __Host-skjemavern={'a' * 32}", f"Referer: https://{VERT}/",
        "Content-Type: application/x-www-form-urlencoded", f"X-Forwarded-For: 10.9.8.{nr}",
        metode="POST", kropp=skjema.encode(), fra=fra,
    ).decode()  # fmt: skip
    return "vent" if "prøvd for mange ganger" in svar else "gal" if "passordet er feil" in svar else svar


@pytest.mark.grundig
def test_to_prosesser_teller_hver_klient_for_seg_gjennom_nginx(nginx, drift):
    """Åtte på rappen fra hver av to adresser: fem slipper til fra hver, uansett hvilken prosess som svarte."""
    drift.sql("DELETE FROM grense_teller")
    with ThreadPoolExecutor(8) as trader:
        svar = list(trader.map(lambda nr: (nr % 2, _gjett(nginx, nr, f"127.0.0.{10 + nr % 2}")), range(16)))
    assert Counter(svar) == {(hvem, s): n for hvem in (0, 1) for s, n in (("gal", 5), ("vent", 3))}
    assert _gjett(nginx, 99, "127.0.0.12") == "gal"
    hoved = drift.levende[0].pid
    assert len(Path(f"/proc/{hoved}/task/{hoved}/children").read_text().split()) == 2


def test_driften_er_ikke_for_dem_som_kommer_gjennom_nginx(nginx, drift):
    assert _status(nginx.hent("/helse/drift/")) == 403
    assert _status(nginx.hent("/helse/drift/", "X-Forwarded-For: ")) == 403
    assert drift.hent("/helse/drift/").status in {200, 503}


def test_bare_sider_uten_noe_hemmelig_pakkes(nginx):
    """BREACH: en pakket side med et skjemavern i kan røpe det. Uten informasjonskapsler er det ingenting å røpe."""
    uten = nginx.hent("/om/", "Accept-Encoding: gzip")
    med = nginx.hent("/om/", "Accept-Encoding: gzip", "Cookie: __Host-okt=abc")
    assert b"Content-Encoding: gzip" in uten
    assert b"Content-Encoding" not in med
    assert b"Vary:" in uten
    kropp = _biter(uten.split(b"\r\n\r\n", 1)[1])
    assert b"<h1" in gzip.decompress(kropp)


def _biter(kropp: bytes) -> bytes:
    ut = b""
    while kropp:
        lengde, _, kropp = kropp.partition(b"\r\n")
        antall = int(lengde, 16)
        ut, kropp = ut + kropp[:antall], kropp[antall + 2 :]
    return ut


def test_statiske_filer_kommer_fra_nginx_ferdig_pakket(nginx, drift):
    for_ = drift.logg.read_text()
    svar = nginx.hent("/statisk/tema/tema.css", "Accept-Encoding: gzip")
    assert _status(svar) == 200
    assert b"Content-Encoding: gzip" in svar
    assert b"immutable" in svar
    assert drift.logg.read_text() == for_


def test_logoen_har_sin_egen_grense(nginx):
    bilde = ("Content-Type: image/png",)
    logo = nginx.hent("/entreprenorer/x/profil/logo/", *bilde, metode="POST", kropp=b"x" * 2_000_000)
    assert _status(logo) == 403, logo[:200]  # skjemavernet: hele bildet kom fram til portalen
    assert _status(nginx.hent("/entreprenorer/x/profil/", metode="POST", kropp=b"x" * 2_000_000)) == 413


@pytest.mark.parametrize(("sti", "kommer_fram"), [("svar", True), ("avvis", False)])
def test_svar_med_vedlegg_har_sin_egen_grense(nginx, sti, kommer_fram):
    type_ = ("Content-Type: application/pdf",)
    svar = nginx.hent(f"/samtaler/K7RM-2PXD/{sti}/", *type_, metode="POST", kropp=b"x" * 4_000_000)
    assert _status(svar) == (403 if kommer_fram else 413), svar[:200]


def test_helsen_svarer_pa_maskinens_adresse_og_ingenting_annet_der(nginx):
    import http.client

    def hent(sti: str) -> int:
        forbindelse = http.client.HTTPConnection("127.0.0.1", nginx.http, timeout=10)
        with contextlib.closing(forbindelse):
            try:
                forbindelse.request("GET", sti, headers={"Host": "10.0.0.4"})
                return forbindelse.getresponse().status
            except (http.client.HTTPException, OSError):
                return 0

    assert (hent("/helse/"), hent("/"), hent("/admin/")) == (200, 0, 0)


def test_portal_som_er_nede_gir_siden_om_ventetid(tmp_path):
    from tests.tjenere import ledig_port

    with kjor_nginx(ledig_port(), tmp_path) as nginx:
        svar = nginx.hent("/nn/prov/")
        post = nginx.hent("/prov/", metode="POST", kropp=b"a=b")
    assert _status(svar) == _status(post) == 503
    assert b"Retry-After: 10\r\n" in svar
    assert "akkurat no" in svar.decode()
    assert "akkurat nå" in post.decode()


MERKE = "Nq8xMARKOR51Vw"


def test_nginx_skriver_ingen_adresser_i_loggen_sin(nginx):
    for sti in (f"/prov/{MERKE}/", f"/{MERKE}" + "a" * 9000, f"/statisk/{MERKE}.css", f"/?{MERKE}\x01"):
        nginx.hent(sti, f"Cookie: {MERKE}=1", f"X-{MERKE}: {MERKE}")
    nginx.hent(f"/kontakt/?{MERKE}", metode="POST", kropp=MERKE.encode() * 100_000)
    assert MERKE not in nginx.feillogg()
    assert "127.0.0.1" not in nginx.feillogg()


HODER = {
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
}


def sikkerhetshoder(svar: bytes) -> dict[str, list[str]]:
    """Verdiene av hvert sikkerhetshode i svaret."""
    ut: dict[str, list[str]] = {navn: [] for navn in (*HODER, "content-security-policy")}
    for linje in svar.split(b"\r\n\r\n", 1)[0].decode().splitlines()[1:]:
        navn, _, verdi = linje.partition(": ")
        if navn.lower() in ut:
            ut[navn.lower()].append(verdi)
    return ut


def krev_hodene(svar: bytes) -> None:
    hoder = sikkerhetshoder(svar)
    (politikk,) = hoder.pop("content-security-policy")
    assert hoder == {navn: [verdi] for navn, verdi in HODER.items()}
    assert "frame-ancestors 'none'" in politikk
    assert "base-uri 'none'" in politikk
    assert "form-action" in politikk
    assert "unsafe" not in politikk


@pytest.mark.parametrize(
    ("status", "forespoersel"),
    [
        (200, "GET /om/ HTTP/1.1"),
        (200, "GET /helse/ HTTP/1.1"),
        (200, "GET /statisk/tema/tema.css HTTP/1.1"),
        (404, "GET /statisk/finnes-ikke.css HTTP/1.1"),
        (302, "GET /min-side/ HTTP/1.1"),
        (400, "GET /?q=%00 HTTP/1.1"),
        (403, "POST /prov/ HTTP/1.1"),
        (404, "GET /finnes-ikke/ HTTP/1.1"),
        (405, "OPTIONS /om/ HTTP/1.1"),
        (405, "TRACE / HTTP/1.1"),
        (400, "GET / HTTP/1.1\r\nContent-Length: +4"),
        (413, "POST /prov/ HTTP/1.1\r\nContent-Length: 2000000"),
        (414, "GET /" + "a" * 9000 + " HTTP/1.1"),
        (431, "GET / HTTP/1.1\r\nX: " + "a" * 9000),
        (501, "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked"),
    ],
    ids=lambda verdi: str(verdi)[:40],
)
def test_hvert_svar_har_hvert_sikkerhetshode_en_gang(nginx, status, forespoersel):
    linje, *resten = forespoersel.split("\r\n")
    alle = [linje, f"Host: {VERT}", "Connection: close", *resten]
    svar = nginx.send("\r\n".join(alle).encode() + b"\r\n\r\n")
    assert _status(svar) == status
    krev_hodene(svar)


def test_siden_nar_portalen_er_nede_har_hodene_og_stilen_den_viser(tmp_path):
    from tests.tjenere import ledig_port

    with kjor_nginx(ledig_port(), tmp_path) as nginx:
        svar = nginx.hent("/")
    assert _status(svar) == 503
    krev_hodene(svar)
    assert sikkerhetshoder(svar)["content-security-policy"] == [POLITIKK]


@pytest.mark.grundig
def test_stengt_for_vedlikehold_har_hodene(django_db_setup, tmp_path):
    with i_drift("stengt", **MILJO, VEIER_STENGT="ja") as drift:
        drift.start_tjener()
        with kjor_nginx(drift.port, tmp_path) as nginx:
            svar = nginx.hent("/om/")
    assert _status(svar) == 503
    assert b"Retry-After: 300" in svar
    krev_hodene(svar)


def test_tjeneren_selv_har_hodene_pa_det_som_ikke_er_en_forespoersel(drift):
    with socket.create_connection(("127.0.0.1", drift.port), timeout=10) as sokkel:
        sokkel.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n")
        svar = b""
        while bit := sokkel.recv(65536):
            svar += bit
    assert _status(svar) == 400
    krev_hodene(svar)


def _handtrykk(nginx, versjon: ssl.TLSVersion, chiffer: str = "ALL:@SECLEVEL=0") -> tuple[str, str]:
    """Versjonen og chifferet nginx godtok. Hever OSError når den ikke godtar noen."""
    sammenheng = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    sammenheng.check_hostname, sammenheng.verify_mode = False, ssl.CERT_NONE
    sammenheng.set_ciphers(chiffer)
    sammenheng.minimum_version = sammenheng.maximum_version = versjon
    with (
        socket.create_connection(("127.0.0.1", nginx.https), timeout=10) as rett,
        sammenheng.wrap_socket(rett, server_hostname=VERT) as sokkel,
    ):
        return str(sokkel.version()), sokkel.cipher()[0]


@pytest.mark.parametrize("versjon", ["TLSv1_2", "TLSv1_3"])
def test_nyere_tls_godtas(nginx, versjon):
    svar, _chiffer = _handtrykk(nginx, ssl.TLSVersion[versjon])
    assert svar == versjon.replace("_", ".")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("versjon", ["TLSv1", "TLSv1_1"])
def test_gammel_tls_avvises(nginx, versjon):
    with pytest.raises(OSError, match=r"(?i)protocol|alert|version|reset"):
        _handtrykk(nginx, ssl.TLSVersion[versjon])


@pytest.mark.parametrize("chiffer", ["AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-SHA"])
def test_svake_chiffer_avvises(nginx, chiffer):
    """Uten framtidig hemmelighold, og CBC. Med et sterkt chiffer godtar nginx den samme klienten."""
    with pytest.raises(OSError, match=r"(?i)handshake"):
        _handtrykk(nginx, ssl.TLSVersion.TLSv1_2, f"{chiffer}:@SECLEVEL=0")
    sterkt = "ECDHE-RSA-AES128-GCM-SHA256"
    assert _handtrykk(nginx, ssl.TLSVersion.TLSv1_2, f"{sterkt}:@SECLEVEL=0")[1] == sterkt


def test_kapslene_i_drift(nginx):
    """Skjemavernets kapsel slik nettleseren får den: bundet til verten, bare https, ikke for skript."""
    svar = nginx.hent("/logg-inn/").decode()
    (kapsel,) = [
        linje for linje in svar.splitlines() if linje.lower().startswith("set-cookie: __host-skjemavern=")
    ]
    deler = {bit.strip().lower() for bit in kapsel.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= deler
    assert not any(bit.startswith("domain") for bit in deler)
