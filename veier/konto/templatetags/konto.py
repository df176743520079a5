"""Malverktøy for kontosidene."""

from __future__ import annotations

from django import template

from veier.konto.handlinger.informasjon import les
from veier.malform import aktiv_malform

register = template.Library()


@register.simple_tag
def informasjonstekst(navn: str) -> str:
    """Teksten på sidens målform, den samme som noteres som vist."""
    _versjon, tekst = les(navn, aktiv_malform())
    return tekst
