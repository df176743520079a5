"""Stedet i et behov er virksomhetens eget, også når teksten nevner et som heter det samme et annet sted."""

import pytest

from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Offentligsvar

pytestmark = pytest.mark.django_db


def _les(kunnskap, virksomhet, tekst, **felt):
    return vurder(
        Ideprofil("Behovet", tekst, "", **felt), kunnskap, offentlig=Offentligsvar(virksomhet=virksomhet)
    )


@pytest.mark.parametrize(
    ("virksomhet", "tekst", "omrader"),
    [
        ("drammen-kommune", "På Fjell er det mødre som ikke kommer til helsestasjonen.", ("3301",)),
        ("drammen-kommune", "De gjør det i Bergen, og vi vil det samme.", ("3301",)),
        ("drammen-kommune", "Ungdom i Lier og Drammen deler klubb.", ("3312", "3301")),
        ("drammen-kommune", "Det gjelder hele Buskerud.", ("33",)),
        ("nav-drammen", "De har gjort det i Tromsø.", ("3301",)),
        ("bydel-sagene", "På Frogner i Lillestrøm har de en slik.", ("0301",)),
        ("buskerud-fylkeskommune", "Ungdom i Bergen.", ("4601",)),  # den har ikke en kommune å være i
    ],
)  # fmt: skip
def test_et_sted_i_et_annet_fylke_er_ikke_der_behovet_er(kunnskap, virksomhet, tekst, omrader):
    svar = _les(kunnskap, virksomhet, tekst)
    assert sorted(svar.tolkning.omrader) == sorted(omrader)
    assert {kode for _ord, koder in svar.tolkning.steder for kode in koder} <= set(omrader)
    assert ("omrader" in svar.tolkning.fra_tekst) == bool(svar.tolkning.steder)


def test_et_sted_som_er_valgt_gjelder(kunnskap):
    svar = _les(kunnskap, "drammen-kommune", "Det er i Bergen.", omrader=("4601",))
    assert svar.tolkning.omrader == ("4601",)


def test_ansvaret_er_ikke_en_annens_fordi_navnet_finnes_et_annet_sted(kunnskap):
    svar = _les(kunnskap, "drammen-kommune", "På Fjell er det mødre som ikke kommer til helsestasjonen.")
    assert svar.veier[0].part.slug == "drammen-kommune"
