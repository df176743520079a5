"""Hvilket språk en tekst er på. Engelsk leses bare så langt tall og steder rekker."""

from __future__ import annotations

from collections.abc import Iterable

# Ord som også er norske («for», «men», «be»), er ikke med.
_ENGELSKE = frozenset(
    """
the of and to we our with who is are help helps people young children women that this they their not work school home
would in every week meet will about more what who where new old life lives town neighbourhood elderly youth refugee
refugees immigrant place want need it can have as by your you year costs cost offer from
""".split()
)
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
