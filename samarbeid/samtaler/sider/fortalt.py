"""«Fortell alle»: det en leverandør har fått vite, publisert på virksomhetens side med ett trykk."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.models import OffentligPart
from samarbeid.models import Samtale
from samarbeid.samtaler.forms import Fortellskjema
from samarbeid.samtaler.handlinger import fortalt
from samarbeid.samtaler.handlinger.trad import Aktor
from samarbeid.samtaler.sider.trad import hent, siden
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.foresporsel.mellomlager import for_alle

PER_SIDE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fortell(request: Innlogget, referanse: str) -> HttpResponse:
    """Bare for virksomheten, fra konkurransen planlegges til den er avgjort. ``ta_ned`` er nøkkelen til det som skal bort."""
    samtale = hent(request, referanse)
    aktor = Aktor(siden(request, samtale), av=request.user)
    if not fortalt.kan_fortelle_alle(samtale, aktor.side):
        raise Http404
    if request.method == "POST" and (pk := _nokkel(request.POST)):
        return _ta_ned(request, samtale, pk, aktor)
    if request.method != "POST" and (pk := _nokkel(request.GET)):
        rad = get_object_or_404(samtale.fortalt.ute(), pk=pk)
        return render(request, "samtaler/ta_ned.html", {"samtale": samtale, "rad": rad})
    return _publiser(request, samtale, aktor)


def _publiser(request: HttpRequest, samtale: Samtale, aktor: Aktor) -> HttpResponse:
    innlegg = fortalt.det_som_er_fortalt(samtale)
    start = {
        "tekst": fortalt.forslag_til_tekst(innlegg),
        "tittel": samtale.behov.tittel if samtale.behov else "",
    }
    skjema = Fortellskjema(request.POST if request.method == "POST" else None, initial=start)
    if skjema.is_valid():
        try:
            rad = fortalt.fortell_alle(samtale, av=aktor, **skjema.cleaned_data)
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            messages.success(request, _("Det er publisert, og alle kan lese det."))
            return redirect(rad)
    sammenheng = {
        "samtale": samtale,
        "innlegg": innlegg,
        "ute": list(samtale.fortalt.ute()),
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "samtaler/fortell.html", sammenheng, status=422 if skjema.errors else 200)


def _nokkel(data: QueryDict) -> int:
    """Det som skal tas ned, eller 0."""
    skrevet = data.get("ta_ned", "")
    return int(skrevet) if skrevet.isdecimal() and len(skrevet) < 10 else 0


def _ta_ned(request: HttpRequest, samtale: Samtale, pk: int, aktor: Aktor) -> HttpResponse:
    try:
        fortalt.ta_ned(samtale, pk, av=aktor)
    except Domenefeil as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Det er tatt ned."))
    return redirect(reverse("samtale_fortalt", args=[samtale.referanse]))


@login_not_required
@require_safe
@for_alle()
def alle(request: HttpRequest, slug: str) -> HttpResponse:
    """Det virksomheten har fortalt alle, det siste først."""
    part = get_object_or_404(OffentligPart.objects.synlige(), slug=slug)
    side = Paginator(part.fortalt.ute(), PER_SIDE).get_page(request.GET.get("side"))
    sammenheng = {"part": part, "side": side, "oppdiktet": any(f.oppdiktet for f in side)}
    return render(request, "samtaler/fortalt.html", sammenheng)
