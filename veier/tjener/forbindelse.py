"""En forbindelse: sokkelen, det som er kommet inn, det som skal ut, og når tålmodigheten tar slutt."""

from __future__ import annotations

import contextlib
import socket
import time
from enum import Enum, auto
from typing import TypeAlias

from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

from veier.tjener.innboks import Innboks
from veier.tjener.kanal import Kanal

# En vanlig nettleser har sendt hodene på noen millisekunder, en treg telefon på et par sekunder.
HODER_SEKUNDER = 10
# Kroppen og svaret: en grunntid, og så mye som 4 kB/s trenger. En treg telefon har ti ganger så mye.
GRUNNTID_SEKUNDER, TREGEST_BYTE_PER_SEKUND, LENGST_SEKUNDER = 10, 4_000, 120
AVSKJED_SEKUNDER = 2

# Vert og port, eller stien til en sokkel i filsystemet.
Adresse: TypeAlias = tuple[str, int] | str


class Tilstand(Enum):
    LEDIG = auto()  # venter på neste forespørsel
    LESER = auto()
    ARBEIDER = auto()  # hos en tråd
    SENDER = auto()
    TAR_AVSKJED = auto()  # alt er sagt; leser ferdig så klienten får med seg svaret


def tid_for(antall_byte: int) -> float:
    return min(LENGST_SEKUNDER, GRUNNTID_SEKUNDER + antall_byte / TREGEST_BYTE_PER_SEKUND)


class Forbindelse:
    """Det gunicorn kaller ``conn``. ``sock`` er kanalen tråden bruker; ``sokkel`` er den ekte."""

    initialized = data_ready = True
    is_http2 = False

    def __init__(self, cfg: Config, sokkel: socket.socket, klient: Adresse, tjener: Adresse) -> None:
        sokkel.setblocking(False)
        with contextlib.suppress(OSError):
            sokkel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.cfg, self.sokkel, self.client, self.server = cfg, sokkel, klient, tjener
        self.innboks = Innboks()
        self.sock: Kanal | None = None
        self.parser: RequestParser | None = None
        self.tilstand = Tilstand.LESER
        self.frist = time.monotonic() + HODER_SEKUNDER
        self.i_kanalen_siden = 0.0
        self.behold = False

    def init(self) -> None:
        """Gunicorn ville lest av sokkelen her. Alt er alt lest."""

    def les(self) -> bool:
        """Leser det som er kommet. Usant når klienten har lagt på."""
        try:
            nytt = self.sokkel.recv(65536)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        if not nytt:
            return False
        if self.tilstand is Tilstand.LEDIG:
            self.tilstand, self.frist = Tilstand.LESER, time.monotonic() + HODER_SEKUNDER
        kjente = self.innboks.ventet is not None
        self.innboks.mat(nytt)
        if not kjente and self.innboks.ventet is not None and not self.innboks.hel:
            self.frist = time.monotonic() + tid_for(self.innboks.ventet)
            if self.innboks.vil_ha_lov:
                self.send_rett(b"HTTP/1.1 100 Continue\r\n\r\n")
        return True

    def til_traden(self) -> None:
        self.tilstand = Tilstand.ARBEIDER
        self.i_kanalen_siden = time.monotonic()
        self.sock = Kanal(self.sokkel, self.innboks.ta())
        self.parser = RequestParser(self.cfg, self.sock, self.client)

    def har_lagt_pa(self) -> bool:
        """Klienten gikk mens forespørselen sto i kø."""
        try:
            return self.sokkel.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def send_rett(self, data: bytes) -> None:
        """Et kort svar, så langt kjernen tar imot det."""
        with contextlib.suppress(OSError):
            self.sokkel.send(data)

    def begynn_avskjed(self) -> bool:
        try:
            self.sokkel.shutdown(socket.SHUT_WR)
        except OSError:
            return False
        self.tilstand, self.frist = Tilstand.TAR_AVSKJED, time.monotonic() + AVSKJED_SEKUNDER
        return True

    def lukk(self) -> None:
        if self.sock is not None:
            self.sock.close()
        with contextlib.suppress(OSError):
            self.sokkel.close()
