"""«Vi vil snakke om dette»: det den som fikk en lenke, sier til den som har ideen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.samtaler.forms.grunnlag import NoeAnnet
from veier.felter import Epost, Fritekst, Navn
from veier.forms import Skjema, gi_utseende

LENGSTE = 600


class SamtaleSkjema(Skjema):
    navn = Navn(
        label=_("Navnet ditt"),
        max_length=100,
        error_messages={"required": _("Skriv navnet ditt, så vet entreprenøren hvem som spør.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    virksomhet = Navn(
        label=_("Virksomhet og rolle"),
        help_text=_("For eksempel «Sogndal kommune, rektor»."),
        max_length=120,
        error_messages={"required": _("Skriv hvor du arbeider, og hva rollen din er.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    epost = Epost(
        label=_("E-postadressen din"),
        help_text=_("Entreprenøren får den når du har bekreftet den, og svarer deg der."),
        max_length=200,
        error_messages={"required": _("Skriv e-postadressen din. Uten den kan entreprenøren ikke svare.")},
    )
    melding = Fritekst(
        label=_("Meldingen"),
        help_text=_(
            "Si hva dere vil snakke om, og når det passer. Ikke skriv om enkeltpersoner som kan kjennes igjen."
        ),
        max_length=LENGSTE,
        error_messages={"required": _("Skriv en setning om hva dere vil snakke om.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Bekreftskjema(NoeAnnet):
    """Det hun må svare på før det sendes; uten en konkurranse, og med en adresse vi kjenner, er det ingenting."""

    def spor_den_ukjente(self) -> None:
        """Vi vet ikke hvor hun arbeider, og da heller ikke hva virksomheten har ute."""
        self.fields["noe_annet"] = forms.BooleanField(
            label=_("Dette gjelder ikke en konkurranse virksomheten har kunngjort"),
            help_text=_(
                "Det du krysser av, står i meldingen. Gjelder det en konkurranse, stilles spørsmålet i den, der alle ser svaret."
            ),
            error_messages={
                "required": _("Kryss av for at dette ikke gjelder en konkurranse virksomheten har kunngjort.")
            },
        )
        gi_utseende(self)
