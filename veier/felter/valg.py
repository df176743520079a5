"""Det et skjemafelt kan lages med. Feltene våre gir det videre til Djangos."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypedDict

from django.forms import Widget

from veier.typer import Setning


class Feltvalg(TypedDict, total=False):
    """Alle felt."""

    required: bool
    widget: Widget | type[Widget]
    label: Setning | None
    initial: object
    help_text: Setning
    error_messages: Mapping[str, Setning]
    validators: Iterable[Callable[[str], None]]
    disabled: bool
    label_suffix: str | None


class Tekstvalg(Feltvalg, total=False):
    max_length: int | None
    min_length: int | None
    strip: bool
    empty_value: str | None


class Adressevalg(Tekstvalg, total=False):
    assume_scheme: str


class Tallvalg(Feltvalg, total=False):
    min_value: int
    max_value: int


class Datovalg(Feltvalg, total=False):
    input_formats: Sequence[str]
