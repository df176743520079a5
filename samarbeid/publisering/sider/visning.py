"""Verdier og objekter gjort klare for leseren: den publiserte siden, forhåndsvisningen og forskjellene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from samarbeid.publisering.idevisning import idesammenheng
from samarbeid.publisering.sider.entreprenor import profilsammenheng
from samarbeid.publisering.virkningsvisning import lag_virkningsvisning

MALER = {
    "profil": "entreprenorer/entreprenor.html",
    "ide": "entreprenorer/ide.html",
    "virkning": "entreprenorer/virkning.html",
}
_LAG: dict[str, Callable[[Any, HttpRequest], dict[str, Any]]] = {
    "profil": profilsammenheng,
    "ide": idesammenheng,
    "virkning": lambda virkning, request: {
        "v": lag_virkningsvisning(virkning),
        "profil": virkning.entreprenor,
    },
}


def for_forhandsvisning(flyt: str, objekt: Any, request: HttpRequest) -> dict[str, Any]:
    """Det den publiserte siden viser, for et objekt som ikke er lagret."""
    return _LAG[flyt](objekt, request) | {"vist": True, "forhandsvisning": True}
