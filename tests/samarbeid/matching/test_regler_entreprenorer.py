"""Hvem av entreprenørene som passer for en virksomhet, og at hver grunn er sann."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.regler.entreprenorer import vurder_entreprenor
from samarbeid.matching.typer import Entreprenorprofil, Mottaker

TRONDHEIM = Mottaker(
    omrade="5001",
    fylke="50",
    nivaer=frozenset({"kommune"}),
    ansvar=frozenset({"demens", "ensomhet-eldre"}),
    like={"1103": ("storrelse", "sentralitet"), "5031": ("fylke",)},
)
TRONDELAG = Mottaker(omrade="50", nivaer=frozenset({"fylkeskommune"}), ansvar=frozenset({"demens"}))
STATEN = Mottaker(omrade=None, nivaer=frozenset({"stat"}), ansvar=frozenset({"demens"}))


def _profil(**felt):
    return Entreprenorprofil("a", **{"temaer": ("demens",), "steder": frozenset({"5001"}), **felt})


def _koder(profil, mottaker=TRONDHEIM):
    vurdering = vurder_entreprenor(profil, mottaker)
    return [g.kode for g in vurdering.grunner] if vurdering else None


@pytest.mark.parametrize(
    ("steder", "mottaker", "kode", "sted"),
    [
        ({"5001"}, TRONDHEIM, "e_sted", "5001"),
        ({"50"}, TRONDHEIM, "e_sted", "50"),
        ({"NO"}, TRONDHEIM, "e_landet", None),
        ({"5001", "50"}, TRONDHEIM, "e_sted", "5001"),
        ({"5031"}, TRONDELAG, "e_sted", "5031"),
        ({"50"}, TRONDELAG, "e_sted", "50"),
        ({"NO"}, STATEN, "e_landet", None),
        ({"5001"}, STATEN, "e_tema", None),
    ],
)
def test_det_naermeste_stedet_er_grunnen(steder, mottaker, kode, sted):
    grunn = vurder_entreprenor(_profil(steder=frozenset(steder)), mottaker).grunner[0]
    assert (grunn.kode, grunn.detaljer.get("sted")) == (kode, sted)


@pytest.mark.parametrize(
    "felt", [{"steder": frozenset({"0301"})}, {"steder": frozenset()}, {"temaer": ("rus",)}, {"temaer": ()}]
)
def test_uten_stedet_eller_ansvaret_er_den_ikke_med(felt):
    assert _koder(_profil(**felt)) is None


def test_jo_naermere_og_jo_mer_like_jo_bedre():
    def poeng(**felt):
        return vurder_entreprenor(_profil(**felt), TRONDHEIM).poeng

    steder = [frozenset({k}) for k in ("5001", "50", "NO")]
    assert [poeng(steder=s) for s in steder] == sorted((poeng(steder=s) for s in steder), reverse=True)
    hos = [frozenset({"5001"}), frozenset({"1103", "5031"}), frozenset({"5031"}), frozenset({"0301"})]
    rekke = [poeng(hos=h) for h in hos]
    assert rekke == sorted(rekke, reverse=True)
    assert len(set(rekke)) == len(rekke)


def test_bare_ansvar_de_faktisk_har_felles_nevnes():
    grunner = vurder_entreprenor(_profil(temaer=("rus", "ensomhet-eldre", "demens")), TRONDHEIM).grunner
    assert next(g for g in grunner if g.kode == "e_tema").detaljer["temaer"] == ["ensomhet-eldre", "demens"]


def test_setningene_til_begge_sider(kunnskap):
    full = _profil(temaer=("demens", "ensomhet-eldre"), har=frozenset({"kommune"}), hos=frozenset({"1103"}))
    grunner = vurder_entreprenor(full, TRONDHEIM).grunner
    offentlig, entreprenor = (
        [Forklarer(kunnskap, side=side).setning(g) for g in grunner] for side in ("offentlig", "entreprenor")
    )
    assert offentlig == [
        "De dekker Trondheim.",
        "De arbeider med demens og ensomhet blant eldre, som dere har ansvar for.",
        "De har gjort noe for Stavanger, som ligner: om lag like mange innbyggere, like sentral.",
        "De har samarbeidet med en kommune før.",
    ]
    assert entreprenor[0] == "Dere dekker Trondheim."
    hos_dere = vurder_entreprenor(replace(full, hos=frozenset({"5001"})), TRONDHEIM).grunner[2]
    assert Forklarer(kunnskap, side="offentlig").setning(hos_dere) == "De har gjort noe for Trondheim før."


kommuner = st.frozensets(st.sampled_from(["5001", "5031", "1103", "0301"]), max_size=4)


@given(
    st.builds(
        Entreprenorprofil,
        st.just("a"),
        st.lists(st.sampled_from(["demens", "ensomhet-eldre", "rus"]), max_size=3, unique=True).map(tuple),
        st.frozensets(st.sampled_from(["5001", "50", "NO", "0301"]), max_size=3),
        st.frozensets(st.sampled_from(["kommune", "nav"]), max_size=2),
        kommuner,
    ),
    st.sampled_from([TRONDHEIM, TRONDELAG, STATEN]),
)
def test_tas_opplysningen_bort_forsvinner_grunnen(profil, mottaker):
    vurdering = vurder_entreprenor(profil, mottaker)
    if vurdering is None:
        return
    assert 0 < vurdering.poeng <= 100
    koder = {g.kode for g in vurdering.grunner}
    assert _koder(replace(profil, temaer=()), mottaker) is None
    for kode, felt in (("e_hos_dere", "hos"), ("e_hos_lik", "hos"), ("e_niva", "har")):
        uten = vurder_entreprenor(replace(profil, **{felt: frozenset()}), mottaker)
        assert kode not in {g.kode for g in uten.grunner}
        if kode in koder:
            assert uten.poeng < vurdering.poeng
    if koder & {"e_sted", "e_landet"}:
        assert not {"e_sted", "e_landet"} & set(_koder(replace(profil, steder=frozenset()), mottaker) or ())
