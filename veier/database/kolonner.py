"""Kolonnene i en modell, slått opp på navnet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.db import models

from veier.typer import Verdier


def kolonne(modell: type[models.Model], navn: str) -> models.Field:
    """Feltet. Django slår også opp relasjonene fra den andre siden; de er ikke kolonner, og spørres det ikke om her."""
    return cast(models.Field, modell._meta.get_field(navn))


def tekstkolonner(modell: type[models.Model]) -> list[str]:
    """Kolonnene noen skriver tekst i, også lister av tekst. De som ikke kan redigeres, er ikke med."""
    return [felt.name for felt in modell._meta.concrete_fields if felt.editable and _har_tekst(felt)]


def _har_tekst(felt: models.Field) -> bool:
    innhold = getattr(felt, "base_field", felt)
    return isinstance(innhold, models.CharField | models.TextField | models.JSONField)


def tomme(modell: type[models.Model], navnene: Iterable[str]) -> Verdier:
    """Kolonnene slik de er før noe er skrevet."""
    return {navn: kolonne(modell, navn).get_default() for navn in navnene}
