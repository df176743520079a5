"""Sider alle kan lese, til dem som ikke er logget inn: ETag, betinget GET, ett sekund i delte lagre, og det sist viste i
minnet.

En slik side har ingen skjemaer som sendes, og ingen hemmelig nøkkel i seg. Den som er logget inn, får alltid sin egen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from veier.husk import Husk
from veier.typer import Verdi

Visning = Callable[..., HttpResponse]
DELT_I_SEKUNDER = 1
SIDER_HUSKES, STORSTE_SIDE = 128, 100_000
_sider: Husk[tuple[bytes, str]] = Husk(SIDER_HUSKES)


def for_alle(versjon: Callable[[HttpRequest], str] | None = None) -> Callable[[Visning], Visning]:
    """``versjon`` gir en tekst som er ny når noe siden er laget av, er endret; da spares også arbeidet, og siden huskes.

    Uten den lages siden hver gang, og merket er laget av innholdet: leseren slipper å hente det samme to ganger.
    """

    def dekorator(visning: Visning) -> Visning:
        @wraps(visning)
        def med_lager(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not er_anonym(request):
                svar = visning(request, *args, **kwargs)
                patch_cache_control(svar, private=True, no_cache=True)
                return svar
            if versjon is None:
                svar = visning(request, *args, **kwargs)
                merke = quote_etag(hashlib.blake2b(svar.content, digest_size=12).hexdigest())
                svar = get_conditional_response(request, etag=merke, response=svar) or svar
            else:
                request.versjon = versjon(request)  # type: ignore[attr-defined]
                merke = _merke(request, request.versjon)  # type: ignore[attr-defined]
                svar = get_conditional_response(request, etag=merke) or _husket_side(
                    request, merke, lambda: visning(request, *args, **kwargs)
                )
            if svar.status_code in {200, 304} and not svar.cookies:
                svar.headers.setdefault("ETag", merke)
                patch_cache_control(svar, public=True, max_age=0, s_maxage=DELT_I_SEKUNDER)
                patch_vary_headers(svar, ["Cookie"])
            return svar

        med_lager.versjon = versjon  # type: ignore[attr-defined]
        return med_lager

    return dekorator


def lest_versjon(request: HttpRequest, versjon: Callable[[HttpRequest], str]) -> str:
    """Versjonen av siden, lest én gang for forespørselen."""
    lest: str | None = getattr(request, "versjon", None)
    return lest if lest is not None else versjon(request)


def ikke_husk(request: HttpRequest) -> None:
    """Siden skal lages hver gang: noe telles når den lages."""
    request.ikke_husk = True  # type: ignore[attr-defined]


def _husket_side(request: HttpRequest, merke: str, lag: Callable[[], HttpResponse]) -> HttpResponse:
    """Siden slik den sist ble laget av det samme, eller laget nå. Merket er lest før siden lages, så den er aldri eldre."""
    if request.method != "GET":
        return lag()
    nokkel = (merke, get_language(), request.get_host(), request.is_secure())
    if husket := _sider.se(nokkel):
        return HttpResponse(husket[0], content_type=husket[1])
    svar = lag()
    hel = svar.status_code == 200 and not svar.streaming and not svar.cookies
    if hel and len(svar.content) <= STORSTE_SIDE and not hasattr(request, "ikke_husk"):
        _sider.legg(nokkel, (svar.content, svar["Content-Type"]))
    return svar


def er_anonym(request: HttpRequest) -> bool:
    """Ingen økt og ingen melding som venter: siden er den samme for alle."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)


def _merke(request: HttpRequest, versjon: str) -> str:
    innhold = "\n".join((_utgave(), versjon, request.get_full_path()))
    return quote_etag(hashlib.blake2b(innhold.encode(), digest_size=12).hexdigest())


def _malmapper() -> list[Path]:
    motorer: list[dict[str, Verdi]] = settings.TEMPLATES
    return [Path(mappe) for motor in motorer for mappe in motor["DIRS"]]


@cache
def _utgave() -> str:
    """Ny når koden eller malene er nye."""
    pakkene = {settings.ROT / app.name.partition(".")[0] for app in apps.get_app_configs()}
    filer = [f for mappe in (*pakkene, *_malmapper(), *settings.LOCALE_PATHS) for f in mappe.rglob("*.*")]
    return str(max((f.stat().st_mtime_ns for f in filer if f.suffix in {".py", ".html", ".mo"}), default=0))
