"""Skjemaene på pulten."""

from __future__ import annotations

from django import forms

from veier.felter import Fritekst
from veier.forms import Skjema

LENGST = 8000


class Svar(Skjema):
    tekst = Fritekst(
        label="Svaret",
        help_text="Sendes på e-post til den som skrev. Brevet begynner med referansen, så du kan gå rett på sak.",
        max_length=LENGST,
        error_messages={"required": "Skriv svaret."},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    ferdig = forms.BooleanField(label="Meldingen er ferdig når dette er sendt", required=False, initial=True)
    kopi = forms.BooleanField(label="Send meg en kopi", required=False)


class Notat(Skjema):
    tekst = Fritekst(
        label="Notatet",
        help_text="Bare redaksjonen ser det.",
        max_length=LENGST,
        error_messages={"required": "Skriv notatet."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
