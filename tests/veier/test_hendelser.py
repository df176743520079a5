import pytest
from django.db import DatabaseError, connection, transaction

from veier.hendelser.handlinger import logg_hendelse
from veier.hendelser.models import Hendelse


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE hendelser_hendelse SET kode = 'x'",
        "DELETE FROM hendelser_hendelse",
        "TRUNCATE hendelser_hendelse",
    ],
)
def test_loggen_kan_ikke_endres_uansett_hvordan(sql):
    logg_hendelse("prøve")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql)
    assert Hendelse.objects.filter(kode="prøve").count() == 1


@pytest.mark.django_db
def test_queryset_update_blir_ogsa_stanset():
    logg_hendelse("prøve")
    with pytest.raises(DatabaseError), transaction.atomic():
        Hendelse.objects.update(kode="x")
