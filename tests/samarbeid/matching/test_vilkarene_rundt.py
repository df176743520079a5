"""Det motoren spør om, nivået teksten henvender seg til, og rammen i ord: hvert vilkår alene."""

from __future__ import annotations

import pytest

from samarbeid.matching import motor
from samarbeid.matching.beslutning import radvalg
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lesing.enheter import Enhet, Pekere
from tests.samarbeid.matching.bygg import kunnskap, modell, tolkning, vei

F = frozenset


def _enhet(rolle, niva):
    felt = dict.fromkeys(Enhet.__dataclass_fields__, "") | {"rolle": rolle, "niva": niva, "besokes": False}
    return Enhet(**felt)


def _grunnlag(pekere, t, *veier, **felt):
    return radvalg.les_grunnlag(t, pekere, kunnskap(veier=veier, **felt))


class TestHenvendelsen:
    """Et nivå som er nevnt, er spurt når stedet er dets eget, eller når bare dets enheter er nevnt."""

    @pytest.mark.parametrize(
        ("omrader", "nevnte", "spurt"),
        [
            (("50",), ("fylkeskommune",), {"fylkeskommune"}),
            (("50", "5001"), ("fylkeskommune",), set()),
            (("50",), ("stat",), set()),
            (("NO",), ("stat",), {"stat"}),
            ((), ("stat",), {"stat"}),
            (("5001",), ("stat",), set()),
            ((), (), set()),
        ],
    )
    def test_stedet_er_nivaaets_eget(self, omrader, nevnte, spurt):
        t = tolkning("t", omrader=omrader, nevnte=nevnte)
        assert _grunnlag(Pekere(), t, vei()).pekere.spurt == spurt

    @pytest.mark.parametrize(
        ("enheter", "spurt"),
        [
            ((("rektor-videregaende", "fylkeskommune"),), {"fylkeskommune"}),
            ((("rektor", "kommune"),), set()),
            ((("rektor", "kommune"), ("rektor-videregaende", "fylkeskommune")), set()),
        ],
    )
    def test_bare_dets_enheter_er_nevnt(self, enheter, spurt):
        pekere = Pekere(enheter=tuple(_enhet(*e) for e in enheter))
        assert _grunnlag(pekere, tolkning("t", omrader=("5001",)), vei()).pekere.spurt == spurt

    def test_den_som_alt_er_spurt_staar(self):
        pekere = Pekere(spurt=F({"nav"}))
        t = tolkning("t", nevnte=("stat",))
        assert _grunnlag(pekere, t, vei()).pekere.spurt == {"nav"}

    @pytest.mark.parametrize(
        ("spurt", "nevnte", "situasjon", "med"),
        [
            ((), (), None, True),
            (("stat",), (), None, False),
            (("fylkeskommune",), (), None, False),
            (("stat",), ("nav",), None, True),
            (("kommune",), (), None, True),
            ((), (), "i_skole", False),
            (("nav",), (), "i_skole", True),
        ],
    )
    def test_navs_modell_er_navs_naar_ingen_andre_er_spurt(self, spurt, nevnte, situasjon, med):
        t = tolkning("t", onsker={"arbeidstrening": "arbeidstrening"}, nevnte=nevnte, situasjon=situasjon)
        felt = {"modeller": (modell("arbeidstrening", nivaer=("nav",)), modell("annen", nivaer=("stat",)))}
        grunnlag = _grunnlag(Pekere(spurt=F(spurt)), t, vei(), **felt)
        assert ("nav" in {r.rad.niva for r in grunnlag.rader if r.spurt}) is med
        assert ("stat" in {r.rad.niva for r in grunnlag.rader if r.spurt}) is ("stat" in spurt)

    def test_ansvaret_paa_papiret_er_ikke_nok_naar_noen_er_spurt(self):
        veier = (vei("k"), vei("s", niva="stat", rang=1), vei("m", niva="nav", rang=2, malgrupper=F({"m"})))
        t = tolkning("t", malgruppe=("m",))
        assert set(_grunnlag(Pekere(), t, *veier).nivaer) == {"kommune", "stat", "nav"}
        spurt = Pekere(spurt=F({"kommune"}))
        assert _grunnlag(spurt, t, *veier).nivaer == ("kommune",)
        nevnt = tolkning("t", malgruppe=("m",), nevnte=("nav",))
        assert set(_grunnlag(spurt, nevnt, *veier).nivaer) == {"kommune", "nav"}

    def test_en_aapen_rad_er_med_naar_den_er_nevnt_eller_ingen_er_det(self):
        veier = (vei("k"), vei("f", niva="fylkeskommune", rang=2, situasjoner=F({"i_skole"})))
        assert set(_grunnlag(Pekere(), tolkning("t"), *veier).nivaer) == {
            "kommune",
            "fylkeskommune",
        }
        kommunen = tolkning("t", nevnte=("kommune",))
        assert _grunnlag(Pekere(), kommunen, *veier).nivaer == ("kommune",)
        fylket = tolkning("t", nevnte=("fylkeskommune",))
        assert set(_grunnlag(Pekere(), fylket, *veier).nivaer) == {"kommune", "fylkeskommune"}
        langt_nede = (vei("k"), vei("f", niva="fylkeskommune", rang=4, situasjoner=F({"i_skole"})))
        assert _grunnlag(Pekere(), tolkning("t"), *langt_nede).nivaer == ("kommune",)


SPORSMAL = "mangler_situasjon", "mangler_alder_avgjor", "mangler_kostnadsslag"


@pytest.mark.parametrize(
    ("felt", "sporsmal"),
    [
        ({}, set(SPORSMAL)),
        ({"situasjon": "i_skole"}, {"mangler_alder_avgjor", "mangler_kostnadsslag"}),
        ({"alder": (10, 12)}, {"mangler_situasjon", "mangler_kostnadsslag"}),
        ({"alder": (10, 12), "sikker": False}, set(SPORSMAL)),
        ({"kostnadsslag": "ny_fast_kostnad"}, {"mangler_situasjon", "mangler_alder_avgjor"}),
        ({"arlig_belop": 0}, {"mangler_situasjon", "mangler_alder_avgjor"}),
        ({"arlig_belop": 1}, set(SPORSMAL)),
        ({"tema": "u"}, {"mangler_kostnadsslag"}),
    ],
)
def test_det_sporres_bare_om_det_som_avgjor(felt, sporsmal):
    k = kunnskap(
        temaer=("t", "u"),
        veier=(vei("a", situasjoner=F({"i_skole"})), vei("b", alder=(0, 15)), vei("c", "u")),
    )
    t = tolkning(felt.pop("tema", "t"), omrader=("5001",), **felt)
    assert {g.kode for g in motor._mangler(t, k, Pekere(), er_statens=False)} == sporsmal


def test_uten_tema_og_sted_sporres_det_om_begge():
    koder = {
        g.kode
        for g in motor._mangler(
            tolkning(kostnadsslag="ny_fast_kostnad"), kunnskap(), Pekere(), er_statens=False
        )
    }
    assert koder == {"mangler_tema", "mangler_omrader"}


@pytest.mark.parametrize(
    ("fra", "til", "ord_"),
    [
        (0, 0, "0 kroner"), (None, 500, "inntil 500 kroner"), (1, 500, "inntil 500 kroner"), (2, 500, "fra 2 kroner til 500 kroner"),
        (500, None, "over 500 kroner"), (None, None, "over 0 kroner"), (0, 500, "inntil 500 kroner"),
    ],
)  # fmt: skip
def test_rammen_i_ord(fra, til, ord_):
    assert Forklarer(kunnskap()).ramme({"fra": fra, "til": til}).replace("\u00a0", " ") == ord_
