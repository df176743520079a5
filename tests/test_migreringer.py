"""Migreringene: en tom database og en som har kjørt alle de gamle, ender likt, også når noe stopper underveis."""

from itertools import chain

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SAMLET = {
    nokkel: migrering
    for nokkel, migrering in MigrationLoader(None).disk_migrations.items()
    if migrering.replaces and nokkel[0] not in {"account", "admin", "auth", "procrastinate", "pghistory"}
}


def test_en_migrering_er_ikke_inne_fordi_en_annen_er_det():
    """To samlede som erstatter det samme, ville begge regnes som kjørt når den første er det."""
    erstattet = list(chain.from_iterable(m.replaces for m in SAMLET.values()))
    assert len(SAMLET) > 10
    assert len(erstattet) == len(set(erstattet))


@pytest.mark.usefixtures("egen_database")
@pytest.mark.xdist_group("egen")
def test_en_database_som_har_kjort_de_gamle_gar_videre_uten_a_endres():
    _glem(SAMLET)
    for app, navn in chain.from_iterable(m.replaces for m in SAMLET.values()):
        MigrationRecorder(connection).record_applied(app, navn)
    assert _plan() == []
    call_command("migrate", verbosity=0)
    assert set(SAMLET) <= set(MigrationRecorder(connection).applied_migrations())


@pytest.mark.usefixtures("egen_database")
@pytest.mark.xdist_group("egen")
def test_en_som_ble_avbrutt_etter_den_forste_har_resten_igjen():
    """Raden for en migrering skrives sammen med det den gjør; bare den som er ferdig, regnes som kjørt."""
    forst, *igjen = sorted(n for n in MigrationLoader(None).disk_migrations if n[0] == "samarbeid")
    assert [forst, igjen[0]] == [n for n in sorted(SAMLET) if n[0] == "samarbeid"]
    _glem(igjen)
    try:
        assert _plan() == igjen
    finally:
        for app, navn in igjen:
            MigrationRecorder(connection).record_applied(app, navn)


def test_hver_trigger_som_teller_per_tabell_venter_pa_kolonnen():
    """Går kolonnen bort før triggerne, kan ingen rad i de tabellene lagres."""
    loader = MigrationLoader(None)
    bruker = [
        nokkel
        for nokkel, migrering in loader.disk_migrations.items()
        if any(
            "tabeller ||" in op.trigger.install_sql for op in migrering.operations if hasattr(op, "trigger")
        )
    ]
    assert {app for app, _navn in bruker} == {"taksonomi", "sok", "kommuner", "samarbeid"}
    assert [n for n in bruker if ("taksonomi", "0001_samlet") not in loader.graph.forwards_plan(n)] == []


def _glem(migreringer):
    kjort = MigrationRecorder(connection)
    for app, navn in migreringer:
        kjort.record_unapplied(app, navn)
        for erstattet in SAMLET[app, navn].replaces if (app, navn) in SAMLET else ():
            kjort.record_unapplied(*erstattet)


def _plan():
    utforer = MigrationExecutor(connection)
    return [(m.app_label, m.name) for m, _bak in utforer.migration_plan(utforer.loader.graph.leaf_nodes())]
