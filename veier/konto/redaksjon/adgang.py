"""Redaksjonens sider utenfor Djangos egen: de samme som slipper inn der, slipper inn her."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from veier.brukere.innlogget import den_innloggede
from veier.konto import okter
from veier.konto.tilganger import brukte_to_trinn, to_trinn_er_ferske, to_trinn_er_utlopt

Visning = Callable[..., HttpResponse]


def for_redaksjonen(visning: Visning) -> Visning:
    """For en redaktør med to trinn i økten, og på nytt før et inngrep. For andre som er logget inn, finnes ikke siden."""

    @never_cache
    @wraps(visning)
    def vokter(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not den_innloggede(request).is_staff:
            raise Http404
        if not brukte_to_trinn(request):
            return redirect(f"{reverse('admin:login')}?{urlencode({'next': request.path})}")
        if to_trinn_er_utlopt(request):
            return okter.be_om_to_trinn(request, okter.FOR_GAMMEL)
        if okter.er_inngripende(request) and not to_trinn_er_ferske(request):
            return okter.be_om_to_trinn(request, okter.INNGRIPENDE)
        okter.noter_aktivitet(request)
        return visning(request, *args, **kwargs)

    return vokter
