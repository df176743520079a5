"""Passord andre ville prøvd først, avvises; lange passord av ord som ikke hører sammen, godtas."""

from __future__ import annotations

import secrets

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.veier.konto.test_innlogging import _kode
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.konto.passordregler import lett_a_gjette


@pytest.mark.parametrize(
    "passord",
    [
        "veiertilsamarbeid",
        "Veier til samarbeid",
        "VeierTilSamarbeid2026!",
        "V3i3rtils4m4rb3id",
        "Samarbeid2026",
        "samarbeidsportalen",
        "Passord123456",
        "P@ssw0rd!!2026",
        "Sommer2026!!!",
        "Høst2026!!!!!!",
        "velkommen12345",
        "liverpool2026!",
        "iloveyou!!!!!",
        "1234567890123",
        "987654321098765",
        "abcdefghijklm",
        "qwertyuiopå12",
        "asdfghjkløæ!!",
        "abcabcabcabcab",
        "aaaaaaaaaaaaaaaa",
        "121212121212",
        "dragondragon",
        "Ｖｅｉｅｒ samarbeid",
        "............1",
        "oslo kommune 2026",
        "Redaksjonen.1234",
    ],
)
def test_lett_a_gjette_avvises(passord):
    assert lett_a_gjette(passord)
    with pytest.raises(ValidationError):
        validate_password(passord)


@pytest.mark.parametrize(
    "passord",
    [
        "korrekt hest batteri stift",
        "correct horse battery staple",
        "fjellrev og kanel i september",
        "trikk-lampe-ugle-brev",
        "samarbeid ugle kompass brød",
        "åtte blå ærfugler",
        "Xk9#mQ2$vL7!",
        "密码是一个很长的秘密句子",
        "пять разных слов здесь",
        "x" + "ab1" * 3 + "Qz?ø9",
    ],
)
def test_det_andre_ikke_ville_provd_godtas(passord):
    validate_password(passord)


def test_tilfeldige_passord_godtas():
    for _gang in range(300):
        validate_password(secrets.token_urlsafe(12))


@pytest.mark.django_db
def test_skjemaet_sier_hvorfor_og_kontoen_er_uendret():
    bruker = lag_bruker("kari@eksempel.no")
    svar = logg_inn(bruker).post(
        reverse("account_set_password"),
        {"password1": "VeierTilSamarbeid2026!", "password2": "VeierTilSamarbeid2026!"},
    )
    assert "Passordet er lett å gjette." in svar.text
    bruker.refresh_from_db()
    assert not bruker.has_usable_password()


@pytest.mark.django_db
@pytest.mark.parametrize("lengde", [64, 128, 500])
def test_lange_passord_virker_helt_ut(client, lengde):
    """Hele passordet teller: det siste tegnet også."""
    passord = (secrets.token_urlsafe(400))[: lengde - 1] + "Z"
    bruker = lag_bruker("kari@eksempel.no")
    logg_inn(bruker).post(reverse("account_set_password"), {"password1": passord, "password2": passord})
    bruker.refresh_from_db()
    assert bruker.check_password(passord)
    assert not bruker.check_password(passord[:-1] + "Y")
    client.post(reverse("account_login"), {"login": "kari@eksempel.no", "password": passord})
    assert client.get(reverse("konto")).status_code == 200


@pytest.mark.django_db
def test_a_bytte_passord_krever_det_gamle():
    bruker = lag_bruker("kari@eksempel.no")
    bruker.set_password("trikk-lampe-ugle-brev")
    bruker.save()
    klient = logg_inn(bruker)
    nytt = "korrekt hest batteri stift"
    for gammelt in ("", "feil gammelt passord"):
        klient.post(
            reverse("account_change_password"),
            {"oldpassword": gammelt, "password1": nytt, "password2": nytt},
        )
        assert Bruker.objects.get(pk=bruker.pk).check_password("trikk-lampe-ugle-brev")
    klient.post(
        reverse("account_change_password"),
        {"oldpassword": "trikk-lampe-ugle-brev", "password1": nytt, "password2": nytt},
    )
    assert Bruker.objects.get(pk=bruker.pk).check_password(nytt)


def test_avtrykket_i_drift_er_pbkdf2_med_en_million_runder():
    """Innstillingen i drift er Djangos standard; testene bruker en raskere."""
    from django.conf import global_settings
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from veier import settings as drift

    assert not hasattr(drift, "PASSWORD_HASHERS")
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 1_000_000
    avtrykk = PBKDF2PasswordHasher().encode("noe", "salt" * 6)
    assert avtrykk.startswith(f"pbkdf2_sha256${PBKDF2PasswordHasher.iterations}$")
    assert identify_hasher(avtrykk).algorithm == "pbkdf2_sha256"
    assert make_password("noe") != make_password("noe")
    assert check_password("noe", make_password("noe"))


@pytest.mark.django_db
def test_nytt_passord_med_kode_gar_ikke_utenom_to_trinn(client):
    redaktor = lag_redaktor()
    nytt = "trikk-lampe-ugle-brev"
    client.post(reverse("account_reset_password"), {"email": redaktor.epost})
    client.post(reverse("account_confirm_password_reset_code"), {"code": _kode(redaktor.epost)})
    client.post(reverse("account_complete_password_reset"), {"password1": nytt, "password2": nytt})
    assert Bruker.objects.get(pk=redaktor.pk).check_password(nytt)
    assert client.get(reverse("konto")).status_code == 302
    svar = client.post(reverse("account_login"), {"login": redaktor.epost, "password": nytt})
    assert svar["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("konto")).status_code == 302
    assert Authenticator.objects.filter(user=redaktor, type="totp").exists()
