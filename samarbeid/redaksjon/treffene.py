"""Treffene på behovene, til redaksjonen: hvor langt gjennomgangen er kommet, og hvor jevnt entreprenørene blir vist."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samarbeid.behovstreff import handlinger
from samarbeid.eksponering.fordeling import fordelingen
from samarbeid.models import Behovstreff, Invitasjonsrunde, Treffsveip
from veier.brukere.innlogget import den_innloggede
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.typer import Sammenheng

# Så mange av de siste invitasjonene til bare noen få.
VISES = 50
# Siden er bare på bokmål, som resten av redaksjonen.
EN_MALFORM: Sammenheng = {"sprakvalg": []}


@for_redaksjonen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def treffene(request: HttpRequest) -> HttpResponse:
    """Gjennomgangen kan stanses og fortsette, og settes i gang utenom natten."""
    if request.method == "POST":
        return _gjor(request)
    sammenheng = {
        "sveip": Treffsveip.objects.first(),
        "antall_treff": Behovstreff.objects.count(),
        "f": fordelingen(),
        "saerskilte": Invitasjonsrunde.objects.filter(mate=Invitasjonsrunde.Mate.SAERSKILT)
        .select_related("behov__part")
        .order_by("-tid", "-pk")[:VISES],
        **EN_MALFORM,
    }
    return render(request, "redaksjon/treffene.html", sammenheng)


def _gjor(request: HttpRequest) -> HttpResponse:
    av = den_innloggede(request)
    if "stans" in request.POST and handlinger.stans_sveip(av=av):
        messages.success(request, "Gjennomgangen stanser når den er ferdig med det den har i hånden.")
    elif "fortsett" in request.POST and handlinger.fortsett_sveip(av=av):
        messages.success(request, "Gjennomgangen fortsetter der den slapp.")
    elif "begynn" in request.POST:
        handlinger.begynn_sveip(av=av)
        messages.success(request, "Gjennomgangen er satt i gang.")
    return redirect("redaksjon_treffene")
