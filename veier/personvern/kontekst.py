"""Slettingen som venter, til malene: den det gjelder, ser den på hver side og kan angre der."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from veier.personvern.models import Slettebestilling


def venter_sletting(request: HttpRequest) -> dict[str, Any]:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"sletting": None}
    return {
        "sletting": SimpleLazyObject(lambda: Slettebestilling.objects.filter(bruker=request.user).first())
    }
