"""Det noen har skrevet, kryptert i lenken de får på e-post: ingenting lagres før adressen er bekreftet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from veier.kryptering import MERKE, KanIkkeLeses, dekrypter, krypter
from veier.typer import Verdi

VARER = timedelta(days=7)
# Tjeneren leser 4 094 tegn av adressen; resten av den er plassen til språket, stien og det som står rundt.
LENGSTE_KODE = 3_800


def lag_kode(slag: str, innhold: Mapping[str, Verdi]) -> str:
    """Koden til lenken. ``slag``: hva den gjelder, så en lenke aldri kan brukes til noe annet."""
    alt = {"slag": slag, "sendt": int(timezone.now().timestamp()), "innhold": dict(innhold)}
    return krypter(json.dumps(alt, ensure_ascii=False)).removeprefix(MERKE)


def les_kode(slag: str, kode: str) -> dict[str, Verdi] | None:
    """Det som ble skrevet; None når lenken er endret, gjelder noe annet, eller er eldre enn sju dager."""
    try:
        alt = json.loads(dekrypter(MERKE + kode))
        alder = timezone.now().timestamp() - alt["sendt"]
        gjelder = alt["slag"] == slag and 0 <= alder <= VARER.total_seconds()
        return dict(alt["innhold"]) if gjelder else None
    except (KanIkkeLeses, ValueError, TypeError, KeyError):
        return None
