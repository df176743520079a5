"""Forespørselen har plass på stabelen, og er ellers den samme funksjonen."""

from __future__ import annotations

from veier import wsgi
from veier.tjener.stabel import STOR, med_plass


def test_funksjonen_er_den_samme_med_en_stor_ramme():
    fast = 3

    def regn(a: int, b: int = 2, *, c: int = 0) -> int:
        """Legger sammen."""
        return a + b + c + fast

    ny = med_plass(regn)
    assert (ny(1), ny(1, 1), ny(1, c=5)) == (6, 5, 11)
    assert (ny.__doc__, ny.__name__, ny.__module__) == (regn.__doc__, "regn", __name__)
    assert ny.__code__.co_stacksize == STOR > regn.__code__.co_stacksize


def test_portalen_svarer_fra_den_store_rammen():
    assert wsgi.application.__code__.co_stacksize == STOR
