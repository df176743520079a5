"""Hvem som ser et samarbeid, og hvilken side hun er på. Andres finnes ikke."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from samarbeid.models import Samarbeid, Samtaleside
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from veier.brukere.models import Bruker


def hent(bruker: Bruker, referanse: str) -> tuple[Samarbeid, Aktor]:
    """Samarbeidet, og den som leser det. Hever Http404.

    Den som er med på begge sider, handler for entreprenøren: en annen må svare for virksomheten.
    """
    samarbeid = get_object_or_404(
        Samarbeid.objects.for_bruker(bruker).select_related(
            "entreprenor", "part", "samtale", "eksempel", "ansvarlig_entreprenor", "ansvarlig_offentlig"
        ),
        referanse=referanse,
    )
    egen = samarbeid.entreprenor.medlemskap.filter(bruker=bruker).exists()
    if egen:
        return samarbeid, Aktor(Samtaleside.ENTREPRENOR, bruker)
    leder = samarbeid.part.medlemskap.filter(bruker=bruker).exists()
    return samarbeid, Aktor(Samtaleside.OFFENTLIG, bruker, leder)
