"""«Til arkivet»: siden som lager uttrekket, sier at det straks er klart, og gir det ut. For begge sider."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.models import Samtale, Samtaleside, Uttrekk
from samarbeid.samtaler.handlinger.trad import Aktor
from samarbeid.samtaler.handlinger.uttrekk import bestill_uttrekk, siste_uttrekk
from samarbeid.samtaler.lenker import finn_lenke
from samarbeid.samtaler.sider.trad import hent, siden
from samarbeid.samtaler.sider.vedlegg import som_nedlasting
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.lenker import privat

SEKUNDER = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def innlogget(request: Innlogget, referanse: str) -> HttpResponse:
    """For dem som er med i en av organisasjonene."""
    samtale = hent(request, referanse)
    aktor = Aktor(siden(request, samtale), av=request.user)
    return _side(request, samtale, aktor, samtale.get_absolute_url())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def mottaker(request: HttpRequest, nokkel: str) -> HttpResponse:
    """For den som har lenken: virksomheten skal kunne arkivere uten å ha konto."""
    aktor = Aktor(Samtaleside.OFFENTLIG)
    return _side(request, _samtalen(nokkel), aktor, reverse("mottaker", args=[nokkel]))


@never_cache
@require_safe
def fil(request: Innlogget, referanse: str, ref: UUID) -> StreamingHttpResponse:
    return _fil(hent(request, referanse), ref)


@privat
@require_safe
def mottakers_fil(request: HttpRequest, nokkel: str, ref: UUID) -> StreamingHttpResponse:
    return _fil(_samtalen(nokkel), ref)


def _samtalen(nokkel: str) -> Samtale:
    if lenke := finn_lenke(nokkel):
        return lenke.samtale
    raise Http404


def _side(request: HttpRequest, samtale: Samtale, aktor: Aktor, tilbake: str) -> HttpResponse:
    if request.method == "POST":
        try:
            bestill_uttrekk(samtale, av=aktor)
        except Domenefeil as feil:
            messages.error(request, str(feil))
        return redirect(f"{tilbake}arkiv/")
    uttrekk = siste_uttrekk(samtale)
    sammenheng = {
        "samtale": samtale,
        "uttrekk": uttrekk,
        "tilbake": tilbake,
        "venter": SEKUNDER if uttrekk and not uttrekk.ferdig_tid else 0,
    }
    return render(request, "samtaler/arkiv.html", sammenheng)


def _fil(samtale: Samtale, ref: UUID) -> StreamingHttpResponse:
    rad = get_object_or_404(Uttrekk, samtale=samtale, ref=ref, ferdig_tid__isnull=False)
    return som_nedlasting(rad.fil, f"samtale-{samtale.referanse}-{rad.nr}.zip", "application/zip")
