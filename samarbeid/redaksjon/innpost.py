"""Skuffen: e-posten til samtalene som ingen maskin kunne legge inn.

Listen viser bare det som trengs for å velge: når, domenet den er fra, og hvorfor den ligger der. Innholdet vises når
redaktøren har skrevet hvorfor hun må lese den, og det står i loggen.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.innpost import skuffen
from samarbeid.models import Innpost
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.felter import Tekst
from veier.forms import Skjema
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.typer import Sammenheng

PER_SIDE = 50


class Apneskjema(Skjema):
    grunn = Tekst(
        label="Hvorfor må du lese den?",
        help_text="Det du skriver, står i hendelsesloggen.",
        max_length=200,
        error_messages={"required": "Skriv hvorfor du må lese den."},
    )


class Knytteskjema(Skjema):
    referanse = Tekst(
        label="Referansen til samtalen",
        help_text="For eksempel «K7RM-2PXD». Den står i emnet på brevet fra portalen.",
        max_length=20,
        error_messages={"required": "Skriv referansen."},
    )


@for_redaksjonen
@never_cache
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Alle som venter, den eldste først."""
    side = Paginator(Innpost.objects.i_skuffen(), PER_SIDE).get_page(request.GET.get("side"))
    return render(request, "redaksjon/innpostliste.html", {"side": side, "sprakvalg": []})


@for_redaksjonen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def epost(request: HttpRequest, pk: int) -> HttpResponse:
    """Én e-post: åpne den med en grunn, legg den i en samtale, eller legg den bort."""
    rad = get_object_or_404(Innpost.objects.i_skuffen().select_related("samtale"), pk=pk)
    bruker = den_innloggede(request)
    apne = Apneskjema(request.POST if "apne" in request.POST else None, prefix="apne")
    knytt = Knytteskjema(
        request.POST if "knytt" in request.POST else None,
        initial={"referanse": rad.samtale.referanse if rad.samtale else ""},
        prefix="knytt",
    )
    vis = False
    try:
        if apne.is_bound and apne.is_valid():
            skuffen.apne(rad, grunn=apne.cleaned_data["grunn"], av=bruker)
            vis = True
        elif knytt.is_bound and knytt.is_valid():
            skuffen.knytt(rad, referanse=knytt.cleaned_data["referanse"].upper(), av=bruker)
            messages.success(request, "E-posten er lagt i samtalen.")
            return redirect("redaksjon_innposten")
        elif "legg_bort" in request.POST:
            skuffen.legg_bort(rad, av=bruker)
            messages.success(request, "E-posten er lagt bort, og det den hadde i seg, er slettet.")
            return redirect("redaksjon_innposten")
    except Domenefeil as feil:
        knytt.add_error("referanse", str(feil)) if knytt.is_bound else messages.error(request, str(feil))
    return _vis(request, rad, apne, knytt, vis)


def _vis(
    request: HttpRequest, rad: Innpost, apne: Apneskjema, knytt: Knytteskjema, vis: bool
) -> HttpResponse:
    feil = [skjema for skjema in (apne, knytt) if skjema.is_bound and skjema.errors]
    sammenheng: Sammenheng = {
        "epost": rad,
        "vis": vis,
        "vedlegg": list(rad.vedlegg.values_list("navn", flat=True)) if vis else [],
        "apne": apne,
        "knytt": knytt,
        "feil": [f for skjema in feil for f in skjema.feilliste()],
        "sprakvalg": [],
    }
    return render(request, "redaksjon/innpost.html", sammenheng, status=422 if feil else 200)
