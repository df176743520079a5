"""Søket svarer det samme som sist på hver spørring i settene: rekkefølgen, kjernen, rettelsene og det som vises.

Etter en villet endring skrives filen på nytt med ``VEIER_SKRIV_SVARENE=1 pytest tests/samarbeid/test_sokene.py``, og
forskjellen leses før den legges inn. ``sok_blind`` og ``sok_niende`` er ikke med: de leses av ingen, eller bare halvt.
"""

import json
import os
from functools import cache

import pytest

from tests.samarbeid import sokene
from tests.samarbeid.matching.svarene import forskjell


@pytest.fixture(autouse=True)
def skrevet(db, kunnskap):
    if os.environ.get("VEIER_SKRIV_SVARENE") and not _ventet.cache_info().currsize:
        sokene.skriv(kunnskap)


@cache
def _ventet():
    linjer = sokene.SVARENE.read_text(encoding="utf-8").splitlines()
    return {rad["id"]: rad for rad in map(json.loads, linjer)}


@pytest.mark.parametrize("sett", sokene.SETT)
def test_sokene_gir_det_samme(sett, kunnskap):
    rader = sokene.linjene(sett, kunnskap)
    ulike = [
        f"{rad['id']} «{rad['q']}»\n" + "\n".join(forskjell(_ventet().get(rad["id"], {}), rad))
        for rad in rader
        if rad != _ventet().get(rad["id"])
    ]
    assert not ulike, "\n" + "\n".join([*ulike[:4], f"{len(ulike)} spørringer i alt"])
    assert [rad["id"] for rad in rader] == [id_ for id_ in _ventet() if id_.startswith(f"{sett} ")]
