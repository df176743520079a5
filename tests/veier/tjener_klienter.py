"""Klienter som er trege med vilje: hoder og kropper i drypp, og lesere som nesten ikke tar imot."""

from __future__ import annotations

import contextlib
import http.client
import socket
import time
from collections.abc import Iterator

HODER = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"
KROPP = (
    b"POST /prov/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 5000\r\n\r\ntittel=a"
)
LESER = b"GET /statisk/tema/tema.css HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextlib.contextmanager
def trege(port: int, start: bytes, antall: int, *, lite_vindu: bool = False) -> Iterator[list[socket.socket]]:
    """``antall`` forbindelser som har sendt ``start`` og så holder på."""
    alle = []
    for _nr in range(antall):
        sokkel = socket.socket()
        if lite_vindu:
            sokkel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        sokkel.settimeout(5)
        with contextlib.suppress(OSError):
            sokkel.connect(("127.0.0.1", port))
            sokkel.sendall(start)
        alle.append(sokkel)
    try:
        yield alle
    finally:
        for sokkel in alle:
            sokkel.close()


def dryppe(alle: list[socket.socket], drypp: bytes = b"x") -> None:
    for sokkel in alle:
        with contextlib.suppress(OSError):
            sokkel.sendall(drypp)


def tid(port: int, sti: str, vert: str = "localhost") -> tuple[int, float]:
    start = time.monotonic()
    forbindelse = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(forbindelse):
        forbindelse.request("GET", sti, headers={"Host": vert})
        svar = forbindelse.getresponse()
        svar.read()
    return svar.status, time.monotonic() - start


def send_rett(port: int, data: bytes, ventetid: float = 15) -> bytes:
    """Sender bytene som de er, og gir alt som kom til tjeneren la på eller ventetiden var over."""
    ut = b""
    with socket.create_connection(("127.0.0.1", port), timeout=ventetid) as sokkel:
        with contextlib.suppress(OSError):
            sokkel.sendall(data)
        with contextlib.suppress(OSError):
            while bit := sokkel.recv(65536):
                ut += bit
    return ut
