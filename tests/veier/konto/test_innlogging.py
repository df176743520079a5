"""Å lage konto og logge inn, med koden lest fra køen av e-post."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.verden import lag_bruker, lag_passnokkel, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.konto.handlinger import adressebytte
from veier.konto.models import Adressebytte, Tekstvisning

pytestmark = pytest.mark.django_db


def _kode(til):
    tekst = Utsending.objects.filter(til=til).first().tekst
    return re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}", tekst)[0]


def _ny_konto(client, epost="ny@eksempel.no"):
    client.post(reverse("account_signup"), {"email": epost})
    return client.post(reverse("account_email_verification_sent"), {"code": _kode(epost)})


def test_ny_konto_med_kode_og_uten_passord(client):
    svar = _ny_konto(client)
    assert (svar.status_code, svar["Location"]) == (302, reverse("min_side"))
    bruker = Bruker.objects.get(epost="ny@eksempel.no")
    assert not bruker.has_usable_password()
    assert EmailAddress.objects.get(user=bruker).verified
    assert client.get(reverse("konto")).status_code == 200


def test_informasjonen_som_ble_vist_er_tatt_vare_pa(client):
    side = client.get("/nn" + reverse("account_signup")).text
    client.post("/nn" + reverse("account_signup"), {"email": "ny@eksempel.no"})
    vist = Tekstvisning.objects.get()
    assert (vist.navn, vist.malform, vist.bruker.malform) == ("ny_konto", "nn", "nn")
    assert vist.tekst in side


def test_feil_kode_forklares_og_tre_feil_avslutter(client):
    client.post(reverse("account_signup"), {"email": "ny@eksempel.no"})
    side = reverse("account_email_verification_sent")
    svar = client.post(side, {"code": "AAAA-AAAA"})
    assert "Koden er feil" in svar.text
    client.post(side, {"code": "AAAA-AAAB"})
    assert client.post(side, {"code": "AAAA-AAAC"}).status_code == 302
    assert not EmailAddress.objects.filter(email="ny@eksempel.no", verified=True).exists()


@pytest.mark.parametrize("adresse", ["finnes@eksempel.no", "finnes-ikke@eksempel.no"])
def test_ingenting_roper_om_en_adresse_har_konto(client, adresse):
    """Samme svar på samme side, enten kontoen finnes eller ikke. Bare e-posten er forskjellig."""
    lag_bruker("finnes@eksempel.no")
    inn = client.post(reverse("account_login"), {"login": adresse})
    assert (inn.status_code, inn["Location"]) == (302, reverse("account_confirm_login_code"))
    side = client.get(inn["Location"]).text
    assert adresse in side
    ny = type(client)()
    svar = ny.post(reverse("account_signup"), {"email": adresse})
    assert (svar.status_code, svar["Location"]) == (302, reverse("account_email_verification_sent"))
    # Den som lager en konto, får ikke høre hvordan hun lager en.
    bekreft = ny.get(svar["Location"]).text
    assert "hvordan du lager en konto" in side and "hvordan du lager en konto" not in bekreft
    assert "Har du en konto fra før" in bekreft
    glemt = type(client)().post(reverse("account_reset_password"), {"email": adresse})
    assert (glemt.status_code, glemt["Location"]) == (302, reverse("account_confirm_password_reset_code"))


def test_feil_passord_sier_det_samme_enten_kontoen_finnes_eller_ikke(client):
    lag_bruker("finnes@eksempel.no", password="en lang setning å huske")
    svar = [
        client.post(reverse("account_login"), {"login": adresse, "password": "feil passord her"}).text
        for adresse in ("finnes@eksempel.no", "finnes-ikke@eksempel.no")
    ]
    uten = [re.sub(r"finnes(-ikke)?@|name=\"csrf\w+\" value=\"[^\"]+\"", "", t) for t in svar]
    assert "E-postadressen eller passordet er feil" in svar[0]
    assert uten[0] == uten[1]


def test_passord_ma_ha_tolv_tegn_og_det_som_ble_skrevet_star(client):
    svar = client.post(reverse("account_signup"), {"email": "ny@eksempel.no", "password1": "kort"})
    assert "ny@eksempel.no" in svar.text
    assert not Bruker.objects.filter(epost="ny@eksempel.no").exists()


class TestAdressebytte:
    def _bytt(self, bruker, ny="ny@eksempel.no"):
        klient = logg_inn(bruker)
        klient.post(reverse("account_email"), {"email": ny, "action_add": "1"})
        return klient

    def _stopplenke(self, gammel):
        tekst = Utsending.objects.get(til=gammel, nokkel__startswith="adressebytte_bedt").tekst
        return re.search(r"/konto/e-post/stopp/[^/\s]+/", tekst)[0]

    def test_den_gamle_far_vite_det_for_den_nye_er_bekreftet(self):
        bruker = lag_bruker("gammel@eksempel.no")
        self._bytt(bruker)
        assert "Noen vil bytte" in Utsending.objects.get(til="gammel@eksempel.no").emne
        bruker.refresh_from_db()
        assert bruker.epost == "gammel@eksempel.no"

    def test_koden_fullforer_byttet(self):
        bruker = lag_bruker("gammel@eksempel.no")
        klient = self._bytt(bruker)
        klient.post(reverse("account_email_verification_sent"), {"code": _kode("ny@eksempel.no")})
        bruker.refresh_from_db()
        assert bruker.epost == "ny@eksempel.no"
        assert Adressebytte.objects.get().gjort_tid
        assert Utsending.objects.filter(
            til="gammel@eksempel.no", nokkel__startswith="adressebytte_gjort"
        ).exists()

    def test_stopp_for_bekreftelsen_hindrer_den(self, client):
        bruker = lag_bruker("gammel@eksempel.no")
        klient = self._bytt(bruker)
        kode = _kode("ny@eksempel.no")
        assert client.get(self._stopplenke("gammel@eksempel.no")).status_code == 200
        assert Adressebytte.objects.get().stoppet_tid is None  # en GET stopper ingenting
        assert "Byttet er stoppet" in client.post(self._stopplenke("gammel@eksempel.no")).text
        klient.post(reverse("account_email_verification_sent"), {"code": kode})
        bruker.refresh_from_db()
        assert bruker.epost == "gammel@eksempel.no"

    def test_stopp_etter_byttet_gir_kontoen_tilbake_og_logger_alle_ut(self, client):
        bruker = lag_bruker("gammel@eksempel.no", password="en lang setning å huske")
        klient = self._bytt(bruker)
        klient.post(reverse("account_email_verification_sent"), {"code": _kode("ny@eksempel.no")})
        tyvens = lag_passnokkel(bruker)
        client.post(self._stopplenke("gammel@eksempel.no"))
        bruker.refresh_from_db()
        assert (bruker.epost, bruker.has_usable_password()) == ("gammel@eksempel.no", False)
        assert not type(tyvens).objects.filter(pk=tyvens.pk).exists()
        assert list(EmailAddress.objects.values_list("email", "verified")) == [("gammel@eksempel.no", True)]
        assert Hendelse.objects.filter(kode="konto_adressebytte_stoppet").count() == 1
        assert klient.get(reverse("konto")).status_code == 302

    def test_etter_72_timer_virker_ikke_lenken(self, client):
        from datetime import timedelta

        from django.utils import timezone

        bruker = lag_bruker("gammel@eksempel.no")
        self._bytt(bruker)
        Adressebytte.objects.update(bedt_tid=timezone.now() - timedelta(hours=72, seconds=1))
        svar = client.post(self._stopplenke("gammel@eksempel.no"))
        assert (svar.status_code, Adressebytte.objects.get().stoppet_tid) == (422, None)
        assert "Fristen på 72 timer er ute" in svar.text

    def test_samme_bytte_bedt_om_igjen_sender_ikke_en_ny_lenke(self):
        bruker = lag_bruker("gammel@eksempel.no")
        forste = adressebytte.be_om_bytte(bruker, ny="ny@eksempel.no")
        assert adressebytte.be_om_bytte(bruker, ny="ny@eksempel.no") == forste
        assert Utsending.objects.filter(til="gammel@eksempel.no").count() == 1

    def test_a_fullfore_uten_bytte_gjor_ingenting(self):
        bruker = lag_bruker("gammel@eksempel.no")
        adressebytte.fullfor(bruker, ny="annen@eksempel.no", gammel=bruker.epost)
        assert not Adressebytte.objects.exists()

    def test_et_stoppet_bytte_kan_stoppes_igjen_uten_at_noe_skjer(self):
        bruker = lag_bruker("gammel@eksempel.no")
        bytte = adressebytte.stopp(adressebytte.be_om_bytte(bruker, ny="ny@eksempel.no"))
        assert adressebytte.stopp(bytte).stoppet_tid == bytte.stoppet_tid


class TestBekreftelse:
    def test_viktige_sider_spor_forst_naar_innloggingen_er_gammel(self):
        bruker = lag_bruker("a@eksempel.no")
        klient = logg_inn(bruker, bekreftet=False)
        svar = klient.get(reverse("account_email"))
        assert svar["Location"].startswith(reverse("konto_bekreft"))

    def test_kode_pa_epost_bekrefter_og_sender_videre(self):
        bruker = lag_bruker("a@eksempel.no")
        klient = logg_inn(bruker, bekreftet=False)
        side = f"{reverse('konto_bekreft')}?next={reverse('account_email')}"
        klient.post(side, {"send": "1"})
        kode = _kode("a@eksempel.no")
        assert klient.post(side, {"kode": "AAA-AAA"}).status_code == 422
        svar = klient.post(side, {"kode": kode.lower().replace("-", " "), "next": reverse("account_email")})
        assert svar["Location"] == reverse("account_email")
        assert klient.get(reverse("account_email")).status_code == 200

    def test_tre_feil_gjor_koden_ubrukelig(self):
        klient = logg_inn(lag_bruker("a@eksempel.no"), bekreftet=False)
        side = reverse("konto_bekreft")
        klient.post(side, {"send": "1"})
        kode = _kode("a@eksempel.no")
        for _nr in range(3):
            klient.post(side, {"kode": "AAA-AAA"})
        assert klient.post(side, {"kode": kode}).status_code == 422

    def test_neste_adresse_utenfor_portalen_brukes_ikke(self):
        klient = logg_inn(lag_bruker("a@eksempel.no"), bekreftet=False)
        side = reverse("konto_bekreft")
        klient.post(side, {"send": "1"})
        svar = klient.post(side, {"kode": _kode("a@eksempel.no"), "next": "https://ond.example/"})
        assert svar["Location"] == reverse("konto")

    def test_mange_koder_gir_429(self):
        klient = logg_inn(lag_bruker("a@eksempel.no"), bekreftet=False)
        svar = [klient.post(reverse("konto_bekreft"), {"send": "1"}).status_code for _nr in range(6)]
        assert svar == [302] * 5 + [429]


def test_koder_slettes_fra_koen_nar_de_er_sendt_og_vises_aldri_i_redaksjonen(client):
    from tests.verden import lag_redaktor
    from veier.epost.sending import send

    client.post(reverse("account_login"), {"login": "finnes-ikke@eksempel.no"})
    lag_bruker("a@eksempel.no")
    type(client)().post(reverse("account_login"), {"login": "a@eksempel.no"})
    utsending = Utsending.objects.get(til="a@eksempel.no")
    kode = _kode("a@eksempel.no")
    administrator = logg_inn(lag_redaktor(administrator=True))
    side = administrator.get(reverse("admin:epost_utsending_change", args=[utsending.pk]))
    assert "skjult: meldingen har en kode" in side.text
    assert kode not in side.text
    assert send(utsending.pk)
    utsending.refresh_from_db()
    assert (utsending.tekst, utsending.html) == ("", "")


@pytest.mark.parametrize("malform", ["nb", "nn"])
def test_redaktoren_kan_se_hver_epost(malform):
    from tests.verden import lag_redaktor
    from veier.epost import maler

    klient = logg_inn(lag_redaktor())
    assert klient.get(reverse("admin:epost_maler")).status_code == 200
    for mal in maler.navn():
        side = klient.get(reverse("admin:epost_mal", args=[mal, malform]))
        # Hvert felt har et eksempel å lese, ikke navnet sitt.
        assert (
            side.status_code,
            [felt for felt in maler.felter(mal, malform) if f"«{felt}»" in side.text],
        ) == (200, [])
    assert klient.get(reverse("admin:epost_mal", args=["finnes-ikke", malform])).status_code == 404


def test_en_verdi_i_en_epost_blir_aldri_en_lenke_eller_html():
    from veier.epost.maler import lag_melding

    ond = "[klikk her](https://ond.example) <script>alert(1)</script> **fet**"
    verdier = (
        dict.fromkeys(["hvem", "organisasjon", "melding"], ond)
        | {"epost": "a@eksempel.no"}
        | {"lenke": "https://portalen.example/"}
    )
    melding = lag_melding("foresporsel_ny", malform="nb", verdier=verdier)
    assert "ond.example" not in melding.tekst + melding.html
    assert "**fet**" in melding.tekst and "<strong>fet" not in melding.html
    assert "<script>" not in melding.html
    assert 'href="https://portalen.example/"' in melding.html


def test_en_epost_uten_alle_verdiene_lages_ikke():
    from veier.epost.maler import lag_melding

    with pytest.raises(KeyError, match="invitasjon mangler"):
        lag_melding("invitasjon", malform="nb", verdier={"hvem": "x"})
