"""Det samme skjemaet sendt to ganger i samme øyeblikk gjør det én gang, også på allauths sider."""

import re
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.traader import samtidig
from tests.verden import lag_bruker, lag_passnokkel, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.konto import samme_kode

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


def _trykk(nettleser, sti, data):
    """Ett trykk til i den samme nettleseren: det som sto i kapslene da siden ble åpnet. Gir klienten den ble til."""
    egen = Client(enforce_csrf_checks=True)
    egen.cookies.update(nettleser.cookies)
    data = data | {"csrfmiddlewaretoken": nettleser.cookies[settings.CSRF_COOKIE_NAME].value}

    def trykk():
        assert egen.post(sti, data).status_code == 302
        return egen

    return trykk


def _apne(sti):
    nettleser = Client(enforce_csrf_checks=True)
    nettleser.get(sti)
    return nettleser


def _logg_inn(klient, kode):
    sti = reverse("account_confirm_login_code")
    klient.get(sti)
    nokkel = klient.cookies[settings.CSRF_COOKIE_NAME].value
    klient.post(sti, {"code": kode, "csrfmiddlewaretoken": nokkel})
    return "_auth_user_id" in klient.session


def _koder(til):
    brevene = Utsending.objects.filter(til=til, mal="innloggingskode")
    return [re.search(r"[A-Z]{4}-[A-Z]{4}", brev.tekst)[0] for brev in brevene]


@pytest.mark.parametrize(
    ("side", "felt"), [("account_login", "login"), ("account_request_login_code", "email")]
)
def test_fire_trykk_pa_send_kode_er_ett_brev_og_koden_virker_i_alle(side, felt):
    eva = lag_bruker(f"eva.{felt}@eksempel.no")
    sti, ukjent = reverse(side), f"ukjent.{felt}@eksempel.no"
    nettleser = _apne(sti)
    klienter = samtidig([_trykk(nettleser, sti, {felt: eva.epost}) for _nr in range(4)])
    (kode,) = _koder(eva.epost)
    assert [_logg_inn(klient, kode) for klient in klienter] == [True] * 4
    # Antallet brev sier ingenting om kontoen finnes.
    samtidig([_trykk(nettleser, sti, {felt: ukjent}) for _nr in range(4)])
    assert Utsending.objects.filter(til=ukjent).count() == 1


def test_send_en_ny_fire_ganger_med_en_gang_er_den_samme_koden():
    eva = lag_bruker("eva.nykode@eksempel.no")
    nettleser = _apne(reverse("account_login"))
    venter = _trykk(nettleser, reverse("account_login"), {"login": eva.epost})()
    sti = reverse("account_confirm_login_code")
    venter.get(sti)
    samtidig([_trykk(venter, sti, {"action": "resend"}) for _nr in range(4)])
    (kode,) = _koder(eva.epost)
    assert _logg_inn(venter, kode)


def test_etter_et_minutt_kommer_en_ny_kode_og_bare_den_virker(monkeypatch):
    eva = lag_bruker("eva.senere@eksempel.no")
    nettleser = _apne(reverse("account_login"))
    venter = _trykk(nettleser, reverse("account_login"), {"login": eva.epost})()
    Utsending.objects.filter(til=eva.epost).update(opprettet_tid=timezone.now() - timedelta(seconds=61))
    klokken = time.time() + 61
    monkeypatch.setattr(samme_kode, "time", SimpleNamespace(time=lambda: klokken))
    sti = reverse("account_confirm_login_code")
    venter.get(sti)
    _trykk(venter, sti, {"action": "resend"})()
    ny, gammel = _koder(eva.epost)
    assert ny != gammel
    assert not _logg_inn(venter, gammel)
    assert _logg_inn(venter, ny)


def test_over_et_minuttskifte_er_det_fortsatt_ett_brev(monkeypatch):
    eva = lag_bruker("eva.skifte@eksempel.no")
    nettleser = _apne(reverse("account_login"))
    for klokken in (time.time() // 60 * 60 + 59.9, time.time() // 60 * 60 + 60.1):
        monkeypatch.setattr(samme_kode, "time", SimpleNamespace(time=lambda naa=klokken: naa))
        _trykk(nettleser, reverse("account_login"), {"login": eva.epost})()
    assert len(_koder(eva.epost)) == 1


def test_en_annen_nettleser_og_en_annen_adresse_har_hver_sin_kode():
    """En fremmed som ber om en kode i samme minutt, har ikke den eieren får, og hindrer ikke brevet hennes."""
    eva, stein = lag_bruker("eva.ste@eksempel.no"), lag_bruker("eva.stein@eksempel.no")
    sti = reverse("account_login")
    hennes, fremmed = _apne(sti), _apne(sti)
    for nettleser, til in ((fremmed, eva), (hennes, eva), (hennes, stein)):
        _trykk(nettleser, sti, {"login": til.epost})()
    koder = [*_koder(eva.epost), *_koder(stein.epost)]
    assert len(set(koder)) == 3
