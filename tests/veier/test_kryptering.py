"""Nøklene til kodeappene står kryptert, og nøkkelen kan byttes uten at noen merker det."""

import secrets
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.formats import date_format

from tests.verden import lag_bruker
from veier.epost.models import Adressenokkel
from veier.konto.handlinger.nokkelbytte import stilling
from veier.kryptering import KanIkkeLeses, bruker_nyeste, dekrypter, krypter
from veier.lenkeinnhold import VARER

GAMMEL, NY = secrets.token_urlsafe(48), secrets.token_urlsafe(48)


@pytest.fixture(autouse=True)
def gammel_nokkel(settings):
    settings.KRYPTONOKLER = [GAMMEL]


@pytest.mark.parametrize("tekst", ["", "JBSWY3DPEHPK3PXP", "æøå " * 1000])
def test_fram_og_tilbake_og_aldri_likt_to_ganger(tekst):
    assert dekrypter(krypter(tekst)) == tekst
    assert krypter(tekst) != krypter(tekst)


@pytest.mark.parametrize(
    "endre", [lambda k: k[:-2] + "A=", lambda k: k[3:], lambda k: "k1:", lambda _k: "", lambda _k: "k1:æ"]
)
def test_det_som_er_endret_eller_ikke_kryptert_avvises(endre):
    with pytest.raises(KanIkkeLeses):
        dekrypter(endre(krypter("hemmelig")))


@pytest.fixture
def bruker(db):
    Adressenokkel.objects.all().delete()  # de er krypterte de også, se test_nokkelbytte
    bruker = lag_bruker("kari@eksempel.no")
    bruker.hemmelig = generate_totp_secret()
    TOTP.activate(bruker, bruker.hemmelig)
    bruker.koder = RecoveryCodes.activate(bruker).generate_codes()
    return bruker


def _koder(bruker):
    return RecoveryCodes(Authenticator.objects.get(user=bruker, type="recovery_codes")).generate_codes()


def test_verken_nokkelen_eller_fro_star_i_databasen(bruker):
    lagret = str(list(Authenticator.objects.filter(user=bruker).values_list("data", flat=True)))
    assert bruker.hemmelig not in lagret
    assert lagret.count("'k1:") == 2


def test_bytte_av_nokkel_uten_at_noen_merker_det(bruker, settings):
    settings.KRYPTONOKLER = [NY, GAMMEL]
    assert (_koder(bruker), stilling()) == (bruker.koder, {"nyeste": 0, "eldre": 2, "uleselig": 0})
    ut = StringIO()
    call_command("bytt_nokkel", stdout=ut)
    assert ut.getvalue().startswith("2 er skrevet om")
    # En lenke i et brev som er sendt, er kryptert med den gamle til den går ut.
    dagen = date_format(timezone.localdate() + timedelta(days=8), "j. F Y")
    assert f"kan tas bort {dagen}" in ut.getvalue()
    assert timedelta(days=8) > VARER
    settings.KRYPTONOKLER = [NY]
    assert (_koder(bruker), stilling()) == (bruker.koder, {"nyeste": 2, "eldre": 0, "uleselig": 0})
    assert bruker_nyeste(Authenticator.objects.get(user=bruker, type="totp").data["secret"])


def test_uten_den_gamle_nokkelen_endres_ingenting(bruker, settings):
    settings.KRYPTONOKLER = [NY]
    for_ = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    with pytest.raises(CommandError, match=r"^Ingenting er endret\."):
        call_command("bytt_nokkel")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == for_
    assert stilling()["uleselig"] == 2
