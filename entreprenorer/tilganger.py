"""Hvem som kan vise at de hører til en entreprenør, uten at noen ser på det."""

from __future__ import annotations

from entreprenorer.models import Entreprenor
from veier.brukere.models import Bruker

# Der hvem som helst kan få en adresse. Et nettsted på et slikt domene beviser ingenting.
APNE_POSTDOMENER = frozenset(
    "gmail.com hotmail.com hotmail.no outlook.com live.no live.com online.no yahoo.no yahoo.com icloud.com "
    "getmail.no broadpark.no start.no frisurf.no epost.no proton.me protonmail.com".split()
)


def beviser(bruker: Bruker, nettsted: str) -> bool:
    """Den bekreftede adressen til personen er på domenet til nettstedet registeret oppgir."""
    domene = Entreprenor(registrert_nettsted=nettsted).registrert_domene
    return bool(domene) and domene == bruker.epostdomene and domene not in APNE_POSTDOMENER
