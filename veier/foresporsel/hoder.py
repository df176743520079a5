"""Sikkerhetshodene på svar som lages utenfor Djangos mellomvarer. Innenfor setter mellomvarene de samme.

Ren Python: tjeneren svarer herfra også når portalen ikke er lest inn.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from veier import miljo

ALLTID = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
# Sidene uten skript, skjema og egne filer. En side med stil legger til avtrykket av den.
POLITIKK = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@cache
def hsts() -> str:
    """Verdien av Strict-Transport-Security. Miljøet leses én gang, når prosessen varmes opp. Tom uten https."""
    if not os.environ.get("VEIER_ADRESSE", "").startswith("https://"):
        return ""
    valg = miljo.hsts(os.environ.get("VEIER_HSTS", miljo.HSTS_STANDARD))
    deler = [f"max-age={valg.sekunder}"] if valg.sekunder else []
    deler += ["includeSubDomains"] if deler and valg.underdomener else []
    return "; ".join(deler + (["preload"] if deler and valg.liste else []))


@cache
def faste(politikk: str = POLITIKK) -> tuple[tuple[str, str], ...]:
    sikker = hsts()
    foran = [("Strict-Transport-Security", sikker)] if sikker else []
    return (*foran, ("Content-Security-Policy", politikk), *ALLTID)


def med_faste(hoder: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Hodene, og de faste som mangler."""
    alle = list(hoder)
    har = {navn.lower() for navn, _verdi in alle}
    return alle + [(navn, verdi) for navn, verdi in faste() if navn.lower() not in har]
