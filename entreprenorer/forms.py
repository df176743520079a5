"""Skjemaene på entreprenørens side."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.felter import Fritekst, Navn, Orgnummer
from veier.forms import Skjema
from veier.typer import Nokkelord, Verdier

ELDSTE_KILDE = 1990


class Registrering(Skjema):
    """Første steg: nummeret, eller at organisasjonen ikke er registrert ennå."""

    organisasjonsnummer = Orgnummer(
        label=_("Organisasjonsnummer"),
        required=False,
        help_text=_("Ni sifre. Vi henter navn, adresse og formål fra Enhetsregisteret."),
    )
    ikke_registrert = forms.BooleanField(label=_("Organisasjonen er ikke registrert ennå"), required=False)
    navn = Navn(
        label=_("Navn på organisasjonen"),
        max_length=200,
        required=False,
        help_text=_("Trengs når organisasjonen ikke er registrert, eller når registeret ikke svarer."),
    )

    def clean(self) -> Verdier:
        data = super().clean() or {}
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
    organisasjonsnummer = Orgnummer(
        label=_("Organisasjonsnummer"),
        required=False,
        help_text=_(
            "Er e-postadressen din på nettstedet som står i Enhetsregisteret, overtar du med en gang."
        ),
    )
    melding = Fritekst(
        label=_("Hvem er du, og hva gjør du i organisasjonen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Redaksjonen leser dette når nummeret ikke er nok."),
    )


class Profilskjema(forms.ModelForm):
    """Redaksjonens skjema for en profil. Det en kilde sa om driften, vises aldri uten året den er fra."""

    def __init__(self, *args: Nokkelord, **valg: Nokkelord) -> None:
        super().__init__(*args, **valg)
        for navn, hjelp in (
            ("drift", "Bare det en kilde sier, for eksempel «I drift i tre kommuner»."),
            ("kilde_ar", "Vises sammen med det kilden sa, så leseren ser hvor gammelt det er."),
        ):
            if navn in self.fields:
                self.fields[navn].help_text = hjelp

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        drift, ar = data.get("drift"), data.get("kilde_ar")
        if {"drift", "kilde_ar"} & set(self.changed_data):
            if drift and not ar and "kilde_ar" not in self.errors:
                self.add_error("kilde_ar", "Skriv hvilket år kilden er fra.")
            if ar and not ELDSTE_KILDE <= ar <= timezone.localdate().year:
                self.add_error("kilde_ar", f"Skriv et år fra {ELDSTE_KILDE} til i år.")
        return data
