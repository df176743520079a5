"""Kjenner igjen en tekst som sier hva som skal kjøpes, i stedet for hva som er vanskelig. Ren Python."""

from __future__ import annotations

import re

# Ordene en løsning begynner med når den er valgt på forhånd, og det som skal kjøpes.
_VIL = r"(?:trenger|ønsker|vil ha|skal ha|må ha|søker|ser etter|ønskjer|vil kjøpe|skal kjøpe|skal anskaffe|ynskjer)"
_TING = (
    r"(?:app|applikasjon|plattform|portal|nettside|system|fagsystem|programvare|verktøy|digital\w*|robot\w*|sensor\w*|lisens\w*"
    r"|kurs|kurspakke|program|metode|konsulent\w*|leverandør\w*|tiltak|løsning|løysing|tjenesteleverandør\w*|opplegg)"
)
_UTTRYKK = (
    re.compile(rf"\b{_VIL}\b(?:\s+\w+){{0,3}}?\s+(\w*{_TING})\b", re.IGNORECASE),
    re.compile(r"\b(kravspesifikasjon\w*|rammeavtale|lisenser|timepris|opsjon\w*)\b", re.IGNORECASE),
    re.compile(r"\b((?:løsningen|løysinga|systemet|leverandøren|tilbyderen) (?:skal|må))\b", re.IGNORECASE),
)


def losningsord(*tekster: str) -> tuple[str, ...]:
    """Uttrykkene som sier at en løsning alt er valgt, slik de står. Tomt når teksten beskriver et problem."""
    funnet = [
        treff[0] for tekst in tekster for uttrykk in _UTTRYKK for treff in uttrykk.finditer(tekst or "")
    ]
    return tuple(dict.fromkeys(funnet))
