"""Nummeret på en kunngjøring: det eneste som tas imot om hvor en konkurranse er kunngjort.

Fri tekst her ville vært en vei til å skrive om en konkurranse som er i gang (anskaffelsesforskriften § 12-2).
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from veier.feil import FeilIFelt

# Doffin: året først. TED, der de største står: året sist.
_NUMMER = r"20\d\d-\d{1,7}|\d{1,8}-20\d\d"
_ORD = re.compile(rf"(?:(?:doffin|ted)[\s:,]*)?(?:(?:nr|nummer|ref|referanse)\b\.?[\s:]*)?({_NUMMER})", re.I)
_ADRESSE = re.compile(
    rf"https?://(?:[a-z-]+\.)*(?:doffin\.no|ted\.europa\.eu)/(?:[a-z0-9_/-]*/)?({_NUMMER})/?", re.I
)


def les_nummeret(tekst: str) -> str:
    """Nummeret, av det eller av adressen til kunngjøringen: «2026-123456». Tomt når ingenting er skrevet.

    Hever FeilIFelt for ``doffin`` når det er noe annet.
    """
    tekst = tekst.strip()
    if not tekst:
        return ""
    treff = _ORD.fullmatch(tekst) or _ADRESSE.fullmatch(tekst)
    if not treff:
        raise FeilIFelt(
            "doffin",
            _(
                "Skriv bare nummeret på Doffin, for eksempel 2026-123456, eller adressen til kunngjøringen der."
            ),
        )
    return treff[1]
