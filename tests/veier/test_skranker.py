import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from entreprenorer.models import Entreprenor
from kommuner.models import Kontaktpunkt, OffentligPart
from samarbeid.models import Henvendelse
from tests.verden import lag_bruker
from veier.brukere.models import Bruker
from veier.database.skranker import KanIkkeRettes, rett_rader

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


def _uten_skranke(peker, tabell, *skranker):
    for skranke in skranker:
        peker.execute(f"ALTER TABLE {tabell} DROP CONSTRAINT {skranke}")


def test_migreringen_retter_det_den_kan_og_sier_hva_den_ikke_kan():
    from django.db import connection

    Henvendelse.objects.all().delete()
    with connection.cursor() as peker:
        _uten_skranke(
            peker, "samarbeid_henvendelse", "henvendelse_navn_uten_usynlige", "henvendelse_epost_i_en_form"
        )
        _uten_skranke(peker, "brukere_bruker", "bruker_epost_i_en_form", "bruker_epost_sma_bokstaver")
    kan = Henvendelse.objects.create(
        referanse="AAAA", emne="annet", tekst="x", navn="Kari\u200b\u00a0N", epost="Kari@Blåbær.no"
    )
    rett_rader(Henvendelse, navn=["navn"], adresser=["epost"])
    kan.refresh_from_db()
    assert (kan.navn, kan.epost) == ("Kari N", "kari@xn--blbr-roah.no")
    lik = lag_bruker("ola@eksempel.no")
    annen = lag_bruker("per@eksempel.no")
    Bruker.objects.filter(pk=annen.pk).update(epost="ola@eksempel.no\u200b")
    Bruker.objects.filter(pk=lag_bruker("siv@eksempel.no").pk).update(epost="siv")
    with pytest.raises(KanIkkeRettes, match="ikke en adresse") as feil:
        rett_rader(Bruker, adresser=["epost"])
    assert f"Bruker {annen.pk}: epost blir lik en annen rad" in str(feil.value)
    assert Bruker.objects.get(pk=lik.pk).epost == "ola@eksempel.no"


def test_rettingen_ser_regler_som_gjelder_flere_felt_sammen():
    """To kontaktpunkter som blir like når de renses, skal ikke stoppe migreringen med en feil fra databasen."""
    part = OffentligPart.objects.order_by("pk").first()
    felles = {
        "part": part,
        "slag": "budsjett",
        "kilde": "https://eksempel.no/",
        "sist_kontrollert": "2026-01-01",
    }
    Kontaktpunkt.objects.create(verdi="https://eksempel.no/a", **felles)
    skitten = Kontaktpunkt.objects.create(verdi="https://eksempel.no/a\u200b", **felles)
    with pytest.raises(KanIkkeRettes, match=f"{skitten.pk}: part, slag, verdi blir lik en annen rad"):
        rett_rader(Kontaktpunkt, navn=["verdi"])
    skitten.refresh_from_db()
    assert skitten.verdi.endswith("\u200b")
