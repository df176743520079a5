"""Skjemaene på den offentlige siden."""

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.forms import Skjema


class Kodeskjema(Skjema):
    kode = forms.CharField(
        label=_("Koden postmottaket fikk"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Åtte bokstaver."),
    )
