"""Bokmål og nynorsk. Målformen står i adressen (/nn/…): ingen informasjonskapsel, og lenken kan deles."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

BOKMAL, NYNORSK = "nb", "nn"
FORSTAVELSE = "/nn"


def aktiv_malform() -> str:
    """Målformen siden vises på: «nn» eller «nb»."""
    return NYNORSK if get_language() == NYNORSK else BOKMAL


def malform_i(sti: str) -> str:
    """Målformen adressen ber om: «nn» under /nn/, ellers «nb»."""
    return NYNORSK if sti == FORSTAVELSE or sti.startswith(f"{FORSTAVELSE}/") else BOKMAL


def uten_malform(sti: str) -> str:
    """Adressen uten målform: /nn/prov/ → /prov/."""
    return sti.removeprefix(FORSTAVELSE) if malform_i(sti) == NYNORSK else sti


def malformvalg(request: HttpRequest) -> dict[str, str]:
    """Til malene: portalens adresse, sidens målform, og adressen til den samme siden på begge."""
    sti = uten_malform(request.path)
    spor = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return {
        "malform": aktiv_malform(),
        "portal": settings.ADRESSE,
        "adresse_bokmal": sti + spor,
        "adresse_nynorsk": FORSTAVELSE + sti + spor,
    }
