"""De slagene organisasjoner som finnes, funnet i modellene: ingen liste å glemme noe i."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from django.apps import apps
from django.db import models

from veier.medlemskap.models import Foresporsel, Invitasjon, Medlemskap, Organisasjon


class _MedApne(Protocol):
    def apne(self) -> models.QuerySet[Organisasjon]: ...


@dataclass(frozen=True, slots=True)
class Slag:
    """Modellene som hører sammen. ``kode`` står i adressenavn og i valgt hatt."""

    kode: str
    organisasjon: type[Organisasjon]
    medlemskap: type[Medlemskap]
    invitasjon: type[Invitasjon]
    foresporsel: type[Foresporsel]

    def apne(self) -> models.QuerySet[Organisasjon]:
        """Organisasjonene alle kan se."""
        return cast(_MedApne, self.organisasjon._default_manager).apne()


@cache
def alle_slag() -> dict[str, Slag]:
    """Alle slag, etter kode."""
    ut = {}
    for modell in apps.get_models():
        if issubclass(modell, Medlemskap):
            navn = modell._meta.app_label
            ut[modell.slagkode] = Slag(
                kode=modell.slagkode,
                organisasjon=cast(type[Organisasjon], modell._meta.get_field("organisasjon").related_model),
                medlemskap=modell,
                invitasjon=_arving(navn, Invitasjon),
                foresporsel=_arving(navn, Foresporsel),
            )
    return dict(sorted(ut.items()))


def slag_til(organisasjon: Organisasjon) -> Slag:
    """Slaget organisasjonen er av. Hever KeyError når den ikke kan ha medlemmer."""
    for slag in alle_slag().values():
        if isinstance(organisasjon, slag.organisasjon):
            return slag
    raise KeyError(type(organisasjon))


def _arving(app: str, grunnlag: type[models.Model]) -> type:
    return next(m for m in apps.get_app_config(app).get_models() if issubclass(m, grunnlag))
