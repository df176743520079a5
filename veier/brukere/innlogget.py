"""Forespørselen til en som er logget inn. Ingen andre kommer fram til en side som ikke sier ``login_not_required``."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from veier.brukere.models import Bruker


class Innlogget(HttpRequest):
    """Det visningen får når ``veier.foresporsel.vern`` har sluppet den inn."""

    user: Bruker


def den_innloggede(request: HttpRequest) -> Bruker:
    """Personen, der rammeverket bestemmer at siden får en hvilken som helst forespørsel: redaksjonens sider."""
    return cast(Bruker, request.user)
