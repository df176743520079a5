"""Grensene for lagrede søk: det tiende, og det lengste søket."""

from __future__ import annotations

import pytest

from samarbeid.models.varsel import LENGSTE_SPORRING
from samarbeid.varsler.handlinger import lagre_for_konto
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


def test_soket_kan_vaere_saa_langt_som_kolonnen_og_ikke_ett_tegn_til():
    eva = lag_bruker("eva@x.no")
    assert _lagre(eva, "q=" + "x" * (LENGSTE_SPORRING - 2)).pk
    with pytest.raises(Domenefeil, match="for mange valg"):
        _lagre(eva, "q=" + "x" * (LENGSTE_SPORRING - 1))
