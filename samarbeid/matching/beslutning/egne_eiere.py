"""Enhetene kommunen ikke bestemmer over: den private barnehagen, og selskapet flere kommuner eier.

En privat barnehage eller skole har sin egen eier, og kommunen har bare tilsyn og tilskudd (barnehageloven §§ 7, 10 og 19).
Et interkommunalt selskap er eget rettssubjekt med eget styre; kommunene møter i representantskapet (lov om interkommunale selskaper
§§ 2, 7 og 13). Ber teksten kommunen eller fylkeskommunen selv om noe, er det deres.
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
    if pekere.spurt & {"kommune", "fylkeskommune"}:
        return ""
    if rolle == _SELSKAPET:
        return SELSKAP
    return PRIVAT if pekere.privat and rolle in _PRIVATE else ""


def bestemmer_selv(pekere: Pekere, niva: str, *, ny_fast: bool) -> bool:
    """Om enheten teksten nevner på nivået, har sin egen eier og avgjør dette uten kommunen. En ny fast kostnad i et selskap
    kommunene eier, er eiernes; en privat virksomhet avgjør den også selv."""
    enhet = pekere.enhet_paa(niva)
    eier = eieren(enhet.rolle, pekere) if enhet else ""
    return eier == PRIVAT or (eier == SELSKAP and not ny_fast)


def virksomheten(rolle: str, pekere: Pekere) -> Partprofil | None:
    """Den som eier enheten rollen leder; None når det er kommunen. Vi vet hva den er, men ikke hvilken."""
    slag = eieren(rolle, pekere)
    if not slag:
        return None
    navn = _PRIVATE.get(rolle, _SELSKAPETS_NAVN)
    return Partprofil("", navn, slag, ("kommune",), None, "annen", None)


def har_egen_eier(part: Partprofil | None) -> bool:
    """Om virksomheten på veien er en av disse, og ikke kommunens egen."""
    return part is not None and part.type in {SELSKAP, PRIVAT}
