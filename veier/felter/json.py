"""Felt for JSON: fra en nettleser, og fra en redaktør."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from veier import tekst
from veier.typer import Verdi


class Maskinjson(forms.JSONField):
    """JSON en nettleser lager, aldri et menneske. Bare lengden er begrenset her."""

    lengde = 20_000

    def to_python(self, value: object) -> Verdi:
        if isinstance(value, str) and len(value) > self.lengde:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})
        return super().to_python(value)


class Lesbarjson(forms.JSONField):
    """JSON en redaktør skriver. Tekstene i den renses som annen tekst."""

    def to_python(self, value: object) -> Verdi:
        return _rens_i(super().to_python(value))


def _rens_i(verdi: object) -> object:
    if isinstance(verdi, str):
        return tekst.rens(verdi)
    if isinstance(verdi, list):
        return [_rens_i(v) for v in verdi]
    if isinstance(verdi, dict):
        return {k: _rens_i(v) for k, v in verdi.items()}
    return verdi
