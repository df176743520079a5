"""Feltene stegene er laget av. Alt kan hoppes over, med mindre det sies hva som mangler."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Belop, Fritekst, Navn
from veier.typer import Setning

LENGSTE_TEKST = 4000
VARIGHETER = (
    ("0.25", _("Inntil 3 måneder")),
    ("0.5", _("Et halvt år")),
    ("1", _("Ett år")),
    ("2", _("To år")),
    ("3", _("Tre år")),
    ("4", _("Fire år eller mer")),
)


def radio(
    ledetekst: Setning, valgene: Iterable[tuple[str, Setning]], hjelp: Setning = ""
) -> forms.ChoiceField:
    """Ett av flere svar. Kan hoppes over."""
    return forms.ChoiceField(
        label=ledetekst, help_text=hjelp, choices=valgene, widget=forms.RadioSelect, required=False
    )


def navnefelt(ledetekst: Setning, mangler: Setning) -> Navn:
    """Navnet det som er begynt, finnes igjen med."""
    return Navn(
        label=ledetekst,
        max_length=120,
        error_messages={"required": mangler},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def fritekst(ledetekst: Setning, hjelp: Setning, *, mangler: Setning = "", rader: int = 5) -> Fritekst:
    """Fri tekst uten fødselsnummer. ``mangler`` er feilen når feltet må fylles ut; tom = kan hoppes over."""
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=LENGSTE_TEKST,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def belopsfelt(ledetekst: Setning, hjelp: Setning) -> Belop:
    """Hele kroner i året uten merverdiavgift."""
    return Belop(
        label=ledetekst,
        help_text=hjelp,
        min_value=0,
        max_value=10**12,
        required=False,
    )


def varighetsfelt() -> forms.TypedChoiceField:
    """Avtalens varighet i år."""
    return forms.TypedChoiceField(
        label=_("Hvor lenge skal avtalen vare?"),
        choices=[*VARIGHETER, ("", _("Vet ikke"))],
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


def ja_nei(ledetekst: Setning, hjelp: Setning = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=ledetekst,
        help_text=hjelp,
        choices=[("ja", _("Ja")), ("nei", _("Nei")), ("", _("Vet ikke"))],
        coerce=lambda verdi: verdi == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
