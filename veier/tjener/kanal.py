"""Det gunicorn tror er sokkelen: leser av den hele forespørselen, og skriver uten å vente på den som tar imot.

Tråden skriver til alt er sagt, og går videre. Det klienten ikke tok imot, ligger i minnet, og fra en viss størrelse i
en fil uten navn; hovedtråden sender det når klienten er klar.
"""

from __future__ import annotations

import errno
import socket
import tempfile
from typing import IO

I_MINNET = 128 * 1024
STORSTE_SVAR = 128 * 1024 * 1024
BIT = 256 * 1024


def _brutt() -> BrokenPipeError:
    """Gunicorn kjenner en klient som er gått, på nummeret."""
    return BrokenPipeError(errno.EPIPE, "klienten er gått")


class Kanal:
    def __init__(self, sokkel: socket.socket, forespoersel: bytes) -> None:
        self._sokkel = sokkel
        self._inn = memoryview(forespoersel)
        self._minne = bytearray()
        self._fil: IO[bytes] | None = None
        self._skrevet = self._sendt = 0  # i filen
        self.brutt = False

    # ── Lesing ──

    def recv(self, antall: int) -> bytes:
        ut, self._inn = bytes(self._inn[:antall]), self._inn[antall:]
        return ut

    # ── Skriving ──

    def sendall(self, data: bytes) -> None:
        if self.brutt:
            raise _brutt()
        if data.startswith(b"HTTP/1.1 100 ") and not self.venter:
            return  # lov til å sende er alt gitt
        if not self.venter:
            data = data[self._prov(data) :]
        if data:
            self._legg(data)

    def send(self, data: bytes) -> int:
        self.sendall(data)
        return len(data)

    @property
    def venter(self) -> int:
        """Antall byte klienten ikke har tatt imot."""
        return len(self._minne) + self._skrevet - self._sendt

    def tom(self) -> bool:
        """Sender det klienten har plass til. Sant når ingenting venter."""
        while self.venter and not self.brutt:
            if not self._minne:
                self._hent_fra_filen()
            sendt = self._prov(self._minne)
            if not sendt:
                return False
            del self._minne[:sendt]
        return True

    def _prov(self, data: bytes | bytearray) -> int:
        try:
            return self._sokkel.send(data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self.brutt = True
            raise _brutt() from None

    def _legg(self, data: bytes) -> None:
        if self._fil is None and len(self._minne) + len(data) <= I_MINNET:
            self._minne += data
            return
        if self.venter + len(data) > STORSTE_SVAR:
            self.brutt = True
            raise _brutt()
        if self._fil is None:
            self._fil = tempfile.TemporaryFile()  # noqa: SIM115 - lukkes i close
        self._fil.seek(self._skrevet)
        self._fil.write(data)
        self._skrevet += len(data)

    def _hent_fra_filen(self) -> None:
        if self._fil is not None:
            self._fil.seek(self._sendt)
            bit = self._fil.read(BIT)
            self._sendt += len(bit)
            self._minne += bit

    # ── Det andre gunicorn spør en sokkel om ──

    def gettimeout(self) -> float:
        return 0.0

    def setblocking(self, _verdi: bool) -> None:
        """Aldri: den som venter her, holder en tråd."""

    def settimeout(self, _verdi: float | None) -> None:
        """Som over."""

    def fileno(self) -> int:
        return self._sokkel.fileno()

    def shutdown(self, _hvordan: int) -> None:
        """Svaret ble brutt halvveis: forbindelsen lukkes hardt, så ingen tror at det er helt."""
        self.brutt = True
        raise OSError

    def close(self) -> None:
        if self._fil is not None:
            self._fil.close()
            self._fil = None
