"""Det som er felles for normaliseringen, tolkningen og ordrekkene."""

from collections.abc import Mapping
from typing import NamedTuple

# Stammene i et uttrykk. Et småord inni det er en tom plass: («inkluder», «», «arbeid»).
Uttrykk = tuple[str, ...]


class Gruppe(NamedTuple):
    """Det et uttrykk også finner: det som betyr det samme, og det som er snevrere."""

    like: frozenset[Uttrykk] = frozenset()
    smalere: frozenset[Uttrykk] = frozenset()


Grupper = Mapping[Uttrykk, Gruppe]

# Ord som er minst så lange, finner også lengre ord som begynner likt.
MINST_PREFIKS = 5
