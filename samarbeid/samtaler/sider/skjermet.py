"""«Vis det som er skjermet»: siden som sier hva som skjer, og viser det når hun ber om det. Å åpne siden viser ingenting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samarbeid.models import Samtale, Samtaleside, Skjermet
from samarbeid.samtaler.forms import Visningsskjema
from samarbeid.samtaler.handlinger.skjermet import vis_skjermet
from samarbeid.samtaler.handlinger.trad import Aktor
from samarbeid.samtaler.lenker import finn_lenke
from samarbeid.samtaler.sider.kode import mangler_kode
from samarbeid.samtaler.sider.trad import hent, siden
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, FeilIFelt
from veier.lenker import privat


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def innlogget(request: Innlogget, referanse: str, nr: int) -> HttpResponse:
    """For dem som er med i en av organisasjonene."""
    samtale = hent(request, referanse)
    rad = _raden(samtale, nr)
    aktor = Aktor(siden(request, samtale), av=request.user)
    vist = None
    if request.method == "POST":
        try:
            vist = vis_skjermet(samtale, nr, av=aktor)
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return redirect(samtale)
    return _side(request, samtale, rad, samtale.get_absolute_url(), vist=vist)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def mottaker(request: HttpRequest, nokkel: str, nr: int) -> HttpResponse:
    """For den som har lenken, og har skrevet inn koden vi sendte til adressen den gikk til."""
    lenke = finn_lenke(nokkel)
    if lenke is None:
        raise Http404
    rad = _raden(lenke.samtale, nr)
    tilbake = reverse("mottaker", args=[nokkel])
    skjema = Visningsskjema(request.POST if request.method == "POST" else None)
    # Bare en kode kan være skrevet feil, og den skrives etter at den er sendt.
    vist, sendt_til = None, lenke.epost if skjema.errors else ""
    if request.method == "POST" and skjema.is_valid():
        try:
            if mangler_kode(request, lenke, skjema.cleaned_data["kode"]):
                sendt_til = lenke.epost
            else:
                aktor = Aktor(Samtaleside.OFFENTLIG, epost=lenke.epost)
                vist = vis_skjermet(lenke.samtale, nr, av=aktor)
        except FeilIFelt as feil:
            skjema.add_error(feil.felt, str(feil))
            sendt_til = lenke.epost
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
    return _side(request, lenke.samtale, rad, tilbake, vist=vist, skjema=skjema, kode_sendt_til=sendt_til)


def _raden(samtale: Samtale, nr: int) -> Skjermet:
    """Grunnen og nummeret, uten teksten."""
    rader = Skjermet.objects.select_related("innlegg").defer("tekst")
    return get_object_or_404(rader, innlegg__samtale=samtale, innlegg__nr=nr)


def _side(
    request: HttpRequest,
    samtale: Samtale,
    rad: Skjermet,
    tilbake: str,
    *,
    vist: Skjermet | None,
    skjema: Visningsskjema | None = None,
    kode_sendt_til: str = "",
) -> HttpResponse:
    sammenheng = {
        "samtale": samtale,
        "skjermet": rad,
        "fra": samtale.hos(rad.innlegg.side).navn,
        "vist": vist,
        "skjema": skjema,
        "kode_sendt_til": kode_sendt_til,
        "feil": skjema.feilliste() if skjema and skjema.is_bound else [],
        "tilbake": tilbake,
    }
    return render(
        request, "samtaler/skjermet.html", sammenheng, status=422 if skjema and skjema.errors else 200
    )
