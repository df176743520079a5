"""Det som gjelder hver forespørsel: logglinje, målform, metode, nullbyte, stengt uten database."""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from veier import feil
from veier.malform import malform_i

Svar = Callable[[HttpRequest], HttpResponse]

_id: ContextVar[str] = ContextVar("forespoersel_id", default="")
_logger = logging.getLogger("veier.forespoersel")
_NULL = re.compile(r"\x00|%00", re.IGNORECASE)


class JsonLinje(logging.Formatter):
    """En loggpost som én linje JSON, med forespørselens id."""

    def format(self, record: logging.LogRecord) -> str:
        linje = {
            "tid": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "niva": record.levelname,
            "kilde": record.name,
            "melding": record.getMessage(),
            "forespoersel": _id.get(),
            **getattr(record, "felt", {}),
        }
        if record.exc_info:
            linje["feil"] = self.formatException(record.exc_info)
        return json.dumps(linje, ensure_ascii=False)


def logg_forespoersel(svar: Svar) -> Svar:
    """Én linje per forespørsel: adressens navn, aldri adressen selv – den kan ha en nøkkel i seg."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        merke = _id.set(uuid.uuid4().hex[:16])
        start = time.monotonic()
        try:
            response = svar(request)
            treff = request.resolver_match
            response["X-Request-Id"] = _id.get()
            _logger.info(
                "forespørsel",
                extra={
                    "felt": {
                        "metode": request.method,
                        "navn": treff.view_name if treff else None,
                        "status": response.status_code,
                        "ms": round((time.monotonic() - start) * 1000, 1),
                    }
                },
            )
            return response
        finally:
            _id.reset(merke)

    mellomvare.process_exception = _logg_unntak  # type: ignore[attr-defined]
    return mellomvare


def _logg_unntak(request: HttpRequest, exception: Exception) -> None:
    """Feil i koden. En side som ikke finnes eller en forespørsel vi avviser, er ikke en feil hos oss."""
    if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation | BadRequest):
        return
    treff = request.resolver_match
    _logger.error(
        "ubehandlet feil i %s",
        treff.view_name if treff else "ukjent adresse",
        exc_info=(type(exception), exception, exception.__traceback__),
    )


def velg_malform(svar: Svar) -> Svar:
    """Målformen følger adressen, også på feilsidene. Hva nettleseren foretrekker, endrer ikke en delt lenke."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        malform = malform_i(request.path)
        with translation.override(malform):
            response = svar(request)
        response.setdefault("Content-Language", malform)
        return response

    return mellomvare


def forklar_metoden(svar: Svar) -> Svar:
    """En metode siden ikke tar, får en side som forklarer det, ikke et tomt svar."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and request.method != "HEAD":
            return feil.feil_metode(response["Allow"])
        return response

    return mellomvare


def avvis_nullbyte(svar: Svar) -> Svar:
    """En nullbyte hører ikke hjemme noe sted i en forespørsel, og PostgreSQL avviser den: svar 400."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        # request.body leses her bare for skjemaer; DATA_UPLOAD_MAX_MEMORY_SIZE gjelder.
        adresse = request.get_full_path() + request.path
        hoder = "".join(str(v) for k, v in request.META.items() if k.startswith("HTTP_"))
        kapsler = "".join([*request.COOKIES, *request.COOKIES.values()])
        if _NULL.search(adresse) or "\x00" in hoder or "\x00" in kapsler or "%00" in kapsler:
            return feil.ugyldig(request)
        if request.method in {"POST", "PUT", "PATCH"} and _nullbyte_i_skjema(request):
            return feil.ugyldig(request)
        return svar(request)

    return mellomvare


def _nullbyte_i_skjema(request: HttpRequest) -> bool:
    return any(
        "\x00" in tekst for navn, verdier in request.POST.lists() for tekst in [navn, *map(str, verdier)]
    ) or any("\x00" in f"{navn}{fil.name}" for navn, filer in request.FILES.lists() for fil in filer)


def stengt_uten_database(svar: Svar) -> Svar:
    """Vedlikehold eller en database som ikke svarer: siden «stengt», ikke en feil."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if settings.STENGT and not request.path.startswith("/helse/"):
            return feil.stengt()
        try:
            return svar(request)
        except (OperationalError, InterfaceError):
            return feil.stengt()

    def unntak(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return feil.stengt()
        return None

    mellomvare.process_exception = unntak  # type: ignore[attr-defined]
    return mellomvare


# Det en GET likevel kan skrive: økten og hurtiglageret. Ingen av dem er noens data.
_EGNE_TABELLER = ("django_session", "hurtiglager")
_SKRIVER = re.compile(
    r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|ALTER|CREATE|DROP)\s+\"?(\w+)", re.I
)
# Tilbakekomsten fra ID-porten er en GET; den logger inn, og det er avsenderens valg, ikke vårt.
SKRIVER_PA_GET = frozenset({"porten_callback"})


class SkrivingPaGet(Exception):
    """En visning prøvde å endre data i en forespørsel som bare skal lese."""


def ingen_skriving_pa_get(svar: Svar) -> Svar:
    """GET og HEAD kan ikke endre noe, uansett hva visningen gjør: spørringen stanses før den når databasen."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return svar(request)

        def bare_les(kjor: Callable[..., Any], sql: str, params: Any, mange: bool, sammenheng: Any) -> Any:
            treff = _SKRIVER.match(sql)
            navn = request.resolver_match.view_name if request.resolver_match else ""
            if treff and treff[1].lower() not in _EGNE_TABELLER and navn not in SKRIVER_PA_GET:
                raise SkrivingPaGet(f"en GET ville skrive i {treff[1]}")
            return kjor(sql, params, mange, sammenheng)

        with connection.execute_wrapper(bare_les):
            return svar(request)

    return mellomvare
