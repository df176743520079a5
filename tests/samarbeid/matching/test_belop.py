"""Beløp, varighet og alder slik folk skriver dem."""

import pytest

from samarbeid.matching.lesing.belop import belop_i_tekst
from samarbeid.matching.lesing.tall import les_tall
from samarbeid.matching.lesing.tall_i_tekst import alder_i_tekst, varighet_i_tekst
from samarbeid.matching.typer import samlet_belop


@pytest.mark.parametrize(
    ("tekst", "arlig"),
    [
        ("Det koster 250 000 i året", 250_000),
        ("Kurs på kveldstid for ti foreldre. 42 000.", 42_000),
        ("Vi kjører det én gang, 85 000 betalt av avdelingen", 85_000),
        ("Med alt blir det 310 000 med bil og sjåfør", 310_000),
        ("Vi søker ordninga som er for lag og foreninger i heile fylket om 60 000 til utstyr", 60_000),
        ("Sløyd etter skoletid. 55 000 for våren", 55_000),
        ("Vi ber om 220 000 kr hvert år", 220_000),
        ("Vi trenger 4 000 kr hvert barn", None),
        ("800 000 pr år", 800_000),
        ("Prisen er 4 mill", 4_000_000),
        ("450.000,-", 450_000),
        ("kr 150 000 per år", 150_000),
        ("kr. 150 000,-", 150_000),
        ("Pris: 80k", 80_000),
        ("Budsjett på to millioner", 2_000_000),
        ("hundre tusen kroner i året", 100_000),
        ("to hundre og femti tusen kroner i året", 250_000),
        ("1,2 mill. i året", 1_200_000),
        ("It costs 500,000 NOK per year", 500_000),
        ("Vi trenger 2 x 450 000", 900_000),
        ("Det koster mellom 100 000 og 150 000 kr i året", 150_000),
        ("Kurset koster 200 000 til 250 000 kroner", 250_000),
        ("5 000 kroner i måneden", 60_000),
        ("400 000 x 2 år", 800_000),
        ("Budsjett: lønn 400 000, leie 100 000, totalt 500 000", 500_000),
        ("Lønn 40 000 kr og leie 20 000 kr, til sammen 60 000 kr", 60_000),
        ("0 kr for kommunen", 0),
        ("Et års prøve til 75 000", 75_000),
        ("Vi vil ha turer i ti uker for 80 000 kr på to skoler", 80_000),
        ("Me kan halde kurset for 40 000 kroner", 40_000),
        ("Det er hærverk for 2 millioner kroner i bydelen", None),
        ("Vi solgte kofferter for 900 000 kr", None),
        ("It costs NOK 1.2 million", 1_200_000),
        ("Hver deltaker koster 20 000 kroner", None),
        ("Vi fikk 300 000 kroner fra en stiftelse i fjor", None),
        ("Tallet økte fra 20 000 til 75 000.", None),
        ("I 2024 hadde vi 250 000 besøk", None),
        ("Ring 900 12 345", None),
        ("Kommunen har 85 000 innbyggere", None),
        ("49 kr pr elev i året", None),
        ("Kommunen bruker 20 millioner kroner i året på dette", None),
        ("Vi sparer samfunnet for 3 millioner", None),
        ("Sykkel nummer 25 000 ble reparert", None),
    ],
)
def test_belop_slik_folk_skriver_dem(tekst, arlig):
    lest = belop_i_tekst(tekst, None)
    assert (lest.arlig if lest else None) == arlig


@pytest.mark.parametrize(
    ("tekst", "sum_"),
    [
        ("80 000 kroner for et halvt år", 80_000),
        ("Vi søker om 300 000 kroner i seks måneder", 300_000),
        ("Det koster 160 000 kroner i året. Vi vil prøve i et halvt år.", 80_000),
        ("10 000 kroner i måneden i seks måneder", 60_000),
        ("Totalt 900 000 over tre år", 900_000),
        ("300 000 i året i tre år", 900_000),
    ],
)
def test_summen_blir_verken_doblet_eller_halvert(tekst, sum_):
    varighet = varighet_i_tekst(tekst)[0]
    assert samlet_belop(belop_i_tekst(tekst, varighet).arlig, varighet) == sum_


def test_et_beloep_for_et_halvt_aar_i_skjemaet_er_hele_summen():
    assert samlet_belop(80_000, 0.5) == 80_000


@pytest.mark.parametrize(
    ("tekst", "alder"),
    [
        ("for 13-16 åringer på skolen", (13, 16)),
        ("Ungdom 16–20 som har sluttet", (16, 20)),
        ("Jenter på 14–17 i Larvik", (14, 17)),
        ("barn fra seks til tolv år", (6, 12)),
        ("young people aged 16 to 20", (16, 20)),
        ("folk over sytti", (70, None)),
        ("folk over 65 i Skien", (65, None)),
        ("femtenåringer som skulker", (15, 15)),
        ("fra 16 og oppover", (16, None)),
        ("for 18+", (18, None)),
        ("elever på 8.–10. trinn", (13, 16)),
        ("Vi åpner klokka 16–20", None),
        ("Vi har drevet dette 2 til 3 steder", None),
    ],
)
def test_alder_slik_folk_skriver_den(tekst, alder):
    lest = alder_i_tekst(tekst)
    assert (lest[:2] if lest else None) == alder


@pytest.mark.parametrize(
    ("tekst", "ar"),
    [
        ("Et halvt år, 90 000 kr til sammen", 0.5),
        ("en toårig avtale", 2),
        ("et 3-årig prosjekt", 3),
        ("seks måneders prøve", 0.5),
        ("i halvannet år", 1.5),
        ("Han var hjemme i nesten halvannet år", None),
        ("for et skoleår", 1),
        ("i ett semester", 0.5),
    ],
)
def test_varighet_slik_folk_skriver_den(tekst, ar):
    lest = varighet_i_tekst(tekst)
    assert (lest[0] if lest else None) == ar


@pytest.mark.parametrize(
    ("tekst", "tall"),
    [
        ("250 000", 250_000),
        ("1.234.567", 1_234_567),
        ("1,5", 1.5),
        ("2024", 2024),
        ("en halv million", 500_000),
    ],
)
def test_tall_i_siffer_og_ord(tekst, tall):
    assert les_tall(tekst) == tall


@pytest.mark.parametrize(
    ("tekst", "ar"),
    [
        ("Vi følger hver familie i tre måneder. Avtale på to år med opsjon på to til.", 2.0),
        ("Vi har kjørt bokbil til alle bygdene langs hele fjorden og inn i dalene i tre år.", None),
        ("Det var et prosjekt på penger fra en stiftelse, og vi nådde 90 eldre på åtte måneder.", None),
        ("Elevene får en mentor i ett år.", 1.0),
    ],
)
def test_varigheten_er_avtalens_og_ikke_det_som_er_gjort(tekst, ar):
    lest = varighet_i_tekst(tekst)
    assert (lest[0] if lest else None) == ar
