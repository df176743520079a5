"""Å ta en kopi, å legge den inn igjen, og å rydde i de gamle."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from veier.sikkerhetskopi import Kopifeil, manifest, postgres
from veier.sikkerhetskopi import fil as kopifil
from veier.sikkerhetskopi.fil import ENDELSE

FORSTE = "veier-"


def ta_kopi(til: Path, *, mottaker: str = "") -> Path:
    """Tar en kopi mens portalen går. ``til`` er en mappe (filen får tidspunktet som navn) eller en fil som ikke finnes.

    Databasen er slik den var i ett øyeblikk. Bildene tas etterpå: en fil skrives før raden som viser til den, så hver
    rad i kopien har bildet sitt. Uten ``mottaker`` er kopien ikke kryptert. Hever Kopifeil.
    """
    mal = til / f"{FORSTE}{timezone.now():%Y%m%dT%H%M%SZ}{ENDELSE}" if til.is_dir() else til
    if mal.exists():
        raise Kopifeil(f"{mal} finnes fra før.")
    if not mal.parent.is_dir():
        raise Kopifeil(f"Mappen {mal.parent} finnes ikke.")
    with (
        tempfile.TemporaryDirectory(dir=mal.parent, prefix=".veier-kopi-") as mappe,
        kopifil.ny_fil(mal) as halv,
    ):
        arbeid = Path(mappe)
        klar = arbeid / "klar.tar" if mottaker else halv
        _pakk(arbeid, klar)
        if mottaker:
            kopifil.krypter(klar, halv, mottaker=mottaker)
    return mal


def _pakk(arbeid: Path, til: Path) -> None:
    dump = arbeid / manifest.DATABASE
    with postgres.ett_oyeblikk() as oyeblikk:
        tabeller = postgres.antall_rader()
        postgres.ta_ut(dump, oyeblikk=oyeblikk)
    deler = {manifest.DATABASE: dump, **_bilder(arbeid)}
    summer = {navn: kopifil.sum_av(sti) for navn, sti in deler.items()}
    kopifil.pakk(til, deler=deler, m=manifest.lag(tabeller=tabeller, filer=summer))


def _bilder(arbeid: Path) -> dict[str, Path]:
    """Bildene, kopiert først: en fil som ryddes imens, skal ikke velte kopien eller endre seg under den."""
    rot, ut = Path(settings.MEDIA_ROOT), {}
    for sti in sorted(rot.rglob("*")) if rot.is_dir() else []:
        if not sti.is_file() or sti.is_symlink():
            continue
        navn = f"{manifest.BILDER}{sti.relative_to(rot)}"
        kopi = arbeid / navn
        kopi.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(sti, kopi)
        except FileNotFoundError:
            continue
        ut[navn] = kopi
    return ut


def behold(mappe: Path, antall: int) -> list[Path]:
    """Sletter de eldste kopiene i mappen, så ``antall`` står igjen. Rører bare portalens egne. Gir de slettede."""
    kopier = sorted(mappe.glob(f"{FORSTE}[0-9]*{ENDELSE}"))
    gamle = kopier[:-antall] if antall > 0 else []
    for kopi in gamle:
        kopi.unlink()
    return gamle


def gjenopprett(fra: Path, *, nokkel: str = "", overskriv: bool = False) -> manifest.Manifest:
    """Legger kopien inn. Alt kontrolleres før noe røres. Hever Kopifeil, og da er alt som før.

    Uten ``overskriv`` må databasen og mappen for bilder være tomme.
    """
    with tempfile.TemporaryDirectory(prefix=".veier-gjenopprett-", dir=_plass()) as mappe:
        arbeid = Path(mappe)
        tar = fra
        if kopifil.er_kryptert(fra):
            if not nokkel:
                raise Kopifeil("Kopien er kryptert: gi filen med den hemmelige nøkkelen (--nokkel).")
            tar = arbeid / "klar.tar"
            kopifil.dekrypter(fra, tar, nokkel=nokkel)
        innhold = arbeid / "innhold"
        innhold.mkdir(mode=0o700)
        m = kopifil.pakk_ut(tar, innhold)
        manifest.krev_kjent(m)
        if not overskriv:
            _krev_tomt()
        nye = _legg_klar_bildene(innhold / manifest.BILDER)
        try:
            postgres.legg_inn(innhold / manifest.DATABASE)
        except Kopifeil:
            shutil.rmtree(nye)
            raise
        _bytt_bildene(nye)
        return m


def _plass() -> Path:
    settings.DATAMAPPE.mkdir(parents=True, exist_ok=True)
    return Path(settings.DATAMAPPE)


def _krev_tomt() -> None:
    if postgres.tabeller():
        raise Kopifeil(
            "Databasen er ikke tom: velg en tom database, eller skriv --overskriv for å erstatte alt."
        )
    rot = Path(settings.MEDIA_ROOT)
    if rot.is_dir() and any(sti.is_file() for sti in rot.rglob("*")):
        raise Kopifeil(f"Mappen for bilder, {rot}, er ikke tom: tøm den, eller skriv --overskriv.")


def _legg_klar_bildene(fra: Path) -> Path:
    """Bildene ved siden av der de skal ligge, så byttet er et navnebytte."""
    rot = Path(settings.MEDIA_ROOT)
    rot.parent.mkdir(parents=True, exist_ok=True)
    nye = Path(tempfile.mkdtemp(prefix=f".{rot.name}.ny-", dir=rot.parent))
    if fra.is_dir():
        shutil.copytree(fra, nye, dirs_exist_ok=True)
    nye.chmod(0o755)
    return nye


def _bytt_bildene(nye: Path) -> None:
    """Mappen kan være et monteringspunkt: da byttes det som ligger i den."""
    rot = Path(settings.MEDIA_ROOT)
    rot.mkdir(parents=True, exist_ok=True)
    for gammel in rot.iterdir():
        shutil.rmtree(gammel) if gammel.is_dir() else gammel.unlink()
    for ny in nye.iterdir():
        shutil.move(ny, rot / ny.name)
    nye.rmdir()
