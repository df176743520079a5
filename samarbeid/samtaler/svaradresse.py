"""Adressen hver samtale svares på med e-post: ``svar-<26 tegn>@`` domenet i VEIER_SVARDOMENE.

Tegnene regnes ut av portalens nøkkel og samtalen, så de ikke må lagres for at det neste brevet skal ha den samme adressen.
Databasen har bare avtrykket. Den som får en kopi av den, kan ikke skrive i noens navn.
"""

from __future__ import annotations

import base64
import re

from django.conf import settings
from django.utils.crypto import salted_hmac

from samarbeid.models import Samtale, Svaradresse
from veier.lenker import avtrykk

FORAN = "svar-"
LENGDE = 26  # 130 biter i base32; store og små bokstaver er det samme i en e-postadresse
_ADRESSE = re.compile(rf"{FORAN}([a-z2-7]{{{LENGDE}}})\Z")


def svaradressen(samtale: Samtale) -> str:
    """Adressen som står i brevet; tom når portalen ikke tar imot svar. Kalles med samtalen låst eller ny."""
    if not settings.SVARDOMENE:
        return ""
    biter = salted_hmac("svaradresse", str(samtale.pk), algorithm="sha256").digest()
    nokkel = base64.b32encode(biter).decode("ascii").lower()[:LENGDE]
    Svaradresse.objects.get_or_create(avtrykk=avtrykk(nokkel), defaults={"samtale": samtale})
    return f"{FORAN}{nokkel}@{settings.SVARDOMENE}"


def finn_samtalen(adresse: str) -> Samtale | None:
    """Samtalen svaradressen hører til. ``adresse`` er i kanonisk form."""
    foran, _krollalfa, domene = adresse.rpartition("@")
    if not settings.SVARDOMENE or domene != settings.SVARDOMENE:
        return None
    treff = _ADRESSE.match(foran)
    rad = (
        Svaradresse.objects.filter(avtrykk=avtrykk(treff[1])).select_related("samtale").first()
        if treff
        else None
    )
    return rad.samtale if rad else None
