"""Skjemaene om hvem som er med."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Epost, Fritekst
from veier.forms import Skjema
from veier.medlemskap.models import Medlemsrolle

HVA_ROLLEN_KAN = _(
    "En administrator kan invitere andre, endre roller og ta folk ut. Et medlem kan skrive og lese."
)


class Invitasjonsskjema(Skjema):
    epost = Epost(
        label=_("E-postadresse"), widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"})
    )
    rolle = forms.ChoiceField(
        label=_("Rolle"),
        choices=Medlemsrolle.choices,
        initial=Medlemsrolle.MEDLEM,
        widget=forms.RadioSelect,
        help_text=HVA_ROLLEN_KAN,
    )


class Rolleskjema(Skjema):
    rolle = forms.ChoiceField(choices=Medlemsrolle.choices)


class Foresporselskjema(Skjema):
    melding = Fritekst(
        label=_("Hvem er du, og hva gjør du i organisasjonen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Den som svarer, ser dette, navnet ditt og e-postadressen din."),
    )


class Svarskjema(Skjema):
    svar = forms.ChoiceField(choices=[("ja", ""), ("nei", "")])
    begrunnelse = Fritekst(max_length=1000, required=False)
