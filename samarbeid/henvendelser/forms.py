"""Meldingen til redaksjonen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Henvendelse
from veier.felter import Epost, Fritekst, Navn, Tekst
from veier.forms import Skjema

LENGSTE = 4000


class KontaktSkjema(Skjema):
    emne = forms.ChoiceField(
        label=_("Hva gjelder det?"),
        choices=Henvendelse.Emne.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva det gjelder, så kommer meldingen til rett person.")},
    )
    tekst = Fritekst(
        label=_("Meldingen"),
        help_text=_("Ikke skriv om enkeltpersoner som kan kjennes igjen."),
        max_length=LENGSTE,
        error_messages={"required": _("Skriv hva du vil si oss.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    om_side = Tekst(
        label=_("Hvilken side gjelder det?"),
        help_text=_("Adressen til siden, hvis det er en bestemt side. Du kan hoppe over det."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    navn = Navn(
        label=_("Navn eller virksomhet"),
        help_text=_("Du kan hoppe over det."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    epost = Epost(
        label=_("E-post"),
        help_text=_("Bare hvis du vil ha svar. Vi bruker den ikke til noe annet."),
        required=False,
        max_length=200,
    )
