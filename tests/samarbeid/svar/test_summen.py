"""Summen mot grensene på svarsiden: hvilken grense, hvem den gjelder, og hva som er kjent når perioden er ute."""

from dataclasses import replace
from datetime import date

import pytest

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.svarside.summen import lag_summen

HELE = {"tittel": "Frafall", "problem": "Elever på videregående slutter før jul i vg2.", "varighet_ar": 2.0}


def _linjer(kunnskap, modell="kunngjort-konkurranse", **ide):
    svar = vurder(Ideprofil(**{**HELE, "omrader": ("11",), **ide}), kunnskap)
    return [
        linje.tekst.replace("\u00a0", " ")
        for linje in lag_summen(svar, kunnskap, Forklarer(kunnskap), modell)
    ]


def test_under_grensen_sier_ingenting_om_en_lavere_sum(kunnskap):
    linjer = _linjer(kunnskap, arlig_belop=40_000)
    assert (
        linjer[0]
        == "Samlet verdi er 80 000 kroner for 2 år. Grensene er uten merverdiavgift, og opsjoner regnes med."
    )
    assert linjer[1] == "Det er ikke over grensen for anskaffelsesreglene (100 000 kroner)."
    assert not any("ikke større enn" in linje for linje in linjer)
    assert linjer[-1].endswith("Et kjøp kan ikke deles for å komme under en grense.")


def test_mellom_grensene_sies_begge_og_hva_en_lavere_sum_endrer(kunnskap):
    linjer = _linjer(kunnskap, arlig_belop=70_000)
    assert "loven og forskriftens del I" in linjer[1]
    assert "Er behovet ikke større enn 100 000 kroner i alt, gjelder ikke anskaffelsesreglene." in linjer


def test_helse_og_sosialtjenester_har_ingen_nasjonal_terskel(kunnskap):
    linjer = _linjer(kunnskap, arlig_belop=900_000, tjenestetype="helse_sosial")
    assert any("kan velge hvem den spør" in linje for linje in linjer)
    assert not any("kunngjøre" in linje for linje in linjer)
    over = _linjer(kunnskap, arlig_belop=4_000_000, tjenestetype="helse_sosial")
    assert any("Da må et kjøp som regel kunngjøres" in linje for linje in over)


def test_flere_kommuner_ser_summen_pa_hver(kunnskap):
    omrader = ("1101", "1103", "1106", "1108")
    problem = "Beboere på sykehjem med demens kjeder seg."
    linjer = _linjer(kunnskap, arlig_belop=400_000, omrader=omrader, problem=problem)
    assert (
        "Deler 4 kommuner likt, blir det 200 000 kroner på hver. Kjøper de sammen, teller hele summen."
        in linjer
    )


@pytest.mark.parametrize(
    ("endret", "navn"),
    [
        ({}, "EØS-terskel for kommuner og fylkeskommuner"),
        ({"tjenestetype": "helse_sosial"}, "EØS-terskel for helse- og sosialtjenester"),
        (
            {"problem": "Innsatte i fengselet mangler arbeid før løslatelse.", "omrader": ()},
            "EØS-terskel for staten",
        ),
    ],
)
def test_terskelen_er_den_for_virksomheten_og_tilbudet_og_sier_hva_som_er_kjent(kunnskap, endret, navn):
    [eos] = [linje for linje in _linjer(kunnskap, arlig_belop=1_500_000, **endret) if linje.startswith("EØS")]
    assert eos.startswith(navn)
    assert "til 31. desember 2025." in eos
    assert "euro" in eos


def test_en_terskel_som_gjelder_i_dag_sammenlignes_med_summen(kunnskap):
    gammel = replace(kunnskap, i_dag=date(2025, 6, 1))
    linjer = _linjer(gammel, arlig_belop=1_500_000)
    assert any("Da gjelder også EØS-reglene." in linje for linje in linjer)


def test_uten_sum_er_det_ingen_linjer(kunnskap):
    assert _linjer(kunnskap) == []
