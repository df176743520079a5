import pytest

from veier.sok.sporring import Dokument, hent_grupper, indekser, sok

DOKUMENTER = {
    "1": "Arbeidsinkludering for unge voksne",
    "2": "Besøksvenn for eldre på sjukeheim",
    "3": "Leksehjelp på biblioteket",
    "4": "Inkludering i arbeid",
    "5": "O'Hara og 'anførsel' \\ skråstrek",
}


def _indekser(tekster):
    indekser("t", {nr: Dokument(tekst=tekst) for nr, tekst in tekster.items()})


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
    _indekser(DOKUMENTER)
    svar = sok("t", q, hent_grupper())
    assert set(svar.treff) == treff


@pytest.mark.django_db
def test_skrivefeil_gir_lignende_og_sier_det():
    _indekser(DOKUMENTER)
    svar = sok("t", "bibloteket", hent_grupper())
    assert (svar.treff, svar.hvordan.rettet) == (["3"], (("bibloteket", "biblioteket"),))


@pytest.mark.django_db
def test_indeksering_erstatter_det_gamle():
    _indekser({"1": "sykkel"})
    _indekser({"1": "hest"})
    assert sok("t", "sykkel", {}).treff == []
    assert sok("t", "hest", {}).treff == ["1"]
