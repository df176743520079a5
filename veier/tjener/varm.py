"""Det som ellers ville vært lest av den første leseren i hver prosess: maler, kunnskapen og katalogen."""

from __future__ import annotations

import gc
import io
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections
from django.urls import NoReverseMatch, reverse
from django.utils import translation

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_logger = logging.getLogger("veier.varm")
# Navnene på sidene som til sammen leser alt. De hentes på begge målformer, som av en leser uten konto.
SIDER = (
    "forside",
    "entreprenorer",
    "offentlige",
    "prov",
    "modeller",
    "sok",
    "tilskudd",
    "account_login",
    "helse",
)
# Det ingen av sidene leser før noen har skrevet noe. Appen som eier det, legger det til.
LESES: list[Callable[[], object]] = []


def varm_opp(portalen: WSGIApplication) -> int:
    """Henter sidene i hovedprosessen, før prosessene deles av den. Gir antallet som svarte.

    Etterpå er ingen forbindelse til databasen åpen: to prosesser kan aldri dele en. Det som er lest, fryses, så
    søppelsamlingen lar sidene i minnet ligge urørt og delt.
    """
    hentet = 0
    stille = logging.getLogger("veier.forespoersel")
    for_ = stille.level
    stille.setLevel(logging.WARNING)
    try:
        for sti in _stier():
            hentet += _hent(portalen, sti) == "200"
        for les in LESES:
            _les(les)
    finally:
        stille.setLevel(for_)
        connections.close_all()
    if hentet < len(_stier()):
        _logger.warning("%s av %s sider svarte da tjeneren ble varmet opp", hentet, len(_stier()))
    gc.collect()
    gc.freeze()
    return hentet


def _les(les: Callable[[], object]) -> None:
    try:
        les()
    except Exception:  # databasen kan være tom eller borte, og da leses det når den er der
        _logger.warning("%s ble ikke lest", les.__qualname__, exc_info=True)


def _stier() -> list[str]:
    stier: dict[str, None] = {}
    for malform, _navn in settings.LANGUAGES:
        with translation.override(malform):
            for side in SIDER:
                try:
                    stier[reverse(side)] = None
                except NoReverseMatch:
                    _logger.warning("siden %s finnes ikke", side)
    return [*stier]


def _hent(portalen: WSGIApplication, sti: str) -> str:
    status = ""

    def start(svar: str, _hoder: object, _feil: object = None) -> Callable[[bytes], object]:
        nonlocal status
        status = svar[:3]
        return len

    svar = portalen(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": sti,
            "QUERY_STRING": "",
            "SERVER_NAME": settings.ALLOWED_HOSTS[0],
            "SERVER_PORT": "443" if settings.I_DRIFT else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": settings.ALLOWED_HOSTS[0],
            "HTTP_X_FORWARDED_PROTO": "https" if settings.I_DRIFT else "http",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "https" if settings.I_DRIFT else "http",
        },
        start,
    )
    try:
        for _bit in svar:
            pass
    finally:
        if hasattr(svar, "close"):
            svar.close()
    return status
