"""Hvilke databasefeil en jobb prøver igjen: det som går over, så lenge det trengs; det andre et visst antall ganger."""

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from procrastinate import RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from veier.jobber import HOYST_FORSOK, NyttForsok


def _django(slag, sqlstate):
    """Feilen slik Django pakker den inn."""
    feil = OperationalError("feil")
    feil.__cause__ = psycopg.errors.lookup(sqlstate)("feil") if sqlstate else slag("feil")
    return feil


def _fra_jobbiblioteket(sqlstate):
    feil = ConnectorException("feil")
    feil.__cause__ = psycopg.errors.lookup(sqlstate)("feil")
    return feil


def _neste(feil, forsok):
    jobb = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=forsok)
    return NyttForsok().get_retry_decision(exception=feil, job=jobb)


@pytest.mark.parametrize("sqlstate", ["57P01", "53300", "53100", "40P01", "40001", "55P03", "08006", ""])
@pytest.mark.parametrize(
    "lag", [lambda s: _django(psycopg.OperationalError, s), lambda s: _fra_jobbiblioteket(s or "08006")]
)
def test_det_som_gar_over_proves_sa_lenge_det_trengs(sqlstate, lag):
    feil = lag(sqlstate)
    ventetider = [_neste(feil, n).retry_at for n in (0, 1, HOYST_FORSOK, 10_000)]
    assert all(ventetider)


# 57014: fristen gikk ut. 58030: tjeneren får ikke lest disken sin.
@pytest.mark.parametrize("sqlstate", ["57014", "58030"])
@pytest.mark.parametrize("lag", [lambda s: _django(None, s), _fra_jobbiblioteket])
def test_det_som_ikke_gar_over_proves_et_visst_antall_ganger(sqlstate, lag):
    feil = lag(sqlstate)
    svar = [_neste(feil, n) for n in range(HOYST_FORSOK + 2)]
    assert [isinstance(s, RetryDecision) for s in svar] == [True] * (HOYST_FORSOK - 1) + [False] * 3


@pytest.mark.parametrize(
    "feil", [IntegrityError("lik"), DataError("for lang"), RuntimeError("feil"), KeyError("x")]
)
def test_en_feil_i_dataene_eller_koden_proves_ikke_igjen(feil):
    assert _neste(feil, 0) is None


@pytest.mark.django_db
def test_en_sporring_over_fristen_er_ikke_at_databasen_er_borte():
    with pytest.raises(OperationalError) as unntak, transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL statement_timeout = 10")
        peker.execute("SELECT pg_sleep(2)")
    assert _neste(unntak.value, HOYST_FORSOK) is None
