"""Slettingen som venter, til malene: den det gjelder, ser den på hver side og kan angre der."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from veier.brukere.innlogget import Innlogget
from veier.personvern.models import Slettebestilling


def venter_sletting(request: Innlogget) -> dict[str, object]:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"sletting": None}
    return {
        "sletting": SimpleLazyObject(lambda: Slettebestilling.objects.filter(bruker=request.user).first())
    }
