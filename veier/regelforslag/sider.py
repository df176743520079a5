"""Sidene om forslagene: de som venter, og ett av dem med virkningen, og svaret på det."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from veier.brukere.innlogget import den_innloggede
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.konto.adresser import er_samme_person
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.referanse import endring
from veier.referanse.redaksjon import ReferanseAdmin
from veier.regelforslag import handlinger
from veier.regelforslag.forms import Avslag
from veier.regelforslag.models import Regelforslag
from veier.regelforslag.visning import Vist, vis
from veier.typer import Sammenheng

VISES, RADER_VISES = 50, 50
# Redaksjonen skriver på bokmål.
EN_MALFORM: Sammenheng = {"sprakvalg": []}
GJORT = {
    "godkjenn": "Forslaget er godkjent, og gjelder nå.",
    "avsla": "Forslaget er avslått.",
    "trekk": "Forslaget er trukket.",
    "regn": "Forslaget er regnet ut på nytt. Se på det slik det er nå.",
}


@for_redaksjonen
@require_safe
def forslagene(request: HttpRequest) -> HttpResponse:
    """De som venter, de eldste først, og de siste som er besvart. Søket leser også det som er foreslått."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:200]
    alle = Regelforslag.objects.select_related("foreslatt_av", "svart_av")
    sammenheng = {
        "q": q,
        "ventende": list(_sok(alle.ventende(), q)[:VISES]),
        "besvarte": list(
            _sok(alle.exclude(status=Regelforslag.Status.VENTER), q).order_by("-svart_tid")[:VISES]
        ),
        **EN_MALFORM,
    }
    return render(request, "regelforslag/liste.html", sammenheng)


@for_redaksjonen
@require_http_methods(["GET", "HEAD", "POST"])
def forslaget(request: HttpRequest, pk: int) -> HttpResponse:
    """Ett forslag. En redaktør som ikke kan endre tabellen, får det ikke."""
    rad = get_object_or_404(Regelforslag.objects.select_related("foreslatt_av", "svart_av"), pk=pk)
    side = _siden(rad)
    if not side.has_change_permission(request):
        raise PermissionDenied
    skjema, feil = Avslag(), ""
    if request.method == "POST":
        hva = next((navn for navn in GJORT if navn in request.POST), "")
        if not hva:
            raise Http404
        skjema = Avslag(request.POST) if hva == "avsla" else skjema
        if hva != "avsla" or skjema.is_valid():
            try:
                _utfor(request, rad, side, hva, skjema)
                messages.success(request, GJORT[hva])
                return redirect("regelforslag", pk)
            except Domenefeil as hindring:
                feil = str(hindring)
    galt = bool(feil) or skjema.is_bound
    sammenheng = _sammenheng(request, rad, side, skjema, feil)
    return render(request, "regelforslag/forslag.html", sammenheng, status=422 if galt else 200)


def _utfor(request: HttpRequest, rad: Regelforslag, side: ReferanseAdmin, hva: str, skjema: Avslag) -> None:
    av, sett = den_innloggede(request), request.POST.get("sett", "")
    redskap = handlinger.Redskap(
        gjor=partial(endring.gjor, side, request),
        endret_siden=partial(endring.endret_siden, side),
    )
    if hva == "godkjenn":
        handlinger.godkjenn(rad, sett=sett, av=av, redskap=redskap)
    elif hva == "regn":
        handlinger.regn_ut(rad, sett=sett, av=av, redskap=redskap)
    elif hva == "trekk":
        handlinger.trekk(rad, sett=sett, av=av)
    else:
        handlinger.avsla(rad, **skjema.cleaned_data, sett=sett, av=av)


def _sammenheng(
    request: HttpRequest, rad: Regelforslag, side: ReferanseAdmin, skjema: Avslag, feil: str
) -> Sammenheng:
    av = den_innloggede(request)
    virkningene = rad.utfallet
    radene = [_vist(rad, side, ett) for ett in rad.radene[:RADER_VISES]]
    return {
        "forslag": rad,
        "radene": radene,
        "flere_rader": max(0, len(rad.endringer) - RADER_VISES),
        "virkningene": virkningene,
        "noe_ulikt": any(v.ulike for v in virkningene),
        "er_mitt": rad.foreslatt_av == av,
        "er_min_person": rad.foreslatt_av is not None and er_samme_person(av, rad.foreslatt_av),
        "er_alene": rad.venter and not Bruker.objects.redaktorer().exclude(pk=av.pk).exists(),
        "endret_siden": any(vist.siden or vist.borte for vist in radene),
        "skjema": skjema,
        "feil": [("", feil)] if feil else skjema.feilliste() if skjema.is_bound else [],
        **EN_MALFORM,
    }


def _vist(forslag: Regelforslag, side: ReferanseAdmin, ett: endring.Endring) -> Vist:
    na, borte = {}, ""
    if forslag.venter:
        try:
            na = endring.endret_siden(side, ett)
        except endring.Kanikke as hindring:
            borte = str(hindring)
    adresse = (
        reverse(f"admin:{side.opts.app_label}_{side.opts.model_name}_change", args=[ett.rad])
        if ett.rad
        else ""
    )
    return vis(side.model, ett, adresse=adresse, na=na, borte=borte)


def _siden(rad: Regelforslag) -> ReferanseAdmin:
    """Siden i redaksjonen for tabellen. En tabell som er borte, har ingen."""
    try:
        return cast(ReferanseAdmin, admin.site._registry[rad.modell])
    except LookupError:
        raise Http404 from None


def _sok(rader: QuerySet, q: str) -> QuerySet:
    if not q:
        return rader
    return rader.annotate(innhold=Cast("endringer", TextField())).filter(
        Q(innhold__icontains=q) | Q(hvorfor__icontains=q) | Q(grunn__icontains=q)
    )
