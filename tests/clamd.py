"""En liten tjener som snakker clamds INSTREAM: «EICAR» i bytene er et virus."""

from __future__ import annotations

import contextlib
import socketserver
import struct
import threading
from collections.abc import Iterator
from typing import Any


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, svar: bytes | None, legger_pa_etter: int) -> None:
        super().__init__(("127.0.0.1", 0), _Forbindelse)
        self.svar, self.legger_pa_etter = svar, legger_pa_etter
        self.mottatt: list[bytes] = []

    @property
    def adresse(self) -> tuple[str, int]:
        return ("127.0.0.1", self.server_address[1])


class _Forbindelse(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        innhold = b""
        while lengde := struct.unpack("!I", self.rfile.read(4))[0]:
            innhold += self.rfile.read(lengde)
            if len(innhold) > self.server.legger_pa_etter:
                return
        self.server.mottatt.append(innhold)
        svar = b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in innhold else b"stream: OK\0"
        self.wfile.write(svar if self.server.svar is None else self.server.svar)


@contextlib.contextmanager
def kjor_clamd(svar: bytes | None = None, *, legger_pa_etter: int = 10**9) -> Iterator[Clamd]:
    with Clamd(svar, legger_pa_etter) as tjener:
        traad = threading.Thread(target=tjener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        traad.start()
        try:
            yield tjener
        finally:
            tjener.shutdown()
