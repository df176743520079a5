"""Ordene en tekst deler med det entreprenørene skriver om seg selv, mot de virkelige radene."""

from __future__ import annotations

import pytest
from pyroaring import BitMap

from samarbeid.katalog.indeks.likeste import _Ordet
from samarbeid.katalog.indeks.ordlikhet import FLEST_ORD, SITERT, finn_ordlikhet, likheter, viktige_ledd
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.matching.partnere import uten_gjentatte
from samarbeid.models import Katalograd

pytestmark = pytest.mark.django_db


def _likest(tekst, antall=3):
    """Sluggene, likest først, med ordene."""
    likhet = finn_ordlikhet(tekst, KILDE, hent_register().alle)
    numre = sorted(likhet, key=lambda nr: -likhet[nr].andel)[:antall]
    rader = Katalograd.objects.in_bulk(numre)
    return [(rader[nr].slug, likhet[nr]) for nr in numre]


@pytest.mark.parametrize(
    ("tekst", "slug"),
    [
        ("Beboerne ønsker seg ut på sykkeltur, men ingen har tid.", "sykling-uten-alder"),
        ("Mange ser dårlig på data. De eldre trenger hjelp med nettbrett og pc.", "seniornett"),
        ("Ungdommene henger rundt bil og moped, og skrur på gata.", "drive-norge"),
    ],
)
def test_den_som_skriver_det_samme_er_likest(tekst, slug):
    assert slug in [funnet for funnet, _ord in _likest(tekst)]


def test_ordene_siteres_slik_de_ble_skrevet():
    (_slug, ordene), *_resten = _likest("Vi vil ha SYKKELTURER for beboerne på sykehjemmet.")
    assert 0 < ordene.andel <= 1
    assert len(ordene.ord) <= SITERT
    assert set(ordene.ord) <= {"sykkelturer", "beboerne", "sykehjemmet"}


@pytest.mark.parametrize(
    "tekst", ["", "og det er som vi har", "2024 500 000", "Oslo Bergen Trondheim", "żółć 中文"]
)
def test_uten_ord_som_sier_noe_er_ingen_lik(tekst):
    assert finn_ordlikhet(tekst, KILDE, hent_register().alle) == {}


def test_stedet_er_ikke_det_de_gjor():
    tekst, alle = "Vi bor i Lier og vil ut på sykkeltur.", hent_register().alle
    med, uten = (finn_ordlikhet(tekst, KILDE, alle, steder=steder) for steder in ((), ("Lier",)))
    assert any("lier" in ordene.ord for ordene in med.values())
    assert not any("lier" in ordene.ord for ordene in uten.values())
    assert any("sykkeltur" in ordene.ord for ordene in uten.values())


def test_det_samme_ordet_teller_en_gang():
    en, mange = (_likest(f"{'sykkelturer ' * antall}for beboerne", 1)[0][1] for antall in (1, 9))
    assert en == mange


def test_en_lang_tekst_slar_opp_et_bestemt_antall_ord():
    tekst = " ".join(f"sykkel{'a' * n}b" for n in range(1, 3 * FLEST_ORD))
    assert len(viktige_ledd(tekst)) <= FLEST_ORD


def test_bare_radene_det_letes_i_er_med():
    alle = hent_register().alle
    en = alle[:1]
    assert set(finn_ordlikhet("hjelp til ungdom på skolen med fravær og sykling", KILDE, en)) <= set(en)


def test_ett_sporsmal_til_databasen_og_ett_om_utgaven(django_assert_num_queries):
    alle = hent_register().alle
    viktige_ledd("varmer ordgruppene")
    with django_assert_num_queries(2):  # utgaven av ordgruppene, og radene
        finn_ordlikhet("Beboerne ønsker seg ut på sykkeltur.", KILDE, alle)


def test_et_uttrykk_siteres_slik_det_star_og_sier_ikke_det_samme_to_ganger():
    """«De skriver også om «personer demens»»: det har ingen skrevet."""
    ledd = viktige_ledd("Personer med demens på sykehjem. Eldre som bor hjemme.")
    skrevet = [d.skrevet for d in ledd]
    assert {"personer med demens", "eldre som bor hjemme"} <= set(skrevet), skrevet
    assert uten_gjentatte(("personer med demens", "demens", "sykehjem")) == [
        "personer med demens",
        "sykehjem",
    ]
    assert uten_gjentatte(("demens", "demensomsorg")) == ["demens", "demensomsorg"]


def test_et_ord_mange_har_siteres_ikke_men_teller():
    """«De skriver også om «barn»» sier ikke hvorfor akkurat de passer."""
    (barn,), (inkasso,) = viktige_ledd("barn"), viktige_ledd("inkasso")

    def sitert(ledd, har, alle):
        return likheter([_Ordet(ledd, BitMap(range(1, har + 1)))], BitMap(range(1, alle + 1)))[1]

    assert (sitert(barn, 11, 80).ord, sitert(inkasso, 10, 80).ord) == ((), ("inkasso",))
    assert sitert(barn, 11, 80).andel > 0
    # I en liten katalog sier det noe likevel.
    assert (sitert(barn, 6, 6).ord, sitert(barn, 5, 6).ord) == ((), ("barn",))
