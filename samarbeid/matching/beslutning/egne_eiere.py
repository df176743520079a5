"""Enhetene kommunen ikke bestemmer over: den private barnehagen, og selskapet flere kommuner eier.

En privat barnehage eller skole har sin egen eier, og kommunen har bare tilsyn og tilskudd (barnehageloven §§ 7, 10 og 19).
Et interkommunalt selskap er eget rettssubjekt med eget styre; kommunene møter i representantskapet (lov om interkommunale selskaper
§§ 2, 7 og 13). Ber teksten kommunen selv om noe, er det kommunens.
"""

from __future__ import annotations

from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.setninger import EGNE_EIERE
from samarbeid.matching.typer import Partprofil

SELSKAP, PRIVAT = "selskap", "privat"
_SELSKAPET = "daglig-leder-iks"
# Lederen → det vi kaller virksomheten, når den er privat.
_SELSKAPETS_NAVN, _BARNEHAGEN, _SKOLEN, _SYKEHJEMMET = EGNE_EIERE
_PRIVATE = {
    "barnehagestyrer": _BARNEHAGEN,
    "rektor": _SKOLEN,
    "rektor-videregaende": _SKOLEN,
    "leder-sykehjem": _SYKEHJEMMET,
}


def eieren(rolle: str, pekere: Pekere) -> str:
    """``SELSKAP`` eller ``PRIVAT`` når rollen leder noe med sin egen eier, ellers tom."""
    if "kommune" in pekere.spurt:
        return ""
    if rolle == _SELSKAPET:
        return SELSKAP
    return PRIVAT if pekere.privat and rolle in _PRIVATE else ""


def egen_enhet(pekere: Pekere, niva: str) -> str:
    """Lederen for enheten teksten nevner på nivået, når den har sin egen eier."""
    enhet = pekere.enhet_paa(niva)
    return enhet.rolle if enhet and eieren(enhet.rolle, pekere) else ""


def virksomheten(rolle: str, pekere: Pekere) -> Partprofil | None:
    """Den som eier enheten rollen leder; None når det er kommunen. Vi vet hva den er, men ikke hvilken."""
    slag = eieren(rolle, pekere)
    if not slag:
        return None
    navn = _PRIVATE.get(rolle, _SELSKAPETS_NAVN)
    return Partprofil("", navn, slag, ("kommune",), None, "annen", None)
