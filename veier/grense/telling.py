"""Tellingen: én setning i PostgreSQL per bruk, utenfor transaksjonen forespørselen ellers er i.

Regelen er GCRA, den jevne bøtten (ITU-T I.371, tillegg 1): en nøkkel kan brukes ``antall`` ganger på rappen, og får
deretter én ny gang hvert ``sekunder / antall`` sekund. Ett tidspunkt per nøkkel er nok til å vite det, og ventetiden er
nøyaktig: den som venter så lenge, slipper til. Et forsøk som blir avvist, gjør ikke ventetiden lengre.

Tellingen har sin egen forbindelse (``grense`` i DATABASES). Den skal stå selv om det den teller, blir angret; den
skal virke i en GET, som ellers bare leser; og ingen skal vente på andres transaksjoner for å bli telt. Tabellen er
UNLOGGED: etter et strømbrudd begynner den tom, og det er lov.
"""

from __future__ import annotations

import base64
import math

from django.db import connections
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from veier.grense.adresse import avsender

FORBINDELSE = "grense"

# statement_timestamp() er den samme i hele setningen, og går også når testen holder transaksjonen åpen.
_BRUK = """
INSERT INTO grense_teller AS t (avtrykk, ledig_tid, vent)
VALUES (%(avtrykk)s, statement_timestamp() + %(bruk)s * interval '1 second', 0)
ON CONFLICT (avtrykk) DO UPDATE SET
  ledig_tid = CASE
    WHEN t.ledig_tid + %(bruk)s * interval '1 second' <= statement_timestamp() + %(vindu)s * interval '1 second'
    THEN greatest(t.ledig_tid, statement_timestamp()) + %(bruk)s * interval '1 second'
    ELSE t.ledig_tid
  END,
  vent = greatest(0, extract(epoch FROM
    t.ledig_tid + (%(bruk)s - %(vindu)s) * interval '1 second' - statement_timestamp()))
RETURNING vent
"""
_VENTETID = """
SELECT greatest(0, extract(epoch FROM ledig_tid + (%(steg)s - %(vindu)s) * interval '1 second' - statement_timestamp()))
FROM grense_teller WHERE avtrykk = %(avtrykk)s
"""
_GI_TILBAKE = """
UPDATE grense_teller SET ledig_tid = ledig_tid - %(steg)s * interval '1 second' WHERE avtrykk = %(avtrykk)s
"""
_NULLSTILL = "DELETE FROM grense_teller WHERE avtrykk = %(avtrykk)s"
_RYDD = "DELETE FROM grense_teller WHERE ledig_tid < statement_timestamp()"


def bruk(navn: str, nokkel: str, *, antall: int, sekunder: int, vekt: int = 1) -> int:
    """Bruker én gang av grensen ``navn`` for ``nokkel``. Gir sekundene å vente; 0 betyr at det er lov nå.

    ``vekt`` er hvor mye den ene gangen teller, fra 1 til ``antall``: for grenser på noe annet enn ganger.
    """
    if not 1 <= vekt <= antall:
        raise ValueError(f"vekten {vekt} er ikke fra 1 til {antall}")
    return math.ceil(_spor(_BRUK, navn, nokkel, antall, sekunder, vekt))


def ventetid(navn: str, nokkel: str, *, antall: int, sekunder: int) -> int:
    """Sekundene ``bruk`` ville sagt nå, uten å bruke noe."""
    return math.ceil(_spor(_VENTETID, navn, nokkel, antall, sekunder))


def gi_tilbake(navn: str, nokkel: str, *, antall: int, sekunder: int) -> None:
    """Angrer én bruk, for den som viste seg å ikke være den grensen er til for."""
    _spor(_GI_TILBAKE, navn, nokkel, antall, sekunder)


def nullstill(navn: str, nokkel: str) -> None:
    """Glemmer alt som er brukt av grensen for denne nøkkelen."""
    _spor(_NULLSTILL, navn, nokkel, 1, 1)


def rydd() -> int:
    """Sletter radene som ikke lenger betyr noe: for dem er alt ledig igjen. Gir antallet."""
    with connections[FORBINDELSE].cursor() as peker:
        peker.execute(_RYDD)
        return peker.rowcount


def over_grensen(request: HttpRequest, *, navn: str, antall: int, sekunder: int) -> int:
    """Teller denne forespørselen for den innloggede, ellers for stedet den kom fra. Gir sekundene å vente; 0 er lov.

    Den innloggede telles der hun er: et helt kontor deler én adresse, og den som vil forbi, har mange.
    """
    return bruk(navn, hvem(request), antall=antall, sekunder=sekunder)


def hvem(request: HttpRequest) -> str:
    """Den en grense gjelder: kontoen når noen er logget inn, ellers stedet."""
    bruker = getattr(request, "user", None)
    if bruker is not None and bruker.is_authenticated:
        return f"bruker {bruker.pk}"
    return avsender(request)


def _spor(sql: str, navn: str, nokkel: str, antall: int, sekunder: int, vekt: int = 1) -> float:
    """``steg`` rundes ned til et mikrosekund, ellers ble det siste av ``antall`` borte i avrundingen."""
    steg = sekunder * 1_000_000 // antall / 1_000_000
    verdier: dict[str, bytes | str | float] = {
        "avtrykk": _avtrykk(navn, nokkel),
        "steg": steg,
        "bruk": steg * vekt,
        "vindu": sekunder,
    }
    with connections[FORBINDELSE].cursor() as peker:
        peker.execute(sql, verdier)
        rad = peker.fetchone() if peker.description else None
    return float(rad[0]) if rad else 0.0


def _avtrykk(navn: str, nokkel: str) -> str:
    """Et avtrykk med portalens nøkkel: tabellen sier ikke hvem som har spurt, heller ikke til den som leser den."""
    sum_ = salted_hmac("veier.grense", f"{navn}\0{nokkel}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(sum_).rstrip(b"=").decode()
