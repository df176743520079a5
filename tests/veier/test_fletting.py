"""To som skriver i det samme: ingenting skrives over uten at den som skriver, har sett det."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from veier.fletting import avtrykk, flett, les_sett, som_sett

TEKSTER = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.sampled_from(["", "x", "y", "z"]), max_size=2), max_size=4
)


def _sett(svar):
    return {felt: avtrykk(verdier) for felt, verdier in svar.items()}


@given(sa=TEKSTER, na=TEKSTER, skrev=TEKSTER)
def test_det_hun_ikke_har_sett_blir_aldri_skrevet_over(sa, na, skrev):
    ut = flett(skrev, na, sett=_sett(sa))
    for felt, verdier in ut.nye.items():
        assert avtrykk(na.get(felt)) == avtrykk(sa.get(felt))
        assert verdier == skrev[felt]
    for felt in ut.kollisjoner:
        assert avtrykk(na.get(felt)) not in {avtrykk(sa.get(felt)), avtrykk(skrev[felt])}


@given(sa=TEKSTER, na=TEKSTER, skrev=TEKSTER)
def test_det_hun_har_endret_blir_lagret_eller_meldt(sa, na, skrev):
    ut = flett(skrev, na, sett=_sett(sa))
    for felt, verdier in skrev.items():
        endret = avtrykk(verdier) not in {avtrykk(sa.get(felt)), avtrykk(na.get(felt))}
        assert (felt in ut.nye or felt in ut.kollisjoner) == endret


def test_egen_fane_kolliderer_ikke_med_seg_selv_men_bare_i_feltet_den_selv_lagret():
    na = {"a": ["min forrige"], "b": ["den andres"]}
    ut = flett({"a": ["min"], "b": ["min"]}, na, sett={}, fane="f1", faner={"a": "f1", "b": "f2"})
    assert ut.nye == {"a": ["min"]}
    assert ut.kollisjoner == ("b",)


def test_en_tom_fane_er_ingen_fane():
    assert flett({"a": ["ny"]}, {"a": ["x"]}, sett={}, fane="", faner={"a": ""}).kollisjoner == ("a",)


def test_avtrykkene_taler_reisen_til_nettleseren_og_tull_er_tomt():
    assert les_sett(som_sett({"a": ["x", ""]})) == {"a": avtrykk(["x"])}
    for tull in ("", "[", "[1]", '"x"', "null", "[" * 100_000):
        assert les_sett(tull) == {}


def test_et_tomt_svar_pa_et_forslag_lagres_og_er_ikke_det_samme_som_ubesvart():
    sett = les_sett(som_sett({"b": ["x"]}, ubesvart=["a"]))
    assert sett["b"] == avtrykk(["x"])
    assert flett({"a": []}, {}, sett=sett).nye == {"a": []}
    assert flett({"a": ["y"]}, {}, sett=sett).nye == {"a": ["y"]}
    assert flett({"a": []}, {}, sett={}).nye == {}
    # En annen har svart imens: det samme er ingen endring, noe annet meldes.
    assert flett({"a": []}, {"a": []}, sett=sett) == flett({}, {}, sett={})
    assert flett({"a": []}, {"a": ["y"]}, sett=sett).kollisjoner == ("a",)
