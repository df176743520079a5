"""Kjører den ekte nginx med filen som følger med. Bare porter, stier og sertifikat er byttet ut."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROT
from tests.drift import HER
from tests.tjenere import ledig_port

VERT = "veier.example"
FIL = ROT / "drift" / "nginx" / "veier.conf"


def finn_nginx() -> str:
    """Stien til nginx. Mangler den, hoppes prøven over med én linje; i CI feiler den."""
    sti = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if sti is None:
        if os.environ.get("CI"):
            pytest.fail("Fant ikke nginx, og CI krever prøvene av oppsettet i drift/.")
        pytest.skip("fant ikke nginx: oppsettet i drift/ er ikke prøvd")
    return sti


@dataclass(frozen=True)
class Nginx:
    https: int
    http: int
    mappe: Path

    def koble(self, *, fra: str = "127.0.0.1", vert: str | None = VERT) -> ssl.SSLSocket:
        sammenheng = ssl._create_unverified_context()  # noqa: S323 - prøvens eget sertifikat
        rett = socket.create_connection(("127.0.0.1", self.https), timeout=30, source_address=(fra, 0))
        return sammenheng.wrap_socket(rett, server_hostname=vert)

    def send(self, data: bytes, *, fra: str = "127.0.0.1") -> bytes:
        """Sender bytene, og gir alt som kom til nginx la på."""
        ut = b""
        with self.koble(fra=fra) as sokkel:
            with contextlib.suppress(OSError):
                sokkel.sendall(data)
            with contextlib.suppress(OSError):
                while bit := sokkel.recv(65536):
                    ut += bit
        return ut

    def hent(
        self, sti: str, *hoder: str, metode: str = "GET", kropp: bytes = b"", fra: str = "127.0.0.1"
    ) -> bytes:
        linjer = [f"{metode} {sti} HTTP/1.1", f"Host: {VERT}", "Connection: close", *hoder]
        if kropp:
            linjer.append(f"Content-Length: {len(kropp)}")
        return self.send("\r\n".join(linjer).encode() + b"\r\n\r\n" + kropp, fra=fra)

    def feillogg(self) -> str:
        return (self.mappe / "feil.log").read_text()


@contextlib.contextmanager
def kjor_nginx(portal: int, mappe: Path) -> Iterator[Nginx]:
    nginx, https, http = finn_nginx(), ledig_port(), ledig_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={VERT}",
         "-keyout", mappe / "privkey.pem", "-out", mappe / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    hoved = mappe / "nginx.conf"
    hoved.write_text(
        # Som rot går arbeideren ned til en bruker som ikke når prøvens mappe.
        f"{'user root;' if os.getuid() == 0 else ''} daemon off; worker_processes 1; pid {mappe}/pid;\n"
        "worker_rlimit_nofile 4096;\n"
        f"error_log {mappe}/feil.log crit;\nevents {{ worker_connections 2048; }}\n"
        "http { include /etc/nginx/mime.types; default_type application/octet-stream;\n"
        + "".join(
            f"{hva}_temp_path {mappe}/{hva};\n"
            for hva in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"include {mappe}/veier.conf; }}\n"
    )
    (mappe / "veier.conf").write_text(_tilpasset(portal, https, http, mappe))
    prosess = subprocess.Popen([nginx, "-c", hoved, "-e", mappe / "feil.log"], stderr=subprocess.PIPE)
    try:
        for _forsok in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", https), timeout=1):
                break
            time.sleep(0.05)
        else:
            raise AssertionError(f"nginx startet ikke: {prosess.poll()}")
        yield Nginx(https, http, mappe)
    finally:
        prosess.send_signal(signal.SIGTERM)
        prosess.wait(timeout=10)
        prosess.stderr.close()


def _tilpasset(portal: int, https: int, http: int, mappe: Path) -> str:
    tekst = FIL.read_text()
    for fra, til in (
        (r"    listen \[::\].*\n", ""),
        (r"listen 443", f"listen 127.0.0.1:{https}"),
        (r"listen 80", f"listen 127.0.0.1:{http}"),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{portal}"),
        (r"/etc/ssl/veier/", f"{mappe}/"),
        (r"/var/log/nginx/veier\.log", f"{mappe}/feil.log"),
        (r"/srv/veier/\.data/statisk/", f"{HER}/.data/statisk/"),
        (r"/srv/veier/drift/", f"{HER}/drift/"),
    ):
        tekst, antall = re.subn(fra, til, tekst)
        assert antall, fra
    return tekst
