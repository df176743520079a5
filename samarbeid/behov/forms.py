"""Spørsmålet til et behov."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kommuner.models.sporsmal import LENGSTE_SPORSMAL
from veier.felter import Epost, Fritekst
from veier.forms import Skjema


class Sporsmalsskjema(Skjema):
    """For den som er logget inn: adressen er bekreftet."""

    tekst = Fritekst(
        label=_("Hva lurer du på?"),
        help_text=_(
            "Spør om problemet, rammene eller hva som skjer videre. Alle kan lese det du skriver, når det er besvart."
        ),
        max_length=LENGSTE_SPORSMAL,
        error_messages={"required": _("Skriv det du lurer på.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SporsmalUtenKonto(Sporsmalsskjema):
    epost = Epost(
        label=_("E-postadressen din"),
        help_text=_(
            "Vi sender deg en lenke. Når du har åpnet den og trykket på knappen, er spørsmålet stilt. Svaret får du samme sted."
        ),
        max_length=200,
        error_messages={"required": _("Skriv e-postadressen din. Uten den kan vi ikke sende deg svaret.")},
    )
