"""Å be om en referanse, og å svare på en."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.felter import Epost, Fritekst, Heltall, Kommune, Navn, Tekst
from veier.forms import Skjema
from veier.typer import Setning, Verdier

FORSTE_AR = 1990


def _ar(ledetekst: Setning, *, help_text: Setning = "", required: bool = True) -> Heltall:
    return Heltall(
        label=ledetekst,
        help_text=help_text,
        required=required,
        min_value=FORSTE_AR,
        error_messages={
            "invalid": _("Skriv årstallet med fire sifre."),
            "min_value": _("Skriv årstallet med fire sifre."),
            "required": _("Skriv årstallet med fire sifre."),
        },
    )


class Referanseskjema(Skjema):
    virksomhet = Kommune(
        label=_("Hvilken offentlig virksomhet har dere arbeidet med?"),
        max_length=150,
        error_messages={"required": _("Skriv navnet på virksomheten.")},
        widget=forms.TextInput(attrs={"list": "virksomheter", "autocomplete": "off"}),
    )
    enhet = Tekst(
        label=_("Hvilken enhet?"),
        help_text=_("For eksempel en skole eller et Nav-kontor. Lederen der er den som bør bekrefte."),
        max_length=150,
        required=False,
    )
    hva = Fritekst(
        label=_("Hva gjorde dere sammen?"),
        help_text=_("Kort. Ikke nevn personer."),
        max_length=300,
        error_messages={"required": _("Skriv hva dere gjorde sammen.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fra_ar = _ar(_("Fra år"))
    til_ar = _ar(_("Til år"), required=False, help_text=_("La det stå tomt hvis dere fortsatt samarbeider."))

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        i_ar, fra, til = timezone.localdate().year, data.get("fra_ar"), data.get("til_ar")
        for felt, ar in (("fra_ar", fra), ("til_ar", til)):
            if ar is not None and ar > i_ar:
                self.add_error(felt, _("Året er ikke kommet ennå."))
        if fra is not None and til is not None and fra > til:
            self.add_error("til_ar", _("«Til år» kan ikke være før «Fra år»."))
        return data

    def meld_ukjent(self, navn: str) -> None:
        self.add_error(
            "virksomhet",
            _("Vi fant ingen virksomhet som heter «%(navn)s». Skriv hele navnet.") % {"navn": navn},
        )


class Svarskjema(Skjema):
    svar = forms.ChoiceField(
        label=_("Stemmer dette?"),
        choices=[
            ("ja", _("Ja, vi har samarbeidet om dette")),
            ("nei", _("Nei, dette kjenner vi ikke igjen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Svar ja eller nei.")},
    )
    navn = Navn(
        label=_("Navnet ditt"),
        max_length=100,
        error_messages={"required": _("Skriv navnet ditt.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    stilling = Tekst(
        label=_("Stillingen din"),
        help_text=_(
            "Stillingen og virksomheten vises ved siden av referansen. Navnet ser bare entreprenøren og redaksjonen."
        ),
        max_length=100,
        error_messages={"required": _("Skriv stillingen din.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class Videresendtskjema(Svarskjema):
    """Når entreprenøren har sendt lenken videre: den som svarer, må vise at hun hører til virksomheten."""

    epost = Epost(
        label=_("E-postadressen din på jobben"),
        help_text=_(
            "Vi sender en lenke dit, og svaret gjelder når du har åpnet den. Adressen vises ikke for andre."
        ),
        error_messages={"required": _("Skriv e-postadressen din.")},
    )
