"""Siden der eieren tar ned det som er publisert, eller legger det ut igjen."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbeid.publisering import nedtaking
from samarbeid.publisering.flyter import Skrevet, Skriveflyt
from samarbeid.publisering.forms.nedtaking import Nedtakingsskjema
from samarbeid.publisering.sider.skriving import for_skriver
from veier.brukere.innlogget import Innlogget


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def ta_ned(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Spør først, og sier hva som skjer. Slaget sier hvem som kan."""
    if not flyt.kan_tas_ned_av(request.user, objekt):
        raise PermissionDenied
    skjema = Nedtakingsskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("handling") == "fram":
        nedtaking.legg_ut_igjen(objekt, av=request.user)
        messages.success(request, _("Lagt ut igjen, slik det var."))
        return redirect(flyt.adresse("", objekt))
    if request.method == "POST" and skjema.is_valid():
        nedtaking.ta_ned(objekt, av=request.user, grunn=skjema.cleaned_data["grunn"])
        messages.success(
            request, _("Tatt ned. Ingen andre ser det, og du kan legge det ut igjen når du vil.")
        )
        return redirect(flyt.adresse("", objekt))
    sammenheng = {
        "objekt": objekt,
        "flyt": flyt,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "skriving/ta_ned.html", sammenheng, status=422 if skjema.errors else 200)
