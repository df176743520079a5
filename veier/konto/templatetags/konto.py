"""Malverktøy for kontosidene."""

from __future__ import annotations

from django import template

from veier.konto.handlinger.informasjon import les, sprak_for
from veier.malform import Reserve, aktiv_malform

register = template.Library()


@register.simple_tag
def informasjonstekst(navn: str) -> str:
    """Teksten på sidens målform, den samme som noteres som vist."""
    aktiv = aktiv_malform()
    _versjon, tekst = les(navn, aktiv)
    return tekst if sprak_for(navn, aktiv) == aktiv else Reserve(tekst)
