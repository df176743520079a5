"""«Si fra når noe nytt kommer»: hvor ofte, og hvor."""

from __future__ import annotations

from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Abonnement
from veier.felter import Epost
from veier.forms import Skjema, Skjemavalg
from veier.typer import Skrevne


class Varselskjema(Skjema):
    """``innlogget``: adressen er kjent fra kontoen, og blir ikke spurt om."""

    hyppighet = forms.ChoiceField(
        label=_("Hvor ofte vil du ha e-post?"),
        choices=Abonnement.Hyppighet.choices,
        widget=forms.RadioSelect,
        initial=Abonnement.Hyppighet.UKENTLIG,
        error_messages={"required": _("Velg hvor ofte du vil ha e-post.")},
    )
    epost = Epost(
        label=_("E-postadressen din"),
        help_text=_("Vi sender deg en e-post først, så bare du kan bestille varsler til adressen."),
        max_length=200,
        error_messages={"required": _("Skriv e-postadressen din. Uten den kan vi ikke si fra.")},
    )

    def __init__(self, data: Skrevne | None = None, *, innlogget: bool, **valg: Unpack[Skjemavalg]) -> None:
        super().__init__(data, **valg)
        if innlogget:
            del self.fields["epost"]
