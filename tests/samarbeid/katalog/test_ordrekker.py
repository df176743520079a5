"""Uttrykkene på flere ord finner det de skal fra det øyeblikket redaksjonen skriver dem, også før de er indeksert."""

from __future__ import annotations

import pytest
from django.db import transaction

from entreprenorer.models import Entreprenor
from samarbeid.katalog.bygging.koen import bygg_katalogen, se_etter, ta_koen
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.models import Katalogko, Katalogtekst
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.sok.grupper import REKKER, hent_grupper, indekserte_rekker, oppdater_rekkene
from veier.sok.models import Indeksversjon, Ordrekke, Synonymgruppe
from veier.sok.normalisering import stamme
from veier.sok.tolkning import tolk

pytestmark = pytest.mark.django_db


@pytest.fixture
def orgene():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    orgene = {
        navn: innhold.publisert_profil(lag_entreprenor(navn, eier), av=eier, redaktor=redaktor)
        for navn in ("Sparegrisen", "Hjulet")
    }
    Entreprenor.objects.filter(pk=orgene["Sparegrisen"].pk).update(navn="Økonomihjelpen")
    Entreprenor.objects.filter(pk=orgene["Hjulet"].pk).update(hva="Vi driver en kvern for gamle tråder.")
    innhold.oppdater_katalogen()
    bygg_katalogen()
    return orgene


def _treff(tekst: str):
    return KILDE.finn(tolk(tekst, hent_grupper()))


def _ny_gruppe() -> Synonymgruppe:
    return Synonymgruppe.objects.create(nokkel="kvern", uttrykk=["garngjenvinning", "kvern for gamle tråder"])


def test_ord_med_norske_bokstaver_finnes_i_navnet(orgene):
    assert orgene["Sparegrisen"].pk in _treff("økonomihjelp").rang[0]
    assert orgene["Hjulet"].pk not in _treff("økonomihjelp").rang[0]


def test_en_ny_rekke_virker_med_en_gang_og_indekseres_etterpa(orgene):
    gruppe = _ny_gruppe()
    rekke = ("kvern", "", "gaml", "tråd")
    alene = [u for u in hent_grupper()[stamme("garngjenvinning"),].like if len(u) > 1]
    assert alene == [rekke]
    assert list(_treff("garngjenvinning").godt) == [orgene["Hjulet"].pk]
    assert rekke not in indekserte_rekker()

    while se_etter():
        pass
    hent_grupper()
    assert rekke in indekserte_rekker()
    vektoren = Katalogtekst.objects.get(pk=orgene["Hjulet"].pk).vektor
    assert "~kvern  gaml tråd" in vektoren
    assert "~kvern" not in Katalogtekst.objects.get(pk=orgene["Sparegrisen"].pk).vektor
    assert list(_treff("garngjenvinning").godt) == [orgene["Hjulet"].pk]

    gruppe.delete()
    se_etter()
    assert not Ordrekke.objects.filter(stammer="kvern  gaml tråd").exists()
    assert not _treff("garngjenvinning").godt


def test_rekkene_er_ikke_indeksert_for_alle_radene_er_skrevet(orgene):
    Ordrekke.objects.update(indeksert=False)
    Indeksversjon.objects.filter(samling="katalog:regler").update(nummer=1)
    se_etter()  # bare fyller køen
    assert not Ordrekke.objects.filter(indeksert=True).exists()
    Katalogko.objects.filter(slag=Katalogko.Slag.REKKER).latest("pk")
    while ta_koen():
        assert not Ordrekke.objects.filter(indeksert=True).exists()
    assert not Ordrekke.objects.filter(indeksert=False).exists()


def test_et_nummer_som_er_angret_brukes_ikke_om_igjen():
    """Ellers ville en prosess som så rekkene før angringen, tro at de samme gjelder etter den."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ny_gruppe()
        oppdater_rekkene()
        angret = Indeksversjon.objects.get(samling=REKKER).nummer
        raise ZeroDivisionError
    Synonymgruppe.objects.create(nokkel="loft", uttrykk=["loftsrydding", "rydding av gamle loft"])
    oppdater_rekkene()
    assert Indeksversjon.objects.get(samling=REKKER).nummer != angret
