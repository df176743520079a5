"""Databasen og hurtiglageret i den."""

import os
import sys
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.database import frister
from veier.settings.grunnlag import DATAMAPPE, kontroller, paakrevd

# Hvor lenge databasen får bruke på det denne prosessen ber om.
_PROSESS = frister.prosess(sys.argv)
FRISTER = frister.for_prosessen(_PROSESS)
# Kommandoene som endrer tabellene. De kjøres som eieren når den har sin egen rolle; resten som portalen.
_MIGRERER = {"migrate", "createcachetable", "pgtrigger", "sikkerhetskopi", "gjenopprett"}


def _database() -> dj_database_url.DBConfig:
    url = paakrevd("DATABASE_URL", "adressen til PostgreSQL (postgresql://…)")
    if url and Path(sys.argv[0]).name == "manage.py" and _MIGRERER & set(sys.argv[1:2]):
        url = os.environ.get("VEIER_MIGRERING_URL") or url
    if not url:
        from veier.database import lokal_postgres

        try:
            url = lokal_postgres.finn(DATAMAPPE).url
        except lokal_postgres.LokalPostgresFeil as feil:
            raise ImproperlyConfigured(str(feil)) from None
    try:
        oppsett = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        oppsett = {}
    if oppsett.get("ENGINE") != "django.db.backends.postgresql" or not oppsett.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL eller VEIER_MIGRERING_URL kan ikke leses: den skal se ut som postgresql://bruker:passord@vert/database."
        )
    oppsett["ATOMIC_REQUESTS"] = False
    oppsett.setdefault("OPTIONS", {})
    verter = str(oppsett.get("HOST") or oppsett["OPTIONS"].get("host", "")).split(",")
    sslmode = oppsett["OPTIONS"].get("sslmode") or os.environ.get("PGSSLMODE", "")
    kontroller(miljo.krev_kryptert_database, verter, sslmode)
    oppsett["OPTIONS"].setdefault("connect_timeout", 5)
    oppsett["OPTIONS"].setdefault("application_name", f"veier {_PROSESS}"[:63])
    # libpq leser ikke PGOPTIONS når options er satt; den er derfor med her.
    oppsett["OPTIONS"]["options"] = frister.med_valg(
        FRISTER, os.environ.get("PGOPTIONS", ""), oppsett["OPTIONS"].get("options", "")
    )
    return oppsett


DATABASES = {"default": _database()}
# Fartsgrensene teller i samme database på sin egen forbindelse, utenfor det forespørselen ellers holder på med.
DATABASES["grense"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hurtiglager",
        # Kodeappens brukte koder ligger her. Er det fullt, kastes levende rader, så det må aldri bli det.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
