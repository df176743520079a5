"""Lenken entreprenøren sender videre når vi ikke kjenner postmottaket, og svaret på den."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entreprenorer.handlinger.videresendt import er_brukt, finn_svar, godta_svar, lag_lenke
from entreprenorer.models import Entreprenor
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.lenker import privat
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag


@require_POST
@never_cache
@for_medlem()
def lenke(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap, ref: uuid.UUID
) -> HttpResponse:
    """Lager lenken, og viser den denne ene gangen. En ny gjør den forrige ubrukelig."""
    referanse = get_object_or_404(organisasjon.referanser.select_related("part"), ref=ref)
    sammenheng: dict[str, object] = {
        "referanse": referanse,
        "entreprenor": organisasjon,
        "lenke": "",
        "feil": "",
    }
    try:
        nokkel = lag_lenke(referanse, av=request.user)
        sammenheng["lenke"] = request.build_absolute_uri(reverse("referanse_svar_lenke", args=[nokkel]))
    except Domenefeil as feil:
        sammenheng["feil"] = str(feil)
    return render(request, "referanser/lenke.html", sammenheng, status=422 if sammenheng["feil"] else 200)


@login_not_required
@privat
@require_http_methods(["GET", "HEAD", "POST"])
def bekreft(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Fra e-posten: personen ser hva hun svarte, og bekrefter med en knapp."""
    svar = finn_svar(nokkel)
    if svar is None:
        if er_brukt(nokkel):
            return render(request, "referanser/svart.html", status=410)
        raise Http404
    if request.method == "POST":
        try:
            return render(request, "referanser/takk.html", {"referanse": godta_svar(svar)})
        except Domenefeil as feil:
            return render(request, "referanser/bekreft.html", {"svar": svar, "feil": str(feil)}, status=422)
    return render(request, "referanser/bekreft.html", {"svar": svar, "feil": ""})
