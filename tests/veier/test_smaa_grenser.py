"""Grenser som bare står ett sted: beløpet i et skjema, navnet som er for kort, og et synonym som alt står der."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from tests.skjema import lagre_i_redaksjonen
from tests.verden import lag_redaktor, logg_inn
from veier.personvern.handlinger.brevspor import _kjennetegner
from veier.sok.models import Synonymgruppe, TomtSok
from veier.steg.felter import belopsfelt


@pytest.mark.parametrize(("skrevet", "belop"), [("0", 0), ("1", 1), ("1000000000000", 10**12), ("", None)])
def test_et_belop_er_fra_null_til_en_billion(skrevet, belop):
    assert belopsfelt("Beløp", "").clean(skrevet) == belop


@pytest.mark.parametrize("skrevet", ["-1", "1000000000001"])
def test_et_belop_utenfor_tas_ikke_imot(skrevet):
    with pytest.raises(forms.ValidationError):
        belopsfelt("Beløp", "").clean(skrevet)


@pytest.mark.parametrize(("navn", "soekes"), [("Liv", True), ("Bo", False), ("e-post", False), ("", False)])
def test_et_navn_paa_tre_bokstaver_kjennetegner_noen(navn, soekes):
    assert _kjennetegner(navn) is soekes


@pytest.mark.django_db
def test_et_ord_som_alt_staar_i_gruppen_sies_det_fra_om():
    gruppe = Synonymgruppe.objects.get(nokkel="pilot")
    rad = TomtSok.objects.create(uttrykk=gruppe.uttrykk[0].lower(), antall=7, sist_dato="2026-01-01")
    gruppe.uttrykk.append(rad.uttrykk)
    gruppe.save()
    svar = lagre_i_redaksjonen(
        logg_inn(lag_redaktor()),
        reverse("admin:sok_tomtsok_change", args=[rad.pk]),
        {"gruppe": gruppe.pk, "hvordan": "likt", "status": "nytt"},
    )
    assert svar.status_code in {200, 302}
    rad.refresh_from_db()
    assert rad.status == "nytt"
