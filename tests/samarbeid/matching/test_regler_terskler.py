"""Beløpsgrensene, uten database."""

from datetime import date, timedelta

from samarbeid.matching.regler.terskler import Terskler
from tests.samarbeid.matching.bygg import I_DAG, TERSKLER, terskel


def test_den_nyeste_som_har_begynt_gjelder():
    rader = (
        terskel(verdi=1, fra=date(2017, 1, 1)),
        terskel(verdi=2, fra=date(2024, 1, 1)),
        terskel(verdi=3, fra=I_DAG + timedelta(1)),
    )
    assert Terskler(rader, I_DAG).gjeldende("innslagspunkt").verdi == 2


def test_foreslatt_og_udatert_brukes_aldri_men_vises():
    regler = Terskler((terskel(verdi=9, vedtatt=False, fra=None), terskel(verdi=8, fra=None)), I_DAG)
    assert regler.gjeldende("innslagspunkt") is None
    assert regler.foreslatt("innslagspunkt").verdi == 9
    assert regler.grense("innslagspunkt") is None


def test_utlopt_grense_brukes_fortsatt_men_varsles():
    rad = terskel(til=I_DAG - timedelta(1))
    regler = Terskler((rad,), I_DAG)
    assert regler.gjeldende("innslagspunkt") is rad
    assert regler.advarsel(rad) == "utlopt"


def test_over_et_ar_siden_kontroll_varsles():
    regler = Terskler((), I_DAG)
    assert regler.advarsel(terskel(sett=I_DAG - timedelta(366))) == "foreldet"
    assert regler.advarsel(terskel(sett=I_DAG - timedelta(365))) == ""


def test_grense_kan_vaere_tall_terskel_eller_apen():
    assert [TERSKLER.grense(n) for n in ("50000", "nasjonal", "", "ukjent")] == [
        50_000,
        1_300_000,
        None,
        None,
    ]


def test_usikker_sone_er_mellom_dagens_og_foreslatt():
    assert [TERSKLER.usikker_sone(b, ("innslagspunkt",)) for b in (100_000, 100_001, 300_000, 300_001)] == [
        False,
        True,
        True,
        False,
    ]
    assert not TERSKLER.usikker_sone(200_000, ("nasjonal", "1"))
