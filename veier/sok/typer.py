"""Det som er felles for normaliseringen, tolkningen og ordrekkene."""

from collections.abc import Mapping

# Stammene i et uttrykk. Et småord inni det er en tom plass: («inkluder», «», «arbeid»).
Uttrykk = tuple[str, ...]
Grupper = Mapping[Uttrykk, frozenset[Uttrykk]]

# Ord som er minst så lange, finner også lengre ord som begynner likt.
MINST_PREFIKS = 5
