"""Siden en part får lenken til: saken slik den blir, og svaret. Ingen konto trengs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbeid.innmelding.svarskjema import Partssvar, Tilsvar
from samarbeid.models import Sakspart
from samarbeid.oppslag.saker.handlinger import med_utkast
from samarbeid.oppslag.saker.sider import sakens_sammenheng
from samarbeid.partene import handlinger
from samarbeid.partene.regler import tekstmerke
from veier.feil import Domenefeil
from veier.lenker import privat


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def sakspart(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Forhåndsvisningen, og skjemaet for den som skal svare."""
    part = handlinger.finn(nokkel)
    if part is None:
        raise Http404
    sak = med_utkast(part.eksempel)
    er_tilsvar = part.part == Sakspart.Part.TILSVAR
    if request.method == "POST" and part.part == Sakspart.Part.LESER:
        raise Http404
    skjema = (Tilsvar if er_tilsvar else Partssvar)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            handlinger.svar(
                part,
                svar=Sakspart.Svar.TILSVAR if er_tilsvar else skjema.cleaned_data["svar"],
                rolle=skjema.cleaned_data["rolle"],
                kommentar=skjema.cleaned_data["kommentar"],
                sett=request.POST.get("sett", ""),
                sak=sak,
                av=request.user,
            )
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            messages.success(request, _("Takk. Svaret er sendt til redaksjonen."))
            return redirect("sakspart", nokkel)
    sammenheng = {
        **sakens_sammenheng(sak),
        "part": part,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sett": tekstmerke(sak),
    }
    return render(request, "innmelding/sakspart.html", sammenheng, status=422 if skjema.errors else 200)
