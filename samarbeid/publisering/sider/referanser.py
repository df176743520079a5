"""Referanser: entreprenøren ber om dem, virksomheten svarer – med lenken i postmottaket, eller som medlem."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.handlinger.referanser import (
    be_om_referanse,
    svar_med_lenke,
    svar_som_medlem,
    trekk_referanse,
)
from entreprenorer.handlinger.videresendt import svar_videresendt
from entreprenorer.models import Entreprenor, Referanse
from kommuner.models import OffentligPart
from samarbeid.publisering.forms.ide import finn_virksomheter
from samarbeid.publisering.forms.referanser import Referanseskjema, Svarskjema, Videresendtskjema
from samarbeid.publisering.krav import krav_til_referansen
from veier.brukere.innlogget import Innlogget
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.lenker import avtrykk
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag
from veier.typer import Verdier

SVAR_PER_TIME = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem()
def referanser(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap
) -> HttpResponse:
    """Referansene entreprenøren har, og skjemaet for en ny."""
    skjema = Referanseskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        data = dict(skjema.cleaned_data)
        navn = data.pop("virksomhet")
        alle = {p.navn.lower(): p for p in OffentligPart.objects.apne()}
        funnet, ukjente = finn_virksomheter([navn], alle)
        if ukjente:
            skjema.meld_ukjent(navn)
        else:
            try:
                ny = be_om_referanse(organisasjon, part=funnet[0], **data, av=request.user)
            except Domenefeil as feil:
                skjema.add_error(None, str(feil))
            else:
                messages.success(request, _sendt(ny))
                return redirect("referanser", organisasjon.slug)
    sammenheng = {
        "entreprenor": organisasjon,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "krav": krav_til_referansen(organisasjon),
        "referanser": organisasjon.referanser.select_related("part"),
        "virksomheter": OffentligPart.objects.apne().order_by(Norsk("navn")).values_list("navn", flat=True),
    }
    return render(request, "referanser/liste.html", sammenheng, status=422 if skjema.errors else 200)


@require_POST
@for_medlem()
def trekk(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap, ref: uuid.UUID
) -> HttpResponse:
    """Tar bort en referanse."""
    trekk_referanse(get_object_or_404(organisasjon.referanser, ref=ref), av=request.user)
    messages.success(request, _("Referansen er tatt bort."))
    return redirect("referanser", organisasjon.slug)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def svar_lenke(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret fra den som fikk lenken i virksomhetens postmottak. Ingen konto trengs."""
    referanse = get_object_or_404(
        Referanse.objects.select_related("entreprenor", "part"), avtrykk=avtrykk(nokkel)
    )
    if referanse.entreprenor.er_tatt_ned:
        return render(request, "referanser/tatt_ned.html", {"referanse": referanse}, status=410)
    if referanse.status != Referanse.Status.VENTER:
        return render(request, "referanser/svart.html", status=410)
    skjemaet = Videresendtskjema if referanse.videresendes else Svarskjema
    skjema = skjemaet(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if vent := over_grensen(request, navn="referanse", antall=SVAR_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=vent)
        if skjema.is_valid():
            data = skjema.cleaned_data
            try:
                if referanse.videresendes:
                    return _ta_imot(request, nokkel, data)
                svar_med_lenke(
                    nokkel, bekreft=data["svar"] == "ja", navn=data["navn"], stilling=data["stilling"]
                )
                return render(request, "referanser/takk.html", {"referanse": referanse})
            except Domenefeil as feil:
                skjema.add_error(None, str(feil))
    svar = _vis_svar(request, referanse, skjema, ved_lenke=True)
    svar["X-Robots-Tag"] = "noindex, nofollow"
    return svar


def _ta_imot(request: HttpRequest, nokkel: str, data: Verdier) -> HttpResponse:
    svar = svar_videresendt(
        nokkel,
        bekreft=data["svar"] == "ja",
        navn=data["navn"],
        stilling=data["stilling"],
        epost=data["epost"],
    )
    return render(request, "referanser/mottatt.html", {"svar": svar})


@require_safe
@never_cache
@for_medlem()
def til_svar(
    request: HttpRequest, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Referansene virksomheten er bedt om å bekrefte."""
    venter = Referanse.objects.vises().filter(part=organisasjon).select_related("entreprenor")
    sammenheng = {
        "part": organisasjon,
        "venter": [r for r in venter if r.status == Referanse.Status.VENTER],
        "svart": [r for r in venter if r.status != Referanse.Status.VENTER],
    }
    return render(request, "referanser/til_svar.html", sammenheng)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem()
def svar_medlem(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, ref: uuid.UUID
) -> HttpResponse:
    """Svaret fra et medlem av virksomheten."""
    referanse = get_object_or_404(
        Referanse.objects.select_related("entreprenor", "part"), part=organisasjon, ref=ref
    )
    skjema = Svarskjema(
        request.POST if request.method == "POST" else None, initial={"navn": str(request.user)}
    )
    skjema.fields["navn"].disabled = True
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        try:
            svar_som_medlem(ref, bekreft=data["svar"] == "ja", stilling=data["stilling"], av=request.user)
            messages.success(request, _("Takk. Svaret er skrevet ned."))
            return redirect("referanser_til_svar", organisasjon.slug)
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
    return _vis_svar(request, referanse, skjema, ved_lenke=False)


def _vis_svar(
    request: HttpRequest, referanse: Referanse, skjema: Svarskjema, *, ved_lenke: bool
) -> HttpResponse:
    sammenheng = {
        "referanse": referanse,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "kan_svares": referanse.kan_svares_med_lenke
        if ved_lenke
        else referanse.status == Referanse.Status.VENTER,
        "ved_lenke": ved_lenke,
    }
    return render(request, "referanser/svar.html", sammenheng, status=422 if skjema.errors else 200)


def _sendt(referanse: Referanse) -> str:
    if referanse.sendt_til:
        return _("Spørsmålet er sendt til postmottaket i %(navn)s. Referansen er merket som ubekreftet til de svarer.") % {
            "navn": referanse.part.navn
        }  # fmt: skip
    return _(
        "Vi kjenner ikke postmottaket i %(navn)s. Lag en lenke og send den selv til den dere samarbeidet med."
    ) % {"navn": referanse.part.navn}
