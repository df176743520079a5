"""Lenkene nederst på siden, til malen."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode

from samarbeid.oppslag.bunn import BUNN, Spalte

# Delene av en adresse som ikke gir tilgang til noe. Alt annet kan være en nøkkel.
APNE_DELER = {"slug", "del_", "nummer", "slag", "format"}

register = template.Library()


@register.simple_tag
def bunnspalter() -> tuple[Spalte, ...]:
    return BUNN


@register.simple_tag(takes_context=True)
def meld_feil(context: Context) -> str:
    """Adressen til skjemaet der noen sier at noe er feil, med siden hun er på. En nøkkel i adressen blir ikke med."""
    request: HttpRequest | None = context.get("request")
    return (
        f"{reverse('kontakt')}?{urlencode({'emne': 'feil', 'side': uten_nokler(request) if request else ''})}"
    )


def uten_nokler(request: HttpRequest) -> str:
    """Stien, med «…» der det står noe bare den som har lenken, skal kunne."""
    sti, treff = request.path, request.resolver_match
    for navn, verdi in (treff.kwargs if treff else {}).items():
        if navn not in APNE_DELER:
            sti = sti.replace(str(verdi), "…")
    return sti[:300]
