"""Å eie et behov sammen: siden der den som skrev det, spør, og siden der den andre virksomheten svarer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommuner.handlinger.medeiere import spor_medeier, svar_som_medeier, trekk_medeier
from kommuner.models import Behov, Behovversjon, Medeiersporsmal, OffentligPart
from samarbeid.publisering.flyter import Skriveflyt
from samarbeid.publisering.forms.behovsmedeiere import Medeierskjema
from samarbeid.publisering.sider.skriving import for_skriver
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.skriving import svar_na
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag
from veier.medlemskap.tilganger import er_administrator

LESER_OG_SKRIVER = ["GET", "HEAD", "POST"]


@require_http_methods(LESER_OG_SKRIVER)
@for_skriver
def medeiere(request: Innlogget, flyt: Skriveflyt, objekt: Behov) -> HttpResponse:
    """De som eier behovet sammen, de som er spurt, og å spørre en til. Alle som er med, leser; en administrator spør og trekker."""
    kan_endre = er_administrator(request.user, objekt.part)
    trekkes = request.POST.get("trekk", "")
    skjema = Medeierskjema(request.POST if request.method == "POST" and not trekkes else None)
    if request.method == "POST":
        if not kan_endre:
            raise PermissionDenied
        if trekkes:
            part = get_object_or_404(OffentligPart, slug=trekkes)
            if trekk_medeier(objekt, part, av=request.user):
                messages.success(request, _("%(navn)s er tatt bort.") % {"navn": part.navn})
            return redirect(request.path)
        if skjema.is_valid():
            part = skjema.cleaned_data["part"]
            try:
                spor_medeier(objekt, part, av=request.user)
            except Domenefeil as feil:
                skjema.add_error("part", str(feil))  # det skrevne står
            else:
                messages.success(
                    request,
                    _("%(navn)s er spurt, og står på siden når de har sagt ja.") % {"navn": part.navn},
                )
                return redirect(request.path)
    sammenheng = {
        "objekt": objekt,
        "eiere": objekt.tilslutninger.filter(medeier=True).select_related("part"),
        "spurte": objekt.medeiersporsmal.select_related("part"),
        "kan_endre": kan_endre,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "behov/medeiere.html", sammenheng, status=422 if skjema.errors else 200)


@require_http_methods(LESER_OG_SKRIVER)
@never_cache
@for_medlem()
def svar(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, del_: str
) -> HttpResponse:
    """Den som er spurt, leser behovet slik det er nå, og svarer. Et spørsmål som er besvart eller trukket, finnes ikke."""
    rader = Medeiersporsmal.objects.filter(part=organisasjon, nei_tid=None).select_related("behov__part")
    sporsmal = get_object_or_404(rader, behov__slug=del_)
    if request.method == "POST":
        if not medlemskap.er_administrator:
            raise PermissionDenied
        ja = request.POST.get("svar") == "ja"
        try:
            svar_som_medeier(sporsmal, ja=ja, av=request.user)
        except Domenefeil as feil:
            messages.error(request, str(feil))
        else:
            messages.success(request, _("Dere eier behovet sammen nå.") if ja else _("Svaret er lagret."))
        return redirect(sporsmal.behov if ja and sporsmal.behov.er_publisert else "min_side")
    _versjon, skrevet = svar_na(sporsmal.behov, Behovversjon)
    sammenheng = {
        "behov": sporsmal.behov,
        "part": organisasjon,
        "skrevet": {
            felt: "".join(skrevet.get(felt, [])[-1:]) for felt in ("tittel", "problem", "hvem", "bedre")
        },
        "kan_svare": medlemskap.er_administrator,
    }
    return render(request, "behov/medeier_svar.html", sammenheng)
