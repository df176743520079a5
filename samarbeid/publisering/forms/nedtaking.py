"""Grunnen til at noe tas ned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Fritekst
from veier.forms import Skjema


class Nedtakingsskjema(Skjema):
    grunn = Fritekst(
        label=_("Hvorfor tar dere det ned?"),
        help_text=_("Bare redaksjonen ser det. Du kan hoppe over det."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
