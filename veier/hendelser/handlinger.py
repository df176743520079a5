"""Skriver i hendelsesloggen."""

from __future__ import annotations

import uuid

from django.db import models

from veier import sikkerhetslogg
from veier.hendelser.models import Hendelse


def logg_hendelse(
    kode: str,
    *,
    av: uuid.UUID | None = None,
    gjelder: models.Model | None = None,
    gjelder_id: str = "",
    **detaljer: object,
) -> Hendelse:
    """Legger til én linje. Kalles i transaksjonen den forteller om.

    Objektet kjennes igjen på ``kjennetegn`` når det har det, ellers på slugen. ``gjelder_id`` overstyrer begge.
    """
    hendelse = Hendelse.objects.create(
        kode=kode,
        av=av,
        gjelder_type=gjelder._meta.label_lower if gjelder else "",
        gjelder_id=gjelder_id or str(getattr(gjelder, "kjennetegn", "") or getattr(gjelder, "slug", "")),
        detaljer=detaljer,
    )
    sikkerhetslogg.folg_hendelse(kode, av=av, gjelder_id=hendelse.gjelder_id)
    return hendelse
