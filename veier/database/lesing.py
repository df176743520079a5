"""GET og HEAD leser bare, og det er PostgreSQL som nekter: ``default_transaction_read_only`` gjelder hele forespørselen.

Unntakene står i ``skriver``: kalles den, får akkurat de spørringene skrive. Hvem som bruker den, kan søkes fram.

Innstillingen settes når forespørselen begynner, og er samtidig prøven av om forbindelsen lever (Django ville ellers
spurt ``SELECT 1``). Den tas av når svaret er sendt og lukket, så også det som strømmer, leser bare.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.signals import request_finished
from django.db import DEFAULT_DB_ALIAS, Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.transaction import TransactionManagementError

from veier.database.feil import er_borte

_logger = logging.getLogger("veier.database.lesing")
_leser: ContextVar[bool] = ContextVar("leser", default=False)
_SPARING = "bare_lesing"


def begynn(*, leser: bool) -> None:
    """En ny forespørsel, som bare leser eller også skriver."""
    slutt()  # etter en forespørsel som aldri ble lukket
    if leser:
        _leser.set(True)
        _stram(connection)


def leser() -> bool:
    """Er dette en forespørsel som bare leser?"""
    return _leser.get()


def svaret_er_laget() -> None:
    """I en test er det testen som eier transaksjonen; den skal ikke vente på at svaret lukkes."""
    if hasattr(connection, "veier_dybde"):
        slutt()


def slutt() -> None:
    """Forespørselen er ferdig: forbindelsen er som ny for den neste."""
    if not _leser.get():
        return
    _leser.set(False)
    try:
        _slipp(connection)
    except Error:
        connection.close()


@contextmanager
def skriver(hva: str) -> Iterator[None]:
    """Det som likevel skrives når noen leser: økten, fartsgrensene, innlogging fra ID-porten.

    ``hva`` sier hva det er. Kan ikke brukes inne i en transaksjon som bare leser. Gjør ingenting ellers.
    """
    if not _leser.get():
        yield
        return
    if _inne_i_transaksjon(connection):
        raise TransactionManagementError(f"{hva} kan ikke skrives midt i en transaksjon som bare leser")
    _leser.set(False)
    _slipp(connection)
    try:
        yield
    finally:
        _leser.set(True)
        _stram(connection)


def etter_svaret(hva: str, skriv: Callable[[], object]) -> None:
    """Kjører ``skriv`` når svaret er sendt. En feil der er ikke leserens: den logges, og går ikke videre."""
    slutt()
    try:
        skriv()
    except Exception as feil:
        if er_borte(feil):
            _logger.warning("databasen svarer ikke: %s er ikke skrevet", hva)
        else:
            _logger.exception("%s ble ikke skrevet", hva)


# ── Forbindelsen ──
# I en test ligger alt i testens egen transaksjon. Der er et sikringspunkt det som kan lese uten å skrive.


def _stram(db: BaseDatabaseWrapper) -> None:
    if db.connection is None:
        return  # tas når den kobler til
    if _i_testens_transaksjon(db):
        _kjor(db, f"SAVEPOINT {_SPARING}; SET LOCAL transaction_read_only = on")
        db.veier_dybde = len(db.savepoint_ids)  # type: ignore[attr-defined]  # vårt eget merke
        return
    try:
        _kjor(db, "SET default_transaction_read_only = on")
        db.health_check_done = True  # type: ignore[attr-defined]  # Djangos, uten type
    except Error:
        # Forbindelsen var død. Neste spørring kobler til på nytt, og får innstillingen da.
        db.close()


def _slipp(db: BaseDatabaseWrapper) -> None:
    if db.connection is None:
        return
    if getattr(db, "veier_dybde", None) is not None:
        del db.veier_dybde  # type: ignore[attr-defined]
        feilet = db.connection.info.transaction_status.name == "INERROR"
        _kjor(db, (f"ROLLBACK TO {_SPARING};" if feilet else "") + f"RELEASE {_SPARING}")
        if feilet:
            db.needs_rollback = False
    elif not db.in_atomic_block:
        _kjor(db, "SET default_transaction_read_only = off")


def _kjor(db: BaseDatabaseWrapper, sql: str) -> None:
    """Utenom Djangos peker: dette er ikke en spørring noen side stiller."""
    with db.wrap_database_errors:
        db.connection.execute(sql)


def _i_testens_transaksjon(db: BaseDatabaseWrapper) -> bool:
    return db.in_atomic_block


def _inne_i_transaksjon(db: BaseDatabaseWrapper) -> bool:
    dybde = getattr(db, "veier_dybde", None)
    return db.in_atomic_block if dybde is None else len(db.savepoint_ids) > dybde


def _ny_forbindelse(connection: BaseDatabaseWrapper, **_valg: object) -> None:
    if _leser.get() and connection.alias == DEFAULT_DB_ALIAS:
        _stram(connection)


def koble_til() -> None:
    """Kalles når appene er klare."""
    connection_created.connect(_ny_forbindelse, dispatch_uid="veier.database.lesing.ny")
    request_finished.connect(lambda **_: slutt(), weak=False, dispatch_uid="veier.database.lesing.slutt")
