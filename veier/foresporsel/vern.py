"""Vern som gjelder hver forespørsel: det den innloggede ser, blir ikke liggende igjen, og avslag synes i loggen."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from veier import sikkerhetslogg
from veier.foresporsel import Videre, skjemavern

# Svar en nettleser tar vare på for godt når ingen sier noe annet (RFC 9111 § 4.2.2).
_HUSKES_ELLERS = {301, 308, 404, 405, 410, 414, 501}


def lagre_ikke(svar: Videre) -> Videre:
    """``no-store`` på alt som svarer en med økt: feilsider, videresendinger, filer og siden etter utlogging.

    Uten det viser nettleserens tilbakeknapp Min side etter at personen har logget ut. Statiske filer er like for alle.
    Det som er tatt ned, flyttet eller ikke finnes, spørres det etter på nytt: det kan være tilbake om et sekund.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        okt = settings.SESSION_COOKIE_NAME
        if (okt in request.COOKIES or okt in response.cookies) and not _er_statisk(request):
            response.headers["Cache-Control"] = "private, no-store"
        elif response.status_code in _HUSKES_ELLERS:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return mellomvare


def _er_statisk(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.STATIC_URL)


_IKKE_DERES = "ikke_deres"
_AVSLAG = {403: "nektet", 404: _IKKE_DERES, 429: "grense_nadd"}


def noter_avslag(svar: Videre) -> Videre:
    """For mange forsøk, og en innlogget som prøver det hun ikke har lov til, eller det som ikke er hennes.

    Andres ting svarer 404. En side som finnes, med noe i adressen som ikke gjør det for den innloggede, er et slikt svar.
    """

    def mellomvare(request: HttpRequest) -> HttpResponse:
        response = svar(request)
        treff = request.resolver_match
        hva = _AVSLAG.get(response.status_code)
        if hva == _IKKE_DERES and not (
            treff and treff.kwargs and settings.SESSION_COOKIE_NAME in request.COOKIES
        ):
            hva = None
        if hva:
            sikkerhetslogg.noter(
                hva,
                request=request,
                side=treff.view_name.replace(":", ".") if treff else "",
            )
        return response

    return mellomvare


class Innloggingskrav(LoginRequiredMiddleware):
    """Djangos eget. En lagring mens noen skriver, får én setning tilbake, ikke hele innloggingssiden inn i skjemaet.

    Et skjema som sendes av en som er logget ut, kommer tilbake med det som er skrevet.
    """

    def handle_no_permission(  # type: ignore[override]  # ikke alltid en videresending
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return _logget_ut(request)
        if skjemavern.kan_tas_vare_pa(request):
            return skjemavern.tatt_vare_pa(request, status=401, logget_ut=True)
        svar: HttpResponse = super().handle_no_permission(request, view_func)
        return svar


def _logget_ut(request: HttpRequest) -> HttpResponse:
    """Til autolagringen. Lenken åpnes i en ny fane, så det som er skrevet, blir stående i denne."""
    adresse = f"{reverse('account_login')}?{urlencode({'next': request.path}, safe='/')}"
    start = format_html('<a href="{}" target="_blank" rel="noopener">', adresse)
    sammenheng = {"start": start, "slutt": format_html("</{}>", "a")}
    return render(request, "_401.html", sammenheng, status=401)
