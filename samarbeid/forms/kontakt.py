"""Meldingen til redaksjonen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Henvendelse
from veier.forms import Skjema, uten_fodselsnummer

LENGSTE = 4000


class KontaktSkjema(Skjema):
    emne = forms.ChoiceField(
        label=_("Hva gjelder det?"),
        choices=Henvendelse.Emne.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva det gjelder, så kommer meldingen til rett person.")},
    )
    tekst = forms.CharField(
        label=_("Meldingen"),
        help_text=_("Ikke skriv om enkeltpersoner som kan kjennes igjen."),
        max_length=LENGSTE,
        validators=[uten_fodselsnummer],
        error_messages={
            "required": _("Skriv hva du vil si oss."),
            "max_length": _("Teksten kan ha høyst 4000 tegn. Ta bort noe, så er du videre."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    om_side = forms.CharField(
        label=_("Hvilken side gjelder det?"),
        help_text=_("Adressen til siden, hvis det er en bestemt side. Du kan hoppe over det."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    navn = forms.CharField(
        label=_("Navn eller virksomhet"),
        help_text=_("Du kan hoppe over det."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    epost = forms.EmailField(
        label=_("E-post"),
        help_text=_("Bare hvis du vil ha svar. Vi bruker den ikke til noe annet."),
        required=False,
        max_length=200,
        error_messages={"invalid": _("E-postadressen må se ut som navn@eksempel.no.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
