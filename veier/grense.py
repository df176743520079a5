"""Fartsgrense for åpne skjemaer, talt i det delte hurtiglageret."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def over_grensen(request: HttpRequest, *, navn: str, antall: int, sekunder: int) -> bool:
    """Teller denne forespørselen, og sier om avsenderen har brukt opp ``antall`` per ``sekunder``.

    Avsenderen er et saltet avtrykk av IP-adressen, aldri adressen selv.
    """
    adresse = request.META.get("REMOTE_ADDR", "")
    avtrykk = hashlib.sha256(f"{settings.SECRET_KEY}{navn}{adresse}".encode()).hexdigest()[:32]
    nokkel = f"grense:{navn}:{avtrykk}"
    if cache.add(nokkel, 1, sekunder):
        return False
    try:
        return cache.incr(nokkel) > antall
    except ValueError:  # utløp mellom de to kallene
        return False
