"""Forretningshemmelighetene i en samtale: vist bare når noen ber om det, og da står det i loggen."""

from __future__ import annotations

from samarbeid.models import Samtale, Skjermet
from samarbeid.samtaler.handlinger.trad import Aktor
from veier.hendelser.handlinger import logg_hendelse


def vis_skjermet(samtale: Samtale, nr: int, *, av: Aktor) -> Skjermet:
    """Den skjermede delen av innlegget. Hvem som så den, og når, står i loggen. Hever Skjermet.DoesNotExist."""
    rad = Skjermet.objects.select_related("innlegg").get(innlegg__samtale=samtale, innlegg__nr=nr)
    logg_hendelse(
        "samtale_skjermet_vist",
        av=av.av.offentlig_id if av.av else None,
        gjelder=samtale.entreprenor,
        referanse=samtale.referanse,
        nr=nr,
        side=av.side,
    )
    return rad
