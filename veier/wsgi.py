"""Portalen som WSGI-program, med den ytterste barrieren rundt: ingen feil går ut uten spor i loggen."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from veier.typer import Nokkelord

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from django.http.response import HttpResponseBase

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")

try:
    _portalen = get_wsgi_application()
except ImproperlyConfigured as feil:
    sys.stderr.write(f"✗ {feil}\n")
    sys.exit(3)  # gunicorn stopper helt på denne koden, i stedet for å prøve om igjen

from veier.database.feil import er_borte
from veier.foresporsel import hoder
from veier.tjener.stabel import med_plass

_logger = logging.getLogger("veier.feil")
_TYPE = ("Content-Type", "text/plain; charset=utf-8")
_FEIL = "Noe gikk galt hos oss. Prøv igjen om litt.\n".encode()
_STENGT = "Portalen er stengt et øyeblikk. Prøv igjen om noen minutter.\n".encode()


@med_plass
def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Det Django ikke rekker å ta: feil før mellomvarene, i feilsidene selv, og mens svaret strømmer."""
    try:
        svar = _portalen(environ, _med_hoder(start_response))
    except Exception as unntak:  # noqa: BLE001 - den ytterste barrieren
        borte = _noter(unntak)
        start_response(
            "503 Service Unavailable" if borte else "500 Internal Server Error", hoder.med_faste([_TYPE])
        )
        return [_STENGT if borte else _FEIL]
    # Et helt svar er alt laget; bare det som strømmer, kan feile underveis.
    return _Strom(svar) if getattr(svar, "streaming", False) else svar


def _med_hoder(start_response: StartResponse) -> StartResponse:
    """Intet svar går ut uten sikkerhetshodene, heller ikke et som ble laget før mellomvaren som setter dem."""

    def start(status: str, svarhoder: list[tuple[str, str]], *resten: Nokkelord) -> Callable[[bytes], object]:
        return start_response(status, hoder.med_faste(svarhoder), *resten)

    return start


class _Strom:
    """Et svar som brytes halvveis, er logget én gang, og forbindelsen lukkes så ingen tror at filen er hel."""

    def __init__(self, svar: HttpResponseBase) -> None:
        self._svar = svar

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._svar
        except Exception as unntak:  # noqa: BLE001 - den ytterste barrieren
            _noter(unntak)
            raise AvbruttSvar from None

    def close(self) -> None:
        self._svar.close()


class AvbruttSvar(Exception):
    """Svaret stanset underveis. Hvorfor, står i linjen før."""


def _noter(unntak: Exception) -> bool:
    borte = er_borte(unntak)
    if borte:
        _logger.error("databasen svarer ikke: %s", type(unntak).__name__)
    else:
        _logger.error("ubehandlet feil utenfor visningene", exc_info=unntak)
    return borte
