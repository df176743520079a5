"""Hvilket språk en tekst er på. Engelsk leses bare så langt tall og steder rekker."""

from __future__ import annotations

from collections.abc import Iterable

_ENGELSKE = frozenset(
    """
the of and to we our with who is are for help helps people young children women men from that this they their not
work school home would want need it be can have has at by as your you a an per year costs cost offer job
""".split()
) - frozenset("for at per a an men men job is be".split())  # ord som også er norske
_NORSKE = frozenset(
    "og i på er vi som til av med det en et har ikke å de for skal vil kan om ikkje eit me dei".split()
)
_MINST = 4


def er_engelsk(ord_: Iterable[str]) -> bool:
    """Om teksten har flere engelske enn norske småord. Noen få engelske ord i en norsk tekst er ikke nok."""
    skrevet = list(ord_)
    engelske = sum(o in _ENGELSKE for o in skrevet)
    norske = sum(o in _NORSKE and o not in {"for", "i"} for o in skrevet)
    return (engelske >= _MINST and engelske > 2 * norske) or (
        engelske >= 2 and norske == 0 and len(skrevet) <= 25
    )
