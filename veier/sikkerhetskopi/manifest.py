"""Manifestet: hva kopien har i seg, og hva som må til for å bruke den."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from veier.sikkerhetskopi import Kopifeil
from veier.typer import Verdier

FORMAT = 1
MANIFEST, DATABASE, BILDER = "manifest.json", "database.dump", "bilder/"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``filer``: navnet i kopien → sha256. ``tabeller``: tabellen → antall rader. ``nokler``: navnet → avtrykk."""

    format: int
    laget: str
    adresse: str
    postgres: int
    migreringer: dict[str, list[str]]
    tabeller: dict[str, int]
    nokler: dict[str, str]
    filer: dict[str, str]

    def som_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def lag(*, tabeller: dict[str, int], filer: dict[str, str]) -> Manifest:
    return Manifest(
        format=FORMAT,
        laget=timezone.now().isoformat(),
        adresse=settings.ADRESSE,
        postgres=postgresversjon(),
        migreringer=migreringer(),
        tabeller=tabeller,
        nokler=nokler(),
        filer=filer,
    )


def les(innhold: bytes) -> Manifest:
    """Hever Kopifeil når det ikke er et manifest denne utgaven kan lese."""
    try:
        data: Verdier = json.loads(innhold)
        nyere = data["format"] > FORMAT
        manifest = None if nyere else Manifest(**data)
    except (ValueError, KeyError, TypeError):
        raise Kopifeil("Filen er ikke en sikkerhetskopi av portalen.") from None
    if manifest is None:
        raise Kopifeil(
            "Kopien er laget av en nyere utgave av portalen; gjenopprett med den utgaven eller en senere."
        )
    return manifest


def krev_kjent(manifest: Manifest) -> None:
    """Hever Kopifeil når kopien har migreringer denne koden ikke kjenner, eller er fra en nyere PostgreSQL."""
    from django.db.migrations.loader import MigrationLoader

    kjente = {f"{app}.{navn}" for app, navn in MigrationLoader(None).disk_migrations}
    erstattet = {
        f"{app}.{navn}" for m in MigrationLoader(None).disk_migrations.values() for app, navn in m.replaces
    }
    ukjente = (
        {f"{app}.{n}" for app, navnene in manifest.migreringer.items() for n in navnene} - kjente - erstattet
    )
    if ukjente:
        raise Kopifeil(
            "Kopien er laget av en nyere utgave av portalen; gjenopprett med den utgaven eller en senere."
        )
    if manifest.postgres > postgresversjon():
        raise Kopifeil(
            f"Kopien er fra PostgreSQL {manifest.postgres}, og databasen her er eldre ({postgresversjon()})."
        )


def postgresversjon() -> int:
    connection.ensure_connection()
    return int(connection.pg_version // 10_000)  # type: ignore[attr-defined]  # bare PostgreSQL har den


def migreringer() -> dict[str, list[str]]:
    ut: dict[str, list[str]] = {}
    for app, navn in sorted(MigrationRecorder(connection).applied_migrations()):
        ut.setdefault(app, []).append(navn)
    return ut


def nokler() -> dict[str, str]:
    """Navnet på hver nøkkel portalen trenger, og et avtrykk som ikke røper den."""
    hemmelige = {"SECRET_KEY": str(settings.SECRET_KEY)}
    for variabel, verdier in (
        ("SECRET_KEY_FALLBACKS", settings.SECRET_KEY_FALLBACKS),
        ("VEIER_KRYPTONOKLER", settings.KRYPTONOKLER),
    ):
        hemmelige |= {f"{variabel} nr. {nr}": str(verdi) for nr, verdi in enumerate(verdier, start=1)}
    return {navn: avtrykk(verdi) for navn, verdi in hemmelige.items()}


def avtrykk(hemmelig: str) -> str:
    """Langsomt nok til at en kort nøkkel ikke kan gjettes ut av manifestet."""
    return hashlib.scrypt(hemmelig.encode(), salt=b"veier.sikkerhetskopi", n=2**14, r=8, p=1, dklen=8).hex()
