"""Skjemaer: én tegner, én mal per felttype. Skjemaer validerer; de lagrer og spør ikke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from typing import TypedDict, Unpack, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict

from veier.felter import FodselsnummerFunnet, Heltall, uten_fodselsnummer
from veier.typer import Setning, Verdi

__all__ = [
    "FodselsnummerFunnet",
    "Heltall",
    "Skjema",
    "Skjemamaler",
    "feilliste",
    "gi_utseende",
    "uten_fodselsnummer",
]


class Skjemamaler(TemplatesSetting):
    """Bruker prosjektets maler for skjema og felt."""

    form_template_name = "skjema/skjema.html"
    field_template_name = "skjema/felt.html"


class Skjemavalg(TypedDict, total=False):
    """Det et skjema kan lages med, utenom det som er skrevet."""

    initial: MutableMapping[str, Verdi] | None
    auto_id: bool | str
    prefix: str | None
    label_suffix: str | None
    empty_permitted: bool


class Skjema(forms.Form):
    """Grunnskjemaet: ingen kolon etter ledetekster, og feil som kan kobles til feltet."""

    required_css_class = "paakrevd"

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        **valg: Unpack[Skjemavalg],
    ) -> None:
        valg.setdefault("label_suffix", "")
        super().__init__(data, files, **valg)
        gi_utseende(self)

    def sett_valg(self, felt: str, valgene: Iterable[tuple[str, Setning]]) -> None:
        """Valgene i et felt, når de først er kjent her."""
        cast(forms.ChoiceField, self.fields[felt]).choices = [*valgene]

    def feilliste(self) -> list[tuple[str, str]]:
        """(felt-id, melding) for hver feil, i skjemaets rekkefølge, til oppsummeringen."""
        return feilliste(self)


def gi_utseende(skjema: forms.BaseForm) -> None:
    """Designsystemets klasse på feltene; serveren, ikke nettleseren, forklarer hva som mangler."""
    skjema.use_required_attribute = False
    for felt in skjema.fields.values():
        felt.widget.attrs.setdefault("class", "ds-input")


def _med_felt(bundet: forms.BoundField, felt: forms.Field, melding: str) -> str:
    """Den vanlige meldingen om et tomt felt er lik for alle; i en liste må den si hvilket felt."""
    if melding != str(forms.Field.default_error_messages["required"]):
        return melding
    return f"{str(bundet.label).rstrip(' ?:.')}: {melding}"


def feilliste(skjema: forms.BaseForm) -> list[tuple[str, str]]:
    """(felt-id, melding) for hver feil i et hvilket som helst skjema."""
    liste = []
    for navn, felt in skjema.fields.items():
        bundet = skjema[navn]
        forste = isinstance(felt.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        maal = f"{bundet.id_for_label or bundet.auto_id}{'_0' if forste else ''}"
        liste += [
            ("" if bundet.is_hidden else maal, _med_felt(bundet, felt, str(melding)))
            for melding in bundet.errors
        ]
    return liste + [("", str(melding)) for melding in skjema.non_field_errors()]
