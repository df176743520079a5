"""PostgreSQLs egne programmer for å ta ut og legge inn en database."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, connections

from veier.database import lokal_postgres
from veier.sikkerhetskopi import Kopifeil

# Innholdet tas ikke med: en økt noen avsluttet fordi den var stjålet, skal ikke leve igjen av en kopi.
UTEN_INNHOLD = ("django_session", "usersessions_usersession")


@contextlib.contextmanager
def ett_oyeblikk() -> Iterator[str]:
    """Holder ett bilde av databasen åpent, og gir navnet på det: alt som leses med det, er fra samme øyeblikk."""
    with connection.cursor() as peker:
        connection.set_autocommit(False)
        try:
            peker.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            peker.execute("SELECT pg_export_snapshot()")
            yield peker.fetchone()[0]
        finally:
            connection.rollback()
            connection.set_autocommit(True)


def antall_rader() -> dict[str, int]:
    """Tabellen → antall rader, i bildet forbindelsen ser."""
    ut = {}
    with connection.cursor() as peker:
        for tabell in tabeller():
            if tabell in UTEN_INNHOLD:
                continue
            peker.execute(f"SELECT count(*) FROM {connection.ops.quote_name(tabell)}")  # noqa: S608
            ut[tabell] = peker.fetchone()[0]
    return ut


def tabeller() -> list[str]:
    with connection.cursor() as peker:
        peker.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        return [navn for (navn,) in peker.fetchall()]


def ta_ut(til: Path, *, oyeblikk: str) -> None:
    """Skriver databasen slik den var i øyeblikket. Hever Kopifeil."""
    valg = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={oyeblikk}"]
    # pg_dump slår av fristene selv. En lås den ikke får, skal ikke holde kopien for alltid.
    valg += [f"--lock-wait-timeout={settings.FRISTER.las}s"]
    valg += [f"--exclude-table-data={tabell}" for tabell in UTEN_INNHOLD]
    with til.open("wb") as fil:
        _kjor("pg_dump", *valg, stdout=fil)


def legg_inn(fra: Path) -> None:
    """Bytter ut alt i databasen i én transaksjon: går noe galt, er alt som før. Hever Kopifeil."""
    sql = fra.with_suffix(".sql")
    _kjor("pg_restore", "--no-owner", "--no-acl", f"--file={sql}", str(fra))
    connections.close_all()
    tom = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
    _kjor("psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", *tom, f"--file={sql}")


def _kjor(program: str, *argumenter: str, stdout: int | IO[bytes] = subprocess.DEVNULL) -> None:
    sti, miljo = _program(program), _miljo()
    svar = subprocess.run(  # noqa: S603
        [sti, *argumenter],
        env=miljo,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if svar.returncode:
        grunn = (svar.stderr.strip().splitlines() or ["ukjent feil"])[0]
        raise Kopifeil(f"{program} stoppet: {grunn}")


def _program(navn: str) -> str:
    """Programmet må være minst like nytt som tjeneren: den private har sine, ellers det nyeste som finnes."""
    try:
        mappe = lokal_postgres.finn_bin()
    except lokal_postgres.LokalPostgresFeil:
        mappe = None
    for sti in (str(mappe / navn) if mappe else "", shutil.which(navn) or ""):
        if sti and Path(sti).exists():
            return sti
    raise Kopifeil(f"Fant ikke {navn}: sett PG_BIN til mappen med PostgreSQLs programmer.")


def _miljo() -> dict[str, str]:
    """Hvor databasen er, i miljøet og ikke på kommandolinjen: passordet skal ikke stå i prosesslisten."""
    valg = connection.get_connection_params()
    rent = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PG", "LC_")) and k not in {"LANG", "LANGUAGE"}
    }
    navn = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
    }
    navn |= {
        "sslmode": "PGSSLMODE",
        "sslrootcert": "PGSSLROOTCERT",
        "sslcert": "PGSSLCERT",
        "sslkey": "PGSSLKEY",
    }
    navn["options"] = "PGOPTIONS"  # fristene
    rent |= {pg: str(valg[var]) for var, pg in navn.items() if valg.get(var)}
    if (bibliotek := Path(_program("pg_dump")).parent.parent / "lib").is_dir():
        rent["LD_LIBRARY_PATH"] = str(bibliotek)
    return rent
