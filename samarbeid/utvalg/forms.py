"""Å navngi et utvalg, velge hvor noe skal, og notere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.felter import Dato, Fritekst, Navn
from veier.forms import Skjema, Skjemavalg
from veier.typer import Setning, Skrevne, Verdier

NYTT = "nytt"


def _navnefelt(label: Setning, *, help_text: Setning = "", required: bool = True) -> Navn:
    return Navn(
        label=label,
        help_text=help_text,
        required=required,
        max_length=100,
        error_messages={"required": _("Gi utvalget et navn.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Leggtilskjema(Skjema):
    """``utvalg`` er (referanse, navn) for dem brukeren har fra før, det sist brukte først."""

    hvor = forms.ChoiceField(
        label=_("Hvor skal de?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg et utvalg, eller lag et nytt."),
            "invalid_choice": _("Utvalget finnes ikke lenger. Velg et annet, eller lag et nytt."),
        },
    )
    navn = _navnefelt(
        _("Navn på det nye utvalget"),
        help_text=_("For eksempel «Unge utenfor, høsten 2026»."),
        required=False,
    )

    def __init__(self, data: Skrevne | None = None, *, utvalg: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.finnes = list(utvalg)
        felt = self.fields["hvor"]
        self.sett_valg("hvor", [*self.finnes, (NYTT, _("Et nytt utvalg"))])
        felt.initial = self.finnes[0][0] if self.finnes else NYTT
        if not self.finnes:
            felt.required = False
            felt.widget = forms.HiddenInput()

    def clean(self) -> Verdier:
        rent: Verdier = super().clean() or {}
        rent["hvor"] = rent.get("hvor") or ("" if "hvor" in self.errors else NYTT)
        if rent["hvor"] == NYTT and not rent.get("navn") and "navn" not in self.errors:
            self.add_error("navn", str(self.fields["navn"].error_messages["required"]))
        return rent


class Utvalgsskjema(Skjema):
    """Navnet, og ett felt for merknaden på hver rad. ``rader`` er (id, navn, merknad)."""

    navn = _navnefelt(_("Navn på utvalget"))

    def __init__(
        self,
        data: Skrevne | None = None,
        *,
        rader: Iterable[tuple[int, str, str]],
        **valg: Unpack[Skjemavalg],
    ) -> None:
        super().__init__(data, **valg)
        self.radfelt: dict[int, str] = {}
        for pk, navn, merknad in rader:
            self.radfelt[pk] = f"merknad-{pk}"
            self.fields[f"merknad-{pk}"] = Fritekst(
                label=_("Merknad om %(navn)s") % {"navn": navn},
                max_length=500,
                required=False,
                initial=merknad,
                widget=forms.Textarea(attrs={"rows": 2, "class": "ds-input"}),
            )

    @property
    def merknader(self) -> dict[int, str]:
        """Rad → merknaden. En rad som er kommet til i mellomtiden, var ikke i skjemaet, og røres ikke."""
        return {pk: self.cleaned_data[felt] for pk, felt in self.radfelt.items() if felt in self.data}

    def felt_for(self, rad: int) -> forms.BoundField:
        return self[self.radfelt[rad]]


class Snakketskjema(Skjema):
    dag = Dato(
        label=_("Når snakket dere sammen?"),
        help_text=_("Dag, måned og år, for eksempel 31.12.2026."),
        error_messages={"required": _("Skriv dagen dere snakket sammen.")},
    )
    om = Fritekst(
        label=_("Om hva?"),
        help_text=_("Kort, og uten opplysninger om enkeltpersoner. Noen kan be om innsyn i det."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ds-input"}),
    )
