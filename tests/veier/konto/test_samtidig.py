"""Det samme skjemaet sendt to ganger i samme øyeblikk gjør det én gang, også på allauths sider."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.traader import samtidig
from tests.verden import lag_bruker, lag_passnokkel, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def test_en_passnokkel_tas_bort_en_gang():
    eva = lag_bruker("eva.nokkel@eksempel.no")
    nokkel = lag_passnokkel(eva)
    sti = reverse("mfa_remove_webauthn", args=[nokkel.pk])
    klienter = [logg_inn(eva) for _nr in range(4)]
    for klient in klienter:
        klient.get(sti)
    svar = samtidig([lambda klient=klient: klient.post(sti).status_code for klient in klienter])
    assert sorted(svar) == [302, 404, 404, 404]
    assert not Authenticator.objects.filter(user=eva).exists()
    assert Utsending.objects.filter(til=eva.epost).count() == 1


def test_et_passord_settes_en_gang():
    """Og det er det første: det andre skjemaet så ikke at kontoen hadde fått et."""
    eva = lag_bruker("eva.passord@eksempel.no")
    sti = reverse("account_set_password")
    klienter = [logg_inn(eva) for _nr in range(4)]

    def sett(klient, nr):
        passord = f"et langt passord nr {nr} her"
        return lambda: klient.post(sti, {"password1": passord, "password2": passord})

    samtidig([sett(klient, nr) for nr, klient in enumerate(klienter)])
    eva.refresh_from_db()
    assert eva.has_usable_password()
    assert Utsending.objects.filter(til=eva.epost).count() == 1


def test_en_konto_lages_en_gang_og_ingen_far_en_feilside():
    data = {"email": "ny.konto@eksempel.no", "password1": "et langt passord til prøven"}
    svar = samtidig([lambda: Client().post(reverse("account_signup"), data).status_code] * 4)
    assert svar == [302] * 4
    assert Bruker.objects.filter(epost=data["email"]).count() == 1
    assert Utsending.objects.filter(til=data["email"], mal="bekreft_adresse").count() == 1


def test_en_kode_til_a_bekrefte_seg_og_den_virker():
    eva = lag_bruker("eva.kode@eksempel.no")
    klient, sti = logg_inn(eva), reverse("konto_bekreft")

    def trykk():
        egen = Client()
        egen.cookies.update(klient.cookies)
        return egen.post(sti, {"send": "1"}).status_code

    assert samtidig([trykk] * 4) == [302] * 4
    (brev,) = Utsending.objects.filter(til=eva.epost, mal="bekreft_handling")
    assert klient.post(sti, {"kode": re.search(r"[A-Z]{3}-[A-Z]{3}", brev.tekst)[0]}).status_code == 302
