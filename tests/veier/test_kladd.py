"""Det som telles i minnet: talt én gang, tatt én gang, og tatt først når det har gått en stund."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from veier.database import kladd as modulen
from veier.database.kladd import Kladd, glem_kladdene


@pytest.fixture
def kladd(monkeypatch):
    monkeypatch.setattr(modulen, "_alle", [])
    return Kladd(3)


def test_hver_nokkel_telles_og_tas_en_gang_i_fast_rekkefolge(kladd):
    kladd.tell("kor", "dans", "kor")
    assert (len(kladd), kladd.ta(), kladd.ta()) == (2, [("dans", 1), ("kor", 2)], [])


def test_en_full_kladd_teller_bare_dem_den_har(kladd):
    kladd.tell(*"abcda")
    assert kladd.ta() == [("a", 2), ("b", 1), ("c", 1)]


def test_kladden_er_moden_etter_en_stund_og_aldri_naar_den_er_tom(kladd, monkeypatch):
    monkeypatch.setattr(kladd, "_sist", 100.0)
    for naa, moden in ((130.0, False), (130.1, True)):
        monkeypatch.setattr(time, "monotonic", lambda naa=naa: naa)
        assert not kladd.er_moden()
        kladd.tell("kor")
        assert kladd.er_moden() is moden
        kladd.glem()


def test_ingenting_blir_borte_naar_flere_traader_teller_og_tar(kladd):
    with ThreadPoolExecutor(8) as traader:
        tatt = [traader.submit(kladd.ta) for _nr in range(20) if not kladd.tell(*"ab" * 50)]
    alle = [par for f in tatt for par in f.result()] + kladd.ta()
    assert {n: sum(antall for nokkel, antall in alle if nokkel == n) for n in "ab"} == {"a": 1000, "b": 1000}


def test_alle_kladdene_glemmes_mellom_provene(kladd):
    annen = Kladd(3)
    kladd.tell("a")
    annen.tell("b")
    glem_kladdene()
    assert (len(kladd), len(annen)) == (0, 0)
