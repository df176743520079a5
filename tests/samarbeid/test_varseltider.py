"""Når et varsel kan sendes: norsk veggklokke, helger, høytidsdager, og nettene klokken stilles."""

from datetime import UTC, date, datetime, timedelta

import pytest

from samarbeid.varsler.tider import neste
from veier.virkedager import er_virkedag, helligdager, ma_vente_til

FASTE = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}


def _utc(*tid):
    return datetime(*tid, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ar", "dag"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_pasken(ar, dag):
    paskedag = date(ar, *dag)
    bevegelige = {paskedag + timedelta(days=d) for d in (-3, -2, 0, 1, 39, 49, 50)}
    assert helligdager(ar) == bevegelige | {date(ar, *fast) for fast in FASTE}


@pytest.mark.parametrize(
    ("dag", "virkedag"),
    [
        ((2026, 4, 1), True),  # onsdag før skjærtorsdag
        ((2026, 4, 2), False),  # skjærtorsdag
        ((2026, 4, 6), False),  # annen påskedag
        ((2026, 4, 7), True),
        ((2026, 5, 14), False),  # Kristi himmelfartsdag
        ((2026, 5, 25), False),  # annen pinsedag
        ((2027, 5, 17), False),
        ((2026, 12, 25), False),
        ((2026, 12, 24), True),
        ((2026, 11, 28), False),  # lørdag
    ],
)
def test_virkedager(dag, virkedag):
    assert er_virkedag(date(*dag)) is virkedag


@pytest.mark.parametrize(
    ("hyppighet", "virkedager", "etter", "ventet"),
    [
        ("straks", True, (2026, 11, 27, 12), None),
        ("daglig", False, (2026, 11, 27, 22, 59), (2026, 11, 28, 6)),
        ("daglig", False, (2026, 11, 27, 23, 0), (2026, 11, 29, 6)),  # det er alt lørdag i Norge
        ("daglig", True, (2026, 11, 27, 12), (2026, 11, 30, 6)),
        ("ukentlig", False, (2026, 11, 30, 6), (2026, 12, 7, 6)),
        ("ukentlig", True, (2026, 4, 1, 12), (2026, 4, 7, 5)),  # mandagen er annen påskedag
        ("daglig", False, (2026, 3, 28, 12), (2026, 3, 29, 5)),  # natten klokken stilles fram
        ("daglig", False, (2026, 10, 24, 12), (2026, 10, 25, 6)),  # og tilbake
        ("daglig", False, (2026, 12, 31, 12), (2027, 1, 1, 6)),
    ],
)
def test_neste_gang(hyppighet, virkedager, etter, ventet):
    tid = neste(hyppighet, _utc(*etter), virkedager=virkedager)
    assert tid == (ventet and _utc(*ventet))


def test_en_helg_venter_til_mandag_klokken_sju():
    assert ma_vente_til(_utc(2026, 11, 27, 12)) is None
    assert ma_vente_til(_utc(2026, 11, 28, 12)) == _utc(2026, 11, 30, 6)
    assert ma_vente_til(_utc(2026, 11, 29, 23, 30)) is None  # mandag 00.30 i Norge
