"""«Vi har et behov», og meldinger til redaksjonen."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.henvendelser.forms import KontaktSkjema
from samarbeid.henvendelser.handlinger import send_henvendelse
from samarbeid.models import Henvendelse
from veier.feil import for_mange
from veier.grense import over_grensen
from veier.lenker import privat, stien
from veier.malform import aktiv_malform
from veier.tekst import rens

PER_TIME = 10
KVITTERING = "kontakt.kvittering"
KVITTERING_SEKUNDER = 24 * 3600


@login_not_required
@require_safe
def behov(request: HttpRequest) -> HttpResponse:
    """Tre veier for den som har et behov."""
    return render(request, "sider/behov.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kontakt(request: HttpRequest) -> HttpResponse:
    """Skjemaet, og sendingen."""
    if request.method != "POST":
        start = {
            "emne": request.GET.get("emne", "") if request.GET.get("emne") in Henvendelse.Emne else "",
            "om_side": rens(request.GET.get("side", ""), linjer=False)[:300],
        }
        return render(request, "sider/kontakt.html", {"skjema": KontaktSkjema(initial=start), "feil": []})
    skjema = KontaktSkjema(request.POST)
    if not skjema.is_valid():
        sammenheng = {"skjema": skjema, "feil": skjema.feilliste()}
        return render(request, "sider/kontakt.html", sammenheng, status=422)
    if vent := over_grensen(request, navn="kontakt", antall=PER_TIME, sekunder=3600):
        return for_mange(request, vent_sekunder=vent)
    henvendelse = send_henvendelse(**skjema.cleaned_data, malform=aktiv_malform())
    return redirect("kontakt_sendt", signing.dumps(henvendelse.pk, salt=KVITTERING))


@privat
@require_safe
def sendt(request: HttpRequest, kvittering: str) -> HttpResponse:
    """Kvitteringen, med en kopi av det som ble sendt. Lenken virker i ett døgn."""
    try:
        pk = signing.loads(kvittering, salt=KVITTERING, max_age=KVITTERING_SEKUNDER)
    except signing.BadSignature:
        raise Http404 from None
    henvendelse = get_object_or_404(Henvendelse, pk=pk)
    sammenheng = {"henvendelse": henvendelse, "tilbake": stien(request, henvendelse.om_side)}
    return render(request, "sider/kontakt_sendt.html", sammenheng)
