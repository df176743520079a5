"""Feilprøven: portalen i drift (to tjenere, to arbeidere, e-post) mens det ene etter det andre går galt.

``script/test --feil N`` kjører den med N feil. Frøet skrives ut; ``VEIER_FEILFRO`` gir de samme feilene om igjen.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from tests.conftest import ROT, lag_maldatabase
from tests.folk import BRUTT, Postkasse
from tests.tjenere import Drift, databaseadresse, ledig_port
from veier.database import lokal_postgres

# Så lenge kan det gå fra feilen er over, til alt virker igjen.
HOYEST_GJENREISNING = 60.0
VARER = (1.0, 4.0)


class Sted(Drift):
    """``antall`` tjenere og arbeidere med en egen PostgreSQL. Det som dør, startes igjen, som tjenesten i drift gjør."""

    def __init__(self, mappe: Path, postkasse: Postkasse, antall: int = 2, **miljo: str):
        self.mappe, self.postkasse, self.antall = mappe, postkasse, antall
        self.postgres = lokal_postgres.start(mappe / "pg")
        self._kopier_malen()
        self.epostport = ledig_port()
        self.porter = tuple(ledig_port() for _nr in range(antall))
        self.bilder = mappe / "bilder"
        miljo = {
            **os.environ,
            **miljo,
            "DATABASE_URL": self.postgres.url,
            "VEIER_ADRESSE": f"http://localhost:{self.porter[0]}",
            "EPOST_URL": f"smtp://127.0.0.1:{self.epostport}",
            "VEIER_OPPLASTET": str(self.bilder),
            "WEB_CONCURRENCY": "1",
        }
        super().__init__(port=self.porter[0], database=self.postgres.url, miljo=miljo)
        self.epost: Controller | None = None
        self.roller: dict[str, subprocess.Popen[bytes]] = {}
        self.skrivere: list[subprocess.Popen[bytes]] = []
        self.startet_igjen: Counter[str] = Counter()
        self.slutt = threading.Event()

    def _kopier_malen(self) -> None:
        bin_ = lokal_postgres.finn_bin()
        miljo = {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": str(bin_.parent / "lib")}
        dump = self.mappe / "mal.sql"
        mal = databaseadresse(lag_maldatabase())
        for program in (
            ["pg_dump", "--no-owner", f"--file={dump}", mal],
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", f"--file={dump}", self.postgres.url],
        ):
            subprocess.run(
                [bin_ / program[0], *program[1:]], env=miljo, check=True, stdout=subprocess.DEVNULL
            )

    # ── Prosessene ──

    def start_alt(self) -> None:
        self.start_epost()
        for nr in range(1, self.antall + 1):
            for rolle in (f"tjener {nr}", f"arbeider {nr}"):
                self.roller[rolle] = self._start_rolle(rolle)
        threading.Thread(target=self._pass_pa, daemon=True).start()
        self.vent_til_alt_virker(60)

    def _start_rolle(self, rolle: str) -> subprocess.Popen[bytes]:
        hva, nr = rolle.split()
        kommando = ["manage.py", "arbeider"]
        if hva == "tjener":
            binding = f"127.0.0.1:{self.porter[int(nr) - 1]}"
            kommando = ["-m", "gunicorn", "veier.wsgi", "--config", "veier/gunicorn.py", "--bind", binding]
        with (self.mappe / f"{rolle}.logg").open("ab") as logg:
            # Gjennom cat: en full disk i prøven skal ramme bildene, ikke loggen.
            skriver = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=logg, start_new_session=True)
        prosess = subprocess.Popen(
            [sys.executable, *kommando],
            cwd=ROT, env=self.miljo, stdout=skriver.stdin, stderr=skriver.stdin, start_new_session=True,
        )  # fmt: skip
        assert skriver.stdin
        skriver.stdin.close()
        self.skrivere.append(skriver)
        self.levende.append(prosess)
        return prosess

    def _pass_pa(self) -> None:
        """Det systemd gjør: det som er dødt, startes igjen etter et sekund."""
        while not self.slutt.wait(0.2):
            for rolle, prosess in list(self.roller.items()):
                if prosess.poll() is not None and not self.slutt.wait(1):
                    self.levende.remove(prosess)
                    self.startet_igjen[rolle] += 1
                    self.roller[rolle] = self._start_rolle(rolle)

    def stopp_alt(self) -> None:
        self.slutt.set()
        time.sleep(0.5)
        for prosess in list(self.levende):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(prosess.pid, signal.SIGCONT)
            self.drep(prosess)
        for skriver in self.skrivere:
            skriver.wait(timeout=10)
        self.stopp_epost()
        lokal_postgres.stopp(self.mappe / "pg")

    def start_epost(self) -> None:
        self.epost = Controller(self.postkasse, hostname="127.0.0.1", port=self.epostport)
        self.epost.start()

    def stopp_epost(self) -> None:
        if self.epost:
            self.epost.stop(no_assert=True)
            self.epost = None

    def drep_databasen(self) -> None:
        """SIGKILL til PostgreSQL selv, og så den samme tjeneren opp igjen fra det som står på disken."""
        pid = int((self.postgres.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        lokal_postgres.start(self.mappe / "pg")

    # ── Virker det? ──

    def vent_til_alt_virker(self, sekunder: float) -> float:
        """Sekundene til begge tjenere svarer og arbeiderne lever, uten jobber som er glemt."""
        begynte = time.monotonic()
        while not self._alt_virker():
            if time.monotonic() - begynte > sekunder:
                return float("inf")
            time.sleep(0.1)
        return time.monotonic() - begynte

    def _alt_virker(self) -> bool:
        for port in self.porter:
            try:
                if self.pa(port).hent("/helse/").status != 200:
                    return False
            except BRUTT:
                return False
        try:
            ((levende, glemte),) = self.sql(
                "SELECT (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds'),"
                " (SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id"
                "   WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - interval '20 seconds'))"
            )
        except psycopg.Error:
            return False
        return levende >= 3 * self.antall and glemte == 0

    def pa(self, port: int) -> Drift:
        """De samme forespørslene, til en bestemt av tjenerne."""
        return Drift(port=port, database=self.database, miljo=self.miljo)

    def logger(self) -> str:
        return "".join(f.read_text(errors="replace") for f in sorted(self.mappe.glob("*.logg")))

    def loggede_feil(self) -> str:
        """Linjene om feil, med sporene, og om svar som var 500."""
        linjer = self.logger().splitlines()
        return "\n".join(linje for linje in linjer if '"status": 500' in linje or '"niva": "ERROR"' in linje)


@contextlib.contextmanager
def et_sted(mappe: Path, antall: int = 2, **miljo: str) -> Iterator[Sted]:
    sted = Sted(mappe, Postkasse(), antall, **miljo)
    try:
        sted.start_alt()
        yield sted
    finally:
        sted.stopp_alt()


# ── Feilene ──


@dataclass
class Feil:
    """Én slags feil: den begynner, og den slutter når blokken er ferdig."""

    navn: str
    gjor: Callable[[Sted, random.Random], contextlib.AbstractContextManager[Any]]


def _drep(rolle: str, tegn: int = signal.SIGKILL) -> Feil:
    @contextlib.contextmanager
    def gjor(sted: Sted, tilfeldig: random.Random) -> Iterator[None]:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(sted.roller[f"{rolle} {tilfeldig.choice('12')}"].pid, tegn)
        yield

    return Feil(f"{rolle}: {signal.Signals(tegn).name}", gjor)


@contextlib.contextmanager
def _frys(sted: Sted, tilfeldig: random.Random) -> Iterator[None]:
    gruppe = sted.roller[tilfeldig.choice(sorted(sted.roller))].pid
    with contextlib.suppress(ProcessLookupError):
        os.killpg(gruppe, signal.SIGSTOP)
    yield
    with contextlib.suppress(ProcessLookupError):
        os.killpg(gruppe, signal.SIGCONT)


def _til_alle(funksjon: str) -> Callable[[Sted, random.Random], contextlib.AbstractContextManager[Any]]:
    @contextlib.contextmanager
    def gjor(sted: Sted, tilfeldig: random.Random) -> Iterator[None]:
        for _gang in range(3):
            sted.sql(
                f"SELECT {funksjon}(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
            time.sleep(tilfeldig.uniform(0, 0.5))
        yield

    return gjor


@contextlib.contextmanager
def _uten_database(sted: Sted, _tilfeldig: random.Random) -> Iterator[None]:
    tjener = sted.postgres
    tjener.kjor("pg_ctl", "-D", str(tjener.data), "-m", "immediate", "-w", "stop")
    yield
    lokal_postgres.start(sted.mappe / "pg")


@contextlib.contextmanager
def _uten_epost(sted: Sted, _tilfeldig: random.Random) -> Iterator[None]:
    sted.stopp_epost()
    yield
    sted.start_epost()


def _epost(oppforsel: str) -> Callable[[Sted, random.Random], contextlib.AbstractContextManager[Any]]:
    @contextlib.contextmanager
    def gjor(sted: Sted, _tilfeldig: random.Random) -> Iterator[None]:
        sted.postkasse.oppforsel = oppforsel
        yield
        sted.postkasse.oppforsel = "godta"

    return gjor


@contextlib.contextmanager
def _full_disk(sted: Sted, _tilfeldig: random.Random) -> Iterator[None]:
    """Ingen fil kan vokse: kjernen sier nei til skrivingen, som den gjør når disken er full."""
    _grense_for_filer(sted, 100)
    yield
    _grense_for_filer(sted, resource.RLIM_INFINITY)


def _grense_for_filer(sted: Sted, byte: int) -> None:
    for rolle, prosess in sted.roller.items():
        if rolle.startswith("tjener"):
            barn = subprocess.run(
                ["pgrep", "-g", str(prosess.pid)], capture_output=True, text=True, check=False
            )
            for pid in map(int, barn.stdout.split()):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (byte, resource.RLIM_INFINITY))


FEILENE = (
    _drep("tjener"),
    _drep("arbeider"),
    _drep("arbeider", signal.SIGTERM),
    _drep("tjener", signal.SIGTERM),
    Feil("prosess: fryst", _frys),
    Feil("database: alle forbindelser brutt", _til_alle("pg_terminate_backend")),
    Feil("database: alle spørringer avbrutt", _til_alle("pg_cancel_backend")),
    Feil("database: stoppet og startet", _uten_database),
    Feil("e-post: nede", _uten_epost),
    Feil("e-post: treg", _epost("treg")),
    Feil("e-post: avviser", _epost("avvis")),
    Feil("e-post: bryter", _epost("bryt")),
    Feil("disk: full", _full_disk),
)


@dataclass
class Utfall:
    feil: str
    varte: float
    gjenreist: float


@dataclass
class Protokoll:
    """Det som ble prøvd."""

    fro: int
    utfall: list[Utfall] = field(default_factory=list)

    def trekk(self, antall: int) -> tuple[random.Random, list[Feil]]:
        """Hver slags feil like ofte, i tilfeldig rekkefølge."""
        tilfeldig, trukket = random.Random(self.fro), []
        while len(trukket) < antall:
            trukket += tilfeldig.sample(FEILENE, len(FEILENE))
        return tilfeldig, trukket[:antall]

    def kjor(self, sted: Sted, antall: int) -> None:
        tilfeldig, trukket = self.trekk(antall)
        for nr, feil in enumerate(trukket, start=1):
            time.sleep(tilfeldig.uniform(0.5, 1.5))
            varer = tilfeldig.uniform(*VARER)
            with feil.gjor(sted, tilfeldig):
                time.sleep(varer)
            gjenreist = sted.vent_til_alt_virker(2 * HOYEST_GJENREISNING)
            self.utfall.append(Utfall(feil.navn, varer, gjenreist))
            print(
                f"{nr:3} {feil.navn:36} varte {varer:4.1f} s, virket igjen etter {gjenreist:5.1f} s",
                flush=True,
            )
