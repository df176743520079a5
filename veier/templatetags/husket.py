"""Et stykke av en side som er det samme så lenge det siden er laget av, er det samme."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

from veier.malform import aktiv_malform, glem_reserve, noter_reserve, viser_reserve

register = template.Library()


class Husket(template.Node):
    """Innholdet, skrevet én gang for hvert språk og lagt i en dict som lever like lenge som det er laget av."""

    def __init__(self, hvor: FilterExpression, navn: str, innhold: NodeList) -> None:
        self.hvor, self.navn, self.nodelist = hvor, navn, innhold

    def render(self, context: template.Context) -> SafeString:
        husket: dict[tuple[str, str], tuple[SafeString, bool]] = self.hvor.resolve(context)
        nokkel = (self.navn, aktiv_malform())
        if nokkel not in husket:
            husket[nokkel] = self._skriv(context)
        innhold, har_reserve = husket[nokkel]
        if har_reserve:
            noter_reserve()
        return innhold

    def _skriv(self, context: template.Context) -> tuple[SafeString, bool]:
        """Innholdet, og om noe i det er på hovedspråket: det må sies også når det ikke skrives på nytt."""
        for_ = viser_reserve()
        glem_reserve()
        innhold = self.nodelist.render(context)
        har_reserve = viser_reserve()
        if for_:
            noter_reserve()
        return innhold, har_reserve


@register.tag
def husket(parser: Parser, token: Token) -> Husket:
    """{% husket dict "navn" %} … {% endhusket %}. Innholdet må bare være av det dicten hører til: ingen leser, ingen csrf."""
    try:
        _tag, hvor, navn = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError('Bruk: {% husket dict "navn" %}') from None
    innhold = parser.parse(("endhusket",))
    parser.delete_first_token()
    return Husket(parser.compile_filter(hvor), navn.strip("\"'"), innhold)
