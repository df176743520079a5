"""Det alle skjemaene i et samarbeid har, og feltene flere av dem bruker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.samarbeidene.tilstander import BESLUTTERE
from veier.felter import Dato, Fritekst, Heltall, Tekst
from veier.forms import Sendes
from veier.typer import Setning

LENGSTE = 2000


class Handlingsskjema(Sendes):
    """``sett`` er det siste skrittet hun så. ``FRITEKST`` er feltene der noe kan skrives fritt til den andre siden, i det som kan
    gjøres mens konkurransen er kunngjort.
    """

    FRITEKST: ClassVar[tuple[str, ...]] = ()

    sett = Heltall(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    def steng_fritekst(self) -> None:
        """Konkurransen er kunngjort: feltene er borte. Ble den det mens hun skrev, står det hun skrev, og handlingen sier hvorfor."""
        for navn in self.FRITEKST:
            if navn in self.fields and not self.data.get(navn):
                del self.fields[navn]
            elif navn in self.fields:
                self.fields[navn].required = False


def avsnitt(
    ledetekst: Setning, *, mangler: Setning = "", hjelp: Setning = "", rader: int = 4, hoyst: int = LENGSTE
) -> Fritekst:
    """Flere linjer. ``mangler`` er feilen når det må stå noe; tom: kan hoppes over."""
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=hoyst,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def linje(ledetekst: Setning, *, mangler: Setning = "", hjelp: Setning = "", hoyst: int = 100) -> Tekst:
    return Tekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=hoyst,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "ds-input"}),
    )


def dag(ledetekst: Setning, *, mangler: Setning = "", hjelp: Setning = "") -> Dato:
    return Dato(
        label=ledetekst,
        help_text=hjelp or _("Dag, måned og år, for eksempel 31.12.2026."),
        required=bool(mangler),
        error_messages={"required": mangler},
    )


def ett(
    ledetekst: Setning, valgene: Iterable[tuple[str, Setning]], *, mangler: Setning = "", hjelp: Setning = ""
) -> forms.ChoiceField:
    """Ett av flere svar."""
    return forms.ChoiceField(
        label=ledetekst,
        help_text=hjelp,
        choices=list(valgene),
        widget=forms.RadioSelect,
        required=bool(mangler),
        error_messages={"required": mangler},
    )


def kryss(ledetekst: Setning, hjelp: Setning = "") -> forms.BooleanField:
    return forms.BooleanField(label=ledetekst, help_text=hjelp, required=False)


def beslutterfelt(ledetekst: Setning) -> forms.ChoiceField:
    """Trinnet den som bestemmer, står på. Om det er nok, følger av virksomhetens eget reglement."""
    return ett(
        ledetekst,
        [(b.value, b.label) for b in BESLUTTERE],
        hjelp=_(
            "En enhetsleder kan vanligvis si ja til en prøve innenfor eget budsjett; over det går saken til lederen for området. "
            "En ny, fast utgift er vanligvis en sak for de folkevalgte. Innkjøp leder prosessen, men bestemmer ikke behovet."
        ),
    )


class Beslutning(Handlingsskjema):
    """Hvem som bestemte noe, og når. Handlingen ser etter at det står når det må."""

    beslutter = beslutterfelt(_("Hvem bestemte det?"))
    rolle = linje(
        _("Rollen"), hjelp=_("For eksempel «leder for hjemmetjenesten». Skriv rollen, ikke navnet.")
    )
    besluttet_dato = dag(_("Når ble det bestemt?"))
