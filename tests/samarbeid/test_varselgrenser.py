"""Grensene for lagrede søk: det tiende, og det lengste søket."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.models import Abonnement
from samarbeid.models.varsel import LENGSTE_SPORRING
from samarbeid.varsler import handlinger
from samarbeid.varsler.handlinger import Onske, bekreft, lag_kode, lagre_for_konto
from samarbeid.varsler.kjoring import _klare
from samarbeid.varsler.utgave import utgaven
from tests.verden import lag_bruker
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db


def _lagre(bruker, sporring):
    return lagre_for_konto(bruker, liste="behov", sporring=sporring, hyppighet="daglig")


def test_det_tiende_varselet_gaar_og_det_ellevte_ikke_men_et_hun_har_kan_lagres_igjen():
    eva = lag_bruker("eva@x.no")
    for nr in range(10):
        _lagre(eva, f"q=ord{nr}")
    with pytest.raises(Domenefeil, match="høyst 10"):
        _lagre(eva, "q=nytt")
    assert _lagre(eva, "q=ord3").sporring == "q=ord3"
    _lagre(lag_bruker("ada@x.no"), "q=nytt")


def test_grensen_gjelder_adressen_ogsa_for_den_som_har_konto_og_bestiller_uten():
    eva = lag_bruker("eva@x.no")
    for nr in range(9):
        _lagre(eva, f"q=ord{nr}")
    bekreft(lag_kode(Onske("behov", "q=tiende", "daglig", "Eva@x.no")))
    with pytest.raises(Domenefeil, match="høyst 10"):
        bekreft(lag_kode(Onske("behov", "q=nytt", "daglig", "eva@x.no")))
    with pytest.raises(Domenefeil, match="høyst 10"):
        _lagre(eva, "q=nytt")
    bekreft(lag_kode(Onske("behov", "q=nytt", "daglig", "ada@x.no")))


def test_det_som_kommer_mens_soket_lagres_fortelles_etterpa(monkeypatch):
    """Et behov som publiseres mens listen leses, er ikke lest: utgaven må være den fra før."""
    ekte = handlinger.apne_treff

    def imens(*deler, **valg):
        treff = ekte(*deler, **valg)
        Behov.objects.create(
            part=OffentligPart.objects.get(slug="trondheim-kommune"),
            slug="imens",
            publisert_tid=timezone.now(),
        )
        return treff

    monkeypatch.setattr(handlinger, "apne_treff", imens)
    rad = lagre_for_konto(lag_bruker("eva@x.no"), liste="behov", sporring="", hyppighet="straks")
    assert list(Abonnement.objects.filter(_klare(utgaven()))) == [rad]


def test_soket_kan_vaere_saa_langt_som_kolonnen_og_ikke_ett_tegn_til():
    eva = lag_bruker("eva@x.no")
    assert _lagre(eva, "q=" + "x" * (LENGSTE_SPORRING - 2)).pk
    with pytest.raises(Domenefeil, match="for mange valg"):
        _lagre(eva, "q=" + "x" * (LENGSTE_SPORRING - 1))
