"""Felt for tall og datoer, slik folk skriver dem."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from veier import tekst
from veier.felter.valg import Datovalg, Tallvalg
from veier.typer import Setning


class _Tall(forms.IntegerField):
    """Grunnlaget for tall: et vanlig tekstfelt, så alle måter å skrive tallet på kommer fram."""

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "max_value": _("Tallet kan ikke være høyere enn %(limit_value)s."),
        "min_value": _("Tallet kan ikke være lavere enn %(limit_value)s."),
    }

    def __init__(self, **valg: Unpack[Tallvalg]) -> None:
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**valg)

    def les(self, verdi: str) -> int:
        raise NotImplementedError

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values or (isinstance(value, str) and not tekst.nfkc(value)):
            return None
        try:
            return self.les(str(value))
        except tekst.Uleselig as feil:
            melding = self.error_messages.get(feil.kode) or self.error_messages["invalid"]
            raise ValidationError(melding, code=feil.kode, params=_lesningene(feil.lesninger)) from None


def _lesningene(lesninger: Sequence[Decimal]) -> dict[str, str]:
    en, to, *_resten = [f"{n:,.0f}".replace(",", "\u00a0") for n in lesninger] or ["", ""]
    return {"en": en, "to": to}


class Heltall(_Tall):
    """Et helt tall, med eller uten tusenskille."""

    def les(self, verdi: str) -> int:
        return tekst.les_heltall(verdi)


class Desimaltall(forms.FloatField):
    """Et tall med komma eller punktum foran desimalene."""

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Setning]] = {"invalid": _("Skriv et tall, for eksempel 61,5.")}

    def to_python(self, value: object) -> float | None:  # type: ignore[override]
        if value in self.empty_values or (isinstance(value, str) and not tekst.nfkc(value)):
            return None
        try:
            return float(tekst.les_desimaltall(str(value)))
        except tekst.Uleselig:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class Alder(_Tall):
    """En alder i hele år: «16», «16 år»."""

    def les(self, verdi: str) -> int:
        return tekst.les_heltall(tekst.nfkc(verdi).lower().removesuffix("år"))


class Belop(_Tall):
    """Hele kroner: «150 000», «kr. 150 000», «450.000,-», «1,5 mill». Det som kan bety to beløp, spør vi om."""

    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv beløpet med tall, for eksempel 150 000."),
        "tvetydig": _(
            "Mener du %(en)s eller %(to)s kroner? Skriv beløpet med alle tallene, for eksempel 150 000."
        ),
        "desimaler": _("Skriv beløpet i hele kroner."),
        "spenn": _("Skriv ett beløp, ikke fra og til."),
        "per": _("Skriv hva det koster i hele året."),
    }

    def les(self, verdi: str) -> int:
        return tekst.les_belop(verdi)


class Dato(forms.DateField):
    """En dato slik den skrives her, eller slik maskiner skriver den. Den vises slik den skrives."""

    formater = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y")
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv datoen med tall, for eksempel 31.12.2026."),
        "finnes_ikke": _("Den dagen finnes ikke. Se på dagen og måneden igjen."),
        "uten_ar": _("Skriv også året, for eksempel 31.12.2026."),
    }
    _SOM_EN_DATO = re.compile(r"(\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}-\d{1,2}-\d{1,2})")
    _UTEN_AR = re.compile(r"\d{1,2}[./-]\d{1,2}")

    def __init__(self, **valg: Unpack[Datovalg]) -> None:
        valg.setdefault("input_formats", self.formater)
        valg.setdefault(
            "widget", forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "class": "ds-input"})
        )
        super().__init__(**valg)

    def to_python(self, value: str | datetime.datetime | datetime.date | None) -> datetime.date | None:
        if isinstance(value, str):
            value = tekst.nfkc(value).replace(". ", ".").strip(" .")
        try:
            return super().to_python(value)
        except ValidationError as feil:
            kode = self._hvorfor(str(value))
            raise ValidationError(self.error_messages[kode], code=kode) from feil

    def _hvorfor(self, skrevet: str) -> str:
        if self._SOM_EN_DATO.fullmatch(skrevet):
            return "finnes_ikke"
        return "uten_ar" if self._UTEN_AR.fullmatch(skrevet) else "invalid"


class Klokkeslett(forms.TimeField):
    """Et klokkeslett slik det skrives her."""

    formater = ("%H.%M", "%H:%M")
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv klokkeslettet med tall, for eksempel 08.00.")
    }

    def __init__(self, **valg: Unpack[Datovalg]) -> None:
        valg.setdefault("input_formats", self.formater)
        super().__init__(**valg)

    def to_python(self, value: str | datetime.time | None) -> datetime.time | None:
        return super().to_python(tekst.nfkc(value) if isinstance(value, str) else value)
