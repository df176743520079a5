"""Det en part svarer på om en sak."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Fritekst, Navn
from veier.forms import Skjema


class Partssvar(Skjema):
    """Svaret fra en part: stemmer det som står om dem?"""

    svar = forms.ChoiceField(
        label=_("Stemmer det som står?"),
        choices=[("stemmer", _("Ja, det stemmer")), ("rettes", _("Nei, noe må rettes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg ja eller nei.")},
    )
    rolle = Navn(
        label=_("Rollen din"),
        help_text=_(
            "For eksempel «virksomhetsleder». Bare redaksjonen ser den. Navnet ditt trenger vi ikke."
        ),
        max_length=100,
        error_messages={"required": _("Skriv rollen din.")},
    )
    kommentar = Fritekst(
        label=_("Hva må rettes?"),
        help_text=_("Må fylles ut når noe må rettes. Bare redaksjonen ser det."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, str]:
        data: dict[str, str] = super().clean() or {}
        if data.get("svar") == "rettes" and not data.get("kommentar"):
            self.add_error("kommentar", _("Skriv hva som må rettes."))
        return data


class Tilsvar(Skjema):
    """Svaret fra en som er nevnt som noe som ikke virket. Vises på siden."""

    rolle = Navn(
        label=_("Rollen din"),
        help_text=_("For eksempel «daglig leder». Bare redaksjonen ser den."),
        max_length=100,
        error_messages={"required": _("Skriv rollen din.")},
    )
    kommentar = Fritekst(
        label=_("Tilsvaret"),
        help_text=_("Det vises på siden sammen med det som står om dere. Ikke skriv om enkeltpersoner."),
        max_length=2000,
        error_messages={"required": _("Skriv det dere vil svare.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
