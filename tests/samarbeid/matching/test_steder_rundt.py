"""Det som står rundt et navn, avgjør om det er et sted: hvert tegn på det ene og det andre, alene."""

from __future__ import annotations

import pytest

from samarbeid.matching import rader
from samarbeid.matching.lesing.belop import belop_i_tekst
from samarbeid.matching.lesing.steder import les_steder_i_tekst
from samarbeid.matching.lesing.svar_i_tekst import fyll_ut
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil
from veier.taksonomi.models import TidligereOmrade

FROGNER = ("Oslo", "bydel-frogner")


@pytest.mark.parametrize(
    ("tekst", "steder"),
    [
        # Slaget sies foran eller bak.
        ("fylket Agder", ["Agder"]), ("Vi er i Bergen kommune", ["Bergen"]), ("kommunen Lyngen", ["Lyngen"]),
        ("vi er i kommunene lyngen og storfjord", []), ("Nes", []), ("Nes kommune", ["Nes"]), ("Nord-Odal kommune", ["Nord-Odal"]),
        # En institusjon har navnet.
        ("Universitetet i Bergen", []), ("universitetet på Lillehammer", []), ("Bergen har det", ["Bergen"]),
        # Et fornavn foran, med stor bokstav, gjør det til en person.
        ("Vi møtte Dag Bergen", []), ("Vi begynner i dag. Bergen er med", ["Bergen"]),
        # Et postnummer foran er fire siffer.
        ("Adressen er 5003 Bergen", ["Bergen"]), ("Adressen er 500 bergen", []), ("VI ER I 5003 BERGEN", ["Bergen"]),
        ("postnummer 7010", ["Trondheim"]), ("postnr. 7010", ["Trondheim"]), ("postnummer 70100", []), ("7010", []),
        # Et tettsted må stå slik et sted står.
        ("Folk fra Ålgård vil", ["Gjesdal"]), ("Ålgård", ["Gjesdal"]), ("Ålgård er fint", []), ("vi er i ålgård", ["Gjesdal"]),
        ("VI ER I ÅLGÅRD", ["Gjesdal"]), ("Vi liker Ålgård her", ["Gjesdal"]), ("Turen går mot Ålgård!", ["Gjesdal"]),
        # Et kort ord må ha stor bokstav.
        ("Vi er i os", []), ("Vi er i Os", ["Os"]), ("Vi vil hit, os, og dit", []),
        # En person.
        ("Per Hamar", []), ("Per. Hamar er fin", []), ("Per, Hamar er fin", ["Hamar"]), ("Hamar Hansen", []),
        ("Hamar hansen", ["Hamar"]), ("Hamar. Hansen kommer", ["Hamar"]), ("Hamar, Hansen kommer", ["Hamar"]),
        ("Hamar Larsen leder, og Sandnes", ["Sandnes"]),
        # En opplisting, begge veier, forbi en som ikke er et sted.
        ("Sandnes, Klepp og time kommune", ["Sandnes", "Klepp", "Time"]), ("Sandnes, Klepp og Per Hamar", ["Sandnes", "Klepp"]),
        ("Time og Sandnes", ["Time", "Sandnes"]), ("Sandnes / Gjesdal", ["Sandnes", "Gjesdal"]),
        ("Sandnes (Gjesdal)", ["Sandnes", "Gjesdal"]),
        ("vi er i sandnes og time", ["Sandnes"]), ("Gjesdal og Sandnes. Time er fin", ["Gjesdal", "Sandnes"]),
        ("Per Hamar, Sandnes og Gjesdal", ["Sandnes", "Gjesdal"]), ("Per Hamar kommer. Vi er i Sandnes og Time", ["Sandnes", "Time"]),
        ("Per Hamar kommer. Vi er i Sandnes og Os", ["Sandnes", "Os"]),
        # Der det er gjort før, og retningen.
        ("Det er gjort i Bergen. Nå i Voss", ["Voss"]), ("Vi har prøvd det i Bergen og vil til Voss", ["Voss"]),
        ("Vi har prøvd det i Bergen", ["Bergen"]), ("Like sør for Bergen ligger Os", ["Bjørnafjorden"]), ("øst for Hamar", ["Hamar"]),
        # Et navn på flere ord står samlet.
        ("Møre og Romsdal", ["Møre og Romsdal"]), ("Sør Odal", ["Sør-Odal"]), ("Midt-Telemark", ["Midt-Telemark"]),
        ("Midt\nTelemark", ["Telemark"]), ("Lillehammer-regionen", ["Gausdal", "Lillehammer", "Øyer"]),
        ("Lillehammer - regionen", ["Gausdal", "Lillehammer", "Øyer"]), ("Lillehammer –  regionen", ["Lillehammer"]),
        ("Lillehammer\nregionen vår", ["Lillehammer"]), ("Lillehammer, regionen vår", ["Lillehammer"]),
        # Et sted i et annet.
        ("Frogner i gamle Sørum", ["Lillestrøm"]), ("Frogner på Sørum", ["Lillestrøm"]), ("Frogner, i Lillestrøm", ["Lillestrøm"]),
        ("Stavanger i Rogaland", ["Stavanger"]), ("Herøy", []), ("Herøy i Nordland", ["Herøy"]), ("Bø i Telemark", ["Midt-Telemark"]),
        ("Mo i Rana", ["Rana"]), ("Vi møtes på Mo", []), ("Rogaland fylkeskommune og Sandnes", ["Sandnes"]),
        # Hele landet.
        ("Hele landet", ["Norge"]), ("over heile landet", ["Norge"]), ("i Norge", []),
    ],
)  # fmt: skip
def test_stedene(tekst, steder, kunnskap):
    lest = les_steder_i_tekst(tekst, kunnskap)
    assert sorted(kunnskap.omrader[kode].navn for kode in lest.omrader) == sorted(steder)


@pytest.mark.parametrize("tekst", ["Frogner bydel", "Bydel Frogner", "nav Frogner", "Frogner i Oslo"])
def test_bydelen(tekst, kunnskap):
    lest = les_steder_i_tekst(tekst, kunnskap)
    assert (kunnskap.omrader[lest.omrader[0]].navn, lest.bydel) == FROGNER


def test_et_navn_to_steder_har_er_et_sporsmal_bare_uten_sted(kunnskap):
    assert les_steder_i_tekst("tilbudet gjelder Våler", kunnskap).flertydige == (("Våler", ("3114", "3419")),)

    def sporsmal(tekst):
        return [
            g.detaljer["ord"] for g in tolk(Ideprofil("x", tekst), kunnskap).mangler if g.kode == "sted_flere"
        ]

    assert sporsmal("tilbudet gjelder Våler") == ["Våler"]
    assert sporsmal("tilbudet gjelder Våler, og vi er i Hamar") == []


@pytest.mark.django_db
def test_et_gammelt_navn_forer_til_det_som_er_naa():
    dagens = {o.navn.lower() for o in rader.les_omrader().values()}
    navn = rader.les_stedsnavn()
    gamle = [
        (ett.lower(), t.omrade.kode)
        for t in TidligereOmrade.objects.synlige().select_related("omrade")
        for ett in t.navn.split(" / ")
        if ett.lower() not in dagens
    ]
    assert len(gamle) > 50
    assert [ett for ett, kode in gamle if kode not in navn.get(ett, ())] == []


@pytest.mark.parametrize(
    ("tekst", "belop"),
    [
        ("Prøve i høst, 10 000", 10_000), ("Prøve i høst, 9 999", None), ("10 000 til utstyr", 10_000), ("Det blir 10 000", 10_000),
        ("Det blir ca. 10 000 til mat", 10_000), ("10 001 til utstyr", None), ("Kurs: 10 000.", 10_000), ("Kurs, 10 500", 10_500),
        ("Kurs, 9 000", None),
    ],
)  # fmt: skip
def test_et_rundt_tall_er_penger_fra_ti_tusen(tekst, belop):
    lest = belop_i_tekst(tekst, None)
    assert (lest and lest.arlig) == belop


@pytest.mark.parametrize(
    ("felt", "alder"),
    [
        ({}, (6, 9)),
        ({"alder_fra": 3}, (3, None)),
        ({"alder_til": 5}, (None, 5)),
        ({"ikke_lest": ("alder_fra",)}, (None, None)),
    ],
)
def test_alderen_i_teksten_gjelder_bare_naar_ingen_av_grensene_er_sagt(felt, alder):
    tekst = "For barn fra 6 til 9 år"
    ut = fyll_ut(Ideprofil("x", tekst, **felt), [], tekst)
    assert (ut.ide.alder_fra, ut.ide.alder_til) == alder


@pytest.mark.parametrize(
    ("tekst", "lest"),
    [
        ("Vi er for folk med rus", True), ("Vi er ikke for folk med rus", True), ("Vi er ikke for rus", False),
        ("Vi er ikke rettet primært mot kun rus", False), ("Vi er ikke rettet først fremst mot kun rus", True),
    ],
)  # fmt: skip
def test_en_nektelse_gjelder_forbi_fire_smaaord(tekst, lest, kunnskap):
    assert ("rus" in tolk(Ideprofil("x", tekst), kunnskap).temaslugger) is lest
