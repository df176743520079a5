"""Verdiene slik de vises før de sendes."""

import pytest
from django import forms

from veier.steg.verdier import vist


@pytest.mark.parametrize(
    ("felt", "verdi", "tekst"),
    [
        (forms.BooleanField(), True, "Ja"),
        (forms.BooleanField(), False, "Nei"),
        (forms.CharField(), True, "Ja"),
        (forms.CharField(), None, ""),
        (forms.CharField(), "Kofferter", "Kofferter"),
        (forms.ChoiceField(choices=[("a", "Alfa")]), "a", "Alfa"),
        (forms.ChoiceField(choices=[("a", "Alfa")]), "borte", "borte"),
        (forms.MultipleChoiceField(choices=[("a", "Alfa"), ("b", "Beta")]), ["b", "a"], "Beta\nAlfa"),
    ],
)
def test_verdien_som_tekst(felt, verdi, tekst):
    assert vist(felt, verdi) == tekst
