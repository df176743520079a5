"""Teller hvem som blir foreslått: i minnet mens siden lages, og i tabellen når svaret er sendt. Aldri hvem som så det.

Bare det portalen selv velger ut, telles. I katalogen trekkes rekkefølgen for hvert søk, og leseren har valgt ordene.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from django.db import connection
from django.utils import timezone

from samarbeid.models import Eksponering
from veier.database.kladd import Kladd

HUSKES = timedelta(days=400)
# (entreprenøren, dagen, hvor)
_Nokkel: TypeAlias = tuple[str, date, str]

kladd: Kladd[_Nokkel] = Kladd(20_000)


def tell(slugger: Iterable[str], flate: Eksponering.Flate) -> None:
    """Husker at disse ble foreslått, til kladden tømmes. Skriver ikke i databasen."""
    i_dag = timezone.localdate()
    kladd.tell(*((slug, i_dag, str(flate)) for slug in slugger))


def tom_kladden() -> int:
    """Legger tellingene til dem som står. Gir hvor mange rader det ble. En entreprenør som er borte, telles ikke."""
    if tellinger := kladd.ta():
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
