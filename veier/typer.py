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

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict
    from django_stubs_ext import StrOrPromise

    # Tekst til folk: skrevet rett fram, eller en melding som oversettes når den vises.
    Setning: TypeAlias = StrOrPromise

    # Det et skjema får: det som er skrevet, og filene.
    Skrevne: TypeAlias = Mapping[str, Verdi]
    Filer: TypeAlias = MultiValueDict[str, UploadedFile]

    # Det ``json.loads`` kan gi.
    Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
else:
    # Bare i annoteringer, og de leses ikke når portalen går.
    Setning = Skrevne = Filer = Json = object
