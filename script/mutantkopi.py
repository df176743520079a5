"""Kopien av prosjektet en mutant settes inn i, og testene som kjøres der."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from threading import Lock

from script.mutantfunn import ROT, Mutant, mutert

MAPPE = Path(os.environ.get("VEIER_DATA", ROT / ".data")) / "mutanter"
# Lange prøver om det ingen kort prøve går gjennom: kjøres når ingen av de korte merket feilen. De bruker faste navn på
# databaser og porter, så bare én mutant om gangen. Er de røde også uten feilen, sier de ingenting.
GRUNDIGE = {
    "veier/sikkerhetskopi/*": ["tests/veier/test_sikkerhetskopi.py"],
    "veier/sok/*": ["tests/samarbeid/test_kommandoer.py"],
    "samarbeid/innpost/*": ["tests/samarbeid/innpost/test_innpost.py", "tests/veier/epost/test_postkasse.py"],
}
GRUNDIG_TID = 240.0  # sekunder
_en_om_gangen = Lock()
_rod_uten_feil: dict[str, bool] = {}


def gits_filer() -> list[str]:
    kjort = subprocess.run(["git", "ls-files"], cwd=ROT, capture_output=True, text=True, check=True)
    return [fil for fil in kjort.stdout.splitlines() if (ROT / fil).is_file()]


def grundige(fil: str) -> list[str]:
    """De lange prøvene om filen."""
    return next((tester for monster, tester in GRUNDIGE.items() if fnmatch(fil, monster)), [])


class Kopi:
    """En kopi av prosjektet feilene settes inn i, med sin egen testdatabase."""

    def __init__(self, nummer: int, mal: str) -> None:
        self.rot = MAPPE / f"kopi{nummer}"
        shutil.rmtree(self.rot, ignore_errors=True)
        for fil in gits_filer():
            (self.rot / fil).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROT / fil, self.rot / fil)
        for navn in (".bygg", "node_modules", ".venv"):
            if (ROT / navn).exists():
                (self.rot / navn).symlink_to(ROT / navn)
        for mo in ROT.glob("locale/*/LC_MESSAGES/*.mo"):
            shutil.copy2(mo, self.rot / mo.relative_to(ROT))
        self.miljo = {
            **os.environ,
            "VEIER_DATA": str(MAPPE.parent),
            "VEIER_MALDATABASE": mal,
            "VEIER_TESTNAVN": f"mutant{nummer}",
        }

    def prov(self, mutant: Mutant, tester: Sequence[str], tid: float) -> bool:
        """Sant når testene merker feilen, også ved at de aldri blir ferdige."""
        with self._satt_inn(mutant):
            try:
                return self.kjor(tester, tid, VEIER_BEHOLD="1").returncode != 0
            except subprocess.TimeoutExpired:
                return True

    def prov_grundig(self, mutant: Mutant) -> bool:
        """Sant når en av de lange prøvene om filen merker feilen."""
        filene = grundige(mutant.fil)
        if not filene:
            return False
        with _en_om_gangen:
            if mutant.fil not in _rod_uten_feil:
                _rod_uten_feil[mutant.fil] = self._kjor_grundig(filene)
            if _rod_uten_feil[mutant.fil]:
                return False
            with self._satt_inn(mutant):
                return self._kjor_grundig(filene)

    def _kjor_grundig(self, filene: Sequence[str]) -> bool:
        """Sant når en av dem er rød. Blir de ikke ferdige på tiden, sier de ingenting."""
        try:
            return self.kjor(["-mgrundig", *filene], GRUNDIG_TID / 4, VEIER_GRUNDIG="1").returncode == 1
        except subprocess.TimeoutExpired:
            return False

    @contextmanager
    def _satt_inn(self, mutant: Mutant) -> Iterator[None]:
        fil = self.rot / mutant.fil
        ren = fil.read_text()
        self._skriv(fil, mutert(ren, mutant))
        try:
            yield
        finally:
            self._skriv(fil, ren)

    def kjor(self, tester: Sequence[str], tid: float, **miljo: str) -> subprocess.CompletedProcess[bytes]:
        """Testene kjørt, med det de skrev. Hever TimeoutExpired."""
        uten = [f"-pno:{tillegg}" for tillegg in ("randomly", "cacheprovider", "anyio")]
        liste = self.rot / "testene.txt"  # flere tester enn en kommandolinje har plass til
        liste.write_text("\n".join(tester), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-xq", *uten, f"@{liste}"],
            cwd=self.rot, env=self.miljo | miljo, capture_output=True, timeout=60 + 4 * tid, check=False,
        )  # fmt: skip

    @staticmethod
    def _skriv(fil: Path, kode: str) -> None:
        """Uten den oversatte filen fra forrige gang: to feil i samme sekund kan ha den samme lengden."""
        fil.write_text(kode)
        for oversatt in (fil.parent / "__pycache__").glob(f"{fil.stem}.*.pyc"):
            oversatt.unlink()
