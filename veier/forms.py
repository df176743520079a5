"""Skjemaer: én tegner, én mal per felttype. Skjemaer validerer; de lagrer og spør ikke."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, MutableMapping
from typing import TypedDict, Unpack, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from veier.felter import FodselsnummerFunnet, Heltall, Skjemanokkel, uten_fodselsnummer
from veier.typer import Setning, Verdi

__all__ = [
    "FodselsnummerFunnet",
    "Heltall",
    "Sendes",
    "Skjema",
    "Skjemamaler",
    "feilliste",
    "gi_utseende",
    "uten_fodselsnummer",
]


DJANGOS = [
    felt.default_error_messages["invalid_choice"] for felt in (forms.ChoiceField, forms.MultipleChoiceField)
]
BORTE = _("Det du valgte, kan ikke velges lenger. Se hva som står her nå, og velg på nytt.")


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


class Sendes(Skjema):
    """Har med seg en nøkkel som gjør at det samme skjemaet med det samme i aldri sendes to ganger.

    Nøkkelen handlingene får, er av den i skjemaet og det som er skrevet. Går noen tilbake til et skjema som er sendt, og skriver
    noe annet, er det noe nytt, og siden viser det som alt er sendt. ``FORAN`` er feltene som ikke er en del av det som sendes.
    """

    FORAN = frozenset({"sendenokkel", "sett", "kode"})

    sendenokkel = Skjemanokkel()

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        **valg: Unpack[Skjemavalg],
    ) -> None:
        super().__init__(data, files, **valg)
        if not self.is_bound:
            self.initial["sendenokkel"] = uuid.uuid4()

    def bytt(self, navn: str, verdi: object) -> None:
        """Verdien i et skjult felt når siden tegnes igjen. Alt hun skrev, står, også det med flere kryss."""
        data = MultiValueDict(self.data) if isinstance(self.data, MultiValueDict) else dict(self.data)
        data[navn] = verdi
        self.data = data

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and "sendenokkel" in self.cleaned_data:
            self.cleaned_data["sendenokkel"] = _av_innholdet(self.cleaned_data, self.FORAN)


def _av_innholdet(data: Mapping[str, object], uten: frozenset[str]) -> uuid.UUID:
    """Den samme for den samme nøkkelen og de samme svarene."""
    sum_ = hashlib.sha256()
    for navn in sorted(data.keys() - uten):
        verdi = data[navn]
        deler = verdi if isinstance(verdi, list | tuple) else [verdi]
        sum_.update("\0".join([navn, *map(str, deler), ""]).encode())
    return uuid.uuid5(cast(uuid.UUID, data["sendenokkel"]), sum_.hexdigest())


def gi_utseende(skjema: forms.BaseForm) -> None:
    """Designsystemets klasse på feltene; serveren, ikke nettleseren, forklarer hva som mangler."""
    skjema.use_required_attribute = False
    for felt in skjema.fields.values():
        felt.widget.attrs.setdefault("class", "ds-input")
        _si_det_med_ord(felt)


def _si_det_med_ord(felt: forms.Field) -> None:
    """Et valg som er borte, for eksempel fordi en annen nettopp gjorde det samme. Djangos egen setning har koden i seg."""
    if isinstance(felt, forms.ChoiceField) and felt.error_messages["invalid_choice"] in DJANGOS:
        felt.error_messages["invalid_choice"] = BORTE


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
