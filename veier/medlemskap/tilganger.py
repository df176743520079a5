"""Hvem som er hva i en organisasjon."""

from __future__ import annotations

from typing import Any

from django.db import models

from veier.medlemskap.models import Medlemskap, Medlemsrolle
from veier.medlemskap.slag import slag_til


def medlemskap_i(bruker: Any, organisasjon: models.Model) -> Medlemskap | None:
    """Brukerens medlemskap i organisasjonen, eller None. En anonym bruker har ingen."""
    if not bruker.is_authenticated:
        return None
    return slag_til(organisasjon).medlemskap.objects.filter(organisasjon=organisasjon, bruker=bruker).first()


def er_medlem(bruker: Any, organisasjon: models.Model) -> bool:
    """Medlemmer og administratorer."""
    return medlemskap_i(bruker, organisasjon) is not None


def er_administrator(bruker: Any, organisasjon: models.Model) -> bool:
    """Bare administratorer."""
    medlemskap = medlemskap_i(bruker, organisasjon)
    return medlemskap is not None and medlemskap.er_administrator


def har_administrator(organisasjon: models.Model) -> bool:
    """Organisasjonen har noen som kan svare på forespørsler."""
    return (
        slag_til(organisasjon)
        .medlemskap.objects.filter(
            organisasjon=organisasjon, rolle=Medlemsrolle.ADMINISTRATOR, bruker__is_active=True
        )
        .exists()
    )


def hvorfor_ikke_skrive_til_fremmede(organisasjon: Any) -> str:
    """En setning om hvorfor organisasjonen ikke kan sende e-post til andre enn medlemmene; tom når den kan."""
    return str(getattr(organisasjon, "hvorfor_ikke_skrive", ""))
