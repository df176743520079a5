"""Det som gjelder hver forespørsel: logglinje, målform, metode, nullbyte, stengt uten database, bare lesing."""

import logging
import re
import time
import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.templatetags.static import static
from django.utils import translation

from veier import feil
from veier.database import lesing
from veier.database.feil import er_borte, er_sperret
from veier.drift.logg import forespoersel, forespoersel_id
from veier.foresporsel import Videre
from veier.malform import glem_reserve, malform_i
from veier.sidefiler.stilark import NAVN as STILARK

_logger = logging.getLogger("veier.forespoersel")
_NULL = re.compile(r"\x00|%00", re.IGNORECASE)
HELSE = "/helse/"


def logg_forespoersel(svar: Videre) -> Videre:
    """Én linje per forespørsel: adressens navn, aldri adressen selv – den kan ha en nøkkel i seg."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        forespoersel_id.set(uuid.uuid4().hex[:16])
        forespoersel.set(request)
        start = time.monotonic()
        response = svar(request)
        treff = request.resolver_match
        response["X-Request-Id"] = forespoersel_id.get()
        if not _er_fil(request):
            felt = {
                "metode": request.method if request.method in _METODER else "annen",
                "navn": treff.view_name if treff else None,
                "status": response.status_code,
                "ms": round((time.monotonic() - start) * 1000, 1),
            }
            _logger.info("forespørsel", extra={"felt": felt})
        return response

    return mellomvare


def _er_fil(request: HttpRequest) -> bool:
    """Statiske filer og ikonet: nettleseren henter dem selv, og linjene sier ingenting."""
    treff = request.resolver_match
    return treff.view_name == "ikon" if treff else request.path.startswith(settings.STATIC_URL)


_METODER = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


def velg_malform(svar: Videre) -> Videre:
    """Målformen følger adressen, også på feilsidene. Hva nettleseren foretrekker, endrer ikke en delt lenke."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        malform = malform_i(request.path)
        glem_reserve()
        with translation.override(malform):
            response = svar(request)
        response.setdefault("Content-Language", malform)
        return response

    return mellomvare


def forhent_stilarket(svar: Videre) -> Videre:
    """Hodet i svaret sier hvilket stilark siden trenger: nettleseren henter det mens den ennå leser siden."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        treff = request.resolver_match
        er_side = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if er_side and treff and treff.app_name != "admin" and not request.headers.get("HX-Request"):
            response.setdefault("Link", f"<{static(STILARK)}>; rel=preload; as=style")
        return response

    return mellomvare


# OPTIONS og TRACE når fram til siden, som sier hva den tar.
_SVARES = {"GET", "HEAD", "POST", "OPTIONS", "TRACE"}


def forklar_metoden(svar: Videre) -> Videre:
    """En metode siden ikke tar, får en side som forklarer det, ikke et tomt svar.

    De andre metodene tar ingen side. De svares her: ellers svarte skjemavernet 403 på det som ikke er et skjema.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if request.method not in _SVARES:
            return feil.feil_metode("GET, HEAD, POST")
        response = svar(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and request.method != "HEAD":
            return feil.feil_metode(response["Allow"])
        return response

    return mellomvare


def avvis_nullbyte(svar: Videre) -> Videre:
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


def helse_uansett_vert(svar: Videre) -> Videre:
    """Lastfordeleren spør om helsen med maskinens adresse som vert. Den får svar; alle andre må bruke portalens navn."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(HELSE):
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
        return svar(request)

    return mellomvare


def stengt_uten_database(svar: Videre) -> Videre:
    """Vedlikehold, eller en database som er borte: siden «stengt», ikke en feil.

    Her tas det som skjer i en visning eller en mal. Det som skjer i en annen mellomvare, kommer til
    ``veier.feil.tjenerfeil``, som svarer likt.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if settings.STENGT and not request.path.startswith(HELSE):
            return feil.stengt()
        return svar(request)

    def unntak(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return feil.uten_database(request, exception) if er_borte(exception) else None

    mellomvare.process_exception = unntak  # type: ignore[attr-defined]
    return mellomvare


# Tilbakekomsten fra ID-porten er en GET; den logger inn, og det er avsenderens valg, ikke vårt.
SKRIVER_PA_GET = frozenset({"porten_callback"})


def bare_lesing(svar: Videre) -> Videre:
    """GET og HEAD leser bare. PostgreSQL nekter det andre, uansett hva visningen gjør (``veier.database.lesing``).

    En lesing som ble valgt bort fordi to sperret hverandre, har ikke endret noe, og prøves én gang til.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        lesing.begynn(leser=request.method in {"GET", "HEAD"})
        try:
            return svar(request)
        finally:
            lesing.svaret_er_laget()

    def visning(request: HttpRequest, vis: object, args: object, kwargs: object) -> None:
        treff = request.resolver_match
        if treff and treff.view_name in SKRIVER_PA_GET:
            lesing.slutt()

    def unntak(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        treff = request.resolver_match
        if not (er_sperret(exception) and lesing.leser() and treff) or hasattr(request, "prove_om_igjen"):
            return None
        request.prove_om_igjen = True  # type: ignore[attr-defined]
        _logger.warning("lesingen ble sperret og prøves om igjen", extra={"felt": {"navn": treff.view_name}})
        return treff.func(request, *treff.args, **treff.kwargs)

    mellomvare.process_view = visning  # type: ignore[attr-defined]
    mellomvare.process_exception = unntak  # type: ignore[attr-defined]
    return mellomvare
