"""Sidene som svares uten Django: når køen er full, og når det som kom, ikke er en forespørsel."""

from __future__ import annotations

import base64
import hashlib
import html
from functools import cache

from veier import sprak
from veier.foresporsel import hoder as sikkerhet
from veier.sprak import HOVEDSPRAK

_STIL = (
    "body{font-family:Inter,system-ui,sans-serif;color:#1f2a2e;max-width:38rem;margin:4rem auto;padding:0 1.5rem;"
    "line-height:1.6}h1{font-size:1.75rem;line-height:1.25}a{color:#0b5c63}"
)
_AVTRYKK = base64.b64encode(hashlib.sha256(_STIL.encode()).digest()).decode()
POLITIKK = f"{sikkerhet.POLITIKK}; style-src 'sha256-{_AVTRYKK}'"
VENT_SEKUNDER = 10

_GRUNNER = {
    400: "Bad Request",
    403: "Forbidden",
    408: "Request Timeout",
    411: "Length Required",
    413: "Content Too Large",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    503: "Service Unavailable",
}
# Tekstene på hvert språk. 0 er forespørselen vi ikke forsto.
_TEKSTER: dict[str, dict[int, tuple[str, str]]] = {
    "nb": {
        0: ("Vi forsto ikke det nettleseren sendte", "Gå til forsiden og prøv på nytt."),
        408: ("Det tok for lang tid", "Vi fikk ikke hele siden fra nettleseren din. Prøv igjen."),
        413: ("Det du sendte, er for stort", "Gå tilbake, og velg en mindre fil eller skriv kortere."),
        414: ("Adressen er for lang", "Gå til forsiden, og finn fram derfra."),
        500: ("Noe gikk galt hos oss", "Prøv igjen om litt."),
        503: (
            "Det er mange her akkurat nå",
            "Vi rekker ikke å svare alle. Vent litt, og last siden på nytt. Det du hadde lagret, er ikke borte.",
        ),
    },
    "nn": {
        0: ("Vi skjønte ikkje det nettlesaren sende", "Gå til framsida og prøv på nytt."),
        408: ("Det tok for lang tid", "Vi fekk ikkje heile sida frå nettlesaren din. Prøv igjen."),
        413: ("Det du sende, er for stort", "Gå tilbake, og vel ei mindre fil eller skriv kortare."),
        414: ("Adressa er for lang", "Gå til framsida, og finn fram derifrå."),
        500: ("Noko gjekk gale hos oss", "Prøv igjen om litt."),
        503: (
            "Det er mange her akkurat no",
            "Vi rekk ikkje å svare alle. Vent litt, og last sida på nytt. Det du hadde lagra, er ikkje borte.",
        ),
    },
}
_FORSIDEN = {"nb": "Til forsiden", "nn": "Til framsida"}


def side(status: int, *, malform: str = HOVEDSPRAK.kode) -> str:
    """Siden på språket; på hovedspråket når tekstene ikke er oversatt."""
    brukt = sprak.finn(malform if malform in _TEKSTER else HOVEDSPRAK.kode)
    overskrift, tekst = _TEKSTER[brukt.kode].get(status, _TEKSTER[brukt.kode][0])
    return (
        f'<!doctype html>\n<html lang="{brukt.kode}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{html.escape(overskrift)} – Veier til samarbeid</title><style>{_STIL}</style></head>\n"
        f"<body><main><h1>{html.escape(overskrift)}</h1><p>{html.escape(tekst)}</p>"
        f'<p><a href="{sprak.forstavelse(brukt)}/">{_FORSIDEN[brukt.kode]}</a></p></main></body>\n</html>\n'
    )


@cache
def svar(status: int, *, malform: str = HOVEDSPRAK.kode) -> bytes:
    """Hele svaret, klart til å sendes. Forbindelsen lukkes etter det."""
    kropp = side(status, malform=malform).encode()
    hoder = [
        f"HTTP/1.1 {status} {_GRUNNER.get(status, 'Bad Request')}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(kropp)}",
        "Cache-Control: no-store",
        *(f"{navn}: {verdi}" for navn, verdi in sikkerhet.faste(POLITIKK)),
        "Connection: close",
    ]
    if status == 503:
        hoder.append(f"Retry-After: {VENT_SEKUNDER}")
    return "\r\n".join(hoder).encode() + b"\r\n\r\n" + kropp


def malform_i(sti: bytes) -> str:
    """Språket en adresse ber om, også når resten av den ikke kan leses."""
    return sprak.i_adressen(sti.decode("latin-1").partition("?")[0]).kode
