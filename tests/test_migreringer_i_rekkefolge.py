"""Det en migrering bruker, finnes når den kjører – og er der ennå når en annen går tilbake."""

from django.db.migrations.loader import MigrationLoader

KOLONNEN = ("taksonomi", "0007_numre_for_hver_tabell")


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
    assert [n for n in bruker if KOLONNEN not in loader.graph.forwards_plan(n)] == []
