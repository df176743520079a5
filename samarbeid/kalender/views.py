"""Siden der adressen til kalenderen lages og slettes, og filen kalenderprogrammet henter."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.kalender import handlinger
from samarbeid.kalender.dagene import Kalenderen
from samarbeid.models import Kalenderadresse
from veier.brukere.innlogget import Innlogget
from veier.kalenderfil import lag_kalender
from veier.lenker import privat


@require_http_methods(["GET", "HEAD", "POST"])
def min_kalender(request: Innlogget) -> HttpResponse:
    """Adressen, og hva den viser. Å bytte den gjør den gamle ubrukelig."""
    if request.method == "POST":
        if "slett" in request.POST:
            handlinger.slett_adresse(request.user)
            messages.success(request, _("Adressen er slettet. Kalenderprogrammet får ikke dagene lenger."))
        elif "lag" in request.POST:
            handlinger.lag_adresse(request.user)
            messages.success(request, _("Adressen er laget. Legg den inn i kalenderprogrammet ditt."))
        return redirect("min_kalender")
    rad = Kalenderadresse.objects.filter(bruker=request.user).first()
    nokkel = rad.nokkel if rad else ""
    kalenderen = Kalenderen(request.user, timezone.localdate(), str)
    sammenheng = {
        "rad": rad,
        "adresse": settings.ADRESSE + reverse("kalenderfil", args=[nokkel]) if nokkel else "",
        "dager": kalenderen.oppforinger(),
    }
    return render(request, "kalender/min_kalender.html", sammenheng)


@privat
@require_safe
def kalenderfil(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Dagene slik de er nå, uten innlogging. Språket er det personen har valgt."""
    bruker = handlinger.finn_bruker(nokkel)
    if bruker is None:
        raise Http404
    i_dag = timezone.localdate()
    with override(bruker.malform):
        dagene = Kalenderen(bruker, i_dag, lambda sti: settings.ADRESSE + sti).oppforinger()
        fil = lag_kalender(_("Veier til samarbeid"), dagene, laget=i_dag, vert=request.get_host())
    return HttpResponse(fil, content_type="text/calendar; charset=utf-8")
