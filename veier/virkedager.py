"""Virkedagene i Norge, og når en postkasse hos det offentlige kan få e-post. Ren: klokken kommer inn.

Alt regnes på norsk veggklokke, også når den stilles. Ingen leser slike postkasser ellers, og mandagen skal ikke begynne med helgens.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter

NORGE = ZoneInfo("Europe/Oslo")
SENDES = time(7)


def ma_vente_til(na: datetime) -> datetime | None:
    """Når en postkasse hos det offentlige kan få det som er nytt nå; None når det er nå."""
    i_dag = na.astimezone(NORGE).date()
    return None if er_virkedag(i_dag) else klokken_sju(forste_virkedag(i_dag))


def klokken_sju(dag: date) -> datetime:
    return datetime.combine(dag, SENDES, tzinfo=NORGE)


def forste_virkedag(fra: date) -> date:
    while not er_virkedag(fra):
        fra += timedelta(days=1)
    return fra


def er_virkedag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in helligdager(dag.year)


@cache
def helligdager(ar: int) -> frozenset[date]:
    """De offentlige høytidsdagene (lov 24. februar 1995 nr. 12, og 1. og 17. mai)."""
    forste = easter(ar)
    flyttes = (-3, -2, 0, 1, 39, 49, 50)
    faste = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return frozenset(forste + timedelta(days=d) for d in flyttes) | {date(ar, m, d) for m, d in faste}
