"""Listen i samarbeid.models.triggere er det databasen gjør, verken mer eller mindre."""

import pytest
from django.db import connection

from samarbeid.models import VEKKER_JOBBEN, VEKKERE, Katalogko
from veier.taksonomi.models import Omrade

pytestmark = pytest.mark.django_db

HENDELSER = {"INSERT": 4, "DELETE": 8, "UPDATE": 16}


def test_listen_er_lik_triggerne_i_databasen():
    with connection.cursor() as peker:
        peker.execute(
            "SELECT t.tgrelid::regclass::text, p.proname, t.tgtype::int,"
            " string_to_array(encode(t.tgargs, 'escape'), '\\000')"
            " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname LIKE 'samarbeid_katalog%'"
        )
        funnet = {
            (
                tabell,
                funksjon,
                tuple(a for a in argumenter if a),
                frozenset(h for h, bit in HENDELSER.items() if slag & bit),
            )
            for tabell, funksjon, slag, argumenter in peker.fetchall()
        }
    assert funnet == {
        (v.tabell, v.funksjon, v.argumenter, frozenset(v.ved)) for v in (*VEKKERE, VEKKER_JOBBEN)
    }


def test_en_endring_i_et_sted_legger_alt_i_koen():
    Katalogko.objects.all().delete()
    Omrade.objects.filter(kode="5001").update(innbyggere=1)
    assert list(Katalogko.objects.values_list("slag", flat=True)) == ["alt"]
