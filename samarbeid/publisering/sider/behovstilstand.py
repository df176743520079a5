"""Siden der virksomheten sier hvor behovet står. Gjelder med en gang."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kommuner.handlinger.behov import sett_tilstand
from kommuner.models import Behov
from samarbeid.publisering.behovsvisning import stillingen, tilstandsvalg
from samarbeid.publisering.flyter import Skriveflyt
from samarbeid.publisering.forms.behovstilstand import Tilstandsskjema
from samarbeid.publisering.sider.skriving import for_skriver
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, FeilIFelt


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def tilstand(request: Innlogget, flyt: Skriveflyt, objekt: Behov) -> HttpResponse:
    """Bare det som er publisert, står i en tilstand, og bare en administrator endrer den."""
    if flyt.hvorfor_ikke_sende(request.user, objekt):
        raise PermissionDenied
    if not objekt.er_publisert:
        messages.info(request, _("Behovet er ikke publisert ennå."))
        return redirect(flyt.adresse("", objekt))
    skjema = Tilstandsskjema(request.POST if request.method == "POST" else None, valg=tilstandsvalg(objekt))
    if request.method == "POST" and skjema.is_valid():
        try:
            sett_tilstand(objekt, sett=request.POST.get("sett", ""), av=request.user, **skjema.cleaned_data)
        except FeilIFelt as feil:
            skjema.add_error(feil.felt, str(feil))
        except Domenefeil as feil:
            skjema.add_error("til", str(feil))  # det skrevne står
        else:
            messages.success(request, _("Endret. Alle som leser behovet, ser det nå."))
            return redirect(flyt.adresse("", objekt))
    sammenheng = {
        "objekt": objekt,
        "stilling": stillingen(objekt),
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "behov/tilstand.html", sammenheng, status=422 if skjema.errors else 200)
