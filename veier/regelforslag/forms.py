"""Skjemaet på siden om et forslag."""

from __future__ import annotations

from django import forms

from veier.felter import Fritekst
from veier.forms import Skjema


class Avslag(Skjema):
    grunn = Fritekst(
        label="Hvorfor ikke?",
        help_text="Den som foreslo det, får det på e-post.",
        max_length=1000,
        error_messages={"required": "Skriv hvorfor. Den som foreslo det, får lese det."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
