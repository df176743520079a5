"""Nivå, virksomhet og roller, uten database."""

import pytest

from samarbeid.matching.regler.tekst import lag_uttrykk
from samarbeid.matching.regler.veier import (
    avhenger_av_alder,
    avhenger_av_situasjon,
    beslutter_for,
    lag_veier,
    parter_for,
    vei_rader,
)
from tests.samarbeid.matching.bygg import TERSKLER, kunnskap, modell, part, tolkning, vei

PILOT = modell(
    "pilot",
    beslutter_liten=("sektor",),
    beslutter_middels=("sektor", "innkjop"),
    beslutter_stor=("topp", "politisk"),
)


def _rekke(t, k):
    return [r.rad.nokkel for r in vei_rader(t, k)]


def test_lavest_rang_forst_og_best_niva_far_alltid_hundre():
    k = kunnskap(veier=(vei("b", rang=5), vei("a", rang=3)))
    treff = vei_rader(tolkning("t"), k)
    assert [(r.rad.nokkel, r.poeng) for r in treff] == [("a", 100), ("b", 78)]


def test_hovedtemaet_gar_foran_andre_temaer():
    k = kunnskap(temaer=("t", "u"), veier=(vei("a", "t", rang=1), vei("b", "u", rang=1)))
    assert _rekke(tolkning("u", "t"), k) == ["b", "a"]


def test_alder_utenfor_raden_tar_den_bort_nar_alderen_er_oppgitt():
    k = kunnskap(veier=(vei("barn", alder=(0, 15)), vei("voksen", rang=2, alder=(18, None))))
    assert _rekke(tolkning("t", alder=(6, 10)), k) == ["barn"]
    assert _rekke(tolkning("t", alder=(30, 40)), k) == ["voksen"]


def test_antatt_alder_flytter_men_fjerner_ikke():
    k = kunnskap(veier=(vei("barn", alder=(0, 15)), vei("voksen", rang=2, alder=(18, None))))
    assert _rekke(tolkning("t", alder=(30, 40), sikker=False), k) == ["voksen", "barn"]


def test_liten_overlapp_i_alder_gir_lavere_plass():
    k = kunnskap(veier=(vei("a", rang=1, alder=(16, 19)), vei("b", rang=2, alder=(18, 30))))
    assert _rekke(tolkning("t", alder=(18, 30)), k) == ["b", "a"]


def test_ukjent_alder_viser_alle_i_temaets_rekkefolge():
    k = kunnskap(
        veier=(
            vei("f", niva="fylkeskommune", rang=1, alder=(16, 24)),
            vei("k", niva="kommune", rang=2, alder=(0, 15)),
        )
    )
    assert _rekke(tolkning("t"), k) == ["k", "f"]


def test_situasjon_avgjor_nar_den_er_kjent_og_ord_nar_den_ikke_er_det():
    k = kunnskap(
        veier=(
            vei("sluttet", situasjoner=frozenset({"sluttet_i_skole"}), ord=(lag_uttrykk("sluttet"),)),
            vei("skole", rang=2, situasjoner=frozenset({"i_skole"})),
        )
    )
    assert _rekke(tolkning("t", situasjon="i_skole"), k) == ["skole"]
    assert _rekke(tolkning("t", veiord=("sluttet",)), k)[0] == "sluttet"
    assert set(_rekke(tolkning("t"), k)) == {"sluttet", "skole"}


def test_rad_med_ord_eller_malgruppe_gjelder_bare_nar_en_av_dem_finnes():
    k = kunnskap(
        veier=(vei("ord", ord=(lag_uttrykk("sykehjem"),), malgrupper=frozenset({"m"})), vei("vanlig", rang=2))
    )
    assert _rekke(tolkning("t"), k) == ["vanlig"]
    assert _rekke(tolkning("t", veiord=("ord",)), k) == ["ord", "vanlig"]
    assert _rekke(tolkning("t", malgruppe=("m",)), k) == ["ord", "vanlig"]


def test_niva_som_nevnes_far_et_loft():
    k = kunnskap(veier=(vei("k", rang=1), vei("n", niva="nav", rang=1)))
    assert _rekke(tolkning("t", nevnte=("nav",)), k) == ["n", "k"]


PARTER = (
    part("trondheim", "Trondheim kommune"), part("selbu", "Selbu kommune", omrade="5032", dekker=("5032",)),
    part("trondelag", "Trøndelag fylkeskommune", "fylkeskommune", niva=("fylkeskommune",), omrade="50", dekker=("50",)),
    part("nav-selbu", "Nav Selbu", "nav_kontor", niva=("nav",), omrade="5032", dekker=("5032",)),
    part("nav-a", "Nav A", "nav_kontor", niva=("nav",)), part("nav-b", "Nav B", "nav_kontor", niva=("nav",)),
    part("oslo", "Oslo kommune", styreform="byrad", omrade="0301", dekker=("0301",)),
    part("bydel-x", "Bydel X", "bydel", styreform="bydel", omrade="0301", dekker=("0301",)),
    part("nav-x", "Nav X", "nav_kontor", niva=("nav",), omrade="0301", dekker=("0301",)),
    part("nav-y", "Nav Y", "nav_kontor", niva=("nav",), omrade="0301", dekker=("0301",)),
    part("departement", "Departement", "departement", niva=("stat",), omrade=None, dekker=(), temaer=("t",)),
    part("direktorat", "Direktorat", "direktorat", niva=("stat",), omrade=None, dekker=(), temaer=("t",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("niva", "omrader", "bydel", "navn"),
    [
        ("kommune", ("5001", "5032"), "", ["Trondheim kommune", "Selbu kommune"]),
        ("kommune", ("0301",), "bydel-x", ["Bydel X"]),
        ("kommune", ("50",), "", [None]),
        ("kommune", ("NO",), "", [None]),
        ("kommune", (), "", [None]),
        ("fylkeskommune", ("5001", "5032"), "", ["Trøndelag fylkeskommune"]),
        ("fylkeskommune", ("50",), "", ["Trøndelag fylkeskommune"]),
        ("nav", ("5032",), "", ["Nav Selbu"]),
        ("nav", ("5001",), "", ["Nav-kontoret i Trondheim"]),
        ("nav", ("0301",), "bydel-x", ["Nav X"]),
        ("stat", ("5001",), "", ["Direktorat"]),
        ("stat", ("NO",), "", [None]),
    ],
)
def test_virksomhetene_folger_stedet(niva, omrader, bydel, navn):
    funnet = parter_for(
        tolkning("t", omrader=omrader, bydel=bydel), kunnskap(parter=PARTER), niva, vei(niva=niva)
    )
    assert [p and p.navn for p in funnet] == navn


def test_helseforetak_har_vi_ikke_rader_for():
    rad = vei(niva="stat", forste=("samhandlingssjef-helseforetak",))
    assert parter_for(tolkning("t", omrader=("5001",)), kunnskap(parter=PARTER), "stat", rad) == [None]


def _beslutter(rad, *, p=None, m=PILOT, unngaa=frozenset({"enhet"}), **ide):
    svar = beslutter_for(tolkning("t", **ide), kunnskap(), rad, p, m, TERSKLER, unngaa=set(unngaa))
    return [r.rolle for r in svar]


@pytest.mark.parametrize(
    ("belop", "roller"),
    [
        (50_000, ["kommunalsjef-helse-og-mestring"]),
        (500_000, ["kommunalsjef-helse-og-mestring", "innkjopssjef"]),
        (2_000_000, ["kommunedirektor", "kommunestyre"]),
        (None, ["kommunalsjef-helse-og-mestring", "innkjopssjef"]),
    ],
)
def test_belopet_avgjor_hvem_som_vanligvis_bestemmer(belop, roller):
    assert _beslutter(vei(), arlig_belop=belop) == roller


@pytest.mark.parametrize(
    ("styreform", "roller"),
    [("byrad", ["byradsavdeling", "kommunestyre"]), ("bydel", ["bydelsdirektor", "bydelsutvalg"])],
)
def test_byrad_og_bydel_har_egne_roller(styreform, roller):
    assert _beslutter(vei(), p=part("x", "X", styreform=styreform), arlig_belop=2_000_000) == roller


@pytest.mark.parametrize(
    ("sektor", "rolle"),
    [
        ("oppvekst", "kommunalsjef-oppvekst"),
        ("samfunn", "kommunalsjef-samfunn"),
        ("arbeid", "kommunalsjef-helse-og-mestring"),
    ],
)
def test_sektoren_avgjor_hvilken_leder(sektor, rolle):
    assert _beslutter(vei(sektor=sektor), arlig_belop=1) == [rolle]


@pytest.mark.parametrize(
    ("niva", "slug", "roller"),
    [
        ("fylkeskommune", "pilot", ["fylkeskommunedirektor", "fylkesting"]),
        ("nav", "nav-tiltak", ["nav-fylkesdirektor"]),
        ("nav", "lokal-nav-avtale", ["nav-leder"]),
        ("stat", "pilot", ["direktor-etat", "departement"]),
        ("stat", "statlig-tilskudd", ["tilskuddsforvalter"]),
    ],
)
def test_andre_nivaer_har_egne_roller(niva, slug, roller):
    m = modell(slug, beslutter_stor=("topp", "politisk"))
    assert _beslutter(vei(niva=niva), m=m, arlig_belop=2_000_000) == roller


def test_beslutter_er_aldri_den_man_snakker_med_forst_og_sier_nar_den_kan_avgjore_selv():
    m = modell(beslutter_liten=("enhet",))
    svar = beslutter_for(tolkning("t", arlig_belop=1), kunnskap(), vei(), None, m, TERSKLER, unngaa={"enhet"})
    assert [r.rolle for r in svar] == ["kommunalsjef-helse-og-mestring"]
    m = modell("lokal-nav-avtale", beslutter_liten=("topp",))
    svar = beslutter_for(
        tolkning("t", arlig_belop=1),
        kunnskap(),
        vei(niva="nav", forste=("nav-leder",)),
        None,
        m,
        TERSKLER,
        unngaa={"nav-leder"},
    )
    assert [(r.rolle, r.grunn.detaljer["selv"]) for r in svar] == [("nav-fylkesdirektor", True)]


def test_uten_modell_bestemmer_sektoren_og_radens_egen_beslutter_gar_forst():
    assert _beslutter(vei(), m=None) == ["kommunalsjef-helse-og-mestring"]
    assert _beslutter(vei(beslutter=("kommunedirektor", "koordinator")), m=None) == [
        "kommunedirektor",
        "kommunalsjef-helse-og-mestring",
    ]


def test_veien_har_tre_ulike_grupper_roller_og_merknader():
    rader = (
        vei("a", forste=("enhet", "koordinator"), dorapnere=("koordinator", "byrad"), merknad="Husk dette."),
    )
    [svar] = lag_veier(
        tolkning("t", omrader=("5032",)), kunnskap(veier=rader, parter=PARTER), PILOT, TERSKLER
    )
    assert [r.rolle for r in svar.forste_samtale] == ["enhet", "koordinator"]
    assert [r.grunn.kode for r in svar.forste_samtale] == ["forste_samtale", "forste_samtale_rolle"]
    assert [r.rolle for r in svar.dorapner] == ["byrad"]
    assert [g.kode for g in svar.merknader] == ["merknad", "liten_kommune"]
    assert [g.kode for g in svar.grunner] == ["niva_har_ansvar", "sted"]


def test_uten_tema_blir_ingen_navngitt():
    assert (
        lag_veier(tolkning(omrader=("5001",)), kunnskap(veier=(vei(),), parter=PARTER), PILOT, TERSKLER) == ()
    )


def test_grunnene_nevner_alder_og_situasjon_nar_de_avgjor():
    rader = (vei("a", alder=(16, 24), situasjoner=frozenset({"utenfor_alt"})),)
    k = kunnskap(veier=rader)
    [svar] = lag_veier(
        tolkning("t", alder=(16, 20), situasjon="utenfor_alt", nevnte=("kommune",)), k, None, TERSKLER
    )
    assert [g.kode for g in svar.grunner] == [
        "niva_har_ansvar",
        "niva_nevnt",
        "alder_avgjor",
        "situasjon_avgjor",
    ]
    assert avhenger_av_alder(tolkning("t"), k) and avhenger_av_situasjon(tolkning("t"), k)
    assert not avhenger_av_alder(tolkning("u"), k)


def test_statlig_tilskudd_har_en_beslutter_ogsa_nar_forvalteren_er_forste_samtale():
    rad = vei(niva="stat", forste=("tilskuddsforvalter",))
    m = modell("statlig-tilskudd", beslutter_middels=("topp",))
    assert _beslutter(rad, m=m, unngaa={"tilskuddsforvalter"}) == ["direktor-etat"]
