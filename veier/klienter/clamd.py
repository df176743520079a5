"""Virussøk med clamd, over TCP (INSTREAM i clamd(8)): fire byte med lengden, så bytene, og til slutt lengden null."""

from __future__ import annotations

import socket
import struct
from typing import Protocol

from veier.klienter import KlientFeil

BIT = 64 * 1024
FRIST = 60.0
LENGSTE_SVAR = 4096


class Leselig(Protocol):
    """En fil som er åpnet som byte."""

    def read(self, antall: int, /) -> bytes: ...


def sok(fil: Leselig, adresse: tuple[str, int]) -> str:
    """Navnet på det som ble funnet; tomt når ingenting ble funnet. Hever KlientFeil når clamd ikke sier noen av delene."""
    try:
        with socket.create_connection(adresse, timeout=FRIST) as forbindelse:
            _send(forbindelse, fil)
            svar = _les(forbindelse)
    except OSError as feil:
        raise KlientFeil(f"clamd svarte ikke ({type(feil).__name__})") from None
    if svar == "stream: OK":
        return ""
    if svar.startswith("stream: ") and svar.endswith(" FOUND"):
        return svar.removeprefix("stream: ").removesuffix(" FOUND")[:100]
    raise KlientFeil(f"clamd svarte «{svar[:200]}»")


def _send(forbindelse: socket.socket, fil: Leselig) -> None:
    """Legger clamd på underveis, står grunnen i svaret."""
    forbindelse.sendall(b"zINSTREAM\0")
    try:
        while bit := fil.read(BIT):
            forbindelse.sendall(struct.pack("!I", len(bit)) + bit)
        forbindelse.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _les(forbindelse: socket.socket) -> str:
    svar = b""
    while not svar.endswith(b"\0") and len(svar) < LENGSTE_SVAR:
        bit = forbindelse.recv(LENGSTE_SVAR)
        if not bit:
            break
        svar += bit
    return svar.rstrip(b"\0\n").decode("utf-8", "replace").strip()
