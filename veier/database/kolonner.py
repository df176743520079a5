"""Kolonnene i en modell, slått opp på navnet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.db import models

from veier.typer import Verdier


def kolonne(modell: type[models.Model], navn: str) -> models.Field:
    """Feltet. Django slår også opp relasjonene fra den andre siden; de er ikke kolonner, og spørres det ikke om her."""
    return cast(models.Field, modell._meta.get_field(navn))


def tomme(modell: type[models.Model], navnene: Iterable[str]) -> Verdier:
    """Kolonnene slik de er før noe er skrevet."""
    return {navn: kolonne(modell, navn).get_default() for navn in navnene}
