"""Hvor mye én avsender kan lagre uten konto på en dag. Tallene står i ``veier.grense.regler``."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from veier.database.plass import storrelse
from veier.fletting import Rasvar
from veier.grense.regler import NYTT_UTKAST, UTKASTPLASS
from veier.grense.telling import hvem
from veier.utkast.models import STORST, Utkast

ET_NYTT_UTKAST = 1000  # oktetter en rad tar utenom svarene


def vent_med_nytt(request: HttpRequest, stegene: Mapping[str, Rasvar]) -> int:
    """Sekundene til et nytt utkast med svarene (steg → svar) får plass. 0: det er lov nå."""
    return NYTT_UTKAST.bruk(hvem(request)) or _bruk(request, ET_NYTT_UTKAST + storrelse(stegene))


def vent_med_steg(request: HttpRequest, utkast: Utkast, *, steg: str, svar: Rasvar) -> int:
    """Sekundene til steget får plass. Bare det utkastet vokser med, teller: å skrive om er gratis.

    Det utkastet ikke har plass til, lagres ikke (``krev_plass``), og teller ikke heller.
    """
    star = utkast.svar.get(steg, {})
    if storrelse({**utkast.svar, steg: {**star, **svar}}) > STORST:
        return 0
    return _bruk(request, storrelse(svar) - storrelse(star))


def vent_med_vekst(request: HttpRequest, *, for_: Mapping[str, object], naa: Mapping[str, object]) -> int:
    """Sekundene til det utkastet har vokst med, får plass. Kalles før det lagres for godt."""
    return _bruk(request, storrelse(naa) - storrelse(for_))


def _bruk(request: HttpRequest, oktetter: int) -> int:
    return UTKASTPLASS.bruk(hvem(request), vekt=oktetter) if oktetter > 0 else 0
