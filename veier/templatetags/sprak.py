"""Malverktøy for tekster på flere språk."""

from __future__ import annotations

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from veier.malform import viser_reserve
from veier.sprak import HOVEDSPRAK

register = template.Library()


@register.filter
def bare_tekst(verdi: object) -> str:
    """Teksten uten ``lang`` rundt: til tittelen, attributter og valg, der det ikke kan stå en tagg."""
    return str(verdi)


class Sprakmerknad(template.Node):
    """Innholdet, og foran det en setning når noe av det ikke er oversatt."""

    def __init__(self, innhold: NodeList) -> None:
        self.nodelist = innhold

    def render(self, context: template.Context) -> SafeString:
        innhold = self.nodelist.render(context)
        if not viser_reserve():
            return innhold
        merknad = render_to_string("_sprakmerknad.html", {"sprak": HOVEDSPRAK})
        return mark_safe(merknad + innhold)  # noqa: S308 – begge er laget av maler


@register.tag
def medsprakmerknad(parser: Parser, token: Token) -> Sprakmerknad:
    """{% medsprakmerknad %} … {% endmedsprakmerknad %}: sier fra når noe av det imellom er på hovedspråket."""
    innhold = parser.parse(("endmedsprakmerknad",))
    parser.delete_first_token()
    return Sprakmerknad(innhold)
