"""Postkassen for den som utvikler på sin egen maskin. Adressen finnes ikke i drift."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from veier.epost.postkasse import meldinger

MASKINEN_SELV = {"127.0.0.1", "::1"}
MELLOMTJENERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@login_not_required
@never_cache
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """E-postene portalen ville sendt, med kodene i. Bare til maskinen selv, og bare når ingen har sendt kallet videre."""
    sendt_videre = any(request.META.get(hode) for hode in MELLOMTJENERS)
    if not settings.LOKAL_POST or sendt_videre or request.META.get("REMOTE_ADDR") not in MASKINEN_SELV:
        raise Http404
    brev = [
        {**m, "tid": datetime.fromtimestamp(m["tid"], tz=timezone.get_current_timezone())}
        for m in meldinger()
    ]
    return render(request, "epost/postkasse.html", {"brev": brev})
