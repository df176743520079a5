"""Forretningshemmelighetene i en samtale: vist bare når noen ber om det, og da står det i loggen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samarbeid.models import Samtale, Skjermet
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse


def vis_skjermet(samtale: Samtale, nr: int, *, av: Aktor) -> Skjermet:
    """Den skjermede delen av innlegget. Hvem som så den, og når, står i loggen.

    Hever Skjermet.DoesNotExist, og Domenefeil når hun har sagt at hun kan være inhabil.
    """
    if er_inhabil(samtale, av):
        raise Domenefeil(_("Du har sagt at du kan være inhabil. En kollega har tatt over."))
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
