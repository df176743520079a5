"""Skjemaene på den offentlige siden."""

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Engangskode
from veier.forms import Skjema


class Kodeskjema(Skjema):
    kode = Engangskode(
        label=_("Koden postmottaket fikk"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Åtte bokstaver."),
    )
