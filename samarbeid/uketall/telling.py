"""Teller bruken av portalen: i minnet mens siden lages, og i tabellen når svaret er sendt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from django.db import connection
from django.utils import timezone

from samarbeid.models import Ukeantall
from veier.database.kladd import Kladd

HUSKES = timedelta(weeks=106)
# (mandagen, hva)
_Nokkel: TypeAlias = tuple[date, str]

# Slagene er få, og en uke går over i den neste mens prosessen er i gang.
kladd: Kladd[_Nokkel] = Kladd(10 * len(Ukeantall.Hva))


def mandagen(dag: date) -> date:
    """Mandagen i uken dagen er i."""
    return dag - timedelta(days=dag.weekday())


def tell(hva: Ukeantall.Hva) -> None:
    """Husker at dette ble gjort én gang til, til kladden tømmes. Skriver ikke i databasen."""
    kladd.tell((mandagen(timezone.localdate()), str(hva)))


def tom_kladden() -> int:
    """Legger tellingene til dem som står. Gir hvor mange rader det ble."""
    if tellinger := kladd.ta():
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
