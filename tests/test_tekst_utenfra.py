"""Tekst slik den limes inn, prøvd på de virkelige sidene."""

import re
import unicodedata

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor
from samarbeid.models import Henvendelse
from tests.verden import lag_bruker, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending

pytestmark = pytest.mark.django_db
IDE = {"tittel": "Kor", "problem": "Mange er alene", "losning": "Vi synger sammen"}


def _kode(til):
    return re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}", Utsending.objects.filter(til=til).first().tekst)[0]


@pytest.mark.parametrize(
    ("skrevet", "lagret"),
    [
        ("kari@eksempel.no\u200b", "kari@eksempel.no"),
        ("\ufeffKari@Eksempel.no", "kari@eksempel.no"),
        ("ｋａｒｉ@eksempel.no", "kari@eksempel.no"),
        ("kari@bla\u030aba\u0308r.no", "kari@xn--blbr-noae.no"),
    ],
)
def test_en_adresse_er_en_konto_hvordan_den_enn_skrives(client, skrevet, lagret):
    client.post(reverse("account_signup"), {"email": skrevet})
    kode = _kode(lagret)
    client.post(reverse("account_email_verification_sent"), {"code": f"\u200b{kode.lower()}\u00a0"})
    assert list(Bruker.objects.filter(epost=lagret).values_list("epost", flat=True)) == [lagret]
    ny = type(client)()
    ny.post(reverse("account_login"), {"login": skrevet})
    assert ny.post(reverse("account_confirm_login_code"), {"code": _kode(lagret)})["Location"] == reverse(
        "min_side"
    )
    type(client)().post(reverse("account_signup"), {"email": lagret})
    assert Bruker.objects.filter(epost__startswith="kari").count() == 1


def test_passordet_er_det_samme_i_begge_former(client):
    lag_bruker("kari@eksempel.no", password=unicodedata.normalize("NFD", "på blåbærtur i skogen"))
    assert Bruker.objects.get(epost="kari@eksempel.no").check_password("på blåbærtur i skogen")
    data = {"login": "kari@eksempel.no", "password": unicodedata.normalize("NFC", "på blåbærtur i skogen")}
    assert client.post(reverse("account_login"), data).status_code == 302


@pytest.mark.parametrize("skille", ["\u00a0", "/", "\u2009", "–", "\u200b ", " - "])
def test_fodselsnummer_i_meldingen_avvises(client, skille):
    svar = client.post(reverse("kontakt"), {"emne": "annet", "tekst": f"Ola er 010170{skille}12345"})
    assert (svar.status_code, "fødselsnummer" in svar.text, Henvendelse.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("navn", ["\u200b\u200b", "\u2060", "Nav\u202eevitcA", "\u2800!"])
def test_organisasjonen_ma_ha_et_navn_som_kan_leses(navn):
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    for_ = Entreprenor.objects.count()
    svar = klient.post(reverse("entreprenor_registrer"), {"ikke_registrert": "on", "navn": navn})
    assert (svar.status_code, Entreprenor.objects.count()) == (422, for_)


@pytest.mark.parametrize(
    "belop", ["kr. 150 000", "150 000 kroner", "150.000,-", "0,15 mill", "150\u00a0000", "１５０ ０００"]
)
def test_belopet_leses_i_veiviseren(client, belop):
    client.post(reverse("prov"), IDE)
    utkast = client.session["utkast"][0]
    adresse = reverse("prov_steg", args=[utkast, 7])
    assert client.post(adresse, {"arlig_belop": belop}).status_code == 302


@pytest.mark.parametrize(
    "q", ["ﬁnansiering", "finan\u00adsiering", "ＦＩＮＡＮＳＩＥＲＩＮＧ", "finansiering\u200b"]
)
def test_soket_finner_det_samme(client, q):
    def treff(ord_):
        return re.findall(r"<h2[^>]*>.*?</h2>", client.get(reverse("sok"), {"q": ord_}).text, re.S)

    assert treff(q) == treff("finansiering")
