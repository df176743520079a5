"""Hvor behovet står nå, og det som må sies når det endres."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Fritekst, Tekst
from veier.forms import Skjema
from veier.taksonomi.ordforrad import Behovstilstand, Behovsutfall
from veier.typer import Skrevne, Verdier


class Tilstandsskjema(Skjema):
    til = forms.ChoiceField(label=_("Hva er nytt?"), widget=forms.RadioSelect)
    doffin = Tekst(
        label=_("Referanse på Doffin"),
        help_text=_(
            "Bare når konkurransen er kunngjort: nummeret, for eksempel 2026-123456, eller adressen på Doffin."
        ),
        max_length=100,
        required=False,
    )
    utfall = forms.ChoiceField(
        label=_("Hvordan endte det?"),
        help_text=_("Bare når dere lukker behovet."),
        choices=Behovsutfall.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    grunn = Fritekst(
        label=_("Hvorfor endte det slik?"),
        help_text=_("Bare når dere lukker behovet. Alle kan lese det. Ikke skriv om enkeltpersoner."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Skrevne | None = None, *, valg: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.sett_valg("til", valg)

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if data.get("til") == Behovstilstand.KUNNGJORT and not data.get("doffin"):
            self.add_error("doffin", _("Skriv referansen på Doffin, så alle finner konkurransen."))
        if data.get("til") == Behovstilstand.LUKKET:
            if not data.get("utfall"):
                self.add_error("utfall", _("Velg hvordan det endte."))
            if not data.get("grunn"):
                self.add_error("grunn", _("Skriv hvorfor. De som svarte, skal få vite det."))
        return data
