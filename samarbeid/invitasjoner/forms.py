"""Å velge noen få: hvem, og hvorfor bare dem."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.invitasjoner.handlinger import KORTESTE_GRUNN
from samarbeid.invitasjoner.kandidater import Kandidat
from veier.felter import Fritekst
from veier.forms import Skjema
from veier.typer import Skrevne


class NoenFaSkjema(Skjema):
    hvem = forms.MultipleChoiceField(
        label=_("Hvem vil dere invitere?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Velg minst én."),
            "invalid_choice": _("En av dem du valgte, kan ikke inviteres lenger. Se på listen igjen."),
        },
    )
    grunn = Fritekst(
        label=_("Hvorfor bare noen få?"),
        help_text=_(
            "Alle kan lese grunnen på siden om behovet. Skriv hva som skiller dem fra de andre som passer. Ikke skriv om enkeltpersoner."
        ),
        min_length=KORTESTE_GRUNN,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Skriv hvorfor bare noen få inviteres, så andre forstår det."),
            "min_length": _("Skriv mer: minst %(limit_value)d tegn. Du har skrevet %(show_value)d."),
        },
    )

    def __init__(self, data: Skrevne | None = None, *, kandidatene: Sequence[Kandidat]) -> None:
        super().__init__(data)
        self.sett_valg("hvem", [(k.entreprenor.slug, _navn(k)) for k in kandidatene])


def _navn(kandidat: Kandidat) -> str:
    if kandidat.passer_godt:
        return kandidat.entreprenor.navn
    return str(_("%(navn)s (kan passe)") % {"navn": kandidat.entreprenor.navn})
