"""Det som er felles for normaliseringen, tolkningen og ordrekkene."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# Stammene i et uttrykk. Et småord inni det er en tom plass: («inkluder», «», «arbeid»).
Uttrykk = tuple[str, ...]


class Gruppe(NamedTuple):
    """Det et uttrykk også finner: det som betyr det samme, og det som er snevrere."""

    like: frozenset[Uttrykk] = frozenset()
    smalere: frozenset[Uttrykk] = frozenset()


class Grupper(dict[Uttrykk, Gruppe]):
    """Uttrykk → det det også finner. ``tomme`` er ordene som ikke sier hva det letes etter (veier.sok.normalisering.fold)."""

    def __init__(self, grupper: Mapping[Uttrykk, Gruppe] | None = None, tomme: Iterable[str] = ()) -> None:
        super().__init__(grupper or {})
        self.tomme = frozenset(tomme)


INGEN = Grupper()

# Ord som er minst så lange, finner også lengre ord som begynner likt.
MINST_PREFIKS = 5
