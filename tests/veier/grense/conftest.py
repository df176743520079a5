"""En egen kopi av databasen, som prosesser utenfor testen kan skrive i."""

import os

import pytest

from tests.conftest import kopier_database, slett_database
from tests.tjenere import databaseadresse


@pytest.fixture
def kopi(django_db_setup, django_db_blocker, worker_id):
    """Miljøet til en prosess med sin egen database."""
    navn = f"test_grense_{worker_id}"
    with django_db_blocker.unblock():
        kopier_database(navn)
        adresse = databaseadresse(navn)
    yield {**os.environ, "DATABASE_URL": adresse, "WEB_CONCURRENCY": "2"}
    with django_db_blocker.unblock():
        slett_database(navn)
