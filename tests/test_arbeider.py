"""Arbeideren mot en ekte database: mister den forbindelsen, drepes eller bes om å stoppe, går arbeidet videre."""

from __future__ import annotations

import signal
import time

import pytest

from tests.folk import vent_til
from tests.tjenere import i_drift

pytestmark = [pytest.mark.utenfra, pytest.mark.django_db, pytest.mark.xdist_group("tjener")]

LEVER = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds'"
SETT_I_KO = """
from veier.jobber import sett_i_ko
import veier.jobber.jobber
print(sett_i_ko("veier.rydd_jobbene", timestamp=0))
"""
VENTER = "SELECT 1 FROM procrastinate_jobs WHERE id = %s"


@pytest.fixture
def drift():
    with i_drift("arbeider") as drift:
        yield drift


def _gjor_en_jobb(drift, sekunder=30):
    nummer = drift.kjor(SETT_I_KO)
    vent_til(lambda: not drift.sql(VENTER, nummer), sekunder=sekunder)


@pytest.mark.grundig
def test_mister_den_lytteren_begynner_den_igjen_uten_a_do(drift):
    arbeider = drift.start_arbeider()
    vent_til(lambda: drift.sql(LEVER)[0][0] == 3)
    for _gang in range(3):
        drift.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        _gjor_en_jobb(drift)
    assert arbeider.poll() is None


@pytest.mark.grundig
def test_en_drept_arbeiders_jobber_tas_opp_innen_et_minutt(drift):
    """Katalogjobben var i gang da arbeideren ble drept, og den neste venter på låsen."""
    drift.sql("INSERT INTO samarbeid_katalogko (slag, nummer) VALUES ('alt', 0)")
    drift.sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    drift.sql(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
        " WHERE task_name = 'samarbeid.oppdater_katalogen'"
    )
    drift.sql("INSERT INTO samarbeid_katalogko (slag, nummer) VALUES ('alt', 0)")
    begynte = time.monotonic()
    drift.start_arbeider()
    vent_til(
        lambda: (
            not drift.sql("SELECT 1 FROM samarbeid_katalogko")
            and not drift.sql(
                "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'samarbeid.oppdater_katalogen'"
            )
        ),
        sekunder=60,
    )
    print(f"tatt opp etter {time.monotonic() - begynte:.1f} s")


@pytest.mark.grundig
def test_en_kopi_av_en_ventende_jobb_blir_ikke_staende(drift):
    """Den drepte jobben har en lås i køen som en ny alt har tatt: den nye gjør arbeidet."""
    drift.sql(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, queueing_lock, args, status)"
        " VALUES ('veier.rydd_jobbene', 'default', 'veier.rydd_jobbene', '{\"timestamp\": 1}', 'doing'),"
        " ('veier.rydd_jobbene', 'default', 'veier.rydd_jobbene', '{\"timestamp\": 2}', 'todo')"
    )
    drift.start_arbeider()
    vent_til(lambda: not drift.sql("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'veier.rydd_jobbene'"))


@pytest.mark.grundig
def test_to_arbeidere_deler_arbeidet_og_stopper_pent(drift):
    arbeidere = [drift.start_arbeider(), drift.start_arbeider()]
    vent_til(lambda: drift.sql(LEVER)[0][0] == 6)
    _gjor_en_jobb(drift)
    for arbeider in arbeidere:
        arbeider.send_signal(signal.SIGTERM)
    assert [arbeider.wait(timeout=30) for arbeider in arbeidere] == [0, 0]
    assert drift.sql("SELECT count(*) FROM procrastinate_workers") == [(0,)]


@pytest.mark.grundig
def test_en_jobb_satt_i_ko_av_en_jobb_angres_med_dataene(drift):
    """Arbeideren har sin egen forbindelse til køen; det en jobb setter i kø, skal likevel følge jobbens transaksjon."""
    kode = """
import asyncio, json
from django.db import connection, transaction
from procrastinate.contrib.django import app
from veier.jobber import sett_i_ko
import veier.jobber.jobber
async def prov():
    from asgiref.sync import sync_to_async
    def jobb():
        try:
            with transaction.atomic():
                sett_i_ko("veier.rydd_jobbene", timestamp=7)
                raise RuntimeError
        except RuntimeError:
            with connection.cursor() as peker:
                peker.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'veier.rydd_jobbene'")
                return peker.fetchone()[0]
    async with app.open_async():
        return await sync_to_async(jobb, thread_sensitive=False)()
with app.replace_connector(app.connector.get_worker_connector()):
    print(json.dumps(asyncio.run(prov())))
"""
    assert drift.kjor(kode) == 0
