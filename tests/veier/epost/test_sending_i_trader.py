"""Sendingen sett utenfra: ekte tråder og transaksjoner, og en tjener som ser på databasen mens den tar imot."""

import psycopg
import pytest
from django.db import connection

from tests.tjenere import databaseadresse
from tests.traader import samtidig
from veier.epost.handlinger import legg_i_ko
from veier.epost.models import Utsending
from veier.epost.sending import ForsokIgjen, send

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def _ny(nokkel):
    return legg_i_ko(nokkel=nokkel, til="kari@eksempel.no", emne="Hei", tekst="Hei på deg.")


def test_mens_tjeneren_snakkes_med_er_raden_fri_og_ingen_transaksjon_apen(postkasse):
    """Den som sletter en konto, skal ikke vente på en treg e-posttjener."""
    utsending, sett = _ny("fri"), []
    adresse = databaseadresse(connection.settings_dict["NAME"])

    def underveis():
        with psycopg.connect(adresse, options="-c lock_timeout=2s") as db:
            sett.extend(
                db.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND state LIKE 'idle in transaction%'"
                ).fetchone()
            )
            db.execute("DELETE FROM epost_utsending WHERE id = %s", [utsending.pk])

    postkasse.underveis = underveis
    assert send(utsending.pk) is True
    assert (sett, Utsending.objects.filter(pk=utsending.pk).exists()) == ([0], False)


def test_fire_jobber_om_samme_melding_sender_den_en_gang(postkasse):
    utsending = _ny("fire")
    postkasse.oppforsel = "nol"

    def prov():
        try:
            return send(utsending.pk)
        except ForsokIgjen as unntak:
            return str(unntak)

    assert sorted(samtidig([prov] * 4), key=str) == [True, "sendes alt", "sendes alt", "sendes alt"]
    assert len(postkasse.mottatt) == 1
