"""Siden om ett behov."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kommuner.models import Behov
from samarbeid.publisering.behovsvisning import behovssammenheng
from veier.foresporsel.mellomlager import for_alle


@login_not_required
@require_safe
@for_alle()
def behov(request: HttpRequest, slug: str) -> HttpResponse:
    """Et publisert behov, også et som er lukket. Et virksomheten har tatt ned, sier siden det om, og ikke mer
    enn spørsmålene som er besvart: svarene var gitt til alle."""
    rad = Behov.objects.publisert().select_related("part").filter(slug=slug).first()
    if rad is not None:
        return render(request, "behov/behov.html", behovssammenheng(rad, request))
    nede = Behov.objects.tatt_ned().filter(slug=slug).first()
    if nede is not None:
        har_svar = nede.sporsmalene.offentlige().exists()
        return render(request, "behov/tatt_ned.html", {"behov": nede, "har_svar": har_svar}, status=410)
    raise Http404
