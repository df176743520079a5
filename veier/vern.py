"""Vern som gjelder hver forespørsel: det den innloggede ser, blir ikke liggende igjen, og avslag synes i loggen."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from veier import sikkerhetslogg

Svar = Callable[[HttpRequest], HttpResponse]


def lagre_ikke(svar: Svar) -> Svar:
    """``no-store`` på alt som svarer en med økt: feilsider, videresendinger, filer og siden etter utlogging.

    Uten det viser nettleserens tilbakeknapp Min side etter at personen har logget ut. Statiske filer er like for alle.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        okt = settings.SESSION_COOKIE_NAME
        if (okt in request.COOKIES or okt in response.cookies) and not _er_statisk(request):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return mellomvare


def _er_statisk(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


def noter_avslag(svar: Svar) -> Svar:
    """For mange forsøk, og en innlogget som prøver det hun ikke har lov til."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        if response.status_code in {403, 429}:
            treff = request.resolver_match
            sikkerhetslogg.noter(
                "grense_nadd" if response.status_code == 429 else "nektet",
                request=request,
                side=treff.view_name.replace(":", ".") if treff else "",
            )
        return response

    return mellomvare
