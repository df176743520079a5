"""Motoren svarer det samme som sist på hver idé som er skrevet.

En annen linje er ikke en feil i seg selv: en ny regel skal endre noe. Men den som endrer, skal se hva, og stå for det. Etter en
villet endring skrives filene på nytt med ``VEIER_SKRIV_SVARENE=1 pytest tests/samarbeid/matching/test_svarene.py``, og
forskjellen leses før den legges inn.
"""

import json
import os
from functools import cache

import pytest

from tests.samarbeid.matching import svarene

DELER = 16


@pytest.fixture(autouse=True, scope="module")
def skrevet(kunnskap):
    if os.environ.get("VEIER_SKRIV_SVARENE"):
        svarene.skriv(svarene.dagens(kunnskap))


@cache
def _ventet():
    linjer = svarene.SVARENE.read_text(encoding="utf-8").splitlines()
    return {rad["id"]: rad for rad in map(json.loads, linjer)}


@cache
def _setningene():
    return frozenset(svarene.SETNINGENE.read_text(encoding="utf-8").splitlines())


def _feil(ideer, kunnskap):
    """Noen få linjer om hver av de første ideene som får et annet svar enn før."""
    dagens, ut = svarene.dagens(kunnskap), []
    for ide in ideer:
        rad, setninger = svarene.linje(*ide, dagens)
        gammel = _ventet().get(rad["id"], {})
        if rad != gammel:
            nye = [
                f"  sagt + {s}" for s in dict.fromkeys(setninger) if svarene.en_linje(s) not in _setningene()
            ]
            ut.append("\n".join([rad["id"], *svarene.forskjell(gammel, rad), *nye[:3]]))
    return "\n".join([*ut[:3], *([f"… og {len(ut) - 3} ideer til"] if len(ut) > 3 else [])])


@pytest.mark.parametrize("del_", range(DELER))
def test_svarene_er_de_samme(del_, kunnskap):
    feil = _feil(svarene.ideene()[del_::DELER], kunnskap)
    assert not feil, f"\n{feil}"


def test_filen_har_alle_ideene_og_ingen_andre():
    assert [navn for _nr, navn, _ide, _svar in svarene.ideene()] == list(_ventet())


@pytest.mark.django_db
def test_kunnskapen_bygget_paa_nytt_gir_de_samme_svarene():
    """Radene, ordlisten, stedsnavnene og den statistiske leseren lages her, og ikke av det en annen test har lest."""
    feil = _feil(svarene.ideene()[::15], svarene.bygget_paa_nytt())
    assert not feil, f"\n{feil}"
