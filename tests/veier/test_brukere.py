import pytest
from django.db import IntegrityError, transaction

from veier.brukere.models import Bruker


@pytest.mark.django_db
def test_epost_lagres_med_sma_bokstaver_og_er_unik():
    bruker = Bruker.objects.create_user("Kari@Eksempel.NO", "et-langt-passord")
    assert bruker.epost == "kari@eksempel.no"
    assert Bruker.objects.get_by_natural_key("KARI@eksempel.no") == bruker
    with pytest.raises(IntegrityError), transaction.atomic():
        Bruker.objects.create_user("kari@eksempel.no")


@pytest.mark.django_db
def test_databasen_nekter_store_bokstaver_i_epost():
    with pytest.raises(IntegrityError), transaction.atomic():
        Bruker(epost="Stor@eksempel.no").save()


def test_bruker_uten_epost_er_en_feil():
    with pytest.raises(ValueError, match="e-postadresse"):
        Bruker.objects.create_user("")
