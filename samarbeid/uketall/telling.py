"""Teller bruken av portalen: i minnet mens siden lages, og i tabellen når svaret er sendt.

Hver prosess har sin kladd, og en som blir drept, mister høyst det den har talt siden kladden sist ble tømt.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import date, timedelta
from typing import TypeAlias

from django.db import connection
from django.utils import timezone

from samarbeid.models import Ukeantall

SEKUNDER_MELLOM = 30
HUSKES = timedelta(weeks=106)
# (mandagen, hva)
_Nokkel: TypeAlias = tuple[date, str]

_kladd: Counter[_Nokkel] = Counter()
_las = threading.Lock()
_sist = time.monotonic()


def mandagen(dag: date) -> date:
    """Mandagen i uken dagen er i."""
    return dag - timedelta(days=dag.weekday())


def tell(hva: Ukeantall.Hva) -> None:
    """Husker at dette ble gjort én gang til, til kladden tømmes. Skriver ikke i databasen."""
    uke = mandagen(timezone.localdate())
    with _las:
        _kladd[uke, str(hva)] += 1


def er_moden() -> bool:
    """Er det noe i kladden, og lenge nok siden den ble tømt?"""
    return bool(_kladd) and time.monotonic() - _sist > SEKUNDER_MELLOM


def tom_kladden() -> int:
    """Legger tellingene til dem som står. Gir hvor mange rader det ble."""
    global _sist
    with _las:
        tellinger = sorted(_kladd.items())
        _kladd.clear()
        _sist = time.monotonic()
    if tellinger:
        uker, slag = zip(*(nokkel for nokkel, _antall in tellinger), strict=True)
        with connection.cursor() as peker:
            peker.execute(
                "INSERT INTO samarbeid_ukeantall (uke, hva, antall)"
                " SELECT uke, hva, antall FROM unnest(%s::date[], %s::text[], %s::int[]) t(uke, hva, antall)"
                " ORDER BY uke, hva"  # samme rekkefølge i alle prosessene: ingen venter på hverandre i ring
                " ON CONFLICT (uke, hva) DO UPDATE SET antall = samarbeid_ukeantall.antall + excluded.antall",
                [list(uker), list(slag), [antall for _nokkel, antall in tellinger]],
            )
    return len(tellinger)


def slett_gamle() -> int:
    """Sletter tellingene som er eldre enn ``HUSKES``."""
    return Ukeantall.objects.filter(uke__lt=timezone.localdate() - HUSKES).delete()[0]
