"""Hvem som er invitert til et behov, i ord: til alle på siden, og til de som er med i historikken. Uten navn på entreprenørene."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from kommuner.models import Behov
from samarbeid.models import Invitasjonsrunde
from veier.brukere.models import Bruker


@dataclass(frozen=True, slots=True)
class Runde:
    """``setning`` er lik for alle som leser. ``grunn`` er tom når alle som passer, er invitert."""

    setning: str
    grunn: str
    tid: datetime
    av: Bruker | None


def rundene(behov: Behov) -> list[Runde]:
    """Den første øverst. Ett spørsmål; ingen når behovet ikke er lagret ennå."""
    if behov.pk is None:
        return []
    rader: Iterable[Invitasjonsrunde] = behov.invitasjonsrunder.select_related("av")
    return [Runde(_setning(r), r.grunn, r.tid, r.av) for r in rader]


def _setning(runde: Invitasjonsrunde) -> str:
    if runde.mate == Invitasjonsrunde.Mate.SAERSKILT:
        setning = ngettext(
            "%(antall)d entreprenør er invitert særskilt %(dato)s.",
            "%(antall)d entreprenører er invitert særskilt %(dato)s.",
            runde.antall,
        )
    else:
        setning = ngettext(
            "%(antall)d entreprenør er invitert %(dato)s: den eneste portalen fant at passer, og som kan få brev herfra.",
            "%(antall)d entreprenører er invitert på samme måte %(dato)s: alle portalen fant at passer, og som kan få brev herfra.",
            runde.antall,
        )
    dato = date_format(timezone.localtime(runde.tid), "j. F Y")
    return setning % {"antall": runde.antall, "dato": dato}
