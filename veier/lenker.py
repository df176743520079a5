"""Adresser som kommer utenfra, og nøklene i dem."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def trygg_neste(request: HttpRequest) -> str:
    """Siden personen skal videre til, fra ``next``; tom når den ikke er en sti i portalen selv."""
    return stien(request, request.POST.get("next") or request.GET.get("next") or "")


def stien(request: HttpRequest, neste: str) -> str:
    """``neste``, eller tomt når det ikke er en sti i portalen selv."""
    trygg = url_has_allowed_host_and_scheme(neste, {request.get_host()}, require_https=request.is_secure())
    return neste if trygg and neste.startswith("/") else ""


def avtrykk(nokkel: str) -> str:
    """Det som lagres i stedet for nøkkelen i en lenke: den som leser databasen, får ikke lenken."""
    return hashlib.sha256(nokkel.encode()).hexdigest()


def stemmer(lagret: str, regn: Callable[[str], str]) -> bool:
    """Om det som er lagret, er regnet av det samme, med portalens nøkkel eller en som nettopp er byttet ut.

    ``regn`` får nøkkelen. Uten de eldre ville hver kode som er sendt og ikke brukt, dø den dagen nøkkelen byttes.
    """
    return any(
        constant_time_compare(lagret, regn(nokkel))
        for nokkel in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def privat(view: View) -> View:
    """Siden er bare for den som har lenken: aldri i søkemotorer, aldri i et mellomlager."""

    @wraps(view)
    @login_not_required
    @never_cache
    def innpakket(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        svar = view(request, *args, **kwargs)
        svar["X-Robots-Tag"] = "noindex, nofollow"
        return svar

    return innpakket
