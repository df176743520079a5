"""Teller hvem som blir foreslått: i minnet mens siden lages, og i tabellen når svaret er sendt. Aldri hvem som så det.

Bare det portalen selv velger ut, telles. I katalogen trekkes rekkefølgen for hvert søk, og leseren har valgt ordene.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from django.db import connection
from django.utils import timezone

from samarbeid.models import Eksponering

SEKUNDER_MELLOM = 30
FLEST_I_KLADDEN = 20_000
HUSKES = timedelta(days=400)
# (entreprenøren, dagen, hvor)
_Nokkel: TypeAlias = tuple[str, date, str]

_kladd: Counter[_Nokkel] = Counter()
_las = threading.Lock()
_sist = time.monotonic()


def tell(slugger: Iterable[str], flate: Eksponering.Flate) -> None:
    """Husker at disse ble foreslått, til kladden tømmes. Skriver ikke i databasen."""
    i_dag = timezone.localdate()
    with _las:
        for slug in slugger:
            nokkel = (slug, i_dag, str(flate))
            if nokkel in _kladd or len(_kladd) < FLEST_I_KLADDEN:
                _kladd[nokkel] += 1


def er_moden() -> bool:
    """Er det noe i kladden, og lenge nok siden den ble tømt?"""
    return bool(_kladd) and time.monotonic() - _sist > SEKUNDER_MELLOM


def tom_kladden() -> int:
    """Legger tellingene til dem som står. Gir hvor mange rader det ble. En entreprenør som er borte, telles ikke."""
    global _sist
    with _las:
        tellinger = sorted(_kladd.items())
        _kladd.clear()
        _sist = time.monotonic()
    if tellinger:
        slugger, dager, flater = zip(*(nokkel for nokkel, _antall in tellinger), strict=True)
        with connection.cursor() as peker:
            peker.execute(
                "INSERT INTO samarbeid_eksponering (entreprenor_id, dag, flate, antall)"
                " SELECT e.id, t.dag, t.flate, t.antall"
                " FROM unnest(%s::text[], %s::date[], %s::text[], %s::int[]) t(slug, dag, flate, antall)"
                " JOIN entreprenorer_entreprenor e ON e.slug = t.slug ORDER BY e.id, t.dag, t.flate"
                " ON CONFLICT (entreprenor_id, dag, flate) DO UPDATE"
                " SET antall = samarbeid_eksponering.antall + excluded.antall",
                [list(slugger), list(dager), list(flater), [antall for _nokkel, antall in tellinger]],
            )
    return len(tellinger)


def slett_gamle() -> int:
    """Sletter tellingene som er eldre enn ``HUSKES``."""
    return Eksponering.objects.filter(dag__lt=timezone.localdate() - HUSKES).delete()[0]
