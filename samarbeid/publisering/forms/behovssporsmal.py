"""Svaret på et spørsmål til et behov, og grunnen når et spørsmål tas bort."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kommuner.models.sporsmal import LENGSTE_SVAR
from veier.felter import Fritekst, Tekst
from veier.forms import Skjema


class Svarskjema(Skjema):
    svar = Fritekst(
        label=_("Svaret"),
        help_text=_(
            "Alle får det samme svaret. Ikke skriv om ideer andre har fortalt dere om, eller om enkeltpersoner."
        ),
        max_length=LENGSTE_SVAR,
        error_messages={"required": _("Skriv svaret.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class Fjernskjema(Skjema):
    grunn = Tekst(
        label=_("Hvorfor tar dere det bort?"),
        help_text=_(
            "Den som spurte, får grunnen på e-post. Var spørsmålet besvart, står grunnen også på siden."
        ),
        max_length=300,
        error_messages={"required": _("Skriv hvorfor dere tar det bort.")},
    )
