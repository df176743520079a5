"""Løpenumrene sidene selv skriver i skjemaene sine."""

import pytest

from veier.tekst import les_nummer


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("0", 0), ("17", 17), ("999999999", 999_999_999),
        (None, -1), ("", -1), ("-1", -1), ("1.5", -1), (" 1", -1), ("1e3", -1), ("٣", -1), ("²", -1), ("1" * 10, -1), ("1" * 10_000, -1),
    ],
)  # fmt: skip
def test_bare_et_kort_tall_er_et_nummer(tekst, nummer):
    assert les_nummer(tekst) == nummer
