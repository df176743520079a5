"""Portalens egne prosesser på en egen kopi av databasen, til prøvene som dreper dem."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

from tests.conftest import ROT, kopier_database, slett_database

SKJEMAVERN = "a" * 32


def ledig_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def databaseadresse(navn: str) -> str:
    """Adressen til databasen ``navn`` på samme tjener som testdatabasen."""
    oppsett = connections["default"].settings_dict
    vert = oppsett["HOST"] or oppsett["OPTIONS"].get("host", "")
    passord = f":{oppsett['PASSWORD']}" if oppsett["PASSWORD"] else ""
    if vert.startswith("/"):
        return f"postgresql://{oppsett['USER']}{passord}@/{navn}?host={vert}"
    return f"postgresql://{oppsett['USER']}{passord}@{vert}:{oppsett['PORT'] or 5432}/{navn}"


def kjor_kode(kode: str, miljo: Mapping[str, str], rot: Path = ROT) -> Any:
    """Kjører Python-koden i portalens miljø, og gir det den skrev som JSON på siste linje."""
    ut = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", kode],
        cwd=rot, env=dict(miljo), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ut.returncode == 0, ut.stderr
    return json.loads(ut.stdout.splitlines()[-1])


@dataclass
class Drift:
    """Tjener og arbeider med samme miljø. ``drep`` er SIGKILL til hele prosessgruppen."""

    port: int
    database: str
    miljo: dict[str, str]
    levende: list[subprocess.Popen[bytes]] = field(default_factory=list)
    logg: Path | None = None  # her havner alt prosessene skriver til stderr
    rot: Path = ROT

    @property
    def navn(self) -> str:
        """Databasens navn."""
        return urllib.parse.urlsplit(self.database).path[1:]

    def _start(self, *kommando: str) -> subprocess.Popen[bytes]:
        with open(self.logg or os.devnull, "ab") as logg:
            prosess = subprocess.Popen(
                [sys.executable, *kommando],
                cwd=self.rot,
                env=self.miljo,
                stdout=subprocess.DEVNULL,
                stderr=logg,
                start_new_session=True,
            )
        self.levende.append(prosess)
        return prosess

    def start_tjener(self) -> subprocess.Popen[bytes]:
        """Starter gunicorn som i drift, og venter til den svarer."""
        prosess = self._start(
            "-m", "gunicorn", "veier.wsgi", "--config", "veier/gunicorn.py", "--bind", f"127.0.0.1:{self.port}"
        )  # fmt: skip
        # Fem sekunder på en ledig maskin, mer når andre prøver har kjernene. En som er død, ventes det ikke på.
        frist = time.monotonic() + 60
        while time.monotonic() < frist and prosess.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.hent("/helse/").status == 200:
                    return prosess
            time.sleep(0.05)
        raise AssertionError(f"tjeneren startet ikke (avsluttet med {prosess.returncode})")

    def start_arbeider(self) -> subprocess.Popen[bytes]:
        return self._start("manage.py", "arbeider")

    def drep(self, prosess: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(prosess.pid, signal.SIGKILL)
        prosess.wait()
        self.levende.remove(prosess)

    def kjor(self, kode: str) -> Any:
        """Kjører Python-koden i portalens miljø, og gir det den skrev som JSON på siste linje."""
        return kjor_kode(kode, self.miljo, self.rot)

    def sql(self, sporring: str, *verdier: Any) -> list[Any]:
        with psycopg.connect(self.database) as db:
            svar = db.execute(sporring, verdier)
            return svar.fetchall() if svar.description else []

    def hent(self, sti: str, *, okt: str = "", fra: str = "127.0.0.1") -> http.client.HTTPResponse:
        return self._send("GET", sti, {}, {"okt": okt}, fra)

    def post(
        self,
        sti: str,
        felt: Mapping[str, str],
        *,
        okt: str = "",
        fra: str = "127.0.0.1",
        filer: Sequence[tuple[str, str, bytes]] = (),
        vern: str = SKJEMAVERN,
    ) -> http.client.HTTPResponse:
        """Sender skjemaet. ``filer`` er (feltet, filnavnet, innholdet). ``vern`` er kapselen portalen kjenner nettleseren på.

        Hever OSError eller HTTPException når tjeneren dør før svaret er kommet.
        """
        felt = {"csrfmiddlewaretoken": vern, **felt}
        return self._send("POST", sti, felt, {"skjemavern": vern, "okt": okt}, fra, filer)

    def _send(
        self,
        metode: str,
        sti: str,
        felt: Mapping[str, str],
        kapsler: Mapping[str, str],
        fra: str,
        filer: Sequence[tuple[str, str, bytes]] = (),
    ) -> http.client.HTTPResponse:
        slag, kropp = ("application/x-www-form-urlencoded", urllib.parse.urlencode(felt).encode())
        if filer:
            slag, kropp = _med_filer(felt, filer)
        forbindelse = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10, source_address=(fra, 0))
        with contextlib.closing(forbindelse):
            hoder = {
                "Host": f"localhost:{self.port}",
                "Content-Type": slag,
                "Cookie": "; ".join(f"{k}={v}" for k, v in kapsler.items() if v),
            }
            forbindelse.request(metode, sti, kropp, hoder)
            svar = forbindelse.getresponse()
            svar.innhold = svar.read()
            svar.tekst = svar.innhold.decode(errors="replace")
            return svar


def _med_filer(felt: Mapping[str, str], filer: Sequence[tuple[str, str, bytes]]) -> tuple[str, bytes]:
    """(innholdstypen, kroppen) til et skjema med filer (RFC 7578)."""
    grense = secrets.token_hex(16)
    deler = [(f'name="{navn}"', "", verdi.encode()) for navn, verdi in felt.items()]
    deler += [
        (f'name="{navn}"; filename="{filnavn}"', "Content-Type: application/octet-stream\r\n", innhold)
        for navn, filnavn, innhold in filer
    ]
    kropp = b"".join(
        f"--{grense}\r\nContent-Disposition: form-data; {hvem}\r\n{slag}\r\n".encode() + verdi + b"\r\n"
        for hvem, slag, verdi in deler
    )
    return f"multipart/form-data; boundary={grense}", kropp + f"--{grense}--\r\n".encode()


@contextlib.contextmanager
def i_drift(navn: str, *, rot: Path = ROT, **miljo: str) -> Iterator[Drift]:
    """En kopi av databasen med prosesser på. Alt som ble startet, er borte når blokken er ferdig."""
    navn = f"{navn}_{os.environ.get('PYTEST_XDIST_WORKER', 'alene')}"  # to arbeidere tar aldri hverandres
    kopier_database(navn)
    port, url = ledig_port(), databaseadresse(navn)
    felles = {"DATABASE_URL": url, "VEIER_ADRESSE": f"http://localhost:{port}"}
    drift = Drift(port, url, {**os.environ, **felles, **miljo}, rot=rot)
    try:
        yield drift
    finally:
        for prosess in list(drift.levende):
            drift.drep(prosess)
        slett_database(navn)
