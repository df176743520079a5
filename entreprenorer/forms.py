"""Skjemaene på entreprenørens side."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.no import orgnr

from veier.forms import Skjema, uten_fodselsnummer


class Organisasjonsnummer(forms.CharField):
    """Ni sifre, skrevet med eller uten mellomrom. Tomt er lov når feltet ikke er påkrevd."""

    def __init__(self, **valg) -> None:
        valg.setdefault("label", _("Organisasjonsnummer"))
        valg.setdefault("max_length", 20)
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**valg)

    def to_python(self, value):
        tekst = super().to_python(value)
        if not tekst:
            return ""
        nummer = "".join(tekst.replace("\u00a0", " ").upper().removeprefix("NO").removesuffix("MVA").split())
        if not orgnr.is_valid(nummer):
            raise forms.ValidationError(
                _("Det er ikke et gyldig organisasjonsnummer. Det har ni sifre, og står i Enhetsregisteret.")
            )
        return nummer


class Registrering(Skjema):
    """Første steg: nummeret, eller at organisasjonen ikke er registrert ennå."""

    organisasjonsnummer = Organisasjonsnummer(
        required=False, help_text=_("Ni sifre. Vi henter navn, adresse og formål fra Enhetsregisteret.")
    )
    ikke_registrert = forms.BooleanField(label=_("Organisasjonen er ikke registrert ennå"), required=False)
    navn = forms.CharField(
        label=_("Navn på organisasjonen"),
        max_length=200,
        required=False,
        help_text=_("Trengs når organisasjonen ikke er registrert, eller når registeret ikke svarer."),
    )

    def clean(self):
        data = super().clean()
        nummer, uten = data.get("organisasjonsnummer"), data.get("ikke_registrert")
        if self.errors:
            return data
        if nummer and uten:
            self.add_error("ikke_registrert", _("Du har skrevet et nummer. Ta bort krysset eller nummeret."))
        elif not nummer and not uten:
            self.add_error(
                "organisasjonsnummer", _("Skriv nummeret, eller kryss av for at den ikke er registrert.")
            )
        elif uten and not data.get("navn"):
            self.add_error("navn", _("Skriv navnet på organisasjonen."))
        return data


class Overtakelse(Skjema):
    organisasjonsnummer = Organisasjonsnummer(
        required=False,
        help_text=_(
            "Er e-postadressen din på nettstedet som står i Enhetsregisteret, overtar du med en gang."
        ),
    )
    melding = forms.CharField(
        label=_("Hvem er du, og hva gjør du i organisasjonen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[uten_fodselsnummer],
        help_text=_("Redaksjonen leser dette når nummeret ikke er nok."),
    )
