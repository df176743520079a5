"""Redaksjonens skjema for en profil: det en kilde sa om driften, har alltid året den er fra."""

from __future__ import annotations

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("drift", "ar", "feil"),
    [
        ("I drift i tre kommuner", "2024", ""),
        ("I drift i tre kommuner", "", "Skriv hvilket år kilden er fra."),
        ("", "2099", "Skriv et år fra 1990 til i år."),
        ("", "1800", "Skriv et år fra 1990 til i år."),
        ("", "", ""),
    ],
)
def test_det_kilden_sa_har_et_ar(drift, ar, feil):
    profil = Entreprenor.objects.exclude(kilder=[]).order_by("pk").first()
    Entreprenor.objects.filter(pk=profil.pk).update(drift="Noe annet", kilde_ar=2020)
    klient, side = (
        logg_inn(lag_redaktor()),
        reverse("admin:entreprenorer_entreprenor_change", args=[profil.pk]),
    )
    svar = klient.post(side, les_skjema(klient.get(side).text) | {"drift": [drift], "kilde_ar": [ar]})
    profil.refresh_from_db()
    if feil:
        assert feil in svar.text and profil.drift == "Noe annet"
    else:
        assert svar.status_code == 302 and (profil.drift, str(profil.kilde_ar or "")) == (drift, ar)


def test_en_profil_uten_ar_kan_lagres_uten_at_noen_spor(client):
    profil = Entreprenor.objects.exclude(kilder=[]).order_by("pk").first()
    Entreprenor.objects.filter(pk=profil.pk).update(drift="Noe annet", kilde_ar=None)
    klient, side = (
        logg_inn(lag_redaktor()),
        reverse("admin:entreprenorer_entreprenor_change", args=[profil.pk]),
    )
    assert klient.post(side, les_skjema(klient.get(side).text)).status_code == 302
