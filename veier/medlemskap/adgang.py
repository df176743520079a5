"""Hvem som slipper inn på sidene til en organisasjon, og hvem de handler for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from veier.brukere.innlogget import Innlogget
from veier.foresporsel.venting import skrevne_felter
from veier.medlemskap.handlinger.medlemmer import velg_hatt
from veier.medlemskap.hatter import hattekode
from veier.medlemskap.models import Medlemskap, Organisasjon
from veier.medlemskap.slag import Slag, alle_slag
from veier.medlemskap.tilganger import medlemskap_i

FORTSETT_SOM = "fortsett_som"  # feltet i skjemaet som sendes på nytt når hatten var en annen


View = Callable[..., HttpResponseBase]


def _hent(
    request: HttpRequest, slag: Slag, slug: str, *, administrator: bool
) -> tuple[Organisasjon, Medlemskap]:
    """Organisasjonen, for en som er med. Andres organisasjon finnes ikke: 404.

    Har personen en annen hatt på, heves ByttHatt: ingen handler for en organisasjon uten å vite det.
    """
    organisasjon = get_object_or_404(slag.organisasjon, slug=slug)
    medlemskap = medlemskap_i(request.user, organisasjon)
    if medlemskap is None or (administrator and not medlemskap.er_administrator):
        raise Http404
    return organisasjon, medlemskap


def for_medlem(*, administrator: bool = False) -> Callable[[View], View]:
    """Visningen får ``organisasjon`` og ``medlemskap``. En som ikke er med, får 404."""

    def dekorator(view: View) -> View:
        @wraps(view)
        def innpakket(request: Innlogget, *, slagkode: str, slug: str, **resten: object) -> HttpResponseBase:
            slag = alle_slag()[slagkode]
            organisasjon, medlemskap = _hent(request, slag, slug, administrator=administrator)
            if request.user.hatt != (kode := hattekode(medlemskap)):
                if request.method != "POST" or request.POST.get(FORTSETT_SOM) != kode:
                    return _sporr_om_hatt(request, organisasjon, kode)
                velg_hatt(request.user, kode=kode)
            return view(request, slag=slag, organisasjon=organisasjon, medlemskap=medlemskap, **resten)

        return innpakket

    return dekorator


def _sporr_om_hatt(request: HttpRequest, organisasjon: Organisasjon, kode: str) -> HttpResponse:
    """Spør hvem personen handler for. Hatten kan være byttet i en annen fane mens hun skrev: da følger det skrevne med."""
    if request.headers.get("HX-Request") == "true":
        return render(request, "medlemskap/_bytt_hatt.html", {"organisasjon": organisasjon}, status=409)
    skrev = request.method == "POST"
    sammenheng = {
        "organisasjon": organisasjon,
        "kode": kode,
        "fortsett_som": FORTSETT_SOM,
        "felter": skrevne_felter(request) if skrev else [],
        "skrev": skrev,
        "send_pa_nytt": skrev and not request.FILES,  # en fil kan ikke ligge i et skjult felt
    }
    return render(request, "medlemskap/bytt_hatt.html", sammenheng, status=409)
