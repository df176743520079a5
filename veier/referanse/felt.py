"""Feltene i referansetabellene. De lager sine egne skjemafelt, så ingen liste kan ende som tekst med komma."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from veier.referanse import skjemafelt
from veier.referanse.koder import Koder
from veier.typer import Nokkelord, Verdi, Verdier


class Linjer(ArrayField):
    """En liste der hvert innslag er én linje i skjemaet. For migreringene er den en vanlig ArrayField."""

    def deconstruct(self) -> tuple[str, str, Sequence[Verdi], Verdier]:
        navn, _sti, args, kwargs = super().deconstruct()
        return navn, "django.contrib.postgres.fields.ArrayField", args, kwargs

    def formfield(self, **valg: Nokkelord) -> forms.Field | None:
        eget = {"form_class": skjemafelt.Linjer, "hvert": self.base_field.formfield()}
        return models.Field.formfield(self, **valg | eget)


class Kodeliste(Linjer):
    """En liste av koder. ``i_rekkefolge``: den første betyr mest."""

    def __init__(
        self, *args: Nokkelord, koder: Koder | None = None, i_rekkefolge: bool = False, **valg: Nokkelord
    ):
        self.koder, self.i_rekkefolge = koder, i_rekkefolge
        super().__init__(*args, **valg)

    def formfield(self, **valg: Nokkelord) -> forms.Field | None:
        klasse = skjemafelt.Koderekke if self.i_rekkefolge else skjemafelt.Koder
        return models.Field.formfield(self, **valg | {"form_class": klasse, "koder": self.koder})


class Kode(models.CharField):
    """Én kode."""

    def __init__(self, *args: Nokkelord, koder: Koder | None = None, **valg: Nokkelord):
        self.koder = koder
        super().__init__(*args, **valg)

    def deconstruct(self) -> tuple[str, str, Sequence[Verdi], Verdier]:
        navn, _sti, args, kwargs = super().deconstruct()
        return navn, "django.db.models.CharField", args, kwargs

    def formfield(self, **valg: Nokkelord) -> forms.Field | None:
        valg.pop("widget", None)  # redaksjonens tekstfelt: en kode velges
        klasse = skjemafelt.KodeEllerTall if self.koder and self.koder.tar_tall else skjemafelt.Kode
        return models.Field.formfield(self, **valg | {"form_class": klasse, "koder": self.koder})


def ikke_fram_i_tid(dato: date) -> None:
    """Til datoer som sier når noe er gjort."""
    from django.utils import timezone

    if dato > timezone.localdate():
        raise ValidationError("Datoen er fram i tid. Skriv dagen det ble gjort.")
