"""Malverktøy som alle sidene bruker."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import number_format

register = template.Library()


@register.filter
def kroner(belop: int | None) -> str:
    """1300000 → «1 300 000 kroner», med harde mellomrom."""
    if belop is None:
        return ""
    return number_format(belop, use_l10n=True, force_grouping=True).replace(" ", "\u00a0") + "\u00a0kroner"


@register.filter
def maned(nummer: int) -> str:
    """3 → «mars»."""
    return str(MONTHS[nummer])


@register.inclusion_tag("_brodsmuler.html")
def brodsmuler(*deler: str) -> dict[str, list[tuple[str, str]]]:
    """Brødsmulestien etter forsiden: navn og adressenavn annenhver gang; uten adresse er det siden man er på."""
    par = [*deler, ""] if len(deler) % 2 else [*deler]
    ledd = [
        (navn, reverse(adresse) if adresse else "") for navn, adresse in zip(par[::2], par[1::2], strict=True)
    ]
    return {"ledd": ledd}
