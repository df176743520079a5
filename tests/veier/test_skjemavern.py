"""Et skjema med en gammel nøkkel: ingenting utføres, ingenting går tapt, og ingen andre kan få siden med knappen."""

from __future__ import annotations

import html
import re
import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Ideutkast, Profilversjon
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db
OM = "/entreprenorer/minnekoffert/profil/steg/1/"
HER = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
TEKST = "Vi pakker kofferter\nmed «minner» & <ting>."


@pytest.fixture
def eier():
    eier = lag_bruker("eva@eksempel.no", navn="Eva Eier")
    lag_entreprenor("Minnekoffert", eier)
    velg_hatt(eier, kode="entreprenor:minnekoffert")
    return eier


def _med_vern(klient: Client) -> Client:
    klient.handler.enforce_csrf_checks = True
    return klient


def _nokkel(side) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', side.text)[1]


def _apne(klient, adresse):
    side = klient.get(adresse)
    return {**skjulte(side), "csrfmiddlewaretoken": _nokkel(side)}


def _logg_inn_i_en_annen_fane(klient):
    """Det Djangos innlogging gjør med nettleseren: en ny nøkkel i kapselen."""
    klient.cookies["skjemavern"] = "b" * 32


def _send_igjen(klient, svar):
    """Knappen på siden: feltene den har, og den nye nøkkelen."""
    felter = {navn: html.unescape(verdi) for navn, verdi in skjulte(svar).items()}
    return klient.post(OM, {**felter, "csrfmiddlewaretoken": _nokkel(svar)}, headers=HER)


def test_det_skrevne_kommer_tilbake_og_kan_sendes(eier):
    klient = _med_vern(logg_inn(eier))
    skjema = _apne(klient, OM)
    _logg_inn_i_en_annen_fane(klient)
    svar = klient.post(OM, {**skjema, "kort": TEKST, "handling": "oversikt"}, headers=HER)
    assert (svar.status_code, "ikke lagret ennå" in svar.text, html.escape(TEKST) in svar.text) == (
        403,
        True,
        True,
    )
    assert svar["Cache-Control"] == "private, no-store"
    assert not Profilversjon.objects.exists()
    assert _send_igjen(klient, svar)["Location"] == reverse("profil", args=["minnekoffert"])
    assert Profilversjon.objects.get().svar["kort"] == [TEKST]


FREMMEDE = [
    {"Origin": "https://ond.eksempel.no"},
    {"Origin": "https://ond.eksempel.no", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "none"},
    {"Origin": "http://testserver.ond.no"},
    {"Origin": "https://testserver"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Referer": "http://testserver/"},
    {},
]


@pytest.mark.parametrize("hoder", FREMMEDE)
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["side", "htmx"])
def test_et_annet_nettsted_far_aldri_siden_med_knappen(eier, hoder, htmx):
    klient = _med_vern(logg_inn(eier))
    svar = klient.post(OM, {"kort": TEKST}, headers={**hoder, **htmx})
    assert (svar.status_code, "Vi pakker" in svar.text, "<form" in svar.text) == (403, False, False)
    assert "X-Skjemavern" not in svar


@pytest.mark.parametrize("hoder", FREMMEDE)
def test_en_utlogget_fra_et_annet_nettsted_ledes_bare_til_innloggingen(client, hoder):
    svar = client.post(OM, {"kort": TEKST}, headers=hoder)
    assert (svar.status_code, svar["Location"]) == (302, f"/logg-inn/?next={OM}")


def test_den_som_er_logget_ut_mister_ingenting(eier):
    klient = _med_vern(logg_inn(eier))
    skjema = _apne(klient, OM)
    del klient.cookies["okt"]
    svar = klient.post(OM, {**skjema, "kort": TEKST, "handling": "oversikt"}, headers=HER)
    assert (svar.status_code, "Du er logget ut" in svar.text, html.escape(TEKST) in svar.text) == (
        401,
        True,
        True,
    )
    klient.cookies["okt"] = logg_inn(eier).cookies["okt"].value
    _logg_inn_i_en_annen_fane(klient)
    en_gang_til = _send_igjen(klient, svar)
    assert en_gang_til.status_code == 403
    assert _send_igjen(klient, en_gang_til).status_code == 302
    assert Profilversjon.objects.get().svar["kort"] == [TEKST]


def test_en_okt_som_gar_ut_mens_noen_skriver_tar_vare_pa_det(eier):
    klient = _med_vern(logg_inn(eier))
    skjema = _apne(klient, OM)
    okt = klient.session
    okt["okt_sist"] = time.time() - settings.OKTEN_HVILER - 1
    okt.save()
    svar = klient.post(OM, {**skjema, "kort": TEKST}, headers=HER)
    assert (svar.status_code, html.escape(TEKST) in svar.text) == (401, True)
    assert "_auth_user_id" not in klient.session


def test_autolagringen_far_en_ny_nokkel_som_virker(eier):
    klient = _med_vern(logg_inn(eier))
    skjema = _apne(klient, OM)
    _logg_inn_i_en_annen_fane(klient)
    felt = {**skjema, "kort": TEKST, "autolagre": "1"}
    svar = klient.post(OM, felt, headers={**HER, "HX-Request": "true"})
    assert (svar.status_code, svar.content, Profilversjon.objects.count()) == (403, b"", 0)
    felt["csrfmiddlewaretoken"] = svar["X-Skjemavern"]
    assert "Lagret kl." in klient.post(OM, felt, headers={**HER, "HX-Request": "true"}).text


def test_uten_konto_gar_heller_ingenting_tapt():
    klient = Client(enforce_csrf_checks=True)
    svar = klient.post(reverse("prov"), {"tittel": "Koffert", "problem": TEKST}, headers=HER)
    assert (svar.status_code, html.escape(TEKST) in svar.text, Ideutkast.objects.count()) == (403, True, 0)
    felter = {**skjulte(svar), "problem": TEKST, "csrfmiddlewaretoken": _nokkel(svar)}
    assert klient.post(reverse("prov"), felter, headers=HER).status_code == 302
    assert Ideutkast.objects.get().svar["ideen"]["problem"] == [TEKST]


@pytest.mark.parametrize(
    ("side", "felt"),
    [
        ("account_change_password", {"oldpassword": "hemmelig-1", "password1": "hemmelig-2"}),
        ("account_login", {"login": "eva@eksempel.no", "password": "hemmelig-1"}),
    ],
)
def test_passord_star_aldri_pa_en_side(side, felt):
    svar = Client(enforce_csrf_checks=True).post(reverse(side), felt, headers=HER)
    assert (svar.status_code, "hemmelig" in svar.text, "<form" in svar.text) == (403, False, False)


def test_redaktorens_skjema_tas_vare_pa_ogsa_feltene_som_heter_kode():
    klient = _med_vern(logg_inn(lag_redaktor()))
    adresse = reverse("admin:taksonomi_tema_add")
    felt = {"navn": "Et nytt tema som er langt", "kode": "ny-kode", "_save": "Lagre"}
    svar = klient.post(adresse, felt, headers=HER)
    assert (svar.status_code, Tema.objects.filter(navn=felt["navn"]).exists()) == (403, False)
    assert skjulte(svar).items() >= felt.items()


def test_en_fil_kan_ikke_sendes_igjen_og_det_sies(eier):
    from django.core.files.uploadedfile import SimpleUploadedFile

    klient = _med_vern(logg_inn(eier))
    fil = SimpleUploadedFile("logo.png", b"x")
    svar = klient.post(OM, {"kort": TEKST, "bilde": fil}, headers=HER)
    assert ("Filen må du velge på nytt" in svar.text, "Send det jeg skrev" in svar.text) == (True, False)
    assert html.escape(TEKST) in svar.text
