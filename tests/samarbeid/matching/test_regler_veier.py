"""Nivå, virksomhet og roller, uten database."""

import dataclasses

import pytest

from samarbeid.matching.beslutning.beslutter import Sak, besluttere, vanlige_besluttere
from samarbeid.matching.beslutning.parter import parter_for, styreform_for
from samarbeid.matching.beslutning.radvalg import les_grunnlag
from samarbeid.matching.beslutning.rang import avhenger_av_alder, avhenger_av_situasjon
from samarbeid.matching.beslutning.veier import lag_veier
from samarbeid.matching.lesing.enheter import Pekere, les_pekere
from samarbeid.matching.lesing.likesaker import Likesaker
from samarbeid.matching.lesing.tekst import lag_uttrykk
from samarbeid.matching.typer import JA, NEI, Vurdering
from tests.samarbeid.matching.bygg import TERSKLER, kunnskap, modell, part, tolkning, vei

PILOT = modell("pilotavtale")


def _rader(t, k):
    return les_grunnlag(t, les_pekere(t), k).rader


def _rekke(t, k):
    return [r.rad.nokkel for r in _rader(t, k)]


def test_lavest_rang_forst_og_best_niva_far_alltid_hundre():
    k = kunnskap(veier=(vei("b", rang=5), vei("a", rang=3)))
    assert [(r.rad.nokkel, r.poeng) for r in _rader(tolkning("t"), k)] == [("a", 100), ("b", 78)]


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
    assert les_grunnlag(tolkning("t"), Pekere(), k).nivaer == ("kommune", "fylkeskommune")


def test_situasjon_avgjor_nar_den_er_kjent_og_ord_nar_den_ikke_er_det():
    rader = (
        vei("ute", situasjoner=frozenset({"sluttet_i_skole"}), ord=(lag_uttrykk("sluttet"),), rang=1),
        vei("inne", situasjoner=frozenset({"i_skole"}), rang=2),
    )
    k = kunnskap(veier=rader)
    assert _rekke(tolkning("t", situasjon="i_skole"), k) == ["inne"]
    assert _rekke(tolkning("t", situasjon="sluttet_i_skole"), k) == ["ute"]
    assert _rekke(tolkning("t", veiord=("ute",)), k)[0] == "ute"


def test_rad_med_ord_eller_malgruppe_gjelder_bare_nar_en_av_dem_finnes():
    rad = vei("sykehus", niva="stat", ord=(lag_uttrykk("sykehus"),), malgrupper=frozenset({"m"}))
    k = kunnskap(veier=(rad, vei("k", rang=2)))
    assert _rekke(tolkning("t"), k) == ["k"]
    assert _rekke(tolkning("t", veiord=("sykehus",)), k) == ["sykehus", "k"]
    assert _rekke(tolkning("t", malgruppe=("m",)), k) == ["sykehus", "k"]


def test_niva_som_nevnes_far_et_loft():
    k = kunnskap(veier=(vei("k", rang=1), vei("n", niva="nav", rang=1)))
    assert _rekke(tolkning("t", nevnte=("nav",)), k) == ["n", "k"]


def test_den_som_er_spurt_gar_foran_ansvar_pa_papiret():
    k = kunnskap(veier=(vei("k", rang=1), vei("f", niva="fylkeskommune", rang=3)))
    t = tolkning("t", losning="Vi ber fylkeskommunen om å kjøpe dette.")
    assert les_grunnlag(t, les_pekere(t), k).nivaer == ("fylkeskommune",)


def test_et_niva_uten_vilkar_som_holder_er_ingen_vei_men_kan_bidra():
    k = kunnskap(veier=(vei("k", rang=1), vei("s", niva="stat", rang=3, forste=("koordinator",))))
    veiene = _veiene(tolkning("t"), k, (modell("m"),))
    assert [v.niva for v in veiene.veier] == ["kommune"]
    assert [(b.niva, b.rolle) for b in veiene.bidrag] == [("stat", "koordinator")]


@pytest.mark.parametrize(
    ("peker", "nevnt", "nivaer"),
    [
        ({}, (), ["kommune", "nav"]),  # ingen ideer ligner: da sier reglene det alene
        ({"kommune": 0.8, "nav": 0.4}, (), ["kommune", "nav"]),
        ({"kommune": 0.8, "nav": 0.3}, (), ["kommune"]),
        ({"kommune": 0.8, "nav": 0.3}, ("nav",), ["nav", "kommune"]),  # det teksten nevner, er alltid en vei
        ({"nav": 0.9}, (), ["kommune", "nav"]),  # den første veien er reglenes
        ({"kommune": 0.2, "nav": 0.1}, (), ["kommune", "nav"]),  # en kort tekst ligner lite på alt
    ],
)
def test_et_niva_til_som_lite_peker_pa_er_ingen_vei_men_kan_bidra(peker, nevnt, nivaer):
    t = tolkning("t", nevnte=nevnt)
    k = kunnskap(veier=(vei("k", rang=1), vei("n", niva="nav", rang=1)), modeller=(PILOT,))
    sak = Sak(t, k, TERSKLER, Pekere(), like=Likesaker(nivaer=peker))
    veiene = lag_veier(sak, les_grunnlag(t, Pekere(), k), (Vurdering("pilotavtale", 80, JA),))
    assert [v.niva for v in veiene.veier] == nivaer
    assert {b.niva for b in veiene.bidrag} == {"kommune", "nav"} - set(nivaer)


@pytest.mark.parametrize(("alder", "nivaer"), [(None, ["kommune", "nav"]), ((18, 25), ["nav"])])
def test_avgjor_en_ukjent_alder_nivaet_vises_de_alle(alder, nivaer):
    t = tolkning("t", alder=alder)
    k = kunnskap(
        veier=(vei("n", niva="nav", rang=1, alder=(16, None)), vei("k", rang=2, alder=(0, 20))),
        modeller=(PILOT,),
    )
    sak = Sak(t, k, TERSKLER, Pekere(), like=Likesaker(nivaer={"nav": 0.8, "kommune": 0.3}))
    veiene = lag_veier(sak, les_grunnlag(t, Pekere(), k), (Vurdering("pilotavtale", 80, JA),))
    assert sorted(v.niva for v in veiene.veier) == nivaer


@pytest.mark.parametrize(("situasjon", "nivaer"), [(None, ["kommune", "nav"]), ("i_skole", ["kommune"])])
def test_avgjor_en_ukjent_situasjon_nivaet_vises_de_alle(situasjon, nivaer):
    t = tolkning("t", situasjon=situasjon)
    rader = (
        vei("k", rang=1, situasjoner=frozenset({"i_skole"})),
        vei("n", niva="nav", rang=2, situasjoner=frozenset({"utenfor_alt"})),
    )
    k = kunnskap(veier=rader, modeller=(PILOT,))
    sak = Sak(t, k, TERSKLER, Pekere(), like=Likesaker(nivaer={"kommune": 0.8, "nav": 0.3}))
    veiene = lag_veier(sak, les_grunnlag(t, Pekere(), k), (Vurdering("pilotavtale", 80, JA),))
    assert sorted(v.niva for v in veiene.veier) == nivaer


def test_i_oslo_er_statens_barnevern_kommunens():
    rader = (
        vei("k", "barnevern-og-omsorgssvikt"),
        vei("s", "barnevern-og-omsorgssvikt", "stat", 2, ord=(lag_uttrykk("institusjon"),)),
    )
    k = kunnskap(temaer=("barnevern-og-omsorgssvikt",), veier=rader)
    tema = ("barnevern-og-omsorgssvikt",)
    assert _rekke(tolkning(*tema, veiord=("s",), omrader=("5001",)), k) == ["k", "s"]
    assert _rekke(tolkning(*tema, veiord=("s",), omrader=("0301",)), k) == ["k"]


PARTER = (
    part("trondheim", "Trondheim kommune"), part("selbu", "Selbu kommune", omrade="5032", dekker=("5032",)),
    part("trondelag", "Trøndelag fylkeskommune", "fylkeskommune", niva=("fylkeskommune",), omrade="50", dekker=("50",)),
    part("nav-selbu", "Nav Selbu", "nav_kontor", niva=("nav",), omrade="5032", dekker=("5032",)),
    part("nav-a", "Nav A", "nav_kontor", niva=("nav",)), part("nav-b", "Nav B", "nav_kontor", niva=("nav",)),
    part("oslo", "Oslo kommune", styreform="byrad", omrade="0301", dekker=("0301",)),
    part("bydel-x", "Bydel X", "bydel", styreform="bydel", omrade="0301", dekker=("0301",)),
    part("nav-x", "Nav X", "nav_kontor", niva=("nav",), styreform="annen", omrade="0301", dekker=("0301",)),
    part("nav-y", "Nav Y", "nav_kontor", niva=("nav",), omrade="0301", dekker=("0301",)),
    part("departement", "Departement", "departement", niva=("stat",), omrade=None, dekker=(), temaer=("t",)),
    part("direktorat", "Direktorat", "direktorat", niva=("stat",), omrade=None, dekker=(), temaer=("t",)),
)  # fmt: skip
SLUG = {p.slug: p for p in PARTER}


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


def test_skolene_i_oslo_er_ikke_bydelens():
    rad = vei(forste=("rektor",))
    [funnet] = parter_for(
        tolkning("t", omrader=("0301",), bydel="bydel-x"), kunnskap(parter=PARTER), "kommune", rad
    )
    assert funnet.navn == "Oslo kommune"
    assert styreform_for(SLUG["bydel-x"], rad, kunnskap(parter=PARTER)) == "byrad"


@pytest.mark.parametrize(
    ("slug", "niva", "bydel", "styreform"),
    [
        ("trondheim", "kommune", "", "formannskap"),
        (None, "kommune", "", "formannskap"),
        (None, "fylkeskommune", "", "fylkesutvalg"),
        ("oslo", "fylkeskommune", "", "byrad"),
        ("bydel-x", "kommune", "bydel-x", "bydel"),
        ("nav-selbu", "nav", "", "formannskap"),
        ("nav-x", "nav", "", "byrad"),
        ("nav-x", "nav", "bydel-x", "bydel"),
        (None, "nav", "", "formannskap"),
        ("direktorat", "stat", "", "stat"),
    ],
)
def test_styreformen_er_virksomhetens_og_nav_har_kommunens(slug, niva, bydel, styreform):
    p = SLUG[slug] if slug else None
    assert styreform_for(p, vei(niva=niva), kunnskap(parter=PARTER), bydel=bydel) == styreform


def _sak(t, k=None):
    return Sak(t, k or kunnskap(), TERSKLER, les_pekere(t))


def _beslutter(rad, *, styreform="formannskap", m=PILOT, t=None, **ide):
    svar = besluttere(_sak(t or tolkning("t", **ide)), rad, styreform, [m] if m else [])
    return [r.rolle for r in svar]


@pytest.mark.parametrize(
    ("belop", "rolle"),
    [
        (50_000, "enhet"),
        (100_000, "enhet"),
        (500_000, "kommunalsjef-helse-og-mestring"),
        (2_000_000, "kommunedirektor"),
    ],
)
def test_belopet_avgjor_trinnet(belop, rolle):
    assert _beslutter(vei(), arlig_belop=belop) == [rolle]


def test_uten_belop_sies_det_hva_enheten_og_hva_lederen_over_bestemmer():
    svar = besluttere(_sak(tolkning("t")), vei(), "formannskap", [PILOT])
    assert [(r.rolle, r.grunn.detaljer["trinn"]) for r in svar] == [
        ("enhet", "enhet"),
        ("kommunalsjef-helse-og-mestring", "sektor"),
    ]
    forenklet = modell("forenklet-kjop", beslutter_liten=("sektor",))
    assert _beslutter(vei(), m=forenklet) == ["kommunalsjef-helse-og-mestring"]


def test_forvalteren_kan_bare_ordningen_sin():
    rad = vei("s", niva="stat", forste=("tilskuddsforvalter",))
    assert [v.beslutter for v in _veiene(tolkning("t"), kunnskap(veier=(rad,)), (PILOT,)).veier] == [()]


@pytest.mark.parametrize(
    ("styreform", "rolle"),
    [
        ("byrad", "byrad"),
        ("bydel", "bydelsdirektor"),
        ("fylkesrad", "fylkesrad"),
        ("fylkesutvalg", "fylkeskommunedirektor"),
    ],
)
def test_styreformen_har_egne_roller(styreform, rolle):
    niva = "fylkeskommune" if styreform.startswith("fylkes") else "kommune"
    assert _beslutter(vei(niva=niva), styreform=styreform, arlig_belop=2_000_000) == [rolle]


@pytest.mark.parametrize(
    ("sektor", "rolle"),
    [
        ("oppvekst", "kommunalsjef-oppvekst"),
        ("samfunn", "kommunalsjef-samfunn"),
        ("arbeid", "kommunalsjef-helse-og-mestring"),
        ("ukjent", "kommunedirektor"),
    ],
)
def test_sektoren_avgjor_hvilken_leder(sektor, rolle):
    assert _beslutter(vei(sektor=sektor), arlig_belop=500_000) == [rolle]


def test_en_ny_kostnad_hvert_ar_gar_til_de_folkevalgte_uansett_belop():
    for belop in (None, 20_000, 5_000_000):
        assert _beslutter(vei(), arlig_belop=belop, kostnadsslag="ny_fast_kostnad") == ["kommunestyre"]
    gratis = modell("felles-gjennomgang")
    assert _beslutter(vei(), m=gratis, arlig_belop=0, kostnadsslag="ny_fast_kostnad") == ["enhet"]


def test_flere_enheter_sammen_er_over_en_enhetsleder():
    t = tolkning("t", arlig_belop=50_000, losning="Vi tar alle skolene i kommunen.")
    assert _beslutter(vei(), t=t) == ["kommunalsjef-oppvekst"]  # skolenes leder, også når temaet er et annet


def test_en_koordinator_bestemmer_aldri_men_enheten_teksten_nevner_kan():
    rad = vei(forste=("koordinator",))
    assert _beslutter(rad, arlig_belop=50_000) == ["kommunalsjef-helse-og-mestring"]
    t = tolkning("t", arlig_belop=50_000, losning="Vi kommer til sykehjemmet.")
    assert _beslutter(rad, t=t) == ["leder-sykehjem"]


@pytest.mark.parametrize(
    ("slug", "belop", "rolle"),
    [
        ("lokal-nav-avtale", 50_000, "nav-leder"),
        ("lokal-nav-avtale", 500_000, "kommunalsjef-helse-og-mestring"),
        ("lokal-nav-avtale", None, "nav-leder"),
        ("lokal-nav-avtale", 5_000_000, "kommunedirektor"),
        ("nav-tiltak", 500_000, "nav-fylkesdirektor"),
    ],
)
def test_nav_kontoret_avgjor_lokalt_og_fylket_kjoper_statens_tiltak(slug, belop, rolle):
    rad = vei(niva="nav", forste=("nav-leder",), sektor="arbeid")
    assert _beslutter(rad, m=modell(slug), arlig_belop=belop) == [rolle]


def test_forvalteren_avgjor_bare_sin_ordning_og_bare_i_staten():
    m = modell("statlig-tilskudd", beslutter_middels=("forvalter",))
    assert _beslutter(vei(niva="stat", forste=("tilskuddsforvalter",)), styreform="stat", m=m) == [
        "tilskuddsforvalter"
    ]
    assert _beslutter(vei(), m=m) == []


def test_radens_egen_leder_er_sektoren_i_staten_men_ikke_der_det_er_byrad():
    rad = vei(beslutter=("kommunedirektor",))
    assert _beslutter(rad, arlig_belop=500_000) == ["kommunedirektor"]
    assert _beslutter(rad, styreform="byrad", arlig_belop=500_000) == ["byradsavdeling"]


def test_uten_modell_bestemmer_sektorens_leder():
    assert _beslutter(vei(), m=None) == ["kommunalsjef-helse-og-mestring"]
    assert vanlige_besluttere(vei(), "formannskap", kunnskap()) == (
        "enhet",
        "kommunalsjef-helse-og-mestring",
        "kommunestyre",
    )


def _veiene(t, k, modeller, *, passer=None):

    k = dataclasses.replace(k, modeller=modeller)
    vurdert = [Vurdering(m.slug, 80 - nr, (passer or {}).get(m.slug, JA)) for nr, m in enumerate(modeller)]
    return lag_veier(_sak(t, k), les_grunnlag(t, les_pekere(t), k), vurdert)


def test_nivaet_far_sin_egen_beste_modell():
    rader = (vei("k"), vei("n", niva="nav", rang=1, forste=("nav-leder",), sektor="arbeid"))
    nav = modell("lokal-nav-avtale", nivaer=("nav",))
    veiene = _veiene(tolkning("t", arlig_belop=50_000), kunnskap(veier=rader), (nav, PILOT))
    deciderer = {v.niva: [(r.rolle, r.grunn.detaljer["modell"]) for r in v.beslutter] for v in veiene.veier}
    assert deciderer == {"kommune": [("enhet", "pilotavtale")], "nav": [("nav-leder", "lokal-nav-avtale")]}


def test_tilskudd_og_kjop_bestemmes_av_hver_sin():
    tilskudd = modell("kommunalt-tilskudd", beslutter_liten=("utvalg",))
    [v] = _veiene(tolkning("t", arlig_belop=50_000), kunnskap(veier=(vei(),)), (PILOT, tilskudd)).veier
    assert [(r.rolle, r.grunn.detaljer["modell"]) for r in v.beslutter] == [
        ("enhet", "pilotavtale"),
        ("hovedutvalg", "kommunalt-tilskudd"),
    ]


def test_veien_har_forste_samtale_dorapner_og_merknader():
    rader = (
        vei("a", forste=("enhet", "koordinator"), dorapnere=("koordinator", "byrad"), merknad="Husk dette."),
    )
    [svar] = _veiene(tolkning("t", omrader=("5032",)), kunnskap(veier=rader, parter=PARTER), (PILOT,)).veier
    assert [r.rolle for r in svar.forste_samtale] == ["enhet", "koordinator"]
    assert [r.grunn.kode for r in svar.forste_samtale] == ["forste_samtale", "forste_samtale_rolle"]
    assert [r.rolle for r in svar.dorapner] == ["byrad"]
    assert [g.kode for g in svar.merknader] == ["merknad", "liten_kommune"]
    assert [g.kode for g in svar.grunner] == ["niva_har_ansvar", "sted"]


def test_i_oslo_finnes_ingen_kommunalsjef_heller_som_doraapner():
    rader = (vei("a", forste=("kommunalsjef-oppvekst",), dorapnere=("kommunedirektor", "koordinator")),)
    [svar] = _veiene(tolkning("t", omrader=("0301",)), kunnskap(veier=rader, parter=PARTER), (PILOT,)).veier
    assert [r.rolle for r in svar.forste_samtale] == ["byradsavdeling"]
    assert [r.rolle for r in svar.dorapner] == ["byrad", "koordinator"]


@pytest.mark.parametrize(
    ("omrader", "grunner", "part"),
    [((), ["dorer_for_alle"], False), (("5001",), ["dorer_for_alle", "sted"], True)],
)
def test_uten_tema_er_dorene_apne_ogsa_uten_sted(omrader, grunner, part):
    k = kunnskap(veier=(vei(),), parter=PARTER)
    [svar] = _veiene(tolkning(omrader=omrader), k, (PILOT,)).veier
    assert ([g.kode for g in svar.grunner], [r.rolle for r in svar.forste_samtale]) == (
        grunner,
        ["innovasjonsradgiver", "frivillighetskoordinator"],
    )
    assert bool(svar.part) is part  # uten sted er ingen bestemt kommune nevnt


def test_uten_tema_gir_stedet_teksten_nevner_lederen_der():
    t = tolkning(omrader=("5001",), losning="Vi vil prøve det på et sykehjem.")
    [svar] = _veiene(t, kunnskap(parter=PARTER), (PILOT,)).veier
    assert ([g.kode for g in svar.grunner], [r.rolle for r in svar.forste_samtale]) == (
        ["enhet_nevnt", "sted"],
        ["leder-sykehjem"],
    )


def test_grunnene_nevner_alder_og_situasjon_nar_de_avgjor():
    rader = (vei("a", alder=(16, 24), situasjoner=frozenset({"utenfor_alt"})),)
    k = kunnskap(veier=rader)
    t = tolkning(
        "t", alder=(16, 20), situasjon="utenfor_alt", nevnte=("kommune",), losning="Kommunen betaler"
    )
    [svar] = _veiene(t, k, (PILOT,), passer={"pilotavtale": NEI}).veier
    assert [g.kode for g in svar.grunner] == [
        "niva_har_ansvar",
        "niva_nevnt",
        "alder_avgjor",
        "situasjon_avgjor",
    ]
    assert avhenger_av_alder(tolkning("t"), k) and avhenger_av_situasjon(tolkning("t"), k)
    assert not avhenger_av_alder(tolkning("u"), k)


@pytest.mark.parametrize(
    ("tekst", "spurt", "roller", "flere"),
    [
        ("Vi ber kommunen om å kjøpe dette.", {"kommune"}, (), False),
        ("Nav i Alta må kunne betale.", {"nav"}, (), False),
        ("Han skammer seg for å gå på Nav.", set(), (), False),
        ("Sammen med Rogaland fylkeskommune.", {"fylkeskommune"}, (), False),
        ("Vi vil teste det ved sykehuset.", {"stat"}, ("samhandlingssjef-helseforetak",), False),
        ("De går verken i skole eller arbeid.", set(), (), False),
        ("På en ungdomsskole.", set(), ("rektor",), False),
        ("Til alle barneskolene i Askøy.", set(), ("rektor",), True),
        ("Ved to videregående skoler.", set(), ("rektor-videregaende",), True),
        ("Hele Rana skal med.", set(), (), False),
        ("Hele Norge ser på.", set(), (), False),
        ("Både sykehjem og hjemmetjeneste er med.", set(), ("leder-sykehjem", "leder-hjemmetjeneste"), True),
        (
            "Heimetenesta betaler, og biblioteket låner ut rommet.",
            set(),
            ("leder-hjemmetjeneste", "bibliotekleder"),
            False,
        ),
    ],
)
def test_det_teksten_peker_pa(tekst, spurt, roller, flere):
    p = les_pekere(tolkning("t", losning=tekst))
    assert (set(p.spurt), tuple(e.rolle for e in p.enheter), p.flere_enheter) == (spurt, roller, flere)


@pytest.mark.parametrize(
    ("losning", "rolle", "flere"),
    [
        ("Skolen betaler 30 000 for kurset.", "rektor", False),
        (
            "Vi kommer til den videregående skolen i Sandnes. Skolen betaler 22 000.",
            "rektor-videregaende",
            False,
        ),
        ("Elever fra vg1. Skolen betaler.", "rektor-videregaende", False),
        ("22 000 for en barnehage. Vi har solgt til fire barnehager før.", "barnehagestyrer", False),
        ("Hver skole betaler 3 900 i året. Vi vil ha med flere skoler.", "rektor", False),
        ("Skolen betaler ikke. Vi vil ha med alle skolene.", "", True),
        ("Sykehuset synes det er bra, og vil gjerne kjøpe for alle.", "samhandlingssjef-helseforetak", False),
    ],
)
def test_den_som_betaler(losning, rolle, flere):
    p = les_pekere(tolkning("t", losning=losning))
    assert ((p.betaler.rolle if p.betaler else ""), p.flere_enn("barnehagestyrer")) == (rolle, flere)


def test_det_som_star_i_problemet_er_ikke_et_tilbud_om_a_betale():
    t = tolkning("t", losning="Ett program.")
    t = dataclasses.replace(t, ide=dataclasses.replace(t.ide, problem="Hver skole kjøper sitt eget."))
    assert les_pekere(t).betaler is None
