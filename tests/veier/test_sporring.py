import pytest

from veier.sok.sporring import hent_grupper, indekser, sok

DOKUMENTER = {
    "1": "Arbeidsinkludering for unge voksne",
    "2": "Besøksvenn for eldre på sjukeheim",
    "3": "Leksehjelp på biblioteket",
    "4": "Inkludering i arbeid",
    "5": "O'Hara og 'anførsel' \\ skråstrek",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "treff"),
    [
        ("inkludering i arbeid", {"1", "4"}),
        ("arbeidsinkludering", {"1", "4"}),
        ("sykehjem", {"2"}),
        ("lekser", {"3"}),
        ("skråstrek", {"5"}),
        ("og på i", set()),
        ("", set()),
        ("'; DROP TABLE x; --", set()),
    ],
)
def test_sok_finner_boyning_malform_og_sammensetninger(q, treff):
    indekser("t", DOKUMENTER)
    svar = sok("t", q, hent_grupper())
    assert set(svar.treff) == treff


@pytest.mark.django_db
def test_skrivefeil_gir_lignende_og_sier_det():
    indekser("t", DOKUMENTER)
    svar = sok("t", "bibloteket", hent_grupper())
    assert (svar.treff, svar.lignende) == (["3"], True)


@pytest.mark.django_db
def test_indeksering_erstatter_det_gamle():
    indekser("t", {"1": "sykkel"})
    indekser("t", {"1": "hest"})
    assert sok("t", "sykkel", {}).treff == []
    assert sok("t", "hest", {}).treff == ["1"]
