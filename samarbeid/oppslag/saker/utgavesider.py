"""Redaksjonens side for utgavene av en sak."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samarbeid.models import Eksempel
from samarbeid.oppslag.saker import utgavene
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.typer import Sammenheng


def utgaver(request: HttpRequest, pk: int, grunnlag: Sammenheng) -> HttpResponse:
    """Forskjellen på to utgaver (``?fra=…&til=…``, ellers den siste endringen), og veien tilbake til en av dem."""
    sak = get_object_or_404(Eksempel, pk=pk)
    if request.method == "POST":
        try:
            lagret = utgavene.hent_tilbake(sak, request.POST.get("utgave", ""), av=den_innloggede(request))
        except Domenefeil as feil:
            messages.error(request, str(feil))
        else:
            for tekst in lagret.setninger:
                messages.success(request, tekst)
        return redirect("admin:eksempel_utgaver", pk)
    alle = {v.kode: v for v in utgavene.utgavene(sak)}
    fra, til = utgavene.det_siste(list(alle.values()))
    if {"fra", "til"} & request.GET.keys():
        fra, til = alle.get(request.GET.get("fra", "")), alle.get(request.GET.get("til", ""))
    sammenheng = {
        **grunnlag,
        "title": f"Utgavene av {sak.navn}",
        "sak": sak,
        "alle": list(alle.values()),
        "fra": fra,
        "til": til,
        "endringer": utgavene.forskjellen(fra, til) if fra and til else [],
    }
    return render(request, "redaksjon/eksempel_utgaver.html", sammenheng)
