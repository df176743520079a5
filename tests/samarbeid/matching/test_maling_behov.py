"""Målet for behov mot entreprenører, regnet for hånd."""

from samarbeid.matching.maling import Vistpartner, mal_behov


def _vist(*slugger, godt=True):
    return [Vistpartner(s, godt) for s in slugger]


def test_forst_og_blant_fem_regnes_av_de_riktige():
    saker = [
        (_vist("a", "b", "c"), {"entreprenorer": ["a", "x"]}),
        (_vist("b", "a"), {"entreprenorer": ["a"]}),
        (_vist("b"), {"entreprenorer": ["a"]}),
    ]
    assert mal_behov(saker) == {"antall": 3, "p1": 1 / 3, "r5": (0.5 + 1 + 0) / 3, "gale": 0}


def test_flere_riktige_enn_fem_teller_som_fem_og_bare_de_fem_forste_er_med():
    riktige = list("abcdefg")
    assert mal_behov([(_vist(*"abcde", "f"), {"entreprenorer": riktige})])["r5"] == 1.0
    assert mal_behov([(_vist(*"vwxyz", "a"), {"entreprenorer": riktige})])["r5"] == 0.0


def test_en_tom_fasit_er_riktig_nar_ingen_vises_som_et_godt_treff():
    assert mal_behov([(_vist("a", godt=False), {"entreprenorer": []})])["p1"] == 1.0
    assert mal_behov([(_vist("a"), {"entreprenorer": []})]) == {"antall": 1, "p1": 0.0, "r5": 0.0, "gale": 0}


def test_den_som_aldri_skal_vises_er_gal_uansett_hvor_den_star():
    assert mal_behov([(_vist("a", "b"), {"entreprenorer": ["a"], "aldri": ["b", "c"]})])["gale"] == 1
    assert mal_behov([]) == {"antall": 0, "p1": None, "r5": None, "gale": 0}
