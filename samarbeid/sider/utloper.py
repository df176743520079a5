"""Det som snart går ut hos virksomhetene hun er med i: kontakter ingen har bekreftet, og dager i behovene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from kommuner.models import Behov, Egenkontakt, OffentligPart
from kommuner.models.egenkontakt import SPOR_FOR, merke

SNART = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kontaktene:
    """Det en virksomhet har sagt, der noe går ut innen 30 dager (``snart``) eller er gått ut. ``sett`` er merket på ``alle``."""

    part: OffentligPart
    alle: Sequence[Egenkontakt]
    snart: Sequence[Egenkontakt]
    gatt_ut: Sequence[Egenkontakt]
    sett: str

    @property
    def dato(self) -> date | None:
        """Den første dagen noe av det som gjelder nå, ikke gjelder lenger."""
        return min((k.utloper for k in self.snart), default=None)


@dataclass(frozen=True, slots=True)
class Dag:
    """En dag i et behov. ``er_frist`` er den siste for spørsmål; ellers er det dagen det bestemmes."""

    behov: Behov
    dag: date
    er_frist: bool


def kontakter_som_utloper(administrerer: Iterable[OffentligPart]) -> list[Kontaktene]:
    """Én for hver virksomhet der noe utløper. Ett spørsmål, og ingen når hun ikke administrerer noen."""
    parter = {p.pk: p for p in administrerer}
    if not parter:
        return []
    grense = timezone.localdate() + SPOR_FOR
    rader = sorted(
        Egenkontakt.objects.filter(part__in=parter).select_related("rolle"), key=lambda k: k.part_id
    )
    ut = []
    for pk, gruppe in groupby(rader, key=lambda k: k.part_id):
        alle = list(gruppe)  # i samme rekkefølge som på siden der de bekreftes
        gatt_ut = [k for k in alle if k.er_utlopt]
        snart = [k for k in alle if k.utloper <= grense and not k.er_utlopt]
        if gatt_ut or snart:
            ut.append(Kontaktene(parter[pk], alle, snart, gatt_ut, merke(alle)))
    return ut


def dager_i_behovene(virksomheter: Sequence[OffentligPart]) -> list[Dag]:
    """Fristene og beslutningene de neste 30 dagene, den første øverst. Ett spørsmål."""
    if not virksomheter:
        return []
    i_dag = timezone.localdate()
    apne = Behov.objects.apne().filter(part__in=virksomheter).select_related("part")
    dager = (d for b in apne for d in _dagene(b) if i_dag <= d.dag <= i_dag + SNART)
    return sorted(dager, key=lambda d: (d.dag, d.behov.pk, not d.er_frist))


def _dagene(behov: Behov) -> Iterator[Dag]:
    if behov.frist and behov.tar_sporsmal:
        yield Dag(behov, behov.frist, er_frist=True)
    if behov.beslutningsdato:
        yield Dag(behov, behov.beslutningsdato, er_frist=False)
