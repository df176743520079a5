"""Hva en husket side er laget av. Hver funksjon gir en tekst som er ny når noe av det er endret (veier/foresporsel/mellomlager)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from samarbeid.katalog.indeks import behovene
from samarbeid.katalog.indeks.register import utgave


def katalogversjon(request: HttpRequest) -> str:
    """Ny når katalogen eller referansedataene er endret, og hver dag (rekkefølgen trekkes på nytt)."""
    return f"{utgave()} {timezone.localdate()}"


def behovsversjon(request: HttpRequest) -> str:
    """Som ``katalogversjon``, og ny når et publisert behov er endret."""
    return f"{katalogversjon(request)} {behovene.utgaven()}"
