"""«Jeg vil ikke at denne lenken virker mer», og siden som sender en ny til postkassen. Uten konto."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbeid.models import Mottakerlenke
from samarbeid.samtaler.forms import NyLenkeskjema
from samarbeid.samtaler.handlinger.lenken import send_ny_lenke, stans_lenken
from samarbeid.samtaler.lenker import finn_lenke
from veier.lenker import avtrykk, privat


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def stans(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Siden som sier hva som skjer, og stanser lenken når hun ber om det. Å åpne den stanser ingenting.

    Ingen kode trengs: den som ser at lenken er på avveie, skal kunne stanse den der og da.
    """
    lenke = finn_lenke(nokkel)
    if request.method == "POST":
        if lenke:
            stans_lenken(lenke)
        elif not Mottakerlenke.objects.filter(avtrykk=avtrykk(nokkel), trukket_tid__isnull=False).exists():
            raise Http404
        messages.success(request, _("Lenken virker ikke lenger. En kvittering er sendt til postkassen."))
        return redirect("samtale_ny_lenke")
    if lenke is None:
        raise Http404
    tilbake = reverse("mottaker", args=[nokkel])
    return render(
        request, "samtaler/stans_lenken.html", {"lenke": lenke, "samtale": lenke.samtale, "tilbake": tilbake}
    )


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: HttpRequest) -> HttpResponse:
    """Svaret er det samme enten samtalen finnes eller ikke, så ingen kan finne ut hvem som snakker sammen."""
    skjema = NyLenkeskjema(request.POST if request.method == "POST" else None)
    if skjema.is_valid():
        send_ny_lenke(skjema.cleaned_data["referanse"].upper(), skjema.cleaned_data["epost"])
        messages.success(request, _("Har adressen fått en lenke til samtalen før, er en ny på vei dit."))
        return redirect("samtale_ny_lenke")
    feil = skjema.feilliste() if skjema.is_bound else []
    return render(
        request, "samtaler/ny_lenke.html", {"skjema": skjema, "feil": feil}, status=422 if feil else 200
    )
