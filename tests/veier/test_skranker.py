import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from tests.verden import lag_bruker
from veier.brukere.models import Bruker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "tegn", ["\u200b", "\u202e", "\u00ad", "\u00a0", "\n", "\ufeff", "\u3164", "\u2066", "\x1f"]
)
def test_databasen_avviser_usynlige_tegn_i_navn(tegn):
    bruker = lag_bruker("kari@eksempel.no")
    part = OffentligPart.objects.first()
    for rader, felt in (
        (Bruker.objects.filter(pk=bruker.pk), "navn"),
        (OffentligPart.objects.filter(pk=part.pk), "navn"),
        (
            Entreprenor.objects.filter(pk=Entreprenor.objects.create(navn="Et navn", slug="et-navn").pk),
            "navn",
        ),
    ):
        with pytest.raises(IntegrityError, match="usynlige"), transaction.atomic():
            rader.update(**{felt: f"Kari{tegn}Nordmann"})


def test_databasen_godtar_navn_fra_hele_verden():
    bruker = lag_bruker("kari@eksempel.no")
    for navn in ("Ája Máhtte", "می‌خواهم", "Đặng Thị Hạnh", "Україна", "👩🏽‍🚒 Kari", "李小龍"):
        Bruker.objects.filter(pk=bruker.pk).update(navn=navn)


@pytest.mark.parametrize(
    "adresse", ["Kari@eksempel.no", "kari@blåbær.no", "kari@eksempel.no\u200b", "kari eksempel", "å@b.no"]
)
def test_databasen_avviser_adresser_i_en_annen_form(adresse):
    bruker = lag_bruker("kari@eksempel.no")
    for rader, felt in (
        (Bruker.objects.filter(pk=bruker.pk), "epost"),
        (
            EmailAddress.objects.filter(
                pk=EmailAddress.objects.get_or_create(user=bruker, email=bruker.epost)[0].pk
            ),
            "email",
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rader.update(**{felt: adresse})


@pytest.mark.parametrize("nummer", ["９２３６０９０１６", "92360901", "923 609 0", ""])
def test_databasen_avviser_nummer_som_ikke_er_ni_sifre(nummer):
    part = OffentligPart.objects.first()
    with pytest.raises(IntegrityError, match="ni_sifre"), transaction.atomic():
        OffentligPart.objects.filter(pk=part.pk).update(organisasjonsnummer=nummer)
