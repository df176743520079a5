"""Siden en uten konto var på vei til, da hun prøvde å logge inn.

Den ligger i økten og ikke i e-posten: adressen kan være en lenke bare hun skal ha, og e-posten kan være skrevet feil.
"""

from __future__ import annotations

from django.http import HttpRequest

from veier.lenker import trygg_neste

_NOKKEL = "veien_videre"


def husk_veien(request: HttpRequest) -> None:
    """Husker siden i ``next``; den som husket fra før, gjelder ikke lenger."""
    request.session[_NOKKEL] = trygg_neste(request)


def hent_veien(request: HttpRequest) -> str:
    """Siden hun var på vei til; tom når ``next`` alt sier det, eller det ikke er noen."""
    husket: str = request.session.get(_NOKKEL, "")
    return "" if trygg_neste(request) else husket
