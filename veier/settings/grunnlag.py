"""Det resten bygger på: adressen, mappene, og hvordan miljøet leses."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from veier import miljo

T = TypeVar("T")

ROT = Path(__file__).resolve().parent.parent.parent


def kontroller(hent: Callable[..., T], *argumenter: object, **valg: object) -> T:
    """Verdien fra miljøet; en feil i den stanser starten med én setning."""
    try:
        return hent(*argumenter, **valg)
    except miljo.Miljofeil as feil:
        raise ImproperlyConfigured(str(feil)) from None


ADRESSE = os.environ.get("VEIER_ADRESSE", "http://localhost:8000").rstrip("/")
adressen = kontroller(miljo.portalens_adresse, ADRESSE)
DATAMAPPE = kontroller(miljo.mappe, "VEIER_DATA", os.environ.get("VEIER_DATA", ROT / ".data"))
I_DRIFT = adressen.scheme == "https"


def paakrevd(navn: str, hva: str) -> str:
    verdi = os.environ.get(navn, "")
    if not verdi and I_DRIFT:
        raise ImproperlyConfigured(f"{navn} mangler: i drift må den være {hva}.")
    return verdi
