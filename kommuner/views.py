"""Å bli med i en offentlig virksomhet, og å bli den første administratoren."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kommuner.forms import Kodeskjema
from kommuner.handlinger import medlemskap as handlinger
from kommuner.models import Administratorkode, Foresporsel, Medlemskap, OffentligPart
from kommuner.tilganger import er_jobbadresse, kan_bli_med_selv, postmottak_som_svarer_for
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.konto.bekreftelse import bekreft_forst
from veier.lenker import trygg_neste
from veier.medlemskap.forms import Foresporselskjema
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.tilganger import er_medlem, er_tatt_ut, har_administrator

KODER_PER_TIME = 3


@require_http_methods(["GET", "HEAD", "POST"])
def bli_med(request: Innlogget, slug: str) -> HttpResponse:
    """Med adresse på virksomhetens domene er én knapp nok; ellers blir det en forespørsel."""
    part = get_object_or_404(OffentligPart.objects.apne(), slug=slug)
    videre = trygg_neste(request)
    if er_medlem(request.user, part):
        return HttpResponseRedirect(videre or reverse("offentlig_medlemmer", args=[slug]))
    skjema = Foresporselskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        utfall = handlinger.bli_med(part, bruker=request.user, melding=skjema.cleaned_data["melding"])
        if isinstance(utfall, Medlemskap):
            messages.success(request, _("Du er nå med i %(navn)s.") % {"navn": part.navn})
            return HttpResponseRedirect(videre or reverse("offentlig_medlemmer", args=[slug]))
        messages.success(request, _("Forespørselen er sendt. Du får svar på e-post."))
        return redirect("min_side")
    venter = Foresporsel.objects.filter(
        organisasjon=part, bruker=request.user, status=Foresporsel.Status.VENTER
    ).first()
    sammenheng = {
        "part": part,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "venter": venter,
        "har_adresse": kan_bli_med_selv(request.user, part),
        "tatt_ut": er_tatt_ut(request.user, part),
        "jobbadresse": er_jobbadresse(request.user, part),
    }
    return render(request, "kommuner/bli_med.html", sammenheng, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@bekreft_forst
def administrator(request: Innlogget, slug: str) -> HttpResponse:
    """Den første administratoren godkjennes av virksomheten selv, med en kode fra postmottaket."""
    part = get_object_or_404(OffentligPart.objects.apne(), slug=slug)
    if not er_medlem(request.user, part):
        raise Http404
    if har_administrator(part):
        return redirect("offentlig_medlemmer", slug)
    skjema = Kodeskjema()
    try:
        if request.method == "POST" and "send" in request.POST:
            return _send_kode(request, part)
        if request.method == "POST":
            skjema = Kodeskjema(request.POST)
            if skjema.is_valid():
                handlinger.bruk_administratorkode(part, bruker=request.user, kode=skjema.cleaned_data["kode"])
                messages.success(request, _("Du er nå administrator for %(navn)s.") % {"navn": part.navn})
                return redirect("offentlig_medlemmer", slug)
    except Domenefeil as feil:
        skjema = Kodeskjema(request.POST)
        skjema.add_error("kode", str(feil))
    sammenheng = {
        "part": part,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "postmottak": postmottak_som_svarer_for(part, request.user),
        "sendt": Administratorkode.objects.filter(organisasjon=part, bruker=request.user).first(),
        "venter": Foresporsel.objects.filter(
            organisasjon=part,
            bruker=request.user,
            status=Foresporsel.Status.VENTER,
            rolle=Medlemsrolle.ADMINISTRATOR,
        ).first(),
    }
    return render(
        request, "kommuner/administrator.html", sammenheng, status=422 if sammenheng["feil"] else 200
    )


def _send_kode(request: Innlogget, part: OffentligPart) -> HttpResponse:
    if vent := over_grensen(request, navn="administratorkode", antall=KODER_PER_TIME, sekunder=3600):
        return for_mange(request, vent_sekunder=vent)
    utfall = handlinger.be_om_administratorkode(part, bruker=request.user)
    til_redaksjonen = isinstance(utfall, Foresporsel)
    messages.success(
        request,
        _("Redaksjonen har fått spørsmålet. Du får svar på e-post.")
        if til_redaksjonen
        else _("Koden er sendt til postmottaket. Be dem om den."),
    )
    return redirect("offentlig_administrator", part.slug)
