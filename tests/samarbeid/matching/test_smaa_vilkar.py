"""Vilkår en liten feil kunne snudd uten at et helt svar ble et annet."""

import pytest

from samarbeid.matching.den_som_spor import hos_virksomheten
from samarbeid.matching.kontrakt import Kontraktsfeil, les_ide
from samarbeid.matching.lesing.enheter import les_pekere
from samarbeid.matching.lesing.tall import les_tall
from samarbeid.matching.regler.kostnad import TAR_SLUTT, sperrer_for
from samarbeid.matching.typer import NY_FAST, Partprofil
from tests.samarbeid.matching.bygg import kunnskap, modell, tolkning

OSLO = "0301"


def _part(slug, navn, type_):
    return Partprofil(slug, navn, type_, ("kommune",), None, "", OSLO, frozenset({OSLO}))


@pytest.mark.parametrize(
    ("part", "bydel"),
    [
        (_part("bydel-sagene", "Bydel Sagene", "bydel"), "bydel-sagene"),
        (_part("nav-sagene", "Nav Sagene", "nav_kontor"), "bydel-sagene"),
        (_part("nav-ullern", "Nav Ullern", "nav_kontor"), ""),
        # En annen virksomhet som tilfeldigvis kunne hett det samme, er ikke i bydelen.
        (_part("sagene-etat", "Nav Sagene", "etat"), ""),
    ],
)
def test_bydelen_til_den_som_spor(part, bydel):
    kjent = kunnskap(parter=(_part("bydel-sagene", "Bydel Sagene", "bydel"), part))
    assert hos_virksomheten(tolkning(), part, kjent).bydel == bydel


@pytest.mark.parametrize("ord_", ["og", "og og", ""])
def test_bare_bindeord_er_ikke_et_tall(ord_):
    assert les_tall(ord_) is None


def test_en_ny_statlig_ordning_kan_vare_selv_om_andre_nivaer_ogsa_er_aktuelle():
    statlig = modell("statlig-tilskudd")
    assert "statlig-tilskudd" in TAR_SLUTT
    for nivaer, sperret in ((("stat", "kommune"), False), (("kommune", "stat"), True), ((), True)):
        koder = [g.kode for g in sperrer_for(tolkning(kostnadsslag=NY_FAST), statlig, nivaer)]
        assert ("tar_slutt" in koder) is sperret, nivaer


def test_et_bygg_som_er_nevnt_skjuler_ikke_enheten_som_er_nevnt_etter():
    pekere = les_pekere(
        tolkning(losning="Vi låner den nedlagte barneskolen. Barneskolen i bygda vil være med.")
    )
    assert [e.rolle for e in pekere.enheter] == ["rektor"]
    assert not les_pekere(tolkning(losning="Vi låner den nedlagte barneskolen.")).enheter


@pytest.mark.parametrize("verdi", [5, "demens", [5], {"demens": 1}])
def test_temaer_som_ikke_er_en_liste_med_tekster(verdi):
    with pytest.raises(Kontraktsfeil, match="må være en liste med tekster"):
        les_ide({"tittel": "x", "problem": "y", "losning": "z", "tema": verdi}, kunnskap())
