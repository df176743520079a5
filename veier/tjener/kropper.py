"""Hvor stor kropp hver adresse tar imot, i byte. Alt ligger i minnet til tråden får det, så de store er få og navngitt.

Sidene sier selv fra om filer som er for store, så grensen her er litt over den siden har. ``drift/nginx`` har de samme
adressene; en prøve holder dem, og sidene som tar imot filer, sammen.
"""

from __future__ import annotations

import re

MB = 1024 * 1024
ELLERS = 4 * MB  # et bilde på 2 MB, og litt til så siden selv kan si at det er for stort
# Uttrykket er skrevet som i nginx: stien uten spørringen.
STORE: tuple[tuple[str, int], ...] = (
    (r"^(/nn)?/(samtaler|samtale)/[^/]+/(svar|skriv)/$", 21 * MB),
    (r"^/epost/inn/$", 42 * MB),
    (r"^/admin/samarbeid/eksempel/[0-9]+/bilder/$", 10 * MB),
)

_STORE = [(re.compile(uttrykk.encode()), mest) for uttrykk, mest in STORE]
_LENGSTE_STI = 1024


def storste_for(adresse: bytes) -> int:
    """Det meste ``adresse`` (en sti, med eller uten spørring) tar imot."""
    sti = adresse.partition(b"?")[0]
    if len(sti) > _LENGSTE_STI:
        return ELLERS
    return next((mest for uttrykk, mest in _STORE if uttrykk.search(sti)), ELLERS)
