import pytest
from django.urls import reverse

from tests.verden import lag_bruker, lag_redaktor
from veier.epost.models import Utsending
from veier.epost.redaksjonen import skriv_til_redaksjonen

pytestmark = pytest.mark.django_db


def test_hver_redaktor_far_ett_brev_pa_sin_malform_og_ingen_andre(settings):
    settings.ADRESSE = "https://veier.example"
    nynorsk = lag_redaktor("nn@eksempel.no")
    nynorsk.malform = "nn"
    nynorsk.save()
    lag_redaktor("nb@eksempel.no")
    sluttet = lag_redaktor("sluttet@eksempel.no")
    sluttet.is_active = False
    sluttet.save()
    lag_bruker("folk@eksempel.no")
    for _to_ganger in range(2):
        skriv_til_redaksjonen(
            "organisasjon_uten_folk", nokkel="x", side=lambda: reverse("om"), organisasjon="Minnekoffert"
        )
    brev = {u.til: u.tekst for u in Utsending.objects.all()}
    assert brev.keys() == {"nn@eksempel.no", "nb@eksempel.no"}
    assert "https://veier.example/nn/om/" in brev["nn@eksempel.no"]
    assert "https://veier.example/om/" in brev["nb@eksempel.no"]
