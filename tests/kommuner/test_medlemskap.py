"""Å bli med i en offentlig virksomhet: domenet gjør en til medlem, aldri til administrator."""

import csv
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kommuner.handlinger.medlemskap import be_om_administratorkode, bli_med, bruk_administratorkode
from kommuner.models import Administratorkode, Foresporsel, Kontaktpunkt, Medlemskap, OffentligPart
from kommuner.tilganger import JOBBDOMENER, er_jobbadresse, har_adresse_hos
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.tilganger import er_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def oslo():
    return OffentligPart.objects.get(slug="oslo-kommune")


@pytest.fixture
def ola():
    return lag_bruker("ola@oslo.kommune.no", navn="Ola")


@pytest.fixture
def med_postmottak(oslo):
    Kontaktpunkt.objects.create(
        part=oslo, slag="postmottak", verdi="postmottak@oslo.kommune.no",
        kilde="https://eksempel.example/kontakt", sist_kontrollert="2026-11-01",
    )  # fmt: skip
    return oslo


@pytest.mark.parametrize(
    ("epost", "ventet"),
    [
        ("a@oslo.kommune.no", True),
        ("a@bym.oslo.kommune.no", True),
        ("a@notoslo.kommune.no", False),
        ("a@oslo.kommune.no.ond.example", False),
        ("a@bergen.kommune.no", False),
        ("a@kommune.no", False),
    ],
)
def test_bare_virksomhetens_eget_domene_teller(oslo, epost, ventet):
    assert har_adresse_hos(lag_bruker(epost), oslo) is ventet


def test_et_domene_mange_deler_teller_ikke():
    nav = OffentligPart.objects.filter(epostdomene="nav.no").first()
    assert not har_adresse_hos(lag_bruker("a@nav.no"), nav)
    uten = OffentligPart.objects.filter(epostdomene="").first()
    assert not har_adresse_hos(Bruker(epost="a@"), uten)


@pytest.mark.parametrize(
    ("slug", "epost", "ventet"),
    [
        ("nav-moss", "ola@nav.no", True),
        ("nav-moss", "ola@moss.kommune.no", True),
        ("nav-moss", "ola@bergen.kommune.no", False),
        ("bydel-alna", "ola@bal.oslo.kommune.no", True),
        ("bydel-alna", "ola@oslo.kommune.no", True),
        ("bydel-alna", "ola@notoslo.kommune.no", False),
        ("arbeidstilsynet", "ola@arbeidstilsynet.no", True),
        ("arbeidstilsynet", "ola@gmail.com", False),
    ],
)
def test_en_adresse_mange_deler_er_jobbadressen_men_gir_ikke_medlemskap(slug, epost, ventet):
    part, ola = OffentligPart.objects.get(slug=slug), lag_bruker(epost)
    assert er_jobbadresse(ola, part) is ventet
    side = logg_inn(ola).get(reverse("offentlig_bli_med", args=[slug])).text
    assert ("Flere virksomheter bruker adresser som" in side) is ventet
    assert not ("Bytt til adressen på jobben" in side and ventet)
    assert "Send forespørselen" in side  # aldri en blindvei
    assert isinstance(bli_med(part, bruker=ola, melding="Jeg er rådgiver."), Foresporsel)


def test_hvert_jobbdomene_sier_hva_det_bygger_pa():
    with JOBBDOMENER.open(encoding="utf-8", newline="") as fil:
        rader = list(csv.DictReader(fil))
    assert {rad["type"] for rad in rader} <= set(OffentligPart.Type.values)
    assert all(rad["grunnlag"] and "." in rad["domene"] for rad in rader)
    assert all(rad["slas_opp_hos"].startswith("https://") for rad in rader)


def test_min_side_foreslar_kommunen_ogsa_for_et_underdomene():
    side = logg_inn(lag_bruker("ola@bsa.oslo.kommune.no")).get(reverse("min_side")).text
    assert "Bli med i Oslo kommune" in side


def test_med_riktig_adresse_er_en_knapp_nok_og_gir_bare_medlem(oslo, ola):
    klient = logg_inn(ola)
    assert "Bli med i Oslo kommune" in klient.get(reverse("min_side")).text
    klient.post(reverse("offentlig_bli_med", args=[oslo.slug]))
    assert Medlemskap.objects.get(bruker=ola).rolle == "medlem"


def test_uten_riktig_adresse_blir_det_en_forespoersel_til_redaksjonen(oslo):
    redaktor = lag_redaktor()
    utfall = bli_med(oslo, bruker=lag_bruker("a@gmail.com"), melding="Jeg er rådgiver.")
    assert isinstance(utfall, Foresporsel)
    assert Utsending.objects.filter(til=redaktor.epost).count() == 1


class TestAdministratorkode:
    def test_koden_gar_bare_til_postmottaket_og_gir_rollen(self, med_postmottak, ola):
        bli_med(med_postmottak, bruker=ola, melding="")
        klient = logg_inn(ola)
        side = reverse("offentlig_administrator", args=[med_postmottak.slug])
        klient.post(side, {"send": "1"})
        brev = Utsending.objects.get(til="postmottak@oslo.kommune.no")
        kode = brev.tekst.split("gi denne koden til Ola: ")[1][:9]
        assert kode not in klient.get(side).text
        assert not Utsending.objects.filter(til=ola.epost, tekst__contains=kode).exists()
        assert klient.post(side, {"kode": "AAAA-AAAA"}).status_code == 422
        klient.post(side, {"kode": kode.lower()})
        assert er_administrator(ola, med_postmottak)
        assert not Administratorkode.objects.exists()

    def test_fem_feil_og_14_dager_gjor_koden_ubrukelig(self, med_postmottak, ola):
        bli_med(med_postmottak, bruker=ola, melding="")
        be_om_administratorkode(med_postmottak, bruker=ola)
        kode = Utsending.objects.get(til="postmottak@oslo.kommune.no").tekst.split("til Ola: ")[1][:9]
        for _nr in range(5):
            with pytest.raises(Domenefeil, match="feil eller for gammel"):
                bruk_administratorkode(med_postmottak, bruker=ola, kode="XXXX-XXXX")
        with pytest.raises(Domenefeil):
            bruk_administratorkode(med_postmottak, bruker=ola, kode=kode)
        Administratorkode.objects.update(forsok=0, utloper_tid=timezone.now() - timedelta(seconds=1))
        with pytest.raises(Domenefeil):
            bruk_administratorkode(med_postmottak, bruker=ola, kode=kode)
        assert not er_administrator(ola, med_postmottak)

    def test_en_annens_kode_virker_ikke(self, med_postmottak, ola):
        bli_med(med_postmottak, bruker=ola, melding="")
        be_om_administratorkode(med_postmottak, bruker=ola)
        kode = Utsending.objects.get(til="postmottak@oslo.kommune.no").tekst.split("til Ola: ")[1][:9]
        kari = lag_bruker("kari@oslo.kommune.no")
        bli_med(med_postmottak, bruker=kari, melding="")
        with pytest.raises(Domenefeil):
            bruk_administratorkode(med_postmottak, bruker=kari, kode=kode)

    def test_uten_kjent_postmottak_gar_det_til_redaksjonen(self, oslo, ola):
        redaktor = lag_redaktor()
        bli_med(oslo, bruker=ola, melding="")
        klient = logg_inn(ola)
        side = reverse("offentlig_administrator", args=[oslo.slug])
        assert "ingen kontrollert adresse til postmottaket" in klient.get(side).text
        klient.post(side, {"send": "1"})
        assert Foresporsel.objects.get().rolle == "administrator"
        assert Utsending.objects.filter(til=redaktor.epost).count() == 1
        assert "Redaksjonen har spørsmålet ditt" in klient.get(side).text

    def test_utenforstaende_og_virksomheter_med_administrator(self, oslo, ola):
        with pytest.raises(Domenefeil, match="være med"):
            be_om_administratorkode(oslo, bruker=ola)
        assert logg_inn(ola).get(reverse("offentlig_administrator", args=[oslo.slug])).status_code == 404
        bli_med(oslo, bruker=ola, melding="")
        legg_til_medlem(oslo, bruker=lag_bruker("b@x.no"), rolle="administrator", av=None, grunn="test")
        with pytest.raises(Domenefeil, match="har en administrator"):
            be_om_administratorkode(oslo, bruker=ola)
        assert logg_inn(ola).get(reverse("offentlig_administrator", args=[oslo.slug])).status_code == 302
