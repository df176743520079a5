"""Målingen i ``script/ytelse``: det den gjør i databasen, må databasen godta."""

from __future__ import annotations

import pytest

from samarbeid.katalog.indeks.register import utgave
from script.ytelse_katalog import ny_utgave


@pytest.mark.django_db
def test_en_ny_utgave_mellom_hver_maling():
    forrige = utgave()
    ny_utgave(0)
    assert utgave() != forrige
