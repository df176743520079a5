"""En fremmed lager en konto med en annens adresse, og eieren kommer siden: ingenting av den fremmedes virker."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from tests.verden import lag_bruker, lag_passnokkel, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
OLA = "ola@eksempel.no"
FREMMED = "den fremmedes lange passord"
EGET = "min egen lange setning her"


def _kode(til=OLA):
    """Den siste koden som er sendt til adressen."""
    for utsending in Utsending.objects.filter(til=til).order_by("-pk"):
        if treff := re.search(r"\b[A-Z]{3,4}-[A-Z]{3,4}\b", utsending.tekst):
            return treff[0]
    raise AssertionError(f"ingen kode til {til}")


@pytest.fixture
def fremmed():
    """Den fremmedes nettleser, med en påbegynt konto."""
    klient = Client()
    klient.post(reverse("account_signup"), {"email": OLA, "password1": FREMMED})
    return klient


def _logg_inn_med_kode(klient, epost=OLA):
    klient.post(reverse("account_login"), {"login": epost})
    return klient.post(reverse("account_confirm_login_code"), {"code": _kode(epost)}, follow=True)


def _kommer_inn(passord, epost=OLA):
    klient = Client()
    klient.post(reverse("account_login"), {"login": epost, "password": passord})
    return klient.get(reverse("konto")).status_code == 200


def test_eieren_logger_inn_med_kode_og_passordet_er_dodt(fremmed):
    eier = Client()
    side = _logg_inn_med_kode(eier)
    assert "Noen hadde begynt å lage en konto med adressen din" in side.text
    assert not Bruker.objects.get(epost=OLA).has_usable_password()
    assert not _kommer_inn(FREMMED)
    brev = Utsending.objects.get(til=OLA, nokkel__startswith="konto_pabegynt")
    assert "Noen hadde begynt å lage en konto" in brev.emne
    assert Hendelse.objects.filter(kode="konto_tatt_tilbake").count() == 1
    # Bare den første gangen.
    eier.post(reverse("account_logout"))
    assert "Noen hadde begynt" not in _logg_inn_med_kode(eier).text
    assert Utsending.objects.filter(nokkel__startswith="konto_pabegynt").count() == 1


def test_eieren_velger_nytt_passord_med_kode_og_bare_det_virker(fremmed):
    eier = Client()
    eier.post(reverse("account_reset_password"), {"email": OLA})
    eier.post(reverse("account_confirm_password_reset_code"), {"code": _kode()})
    # Mellom koden og det nye passordet er adressen bekreftet: da må det gamle alt være dødt.
    assert not _kommer_inn(FREMMED)
    eier.post(reverse("account_complete_password_reset"), {"password1": EGET, "password2": EGET})
    assert not _kommer_inn(FREMMED)
    assert _kommer_inn(EGET)


def test_sikringer_og_innlogginger_som_var_der_fra_for_er_borte(fremmed):
    bruker = Bruker.objects.get(epost=OLA)
    lag_passnokkel(bruker)
    Authenticator.objects.create(user=bruker, type=Authenticator.Type.TOTP, data={"secret": "x"})
    SocialAccount.objects.create(user=bruker, provider="idporten", uid="den-fremmede")
    _logg_inn_med_kode(Client())
    assert not Authenticator.objects.filter(user=bruker).exists()
    assert not SocialAccount.objects.filter(user=bruker).exists()


def test_den_fremmedes_apne_okt_kan_ikke_fullfores_etterpa(fremmed):
    """Koden den fremmede venter på, gjelder ikke, heller ikke om hun får vite den."""
    kode = _kode()
    _logg_inn_med_kode(Client())
    fremmed.post(reverse("account_email_verification_sent"), {"code": kode})
    assert fremmed.get(reverse("konto")).status_code == 302


@pytest.mark.parametrize("vei", ["innlogging", "passord"])
def test_koder_den_fremmede_har_bedt_om_gjelder_ikke_etterpa(fremmed, vei):
    annen = Client()
    if vei == "innlogging":
        annen.post(reverse("account_login"), {"login": OLA})
    else:
        annen.post(reverse("account_reset_password"), {"email": OLA})
    kode = _kode()
    _logg_inn_med_kode(Client())
    if vei == "innlogging":
        annen.post(reverse("account_confirm_login_code"), {"code": kode})
    else:
        annen.post(reverse("account_confirm_password_reset_code"), {"code": kode})
        annen.post(reverse("account_complete_password_reset"), {"password1": EGET, "password2": EGET})
    assert annen.get(reverse("konto")).status_code == 302
    assert not _kommer_inn(EGET)


def test_den_som_kan_den_fremmedes_passord_og_far_koden_beholder_det_ikke(fremmed):
    """Passordet ble valgt i en annen økt: at noen kan det, beviser ikke at de valgte det."""
    annen = Client()
    annen.post(reverse("account_login"), {"login": OLA, "password": FREMMED})
    annen.post(reverse("account_email_verification_sent"), {"code": _kode()})
    assert annen.get(reverse("konto")).status_code == 200
    assert not _kommer_inn(FREMMED)


def test_den_som_laget_kontoen_i_samme_okt_beholder_passordet():
    klient = Client()
    klient.post(reverse("account_signup"), {"email": OLA, "password1": EGET})
    klient.post(reverse("account_email_verification_sent"), {"code": _kode()})
    assert klient.get(reverse("konto")).status_code == 200
    assert _kommer_inn(EGET)
    assert not Utsending.objects.filter(nokkel__startswith="konto_pabegynt").exists()


def test_a_lage_konto_to_ganger_gir_en_konto_og_bare_eieren_kommer_inn(fremmed):
    eier = Client()
    eier.post(reverse("account_signup"), {"email": OLA.upper(), "password1": EGET})
    assert Bruker.objects.filter(epost=OLA).count() == 1
    assert "Du har allerede en konto" in Utsending.objects.filter(til=OLA).order_by("-pk").first().emne
    _logg_inn_med_kode(eier)
    assert not _kommer_inn(FREMMED)


class TestByttetilEnPabegynt:
    """Eieren har en konto fra før, og vil bytte til en adresse noen andre har begynt på."""

    def _bytt(self, eier):
        klient = logg_inn(eier)
        klient.post(reverse("account_email"), {"email": OLA, "action_add": "1"})
        klient.post(reverse("account_email_verification_sent"), {"code": _kode()})
        eier.refresh_from_db()

    def test_den_pabegynte_star_ikke_i_veien(self, fremmed):
        eier = lag_bruker("ola.gammel@eksempel.no")
        self._bytt(eier)
        assert eier.epost == OLA
        assert list(EmailAddress.objects.filter(email=OLA).values_list("user", flat=True)) == [eier.pk]
        assert not _kommer_inn(FREMMED)

    def test_en_bevist_konto_star_i_veien_og_det_forklares(self):
        lag_bruker(OLA)
        eier = lag_bruker("ola.gammel@eksempel.no")
        self._bytt(eier)
        assert eier.epost == "ola.gammel@eksempel.no"

    def test_en_konto_laget_fra_kommandolinjen_star_ogsa_i_veien(self):
        Bruker.objects.create_superuser(OLA)
        eier = lag_bruker("ola.gammel@eksempel.no")
        self._bytt(eier)
        assert Bruker.objects.get(epost=OLA).is_superuser


def test_den_forste_administratoren_beholder_passordet_fra_kommandolinjen():
    Bruker.objects.create_superuser(OLA, EGET)
    klient = Client()
    _logg_inn_med_kode(klient)
    klient.post(reverse("account_email_verification_sent"), {"code": _kode()})
    assert Bruker.objects.get(epost=OLA).has_usable_password()
