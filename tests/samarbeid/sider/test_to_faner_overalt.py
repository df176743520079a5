"""To faner på det samme steget, i hvert skjema med steg portalen har: den siste får se begge, og den første står.

Skjemaene finnes av adressene. Et nytt slag som publiseres, er med av seg selv.
"""

from __future__ import annotations

import os
import re

import pytest
from django.test import Client

from samarbeid.models import Samarbeid
from tests import adresser
from tests.skjema import les_skjema
from tests.verden import ROLLER
from veier.grense.models import Teller

pytestmark = pytest.mark.django_db
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
STEGENE = sorted(a.navn for a in adresser.alle_adresser() if (a.navn or "").endswith("_steg"))
# De som skriver uten konto, har nøkkelen i adressen.
HVEM = {
    "behov_steg": "offentlig",
    "prov_steg": "anonym",
    "veiviser_steg": "anonym",
    "meld_inn_steg": "anonym",
}
HOYST_STEG = 14


def test_alle_skjemaene_med_steg_er_med():
    assert STEGENE == [
        "behov_steg", "ide_steg", "meld_inn_steg", "profil_steg", "prov_steg", "veiviser_steg", "virkning_steg",
    ]  # fmt: skip
    assert set(HVEM.values()) <= set(ROLLER)


def _fritekst(side):
    """Navnet på det første feltet å skrive fritt i; None når steget bare har valg."""
    treff = re.search(r'<textarea[^>]*\bname="(\w+)"', side)
    return treff[1] if treff else None


def _steg(klient, adresse, verdier):
    """(sti, felt) for hvert steg med fritekst."""
    for nummer in range(1, HOYST_STEG):
        sti = adresse.sti({**verdier, "nummer": nummer})
        svar = klient.get(sti)
        if svar.status_code == 200 and (felt := _fritekst(svar.text)):
            yield sti, felt


@pytest.mark.parametrize("foran", ["", "/nn"])
@pytest.mark.parametrize("navn", STEGENE)
def test_den_som_lagrer_sist_ser_begge_og_den_forste_star(verden, navn, foran):
    if foran and not GRUNDIG:
        pytest.skip("nynorsk går den samme veien")
    adresse = next(a for a in adresser.alle_adresser() if a.navn == navn)
    verdier = adresser.levende(adresse, adresser.lag_utkast(), verden)
    hvem = HVEM.get(navn, "eier")
    en, to = (Client(), Client()) if hvem == "anonym" else (verden.klient(hvem), verden.klient(hvem))
    stegene = list(_steg(en, adresse, verdier))
    assert stegene
    for sti, felt in stegene if GRUNDIG else stegene[:1]:
        Teller.objects.all().delete()
        forste, andre = les_skjema(en.get(foran + sti).text), les_skjema(to.get(foran + sti).text)
        assert en.post(foran + sti, forste | {felt: ["Fra fane én."]}).status_code in {302, 422}
        svar = to.post(foran + sti, andre | {felt: ["Fra fane to."]})
        assert svar.status_code == 409, sti
        assert "Fra fane én." in svar.text
        assert "Fra fane to." in svar.text
        na = les_skjema(en.get(foran + sti).text)
        assert na[felt] == ["Fra fane én."], sti


def test_planen_i_et_samarbeid_skrives_ikke_over(verden):
    """Der skriver de to sidene i det samme. Den som kommer sist, ser hva som er gjort, med sitt eget i skjemaet."""
    adresse = next(a for a in adresser.alle_adresser() if a.navn == "samarbeid_handling_del")
    sti = adresse.sti(verden.verdier["samarbeid_handling_del"])
    eva, ola = verden.klient("eier"), verden.klient("offentlig")
    side = eva.get(sti)
    assert side.status_code == 200
    felt = _fritekst(side.text)
    hennes, hans = les_skjema(side.text), les_skjema(ola.get(sti).text)
    for_ = Samarbeid.objects.get().versjon
    assert eva.post(sti, hennes | {felt: ["Fra Eva."]}).status_code == 302
    svar = ola.post(sti, hans | {felt: ["Fra Ola."]})
    assert (svar.status_code, Samarbeid.objects.get().versjon) == (422, for_ + 1)
    assert "Fra Ola." in svar.text
    assert les_skjema(eva.get(sti).text)[felt] == ["Fra Eva."]
