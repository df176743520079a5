"""De gamle utgavene databasen selv tar vare på av radene."""

from __future__ import annotations

from typing import Protocol, cast

from django.db import models


class _Fulgt(Protocol):
    """En modell med ``pghistory.track``."""

    pgh_event_model: type[models.Model]


def historikken(modell: type[models.Model]) -> models.QuerySet:
    """Radene i historikken til tabellen."""
    return cast(_Fulgt, modell).pgh_event_model._default_manager.all()
