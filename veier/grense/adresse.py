"""Hvem forespørselen kommer fra, uten å tro på noe avsenderen selv kan skrive.

Bak mellomtjenere er ``REMOTE_ADDR`` adressen til den nærmeste av dem. Hver av dem legger adressen den selv så, sist i
``X-Forwarded-For``. Med N mellomtjenere er det derfor den N-te fra høyre som er klientens; alt til venstre for den kan
klienten ha skrevet. Antallet står i VEIER_MELLOMTJENERE, og ingen annen del av portalen leser hodet.
"""

from __future__ import annotations

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

Adresse = ipaddress.IPv4Address | ipaddress.IPv6Address

UKJENT = "ukjent"
# En husstand eller et kontor får minst et /64; hver maskin i det kan velge sin egen adresse.
IPV6_NETT = 64
# En kunde får ofte et helt /48, og en som leier tjenere, gjerne naboer i samme /24.
IPV6_NABOLAG, IPV4_NABOLAG = 48, 24
_MED_PORT = re.compile(r"\[([^\[\]]{2,60})\](?::\d{1,5})?|([\d.]{7,15}):\d{1,5}", re.ASCII)
_LENGST = 100


def klientadresse(request: HttpRequest) -> str:
    """Adressen til klienten på sin vanlige form, eller tom når den ikke kan vites (en sokkel uten mellomtjener)."""
    adresse = _finn(request)
    return str(adresse) if adresse else ""


def avsender(request: HttpRequest) -> str:
    """Det grensene teller på: IPv4-adressen, eller nettet en IPv6-adresse er i."""
    adresse = _finn(request)
    if isinstance(adresse, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((adresse, IPV6_NETT), strict=False))
    return str(adresse) if adresse else UKJENT


def nabolag(request: HttpRequest) -> str:
    """Nettet avsenderen er i, så stort som det én ofte rår over alene. Til det som skal være ulike avsendere."""
    adresse = _finn(request)
    if adresse is None:
        return UKJENT
    lengde = IPV6_NABOLAG if adresse.version == 6 else IPV4_NABOLAG
    return str(ipaddress.ip_network((adresse, lengde), strict=False))


def _finn(request: HttpRequest) -> Adresse | None:
    """Et hode som er for kort, eller har noe annet enn en adresse på plassen, er ikke skrevet av mellomtjenerne."""
    naermeste = les_adresse(request.META.get("REMOTE_ADDR", ""))
    antall = settings.MELLOMTJENERE
    if not antall:
        return naermeste
    ledd = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", antall)
    if len(ledd) < antall:
        return naermeste
    return les_adresse(ledd[-antall]) or naermeste


def les_adresse(tekst: str) -> Adresse | None:
    """Adressen i teksten, med eller uten port. En IPv4-adresse skrevet som IPv6, blir IPv4."""
    tekst = tekst.strip()
    if len(tekst) > _LENGST:
        return None
    if treff := _MED_PORT.fullmatch(tekst):
        tekst = treff[1] or treff[2]
    try:
        adresse = ipaddress.ip_address(tekst.partition("%")[0])
    except ValueError:
        return None
    return getattr(adresse, "ipv4_mapped", None) or adresse
