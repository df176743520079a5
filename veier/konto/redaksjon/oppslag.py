"""Feltene som slår opp mens redaktøren skriver. Det som ikke er nøkkelen til noen rad, er et galt valg, ikke en feil hos oss.

Djangos egne spør databasen etter verdien slik den kom når skjemaet vises igjen, og en verdi som ikke er et tall, er en 500.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.forms import ModelMultipleChoiceField

LENGSTE_NOKKEL = 18  # sifre databasen har plass til


def kan_vaere_nokkel(verdi: object) -> bool:
    """Om verdien kan være nøkkelen til en rad; alle radene det velges mellom, har tall."""
    tekst = str(verdi)
    return tekst.isascii() and tekst.isdecimal() and len(tekst) <= LENGSTE_NOKKEL


if TYPE_CHECKING:
    _Oppslag = AutocompleteSelect
else:
    _Oppslag = object


class _Kjente(_Oppslag):
    """Blandes inn foran Djangos: skjemaet vises igjen uten det som ikke kan være en nøkkel."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [v for v in value if kan_vaere_nokkel(v)], attr)


class Ett(_Kjente, AutocompleteSelect):
    """Én rad."""


class Flere(_Kjente, AutocompleteSelectMultiple):
    """Flere rader."""


class Flervalg(ModelMultipleChoiceField):
    """Sier fra om et galt valg også når tallet er større enn databasen har plass til."""

    def _check_values(self, value: Sequence[object]) -> models.QuerySet:
        kjente = [v for v in value if kan_vaere_nokkel(v)]
        # Det som ikke kan være en nøkkel, blir en nøkkel ingen rad har, og får setningen for et galt valg.
        return super()._check_values(kjente if len(kjente) == len(value) else [*kjente, -1])  # type: ignore[misc]
