"""Hvem i en virksomhet som har snakket med hvilke entreprenører, i portalen og utenom."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _

from kommuner.models import OffentligPart
from samarbeid.models import Innlegg, Samtaleside, Snakket
from veier.medlemskap.models import Medlemskap

# Så mange av de siste innleggene og notatene leses. De eldre står i samtalene.
HOYST_LEST = 1000


@dataclass(frozen=True, slots=True)
class Kontakten:
    """Én hos virksomheten som har snakket med en entreprenør. ``adresse`` er samtalen i portalen; tom når den var utenom."""

    hvem: str
    dag: date
    om: str = ""
    adresse: str = ""
    ref: uuid.UUID | None = None
    kan_slettes: bool = False


def kontaktene(
    part: OffentligPart, medlemskap: Medlemskap, entreprenorer: Iterable[int] | None = None
) -> dict[int, list[Kontakten]]:
    """Entreprenøren → hvem av oss som har snakket med dem, i portalen og utenom, det siste først. To spørsmål."""
    innlegg = Innlegg.objects.filter(samtale__part=part, side=Samtaleside.OFFENTLIG).defer("tekst")
    notater = Snakket.objects.filter(part=part)
    if entreprenorer is not None:
        valgte = list(entreprenorer)
        innlegg = innlegg.filter(samtale__entreprenor__in=valgte)
        notater = notater.filter(entreprenor__in=valgte)
    ut: dict[int, list[Kontakten]] = defaultdict(list)
    sett = set()
    for i in innlegg.select_related("samtale", "av").order_by("-tid", "-pk")[:HOYST_LEST]:
        hvem = i.hvem or _("En som ikke er med lenger")
        if (i.samtale_id, hvem) not in sett:
            sett.add((i.samtale_id, hvem))
            dag = timezone.localdate(i.tid)
            ut[i.samtale.entreprenor_id].append(
                Kontakten(hvem, dag, i.samtale.emne, i.samtale.get_absolute_url())
            )
    for n in notater.select_related("av")[:HOYST_LEST]:
        kan = medlemskap.er_administrator or n.av_id == medlemskap.bruker_id
        hvem = str(n.av) if n.av else _("En som ikke er med lenger")
        ut[n.entreprenor_id].append(Kontakten(hvem, n.dag, n.om, ref=n.ref, kan_slettes=kan))
    for rader in ut.values():
        rader.sort(key=attrgetter("dag"), reverse=True)
    return dict(ut)
