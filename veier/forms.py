"""Skjemaer: én tegner, én mal per felttype. Skjemaer validerer; de lagrer og spør ikke."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from veier.tekst import finn_fodselsnummer


class Skjemamaler(TemplatesSetting):
    """Bruker prosjektets maler for skjema og felt."""

    form_template_name = "skjema/skjema.html"
    field_template_name = "skjema/felt.html"


class FodselsnummerFunnet(forms.ValidationError):
    """Teksten ser ut til å ha et fødselsnummer i seg, og skal ikke lagres."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Teksten ser ut til å inneholde et fødselsnummer. Ta det bort: portalen skal ikke "
                "ha opplysninger om enkeltpersoner. Beskriv heller hvem tilbudet er for."
            ),
            code="fodselsnummer",
        )


def uten_fodselsnummer(tekst: str) -> None:
    """Validering for fritekst. Hever FodselsnummerFunnet."""
    if finn_fodselsnummer(tekst):
        raise FodselsnummerFunnet


class Skjema(forms.Form):
    """Grunnskjemaet: ingen kolon etter ledetekster, og feil som kan kobles til feltet."""

    required_css_class = "paakrevd"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        gi_utseende(self)

    def feilliste(self) -> list[tuple[str, str]]:
        """(felt-id, melding) for hver feil, i skjemaets rekkefølge, til oppsummeringen."""
        return feilliste(self)


def gi_utseende(skjema: forms.BaseForm) -> None:
    """Designsystemets klasse på feltene; serveren, ikke nettleseren, forklarer hva som mangler."""
    skjema.use_required_attribute = False
    for felt in skjema.fields.values():
        felt.widget.attrs.setdefault("class", "ds-input")


def feilliste(skjema: forms.BaseForm) -> list[tuple[str, str]]:
    """(felt-id, melding) for hver feil i et hvilket som helst skjema."""
    liste = []
    for navn, felt in skjema.fields.items():
        bundet = skjema[navn]
        forste = isinstance(felt.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        maal = f"{bundet.id_for_label or bundet.auto_id}{'_0' if forste else ''}"
        liste += [("" if bundet.is_hidden else maal, melding) for melding in bundet.errors]
    return liste + [("", melding) for melding in skjema.non_field_errors()]


class Heltall(forms.IntegerField):
    """Heltall slik folk skriver dem: «150 000», «150.000 kr» og «1,5 mill» godtas ikke som gjetning,
    men mellomrom, punktum som tusenskille og «kr» tas bort."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.lower().replace("kr", "").replace(",-", "")
            value = "".join(value.split()).replace("\u00a0", "")
            if "." in value and all(len(del_) == 3 for del_ in value.split(".")[1:]):
                value = value.replace(".", "")
        return super().to_python(value)
