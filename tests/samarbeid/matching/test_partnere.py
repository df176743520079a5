"""Hvem som kan møte et behov: temaet, stedet og målgruppen sammen."""

from dataclasses import replace

import pytest

from samarbeid.matching.partnere import (
    NAERE,
    ORDENE_ALENE,
    PEKER,
    PEKER_I_TVIL,
    TROSS_MALGRUPPEN,
    ULIK,
    Ordlikhet,
    Partnersok,
    som_sies,
    vurder_partner,
)
from samarbeid.matching.typer import DELVIS, JA, NEI, Entreprenorprofil
from veier.taksonomi.models import Malgruppe

SOK = Partnersok(
    temaer=("demens", "parorende"), malgrupper=("sykehjemsbeboere-og-demens",), steder=("5001",), fylker=("50",),
    nivaer=frozenset({"kommune"}), like={"1103": ("sentralitet",)},
)  # fmt: skip
ORDENE = Ordlikhet(0.8, ("hagen", "minner"))


def _profil(**endret):
    felles = {
        "temaer": ("demens",),
        "malgrupper": ("sykehjemsbeboere-og-demens",),
        "steder": frozenset({"5001"}),
    }
    return Entreprenorprofil("en", **{**felles, **endret})


def _vurder(**endret):
    return vurder_partner(_profil(**endret), SOK)


def _koder(v):
    return [g.kode for g in v.grunner], [g.kode for g in v.mot]


def test_tema_malgruppe_og_sted_er_et_treff():
    v = _vurder()
    assert v.passer == JA
    assert _koder(v) == (["p_tema", "p_malgruppe", "e_sted"], [])


@pytest.mark.parametrize("temaer", [(), ("rus",)])
def test_uten_felles_tema_er_sted_og_malgruppe_ikke_nok(temaer):
    assert _vurder(temaer=temaer) is None


def test_tema_og_sted_med_en_annen_malgruppe_er_ikke_et_treff():
    v = _vurder(malgrupper=("ungdom",))
    assert v.passer == NEI
    assert _koder(v)[1] == ["p_annen_malgruppe"]


def test_tema_og_malgruppe_et_annet_sted_er_ikke_et_treff():
    v = _vurder(steder=frozenset({"1103", "11"}))
    assert v.passer == NEI
    assert _koder(v)[1] == ["p_annet_sted"]


def test_den_som_ikke_sier_hvem_det_er_for_kan_passe():
    assert _vurder(malgrupper=()).passer == DELVIS


@pytest.mark.parametrize(
    ("steder", "kode"),
    [({"5001"}, "e_sted"), ({"50"}, "e_sted"), ({"NO"}, "e_landet"), (set(), "p_annet_sted")],
)
def test_det_naermeste_stedet_teller(steder, kode):
    v = _vurder(steder=frozenset(steder))
    for_, mot = _koder(v)
    assert kode in for_ + mot


def test_erfaring_hos_dere_og_pa_nivaet_gir_flere_poeng():
    uten, med = _vurder(), _vurder(hos=frozenset({"5001"}), har=frozenset({"kommune"}))
    assert med.poeng > _vurder(hos=frozenset({"1103"})).poeng > uten.poeng
    assert _koder(med)[0][-2:] == ["e_hos_dere", "e_niva"]


def test_uten_sted_i_behovet_er_ingen_for_langt_unna():
    sok = Partnersok(temaer=("demens",))
    v = vurder_partner(Entreprenorprofil("en", temaer=("demens",), steder=frozenset({"1103"})), sok)
    assert (v.passer, _koder(v)) == (DELVIS, (["p_tema"], []))


def test_ordene_loefter_den_som_gjor_det_som_trengs():
    uten, med = (vurder_partner(_profil(), SOK, ordene) for ordene in (ULIK, ORDENE))
    assert med.poeng > uten.poeng
    assert [g.detaljer.get("ord") for g in med.grunner if g.kode == "p_ord"] == [["hagen", "minner"]]


def test_navnet_paa_temaet_sies_ikke_en_gang_til_men_teller():
    bare_navnet, med_mer = (
        vurder_partner(_profil(), SOK, Ordlikhet(0.8, ord_)) for ord_ in (("demens",), ("Demens", "hagen"))
    )
    assert bare_navnet.poeng == med_mer.poeng > _vurder().poeng
    assert "p_ord" not in [g.kode for g in som_sies(bare_navnet)]
    assert [g.detaljer["ord"] for g in som_sies(med_mer) if g.kode == "p_ord"] == [["hagen"]]


def test_ord_som_ikke_kan_siteres_er_ingen_grunn():
    v = vurder_partner(_profil(), SOK, Ordlikhet(0.9))
    assert "p_ord" not in _koder(v)[0]


@pytest.mark.parametrize(
    ("ordene", "passer"),
    [
        (ORDENE, DELVIS),
        (Ordlikhet(ORDENE_ALENE, ("hagen", "minner")), DELVIS),
        (Ordlikhet(ORDENE_ALENE - 0.01, ("hagen", "minner")), None),
        (Ordlikhet(1.0), None),
    ],
    ids=["mange", "så vidt nok", "litt for få", "ingen som kan siteres"],
)
def test_uten_felles_tema_ma_mange_av_ordene_vaere_de_samme(ordene, passer):
    v = vurder_partner(_profil(temaer=("rus",)), SOK, ordene)
    assert (v and v.passer) == passer


@pytest.mark.parametrize("ord_", [("hull",), ("demens", "personer med demens")])
def test_ett_ord_er_bare_et_treff_nar_malgruppen_ogsa_er_den_samme(ord_):
    ordene = Ordlikhet(0.9, ord_)
    assert vurder_partner(_profil(temaer=("rus",), malgrupper=()), SOK, ordene) is None
    assert vurder_partner(_profil(temaer=("rus",), malgrupper=("ungdom",)), SOK, ordene) is None
    assert vurder_partner(_profil(temaer=("rus",)), SOK, ordene).passer == DELVIS


def test_uten_felles_tema_sies_ordene_alene():
    assert "p_bare_ord" in _koder(vurder_partner(_profil(temaer=("rus",)), SOK, ORDENE))[0]
    assert "p_ord" in _koder(vurder_partner(_profil(), SOK, ORDENE))[0]


def test_ordene_gjor_ikke_et_annet_sted_til_et_treff():
    assert vurder_partner(_profil(steder=frozenset({"1103"})), SOK, ORDENE).passer == NEI


@pytest.mark.parametrize("malgruppe", ["eldre-hjemmeboende"])
def test_en_naer_malgruppe_er_et_forsiktig_treff(malgruppe):
    v = _vurder(malgrupper=(malgruppe,))
    assert (v.passer, _koder(v)) == (DELVIS, (["p_tema", "p_naer_malgruppe", "e_sted"], []))
    assert v.poeng < _vurder().poeng


@pytest.mark.django_db
def test_de_naere_malgruppene_finnes():
    assert frozenset().union(*NAERE) <= set(Malgruppe.objects.values_list("slug", flat=True))


def test_en_som_ikke_passer_far_hore_hvorfor_og_hva_som_ville_endret_det():
    v = _vurder(malgrupper=("ungdom",))
    assert v.passer == NEI and v.mot
    sagt = som_sies(v)
    assert sagt[::2] == v.mot
    # Det som ville endret det, er ikke noe som teller for henne nå.
    assert [(g.kode, g.poeng) for g in sagt[1::2]] == [(f"snu_{mot.kode}", 0) for mot in v.mot]
    assert som_sies(_vurder()) == _vurder().grunner


def test_en_annen_malgruppe_er_ikke_nok_til_a_si_nei_nar_mye_av_teksten_er_lik():
    """Gruppen er ofte lest av teksten. Det som taler mot, sies likevel; et annet sted er fortsatt et nei."""
    lik, ulik = Ordlikhet(TROSS_MALGRUPPEN, ("minner",)), Ordlikhet(TROSS_MALGRUPPEN - 0.01, ("minner",))
    annen = _profil(malgrupper=("ungdom",))
    v = vurder_partner(annen, SOK, lik)
    assert (v.passer, som_sies(v)[-1].kode) == (DELVIS, "p_annen_malgruppe")
    assert vurder_partner(annen, SOK, ulik).passer == NEI
    assert vurder_partner(_profil(malgrupper=("ungdom",), steder=frozenset({"11"})), SOK, lik).passer == NEI
    assert vurder_partner(_profil(steder=frozenset({"11"})), SOK, lik).passer == NEI
    uten_tema = _profil(temaer=("rus",), malgrupper=("ungdom",))
    assert vurder_partner(uten_tema, SOK, ORDENE).passer == NEI, "uten temaet er gruppen det som er igjen"


def test_uten_sted_gar_de_som_dekker_landet_foran_uten_at_noen_passer_godt():
    uten = replace(SOK, steder=(), fylker=())
    landet, lokal = (vurder_partner(_profil(steder=frozenset(s)), uten) for s in ({"NO"}, {"1103"}))
    assert landet.poeng > lokal.poeng and _koder(landet)[0][-1] == "e_landet"
    assert {landet.passer, lokal.passer} == {DELVIS}


def test_et_tema_teksten_peker_paa_er_felles_men_bare_godt_naar_det_ikke_er_tvil():
    pekt = replace(SOK, temaer=(), styrke={"demens": 1.0, "parorende": PEKER, "rus": PEKER - 0.01})
    assert pekt.aktuelle == ("demens", "parorende")
    assert vurder_partner(_profil(), pekt).passer == JA
    assert vurder_partner(_profil(), replace(pekt, tydelig=False)).passer == DELVIS
    assert vurder_partner(_profil(temaer=("parorende",)), pekt).passer == DELVIS, "ikke det sterkeste"
    assert vurder_partner(_profil(temaer=("rus",)), pekt) is None


def test_i_tvil_letes_det_bredere_men_treffet_er_forsiktig():
    styrke = {"demens": 1.0, "parorende": PEKER_I_TVIL, "rus": PEKER_I_TVIL - 0.01}
    tydelig = replace(SOK, temaer=(), styrke=styrke)
    i_tvil = replace(tydelig, tydelig=False)
    assert (tydelig.aktuelle, i_tvil.aktuelle) == (("demens",), ("demens", "parorende"))
    assert vurder_partner(_profil(temaer=("parorende",)), tydelig) is None
    assert vurder_partner(_profil(temaer=("parorende",)), i_tvil).passer == DELVIS


def test_det_som_er_sagt_og_det_teksten_peker_mest_paa_teller_mer():
    pekt = replace(SOK, temaer=("demens",), styrke={"demens": 0.7, "parorende": 0.7, "rus": 0.9})
    demens, parorende, rus = (
        vurder_partner(_profil(temaer=(tema,)), pekt).poeng for tema in ("demens", "parorende", "rus")
    )
    assert demens > parorende and rus > parorende


def test_den_som_gjor_lite_annet_gaar_foran():
    smal, bred = (_vurder(temaer=temaer).poeng for temaer in (("demens",), ("demens", "rus", "bolig")))
    assert smal > bred


def test_gruppen_teksten_peker_paa_er_en_grunn_for_og_aldri_imot():
    pekt = replace(SOK, malgrupper=(), grupper={"sykehjemsbeboere-og-demens": 1.0, "ungdom": PEKER - 0.01})
    samme, annen = vurder_partner(_profil(), pekt), vurder_partner(_profil(malgrupper=("ungdom",)), pekt)
    assert (samme.passer, annen.passer) == (JA, DELVIS)
    assert _koder(annen) == (["p_tema", "e_sted"], []) and samme.poeng > annen.poeng


def test_poengene_skiller_ogsa_de_beste_og_er_aldri_over_hundre():
    alt = _profil(temaer=("demens", "parorende"), hos=frozenset({"5001"}), har=frozenset({"kommune"}))
    poeng = [
        vurder_partner(e, SOK, Ordlikhet(andel, ("minner", "hagen"))).poeng
        for e in (alt, _profil())
        for andel in (1.0, 0.8)
    ]
    assert poeng == sorted(set(poeng), reverse=True) and poeng[0] == 100
