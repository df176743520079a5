"""Lenkene nederst på siden, til malen."""

from __future__ import annotations

from django import template

from samarbeid.oppslag.bunn import BUNN, Spalte

register = template.Library()


@register.simple_tag
def bunnspalter() -> tuple[Spalte, ...]:
    return BUNN
