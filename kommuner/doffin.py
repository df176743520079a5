"""Nummeret på en kunngjøring: det eneste som tas imot om hvor en konkurranse er kunngjort.

Fri tekst her ville vært en vei til å skrive om en konkurranse som er i gang (anskaffelsesforskriften § 12-2).
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from veier.feil import FeilIFelt

# Doffin: året først. TED, der de største står: året sist.
_DOFFIN, _TED = r"20[0-9]{2}-[0-9]{1,7}", r"[0-9]{1,8}-20[0-9]{2}"
_NUMMER = rf"({_DOFFIN}|{_TED})"
_ORD = re.compile(rf"(?:(?:doffin|ted)[\s:,]*)?(?:(?:nr|nummer|ref|referanse)\b\.?[\s:]*)?{_NUMMER}", re.I)
# Det som står etter nummeret (språket, fanen), sier ikke hvilken kunngjøring det er.
_ADRESSE = re.compile(
    rf"https?://(?:www\.)?(?:doffin\.no|ted\.europa\.eu)/(?:[a-z0-9_/-]*/)?{_NUMMER}/?(?:[?#].*)?", re.I
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


def adressen(referanse: str) -> str:
    """Siden kunngjøringen står på; tomt når referansen ikke er et nummer, slik noen skrev den før."""
    if re.fullmatch(_DOFFIN, referanse):
        return f"https://www.doffin.no/notices/{referanse}"
    if re.fullmatch(_TED, referanse):
        return f"https://ted.europa.eu/en/notice/-/detail/{referanse}"
    return referanse if referanse.startswith("https://") else ""
