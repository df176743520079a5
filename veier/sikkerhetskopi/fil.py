"""Filen: tar kryptert med age (pyrage), skrevet ved siden av og gitt sitt navn når den er hel og på disken."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyrage

from veier.sikkerhetskopi import Kopifeil, manifest

ENDELSE = ".veier"


@contextlib.contextmanager
def ny_fil(mal: Path) -> Iterator[Path]:
    """Et midlertidig navn i samme mappe. Går alt bra, får filen sitt navn; ellers blir ingenting liggende."""
    halv = mal.with_name(f".{mal.name}.{os.getpid()}.halv")
    try:
        halv.touch(mode=0o600)
        yield halv
        with halv.open("rb") as fil:
            os.fsync(fil.fileno())
        halv.replace(mal)
        _fsync_mappe(mal.parent)
    except OSError as feil:
        raise Kopifeil(f"Kopien kunne ikke skrives: {feil.strerror or feil}.") from None
    finally:
        halv.unlink(missing_ok=True)


def pakk(til: Path, *, deler: dict[str, Path], m: manifest.Manifest) -> None:
    """Manifestet først, så filene."""
    with tarfile.open(til, "w") as tar:
        info = tarfile.TarInfo(manifest.MANIFEST)
        innhold = m.som_json()
        info.size = len(innhold)
        tar.addfile(info, BytesIO(innhold))
        for navn, sti in deler.items():
            with sti.open("rb") as fil:
                info = tarfile.TarInfo(navn)
                info.size = os.fstat(fil.fileno()).st_size
                tar.addfile(info, fil)


def pakk_ut(fra: Path, mappe: Path) -> manifest.Manifest:
    """Pakker ut, og kontrollerer hver fil mot manifestet. Hever Kopifeil når noe mangler eller er endret."""
    try:
        with tarfile.open(fra, "r:") as tar:
            forste = tar.next()
            if forste is None or forste.name != manifest.MANIFEST:
                raise Kopifeil("Filen er ikke en sikkerhetskopi av portalen.")
            m = manifest.les(tar.extractfile(forste).read())  # type: ignore[union-attr]
            for medlem in tar:
                _pakk_ut_en(tar, medlem, mappe)
    except (tarfile.TarError, OSError, EOFError):
        raise Kopifeil("Kopien er skadet eller avbrutt, og kan ikke brukes.") from None
    utpakket = {str(f.relative_to(mappe)) for f in mappe.rglob("*") if f.is_file()} - {manifest.MANIFEST}
    if utpakket != set(m.filer) or any(sum_av(mappe / navn) != sum_ for navn, sum_ in m.filer.items()):
        raise Kopifeil("Kopien er skadet: filene i den stemmer ikke med manifestet.")
    return m


def _pakk_ut_en(tar: tarfile.TarFile, medlem: tarfile.TarInfo, mappe: Path) -> None:
    """Bare vanlige filer, inne i mappen. Filteret i tarfile finnes ikke i alle utgaver av Python 3.11."""
    til = (mappe / medlem.name).resolve()
    if not medlem.isreg() or not til.is_relative_to(mappe.resolve()):
        raise Kopifeil("Kopien er skadet: den har noe annet enn filer i seg.")
    til.parent.mkdir(parents=True, exist_ok=True)
    with til.open("wb") as ny, tar.extractfile(medlem) as innhold:  # type: ignore[union-attr]
        shutil.copyfileobj(innhold, ny)


def krypter(fra: Path, til: Path, *, mottaker: str) -> None:
    """Til en offentlig nøkkel (``age1…``). Den som bare har den, kan lage kopier, men ikke lese dem."""
    try:
        nokkel = pyrage.x25519.Recipient.from_str(mottaker)
    except pyrage.RecipientError:
        raise Kopifeil(
            "Nøkkelen kopien skal krypteres til, er ikke en offentlig age-nøkkel (age1…)."
        ) from None
    pyrage.encrypt_file(str(fra), str(til), [nokkel])


def dekrypter(fra: Path, til: Path, *, nokkel: str) -> None:
    """Hever Kopifeil når nøkkelen er feil eller filen er endret eller kuttet."""
    til.touch(mode=0o600)
    try:
        pyrage.decrypt_file(str(fra), str(til), [pyrage.x25519.Identity.from_str(nokkel)])
    except pyrage.IdentityError:
        raise Kopifeil("Nøkkelfilen har ingen hemmelig age-nøkkel (AGE-SECRET-KEY-…).") from None
    except (pyrage.DecryptError, OSError, ValueError):
        raise Kopifeil(
            "Kopien kan ikke åpnes: nøkkelen er feil, eller filen er skadet eller avbrutt."
        ) from None


def lag_nokkel(fil: Path) -> str:
    """Skriver en ny hemmelig nøkkel til filen (bare for eieren), og gir den offentlige. Overskriver aldri."""
    par = pyrage.x25519.Identity.generate()
    try:
        beskriver = os.open(fil, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as feil:
        raise Kopifeil(f"Nøkkelen kunne ikke skrives til {fil}: {feil.strerror}.") from None
    with os.fdopen(beskriver, "w") as ut:
        ut.write(f"# offentlig: {par.to_public()}\n{par}\n")
        ut.flush()
        os.fsync(ut.fileno())
    return str(par.to_public())


def les_nokkel(fil: Path) -> str:
    """Den hemmelige nøkkelen i filen, slik age også skriver den. Hever Kopifeil."""
    try:
        linjer = fil.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Kopifeil(f"Nøkkelfilen {fil} kan ikke leses.") from None
    return next((linje.strip() for linje in linjer if linje.startswith("AGE-SECRET-KEY-")), "")


def er_kryptert(fil: Path) -> bool:
    try:
        with fil.open("rb") as inn:
            return inn.read(21) == b"age-encryption.org/v1"
    except OSError as feil:
        raise Kopifeil(f"Kopien {fil} kan ikke leses: {feil.strerror}.") from None


def sum_av(sti: Path) -> str:
    with sti.open("rb") as fil:
        return hashlib.file_digest(fil, "sha256").hexdigest()


def _fsync_mappe(mappe: Path) -> None:
    beskriver = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(beskriver)
    finally:
        os.close(beskriver)
