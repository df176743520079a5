"""Tallene for en rangert treffliste, regnet ut for hånd."""

from math import log2

from pytest import approx

from veier.sok.maling import Gradert, darligst, mal_gradert


def _sok(treff, vil_ha, greit=(), q="q"):
    return Gradert(q, treff, treff, vil_ha, greit)


def test_ndcg_er_en_nar_det_beste_star_forst():
    assert _sok(["a", "b"], {"a"}, {"b"}).ndcg == 1
    assert _sok(["b", "a"], {"a"}, {"b"}).ndcg == approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_bare_de_ti_forste_teller():
    sok = _sok([str(n) for n in range(10)] + ["a"], {"a"})
    assert (sok.ndcg, sok.recall, sok.tom) == (0, 0, True)


def test_mange_riktige_maler_mot_de_ti_som_har_plass():
    riktige = {str(n) for n in range(30)}
    assert _sok(sorted(riktige), riktige).recall == 1


def test_en_fasit_uten_svar_er_riktig_nar_listen_er_tom():
    assert _sok([], ()).ndcg == 1
    assert _sok(["a"], ()).ndcg == 0
    assert mal_gradert([_sok([], ())])["p1"] is None


def test_kjernens_tall_gjelder_alle_treff_under_ett():
    tall = mal_gradert([_sok(["a", "x"], {"a"}), _sok(["b", "c"], {"b", "d"}, {"c"})])
    assert tall["kjerne_presisjon"] == approx(3 / 4)
    assert tall["kjerne_recall"] == approx(2 / 3)
    assert tall["tomme"] == 0


def test_de_darligste_star_forst_og_de_fullkomne_er_ikke_med():
    svar = [_sok(["a"], {"a"}, q="god"), _sok(["x", "a"], {"a"}, q="halv"), _sok([], {"a"}, q="ingen")]
    assert [s.q for s in darligst(svar)] == ["ingen", "halv"]
