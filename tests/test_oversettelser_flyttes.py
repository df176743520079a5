"""Fra en kolonne per språk til oversettelsene i raden, og tilbake: ingen tekst og ingen historikk går tapt."""

import json
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection

from veier.referanse import oversettelse
from veier.referanse.migrering import med_historikk
from veier.taksonomi.models import Tema

pytestmark = [pytest.mark.grundig, pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]

MIGRERINGER = (
    ("taksonomi", "0008_kostnadsslag", "0009_oversettelser"),
    ("kommuner", "0013_fylkesrad_og_forvalter", "0014_oversettelser"),
    ("samarbeid", "0017_numre_for_hver_tabell", "0018_oversettelser"),
)


def _alt(tabeller):
    with connection.cursor() as peker:
        return {t: _rader(peker, t) for t in tabeller}


def _rader(peker, tabell):
    """Hver rad som ordbok, etter nummeret."""
    peker.execute(f"SELECT to_jsonb(t) #>> '{{}}' FROM {tabell} t")
    rader = [json.loads(rad) for (rad,) in peker.fetchall()]
    return {rad.get("pgh_id") or rad["id"]: rad for rad in rader}


def _tabeller():
    felt = {}
    for app, _for, navn in MIGRERINGER:
        pakke = "veier.taksonomi" if app == "taksonomi" else app
        felt |= import_module(f"{pakke}.migrations.{navn}").FELT
    return med_historikk(felt)


def test_flyttingen_til_og_fra_mister_ingen_tekst_og_ingen_historikk():
    """Fra databasen slik den er i dag, tilbake til kolonnene, og fram igjen: det samme tegn for tegn."""
    felt = _tabeller()
    rad = Tema.objects.get(slug="demens")
    oversettelse.sett(rad, "kort_nn", "Redaktørens «eigen» tekst, 100 % – og '{}'.")
    rad.save(update_fields=["oversettelser"])
    for_ = _alt(felt)
    fantes: dict[str, set[str]] = {}
    tilbake = [(app, gammel) for app, gammel, _ny in MIGRERINGER]
    for app, gammel in reversed(tilbake):
        call_command("migrate", app, gammel, verbosity=0)
    try:
        with connection.cursor() as peker:
            for tabell, navnene in felt.items():
                gamle = _rader(peker, tabell)
                fantes[tabell] = set(next(iter(gamle.values()), {})) & set(
                    next(iter(for_[tabell].values()), {})
                )
                assert gamle.keys() == for_[tabell].keys()
                for nr, gammel in gamle.items():
                    tekster = for_[tabell][nr]["oversettelser"].get("nn", {})
                    for navn in navnene:
                        assert (gammel[f"{navn}_nn"] or None) == tekster.get(navn), (tabell, navn)
    finally:
        for app, _gammel, ny in MIGRERINGER:
            call_command("migrate", app, ny, verbosity=0)
    # Kolonner som er kommet til etter flyttingen, er tomme etter turen: de hører ikke til den.
    for tabell, rader in _alt(felt).items():
        for nr, rad in rader.items():
            like = fantes[tabell] | {"oversettelser"}
            assert {k: rad[k] for k in like} == {k: for_[tabell][nr][k] for k in like}
