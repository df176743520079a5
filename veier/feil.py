"""Domenefeil og feilsidene. 500 og 503 tegnes uten database og uten forespørselens sammenheng."""

import logging
import sys

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import resolve
from django.utils.translation import gettext as _

from veier.databasefeil import er_borte
from veier.lenker import trygg_neste
from veier.venting import for_mange as for_mange

_logger = logging.getLogger("veier.feil")


class Domenefeil(Exception):
    """En regel i domenet er brutt. Meldingen er en setning til brukeren."""


def ugyldig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.get_template("400.html").render(), status=400)


def forbudt(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def finnes_ikke(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def feil_metode(tillatt: str) -> HttpResponse:
    return HttpResponse(loader.get_template("405.html").render(), status=405, headers={"Allow": tillatt})


# Skjemaene rundt innlogging. Sendes ett av dem igjen av en som alt er logget inn, er det gjort det skulle.
_INNGANGER = {"account_login", "account_signup", "account_confirm_login_code", "mfa_authenticate"}


def skjemavern(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Skjemaet hadde en gammel nøkkel. Etter et dobbeltklikk på «Logg inn» er man inne, og ledes videre."""
    navn = resolve(request.path_info).view_name
    if navn in _INNGANGER and request.user.is_authenticated:
        messages.info(request, _("Du er logget inn."))
        return redirect(trygg_neste(request) or settings.LOGIN_REDIRECT_URL)
    return render(request, "403.html", {"skjemavern": True}, status=403)


def tjenerfeil(request: HttpRequest) -> HttpResponse:
    """Hver feil ingen tok, uansett hvor den skjedde: Django kaller denne mens unntaket ennå er det som behandles."""
    unntak = sys.exc_info()[1]
    if unntak is not None and er_borte(unntak):
        return uten_database(request, unntak)
    treff = request.resolver_match
    _logger.error("ubehandlet feil i %s", treff.view_name if treff else "en mellomvare", exc_info=unntak)
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def uten_database(request: HttpRequest, unntak: BaseException) -> HttpResponse:
    """Databasen er borte: siden «stengt», og én linje i loggen."""
    if not hasattr(request, "databasen_er_borte"):
        request.databasen_er_borte = True  # type: ignore[attr-defined]
        _logger.error("databasen svarer ikke: %s", type(unntak).__name__)
    return stengt()


def stengt() -> HttpResponse:
    svar = HttpResponse(loader.get_template("503.html").render(), status=503)
    svar["Retry-After"] = "300"
    return svar
