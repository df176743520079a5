"""SECRET_KEY byttes med den gamle i SECRET_KEY_FALLBACKS, og så tas den gamle bort. Det som dør da, står i docs/drift.md."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as tellere
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from samarbeid.models import Samtale
from tests import adresser
from tests.adresser import lag_utkast
from tests.samarbeid.samtaler.test_samtaler import M, _skjema
from tests.samarbeid.samtaler.test_samtaler import _kode as _samtalekode
from tests.veier.konto.test_innlogging import _kode
from tests.veier.konto.test_nod import EPOST, _gi
from tests.veier.konto.test_porten import _tilbake, utsteder  # noqa: F401 – en fixture
from tests.verden import lag_bruker, logg_inn
from veier.brukere.models import Bruker
from veier.grense.models import Teller

pytestmark = pytest.mark.django_db
NY = "den nye nøkkelen til å signere med, lang nok til å være en nøkkel 0987654321"


@pytest.fixture
def bytt(settings):
    """``bytt()`` setter den nye, med den gamle ved siden av; ``bytt(bort=True)`` tar den gamle bort."""

    def gjor(*, bort=False):
        if settings.SECRET_KEY != NY:
            settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
            settings.SECRET_KEY = NY
        if bort:
            settings.SECRET_KEY_FALLBACKS = []

    return gjor


def _er_inne(klient):
    return klient.get(reverse("konto")).status_code == 200


def _appkode(bruker):
    app = Authenticator.objects.get(user=bruker, type="totp")
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), next(tellere())))


# ── Øktene ──


def test_den_som_har_vaert_inne_etter_byttet_blir_inne_og_den_andre_ma_logge_inn(bytt):
    kari = lag_bruker("kari@eksempel.no")
    inne, borte = logg_inn(kari), logg_inn(kari)
    bytt()
    assert _er_inne(inne)
    bytt(bort=True)
    assert _er_inne(inne)
    svar = borte.get(reverse("min_side"))
    assert (svar.status_code, svar["Location"].split("?")[0]) == (302, reverse("account_login"))
    assert borte.get("/").status_code == 200


def test_okten_i_listen_er_den_samme_etter_byttet_og_kan_avsluttes(bytt):
    kari = lag_bruker("kari@eksempel.no")
    her, der = logg_inn(kari), logg_inn(kari)
    for klient in (her, der):
        UserSession.objects.create(user=kari, session_key=klient.session.session_key, ip="127.0.0.1")
    for_ = set(UserSession.objects.values_list("session_key", flat=True))
    bytt()
    assert _er_inne(her)
    assert _er_inne(der)
    assert {her.session.session_key, der.session.session_key} == for_
    assert set(UserSession.objects.values_list("session_key", flat=True)) == for_
    her.post(reverse("usersessions_list"))
    assert (_er_inne(her), _er_inne(der)) == (True, False)


def test_en_okt_som_er_over_blir_ikke_gyldig_av_byttet(bytt):
    """Hun byttet passord et annet sted; økten ville vært avvist uten byttet."""
    kari = lag_bruker("kari@eksempel.no")
    klient = logg_inn(kari)
    kari.set_password("et nytt og langt passord")
    kari.save()
    bytt()
    assert not _er_inne(klient)


def test_to_foresporsler_samtidig_rett_etter_byttet_logger_ingen_ut(bytt):
    """Siden og autolagringen har den samme kapselen; den ene får svar først."""
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    kapsel = klient.cookies["okt"].value
    bytt()
    assert _er_inne(klient)
    annen = Client()
    annen.cookies["okt"] = kapsel
    assert _er_inne(annen)


# ── Det som er halvveis ──


@pytest.mark.parametrize("bort", [False, True])
def test_en_innlogging_med_kode_og_app_som_er_halvveis(bytt, bort):
    """Går videre til den gamle er borte; da begynner hun på nytt."""
    kari = lag_bruker("kari@eksempel.no")
    TOTP.activate(kari, generate_totp_secret())
    klient = Client()
    klient.post(reverse("account_login"), {"login": kari.epost})
    bytt(bort=bort)
    svar = klient.post(reverse("account_confirm_login_code"), {"code": _kode(kari.epost)})
    assert svar["Location"] == reverse("account_request_login_code" if bort else "mfa_authenticate")
    assert klient.get(svar["Location"]).status_code == 200
    klient.post(reverse("mfa_authenticate"), {"code": _appkode(kari)})
    assert _er_inne(klient) is not bort


@pytest.mark.parametrize(("bort", "inne"), [(False, True), (True, False)])
def test_en_nodkode_gjelder_til_den_gamle_nokkelen_er_borte(bytt, bort, inne):
    Bruker.objects.create_superuser(EPOST)
    kode, klient = _gi(), Client()
    bytt(bort=bort)
    klient.post(reverse("account_login"), {"login": EPOST})
    assert klient.post(reverse("account_confirm_login_code"), {"code": kode}).status_code < 500
    assert _er_inne(klient) is inne


@pytest.mark.parametrize(("bort", "inne"), [(False, True), (True, False)])
def test_en_innlogging_hos_id_porten_som_er_halvveis(bytt, utsteder, bort, inne):  # noqa: F811
    klient = Client()
    tilbake = _tilbake(klient.post("/porten/idporten/"))
    bytt(bort=bort)
    svar = klient.get(tilbake)
    assert (svar.headers.get("Location") == reverse("socialaccount_signup")) is inne
    assert svar.status_code == (302 if inne else 401)


@pytest.mark.parametrize(("bort", "sendt"), [(False, 302), (True, 422)])
def test_koden_som_bekrefter_postkassen_gjelder_til_den_gamle_er_borte(bytt, verden, bort, sendt):
    post, sti, samtale = Client(), f"{M}svar/", Samtale.objects.get()
    data = {**_skjema(post.get(sti)), "navn": "Kari", "tekst": "Ja, gjerne."}
    post.post(sti, data)
    bytt(bort=bort)
    svar = post.post(sti, {**data, "kode": _samtalekode(samtale.til)})
    assert svar.status_code == sendt
    assert sendt == 302 or "Ja, gjerne." in svar.text


# ── Alt som har en nøkkel i adressen ──

# Kvitteringen for en melding til redaksjonen er signert med SECRET_KEY og varer i en time.
DOR = {"kontakt_sendt"}


@pytest.mark.grundig
def test_alle_sidene_bak_en_nokkel_svarer_som_for_og_bare_kvitteringen_dor(verden, bytt):
    utkast = lag_utkast()
    stier = [
        (a.navn, a.sti(adresser.levende(a, utkast, verden)))
        for a in adresser.alle_adresser()
        if {"nokkel", "kode", "kvittering"} & set(a.deler)
    ]
    app = {a.pk: decrypt(a.data["secret"]) for a in Authenticator.objects.filter(type="totp")}
    klienter = {"anonym": Client(), **{r: verden.klient(r) for r in ("eier", "offentlig", "redaktor")}}

    def svarene():
        ut = {}
        for rolle, klient in klienter.items():
            Teller.objects.all().delete()
            ut |= {(rolle, navn): klient.get(sti).status_code for navn, sti in stier}
        return ut

    for_ = svarene()
    assert len(stier) > 30
    bytt()
    assert svarene() == for_
    bytt(bort=True)
    etter = svarene()
    assert {navn for (rolle, navn), svar in for_.items() if svar != etter[rolle, navn]} == DOR
    assert not [n for n, svar in etter.items() if svar >= 500]
    assert {a.pk: decrypt(a.data["secret"]) for a in Authenticator.objects.filter(type="totp")} == app


def test_lenkene_som_stopper_e_post_virker_nar_nokkelen_er_borte(verden, bytt):
    stier = [
        adresser_.sti(adresser.levende(adresser_, {}, verden))
        for adresser_ in adresser.alle_adresser()
        if adresser_.navn in {"epost_av", "varsel_av", "varslene_uten_konto", "kalenderfil"}
    ]
    bytt(bort=True)
    assert [Client().get(sti).status_code for sti in stier] == [200] * 4
    side = Client().post(next(s for s in stier if "/epost/av/" in s), {"valg": "av"}, follow=True)
    assert re.search("Få dem igjen", side.text)
