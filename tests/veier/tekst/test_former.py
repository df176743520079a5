import pytest

from veier.tekst import finn_fodselsnummer, i_rekke, lag_slug


@pytest.mark.parametrize(
    ("tekst", "slug"),
    [
        ("Løsning på Ås", "losning-pa-as"),
        ("Kárášjohka", "karasjohka"),
        ("Hjelp  til  ærlighet", "hjelp-til-aerlighet"),
    ],
)
def test_slug_beholder_norske_bokstaver(tekst, slug):
    assert lag_slug(tekst) == slug


@pytest.mark.parametrize(
    "tekst",
    [
        "Ola, 01017012345, bor her",
        "nr 010170 12345",
        "010170-12345",
        "41017012345",
        "Født 15.05.1990: 15059012345",
    ],
)
def test_det_som_ligner_et_fodselsnummer_blir_funnet(tekst):
    assert finn_fodselsnummer(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "org.nr 958935420",
        "ring 99 88 77 66",
        "150 000 kroner",
        "99999999999",
        "00000000000",
        "konto 1234567890123",
    ],
)
def test_andre_tall_er_ikke_fodselsnummer(tekst):
    assert finn_fodselsnummer(tekst) is None


def test_tekster_i_rekke_blir_setninger():
    assert (
        i_rekke(["Vi synger", "", "Kor for alle!", " Hver\n uke. "]) == "Vi synger. Kor for alle! Hver uke."
    )
