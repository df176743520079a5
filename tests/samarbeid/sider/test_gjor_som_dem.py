"""En sak blir begynnelsen på en idé eller et behov, med det som kan brukes igjen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from samarbeid.models import Eksempel
from veier.grense.regler import NYTT_UTKAST, UTKASTPLASS

pytestmark = pytest.mark.django_db
SAK = "jodacare-i-trondheim"


@pytest.mark.parametrize(
    ("hva", "modell", "svar"),
    [("ide", Ideutkast, "veien_videre"), ("behov", Veiviserutkast, "veiviser_svar")],
)
def test_det_som_kan_brukes_folger_med_og_kan_skrives_om(client, hva, modell, svar):
    sak, side = Eksempel.objects.get(slug=SAK), reverse("gjor_som_dem", args=[SAK])
    assert side in client.get(sak.get_absolute_url()).text
    assert "hva behovet var" in client.get(side).text
    assert not modell.objects.exists()  # å lese lager ingenting
    steg = client.post(side, {"hva": hva}, follow=True)
    assert steg.status_code == 200 and sak.behov[:60] in steg.text and f"Som {sak.navn}" in steg.text
    utkast = modell.objects.get()
    assert utkast.svar["tema"]["tema"] == sak.temaer
    assert "sted" not in utkast.svar and "penger" not in utkast.svar
    nokkel = steg.redirect_chain[-1][0].split("/")[-4]
    assert client.get(reverse(svar, args=[nokkel])).status_code == 200


def test_hva_det_skal_bli_ma_velges_og_saken_ma_vaere_ute(client):
    side = reverse("gjor_som_dem", args=[SAK])
    feil = client.post(side, {"hva": "tull"})
    assert (feil.status_code, "Velg om du har" in feil.text) == (422, True)
    Eksempel.objects.filter(slug=SAK).update(skjult=True)
    assert client.get(side).status_code == client.post(side, {"hva": "ide"}).status_code == 404
    assert not Ideutkast.objects.exists()


def test_den_lengste_saken_far_plass(client):
    Eksempel.objects.filter(slug=SAK).update(navn="N" * 150, behov="b " * 4000, modell_omtale="m " * 4000)
    assert client.post(reverse("gjor_som_dem", args=[SAK]), {"hva": "ide"}, follow=True).status_code == 200


@pytest.mark.parametrize(("navn", "grense"), [("NYTT_UTKAST", NYTT_UTKAST), ("UTKASTPLASS", UTKASTPLASS)])
def test_det_er_den_samme_grensen_som_for_andre_utkast(client, monkeypatch, navn, grense):
    """Uten konto er dette den raskeste måten å fylle databasen på."""
    antall = 2 if grense is NYTT_UTKAST else 6_000
    monkeypatch.setattr(f"veier.utkast.avsenderplass.{navn}", replace(grense, antall=antall))
    side = reverse("gjor_som_dem", args=[SAK])
    statuser = [client.post(side, {"hva": "ide"}).status_code for _nr in range(6)]
    assert statuser[0] == 302 and statuser[-1] == 429
    assert Ideutkast.objects.count() == statuser.count(302) <= 5
