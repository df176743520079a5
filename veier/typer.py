"""Typene for det Django og JSON lar stå åpent, på ett sted. Alt annet i huset sier hva det er."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

# Det ett felt holder, renset. Hva det er, avgjør feltet; Django sier heller ikke mer om ``cleaned_data``.
Verdi: TypeAlias = Any
Verdier: TypeAlias = dict[str, Verdi]

# Nøkkelord og argumenter en underklasse bare gir videre til rammeverket.
Nokkelord: TypeAlias = Any

# Det en mal får.
Sammenheng: TypeAlias = dict[str, object]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms
    from django.contrib import admin
    from django.core.files.uploadedfile import UploadedFile
    from django.db import models
    from django.utils.datastructures import MultiValueDict
    from django_stubs_ext import StrOrPromise

    # Tekst til folk: skrevet rett fram, eller en melding som oversettes når den vises.
    Setning: TypeAlias = StrOrPromise

    # Det et skjema får: det som er skrevet, og filene.
    Skrevne: TypeAlias = Mapping[str, Verdi]
    Filer: TypeAlias = MultiValueDict[str, UploadedFile]

    # Det ``json.loads`` kan gi.
    Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

    # Grunnlaget for det som blandes inn foran en side i redaksjonen, eller foran et skjema.
    Sideblanding: TypeAlias = admin.ModelAdmin[models.Model]
    Skjemablanding: TypeAlias = forms.Form
else:
    # Portalen går uten: annoteringer leses ikke da, og en blanding arver det den blandes med.
    Setning = Skrevne = Filer = Json = Sideblanding = Skjemablanding = object
