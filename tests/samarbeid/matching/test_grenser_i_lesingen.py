"""Grensene i lesingen av en tekst: akkurat på, én under og én over, og ordene som skiller to lesninger."""

import pytest

from samarbeid.matching.lesing.belop import belop_i_tekst
from samarbeid.matching.lesing.enheter import _GRUNNSKOLE
from samarbeid.matching.lesing.steder import _del_opp, les_steder_i_tekst
from samarbeid.matching.lesing.stedsoppslag import Sted, Stedsoppslag, _vanlig, omrade_for_postnummer
from samarbeid.matching.lesing.tall import les_tall
from samarbeid.matching.lesing.tall_i_tekst import alder_i_tekst, varighet_i_tekst
from samarbeid.matching.lesing.tekst import Ordliste, Vilkarsleser, er_engelsk, lag_uttrykk, lag_vilkar
from veier.sok.normalisering import finn_ord, stammer


@pytest.mark.parametrize(
    ("tekst", "engelsk"),
    [
        ("the of and to", True), ("the of and", True), ("the of", True), ("the", False),
        ("the of and to og", True), ("the of and to og er", False), ("the of and to we og er", True),
        ("the of and og", False), ("the of and to for i", True), ("the of " + "x " * 23, True), ("the of " + "x " * 24, False),
        ("the of and to " + "x " * 40, True), ("the of and " + "x " * 40, False),
    ],
)  # fmt: skip
def test_engelsk_er_flere_engelske_enn_norske_smaord(tekst, engelsk):
    assert er_engelsk(tekst.split()) is engelsk


@pytest.mark.parametrize(
    ("tekst", "tall"),
    [
        ("250 000", 250_000), ("450.000", 450_000), ("500,000", 500_000), ("1,5", 1.5), ("1.5", 1.5), ("1 250 000", 1_250_000),
        ("1000", 1000), ("1234,50", 1234.5), ("12345,678", 12345.678), ("123'456", 123_456), ("to hundre og femti", 250),
        ("hundre", 100), ("tusen", 1000), ("halvannen million", 1_500_000), ("en halv million", 500_000), ("halv", 0.5),
        ("to tusen tre hundre", 2300), ("tjue fem", 25), ("ni hundre tusen", 900_000), ("hest", None), ("to hester", None),
        ("null", None),
    ],
)  # fmt: skip
def test_tall_i_siffer_og_ord(tekst, tall):
    assert les_tall(tekst) == tall


@pytest.mark.parametrize(
    ("tekst", "arlig", "samlet"),
    [
        ("Det koster 5000.", 5000, None), ("Det koster 4999.", None, None), ("Det koster 100 kr.", 100, None),
        ("Prøv hos oss.\nVi har en pilot til 75 000", 75_000, None), ("FRA 20 000 til 75 000", None, None),
        ("Prisen er 200 000 til 250 000 kr", 250_000, None), ("Prisen er 300 000 til 250 000", None, None),
        ("Vi søker 10 000 kr i måneden", 120_000, None), ("Det koster 80 000 kr", 80_000, None),
        ("Pris: 4 mill", 4_000_000, None), ("Pris: 3 mnok", 3_000_000, None), ("Pris: 40 tusen", 40_000, None),
        ("Pris: 40k", 40_000, None), ("Pris: 3 x 20 000 kr", 60_000, None), ("Pris: 20 000 kr x 3", 60_000, None),
        ("Det koster 500 kr per elev", None, None), ("Hver deltaker koster 500 kr", None, None),
        ("Kommunen bruker 20 millioner", None, None), ("Vi fikk 30 000 kr", None, None), ("Vi har spart 30 000 kr", None, None),
        ("Vi vil ha turer i ti uker for 80 000 kr", 80_000, None), ("Det er hærverk for 2 millioner kroner", None, None),
        ("Det koster 40 000 kr, 90 000 kr til sammen", 90_000, None), ("Det koster to hundre tusen kroner", 200_000, None),
        ("Det koster 999999999999 kr", 999_999_999_999, None), ("Det koster 1000000000000 kr", None, None),
    ],
)  # fmt: skip
def test_et_belop_er_en_pris_naar_teksten_sier_det(tekst, arlig, samlet):
    lest = belop_i_tekst(tekst, None)
    assert (lest and lest.arlig, lest and lest.samlet) == (arlig, samlet)


@pytest.mark.parametrize(
    ("tekst", "varighet", "arlig", "samlet"),
    [
        ("Det koster 90 000 kr", 3, 30_000, 90_000), ("Det koster 90 000 kr i året", 3, 90_000, None),
        ("Det koster 90 000 kr", 1, 90_000, None), ("Det koster 90 000 kr", 0.5, 90_000, 90_000),
        ("Det koster 90 000 kr i året", 0.5, 45_000, 45_000), ("Det koster 10 000 kr i måneden", 0.5, 60_000, 60_000),
        ("Det koster 10 000 kr i måneden", 2, 120_000, None),
    ],
)  # fmt: skip
def test_varigheten_avgjor_om_belopet_er_for_hele_perioden(tekst, varighet, arlig, samlet):
    lest = belop_i_tekst(tekst, varighet)
    assert (lest.arlig, lest.samlet) == (arlig, samlet)


@pytest.mark.parametrize(
    ("tekst", "ar"),
    [
        ("Vi vil prøve i to år", 2), ("over 6 måneder", 0.5), ("i 26 uker", 0.5), ("i et halvt år", 0.5), ("i halvannet år", 1.5),
        ("et 3-års prosjekt", 3), ("i 10 år", 10), ("i 11 år", None), ("Vi har drevet i fem år", None), ("i ett semester", 0.5),
        ("i fem år gammel", None), ("varer 1,5 år", 1.5), ("Et skoleår, så ferdig", 1), ("i to halvår", 1),
    ],
)  # fmt: skip
def test_varigheten_i_ar(tekst, ar):
    lest = varighet_i_tekst(tekst)
    assert (lest and lest[0]) == ar


@pytest.mark.parametrize(
    ("tekst", "alder"),
    [
        ("for 16–20 år", (16, 20)), ("mellom 13 og 19 år", (13, 19)), ("20–16 år", None), ("0–1 år", None), ("0–2 år", (0, 2)),
        ("under 18 år", (0, 17)), ("over 65 år", (65, None)), ("67 år og eldre", (67, None)), ("18+", (18, None)),
        ("15-åringer", (15, 15)), ("tolvåringer", (12, 12)), ("på 10 og 12 år", (10, 12)), ("1. trinn", (6, 7)), ("10. trinn", (15, 16)),
        ("11. trinn", None), ("8.–10. trinn", (13, 16)), ("folk over 65", (65, None)), ("alle under 30", (0, 29)),
        ("ungdom 16–20", (16, 20)), ("barn 3–5 timer", None), ("over femti", (50, None)), ("under tolv", (0, 11)),
        ("fra ti til femten år", (10, 15)), ("folk over 65 prosent", None), ("inntil 25 år", (0, 24)),
    ],
)  # fmt: skip
def test_alderen_teksten_sier(tekst, alder):
    lest = alder_i_tekst(tekst)
    assert (lest and lest[:2]) == alder


def _funnet(uttrykk, tekst, *, ledd=False, noyaktig=False):
    liste = Ordliste()
    liste.legg_til(lag_uttrykk(uttrykk, noyaktig=noyaktig), uttrykk, ledd=ledd)
    return [f.ord for f in liste.finn(tekst, finn_ord(tekst))]


@pytest.mark.parametrize(
    ("uttrykk", "tekst", "ledd", "ord_"),
    [
        ("frafall", "Skolefrafallet øker", True, []), ("*frafall", "Skolefrafallet øker", False, ["Skolefrafallet"]),
        ("gjeldskort", "kjempegjeldskort", True, ["kjempegjeldskort"]), ("demens", "demenskor", True, ["demenskor"]),
        ("*frafall", "Rusfrafallet", False, ["Rusfrafallet"]), ("*frafall", "Bofrafallet", False, []),
        ("sykle", "syklekurs", True, []), ("demens*", "demenskor", False, ["demenskor"]), ("demens", "demenskor", False, []),
        ("LAR", "Vi bruker LAR her", False, ["LAR"]), ("LAR", "Vi lar dem gå", False, []), ("LAR", "VI LAR ELDRE STRIKKE", False, []),
        ("LAR", "LAR", False, ["LAR"]), ("rus", "Det handler ikke om rus", False, []), ("rus", "Rus er ikke tema hos oss", False, []),
        ("rus", "ikke vold eller rus", False, ["rus"]), ("rus", "Rus er et tema", False, ["Rus"]),
        ("psykisk helse", "psykisk og god helse", False, ["psykisk og god helse"]),
        ("psykisk helse", "psykisk, veldig god helse", False, []), ("psykisk helse", "psykisk ikke helse", False, []),
        ("psykisk helse", "psykisk. Helse", False, []), ("i bruk", "i bruk", False, ["i bruk"]), ("i bruk", "i god bruk", False, []),
    ],
)  # fmt: skip
def test_et_uttrykk_finnes_slik_det_skal_og_ikke_ellers(uttrykk, tekst, ledd, ord_):
    assert _funnet(uttrykk, tekst, ledd=ledd) == ord_


def test_boyningen_teller_naar_den_er_sagt():
    assert _funnet("har testet", "Vi har testet", noyaktig=True) == ["har testet"]
    assert _funnet("har testet", "Vi har teste", noyaktig=True) == []
    assert _funnet("=testet", "testet, testing, tester") == ["testet"]


def test_vilkaret_gjelder_begynnelsen_av_det_siste_ordet():
    vilkar = Vilkarsleser(tuple(stammer("Vi er i en gjeng med kriminelle gutter")))
    assert vilkar.har(lag_vilkar(["krim"]))
    assert vilkar.har(lag_vilkar(["en gjen"]))
    assert vilkar.har(lag_vilkar(["med kriminelle gutter"]))
    assert not vilkar.har(lag_vilkar(["gjengen kriminelle"]))
    assert not vilkar.har(lag_vilkar(["rus"]))
    assert not vilkar.har(())


def test_det_lengste_stedsnavnet_vinner_og_eieform_gaar_bra():
    oppslag = Stedsoppslag()
    for navn, slag in (("Nord", "tettsted"), ("Nord Odal", "kommune"), ("Nord", "kommune")):
        oppslag.legg_til(navn, Sted(navn, slag, ("1",)))
    assert oppslag.lengste(["nord", "odals"], 0)[0] == 2
    antall, steder = oppslag.lengste(["nord", "fylke"], 0)
    assert (antall, [s.slag for s in steder]) == (1, ["kommune", "tettsted"])
    assert oppslag.lengste(["sør"], 0) is None
    oppslag.legg_til("Os", Sted("Os", "kommune", ("2",)))
    assert oppslag.lengste(["oss"], 0) is None  # tre tegn: s-en hører til ordet


@pytest.mark.parametrize(
    ("tekst", "omrader"),
    [
        ("Vi holder til i Haugesund i Rogaland.", ("1106",)), ("Per Hamar leder oss", ()), ("Hamar Hansen leder oss", ()),
        ("Vi er i Bergen kommune", ("4601",)), ("universitetet i Bergen har målt det", ()),
        ("Det finnes i Bergen, og nå vil vi til Stavanger", ("1103",)), ("i sandnes", ("1108",)), ("Sandnes og Gjesdal", ("1108", "1122")),
        ("tilbud i hele landet", ("NO",)), ("Agder fylke", ("42",)), ("time", ()), ("Time kommune", ("1121",)), ("i Time", ("1121",)),
        ("Vi ser på det i 0150 Oslo", ("0301",)), ("2024 Høsten", ()), ("postnummer 7010", ("5001",)), ("i Rogaland", ("11",)),
        ("Ola bor i Oslo", ("0301",)), ("Anne Lier kommer", ()), ("Lier. Anne kommer", ()),
    ],
)  # fmt: skip
def test_stedet_leses_av_det_som_staar_rundt(tekst, omrader, kunnskap):
    assert les_steder_i_tekst(tekst, kunnskap).omrader == omrader


def test_postnummeret_gir_omraadet_bare_naar_hele_bolken_ligger_der(kunnskap):
    assert omrade_for_postnummer(150, kunnskap.omrader) == "0301"
    assert omrade_for_postnummer(9999, kunnskap.omrader) == "56"
    assert omrade_for_postnummer(10_000, kunnskap.omrader) == ""
    assert omrade_for_postnummer(150, {}) == ""


def test_et_uttrykk_av_bare_smaord_finnes_der_alle_star():
    liste = Ordliste()
    liste.legg_til(lag_uttrykk("til og fra"), "turen")
    for tekst, funnet in (("Vi kjører til og fra.", True), ("Vi går til og med i dag.", False)):
        assert bool(liste.finn(tekst, finn_ord(tekst))) is funnet


def test_tallene_teller_ikke_nar_en_tekst_er_skrevet_med_store_bokstaver():
    assert _del_opp("TILBUD I OSLO 2024 2025 2026 2027").bare_store
    assert not _del_opp("Tilbud i Oslo 2024 2025 2026 2027").bare_store


def test_en_grunnskole_er_en_grunnskole():
    assert _GRUNNSKOLE.search("på to ungdomsskoler i byen")
    assert not _GRUNNSKOLE.search("på to videregående skoler i byen")


@pytest.mark.parametrize(
    ("tekst", "sitat"), [("For tolvåringer her", "tolvåringer"), ("For Tolv-åringene her", "Tolv-åringene")]
)
def test_alderen_siteres_slik_den_er_skrevet(tekst, sitat):
    assert alder_i_tekst(tekst) == (12, 12, sitat)


@pytest.mark.parametrize(("navn", "vanlig"), [("Alta", True), ("Time", True), ("Trondheim", False)])
def test_et_stedsnavn_som_ogsaa_er_et_ord_eller_et_annet_navn(navn, vanlig):
    assert _vanlig(navn) is vanlig
