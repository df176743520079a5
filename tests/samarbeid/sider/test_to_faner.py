"""To faner på det samme steget: den som lagrer sist, får vite det, og ingenting går tapt. Uten JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse

from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from tests.skjemaer import skjulte
from veier.utkast.handlinger import start_utkast

pytestmark = pytest.mark.django_db
FLYTER = (
    (
        "prov",
        Ideutkast,
        "ideen",
        {"tittel": "Kofferten", "problem": "Lange dager.", "losning": "En koffert."},
    ),
    (
        "veiviser",
        Veiviserutkast,
        "behovet",
        {"tittel": "Ensomhet", "problem": "Mange er alene.", "losning": ""},
    ),
)


@pytest.fixture(params=FLYTER, ids=[f[0] for f in FLYTER])
def flyt(request):
    navn, modell, kode, svar = request.param
    utkast = start_utkast(modell, steg=kode, svar={f: [v] for f, v in svar.items()})
    return reverse(f"{navn}_steg", args=[utkast.nokkel, 1]), modell, kode, svar


def _apne(client, adresse):
    return skjulte(client.get(adresse))


def test_den_siste_far_se_begge_og_ingenting_er_skrevet_over(client, flyt):
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    assert client.post(adresse, {**en, **svar, "problem": "Fra fane én."}).status_code == 302
    andre = client.post(adresse, {**to, **svar, "problem": "Fra fane to.", "tittel": "Nytt navn"})
    side = andre.content.decode()
    assert andre.status_code == 409
    assert "Dette er endret i en annen fane" in side
    assert "Fra fane én." in side
    assert "Fra fane to." in side
    lagret = modell.objects.get().svar[kode]
    assert lagret["problem"] == ["Fra fane én."]
    assert lagret["tittel"] == ["Nytt navn"]


def test_lagrer_hun_igjen_er_det_hennes_som_gjelder(client, flyt):
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    client.post(adresse, {**en, **svar, "problem": "Fra fane én."})
    to = skjulte(client.post(adresse, {**to, **svar, "problem": "Fra fane to."}))
    assert client.post(adresse, {**to, **svar, "problem": "Fra fane to."}).status_code == 302
    assert modell.objects.get().svar[kode]["problem"] == ["Fra fane to."]


def test_ulike_felt_i_hver_sin_fane_blir_begge_staende(client, flyt):
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    client.post(adresse, {**en, **svar, "problem": "Fra fane én."})
    assert client.post(adresse, {**to, **svar, "tittel": "Fra fane to"}).status_code == 302
    lagret = modell.objects.get().svar[kode]
    assert (lagret["tittel"], lagret["problem"]) == (["Fra fane to"], ["Fra fane én."])


def test_den_automatiske_lagringen_sier_fra_og_skriver_ikke_over(client, flyt):
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    en |= skjulte(client.post(adresse, {**en, **svar, "problem": "Fra fane én.", "autolagre": "1"}))
    auto = client.post(adresse, {**to, **svar, "problem": "Fra fane to.", "autolagre": "1"})
    assert "Ikke lagret: det samme er endret i en annen fane" in auto.content.decode()
    to |= skjulte(auto)
    assert modell.objects.get().svar[kode]["problem"] == ["Fra fane én."]
    assert client.post(adresse, {**to, **svar, "problem": "Fra fane to."}).status_code == 409
    # Fane én skriver videre, også mens en lagring er underveis, uten å kollidere med seg selv.
    assert client.post(adresse, {**en, **svar, "problem": "Fra fane én, mer."}).status_code == 302


def test_et_felt_skjemaet_ikke_har_blir_ikke_tatt_vare_pa(client, flyt):
    adresse, modell, kode, svar = flyt
    client.post(adresse, {**_apne(client, adresse), **svar, "tull": "x" * 100_000})
    assert "tull" not in modell.objects.get().svar[kode]


def test_et_felt_som_er_bade_for_langt_og_endret_av_en_annen_er_ikke_lagret(client, flyt):
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    client.post(adresse, {**en, **svar, "problem": "Fra fane én."})
    auto = client.post(adresse, {**to, **svar, "problem": "p" * 6000, "autolagre": "1"})
    assert ("Ikke lagret:" in auto.text, "Bare begynnelsen er lagret" in auto.text) == (True, False)
    assert modell.objects.get().svar[kode]["problem"] == ["Fra fane én."]


def test_etter_en_kollisjon_skriver_hun_ikke_over_felt_hun_ikke_har_rort(client, flyt):
    """Siden med kollisjonen viser hennes gamle tittel: den er ikke et svar på den andres nye."""
    adresse, modell, kode, svar = flyt
    en, to = _apne(client, adresse), _apne(client, adresse)
    client.post(adresse, {**en, **svar, "problem": "Fra fane én.", "tittel": "Navn fra én"})
    to = skjulte(client.post(adresse, {**to, **svar, "problem": "Fra fane to."}))
    assert client.post(adresse, {**to, **svar, "problem": "Fra fane to."}).status_code == 302
    lagret = modell.objects.get().svar[kode]
    assert (lagret["tittel"], lagret["problem"]) == (["Navn fra én"], ["Fra fane to."])


def test_kollisjonen_i_et_utkast_fra_forste_side_peker_pa_utkastet(client):
    """Autolagringen lagde utkastet mens adressen var den første siden; «Behold det som står» åpner utkastet."""
    ide = {"tittel": "Kofferten", "problem": "Lange dager."}
    en = _apne(client, reverse("prov"))
    en |= skjulte(client.post(reverse("prov"), {**en, **ide, "autolagre": "1"}))
    steg = reverse("prov_steg", args=[en["nokkel"], 1])
    client.post(steg, {**_apne(client, steg), **ide, "problem": "Fra fane to."})
    side = client.post(reverse("prov"), {**en, **ide, "problem": "Fra fane én."})
    assert (side.status_code, f'<a href="{steg}">Behold det som står</a>' in side.text) == (409, True)


def test_et_steg_uten_svar_er_ikke_besvart(client, flyt):
    adresse, _modell, _kode, _svar = flyt
    tema = adresse.replace("/steg/1/", "/steg/2/")
    assert client.post(tema, _apne(client, tema)).status_code == 302
    assert client.get(tema).text.count('class="besvart"') == 1
