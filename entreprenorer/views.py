"""Å registrere og å overta en entreprenør."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entreprenorer.forms import Overtakelse, Registrering
from entreprenorer.handlinger.overtakelse import overta as overta_profil
from entreprenorer.handlinger.registrering import FinnesFraFor, Registersvar, sla_opp
from entreprenorer.handlinger.registrering import registrer as registrer_entreprenor
from entreprenorer.models import Entreprenor, Medlemskap
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.medlemskap.tilganger import er_medlem, har_administrator

OPPSLAG_PER_TIME = 30


@require_http_methods(["GET", "HEAD", "POST"])
def registrer(request: HttpRequest) -> HttpResponse:
    """Slår opp nummeret, viser det registeret sier, og registrerer når personen bekrefter."""
    skjema = Registrering(request.POST if request.method == "POST" else None)
    svar: Registersvar | None = None
    finnes: Entreprenor | None = None
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        nummer = data["organisasjonsnummer"]
        if nummer and over_grensen(request, navn="oppslag", antall=OPPSLAG_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=3600)
        finnes = Entreprenor.objects.filter(organisasjonsnummer=nummer or "-").first()
        try:
            if nummer and not finnes:
                svar = sla_opp(nummer)
                if not svar.svarte and not data["navn"]:
                    skjema.add_error(
                        "navn",
                        _("Enhetsregisteret svarer ikke nå. Skriv navnet, så henter vi resten senere."),
                    )
            # Uten nummer er det ingenting å se over; ellers må personen ha sett det registeret sier.
            bekreftet = "bekreft" in request.POST or not nummer or (svar is not None and not svar.svarte)
            if not finnes and skjema.is_valid() and bekreftet:
                ny = registrer_entreprenor(
                    av=request.user,
                    organisasjonsnummer=nummer,
                    navn=data["navn"],
                    enhet=svar.enhet if svar else None,
                )
                messages.success(
                    request, _("%(navn)s er registrert, og du er administrator.") % {"navn": ny.navn}
                )
                return redirect(ny)
        except FinnesFraFor as feil:
            finnes = feil.entreprenor
        except Domenefeil as feil:
            skjema.add_error("organisasjonsnummer", str(feil))
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "enhet": svar.enhet if svar and not skjema.errors else None,
        "finnes": finnes,
        "med": finnes is not None and er_medlem(request.user, finnes),
    }
    return render(request, "entreprenorer/registrer.html", sammenheng, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def overta(request: HttpRequest, slug: str) -> HttpResponse:
    """«Er dette deg?» på en profil ingen har hentet."""
    entreprenor = get_object_or_404(Entreprenor.objects.apne(), slug=slug)
    if har_administrator(entreprenor):
        return redirect("entreprenor_bli_med", slug)
    skjema = Overtakelse(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        if over_grensen(request, navn="oppslag", antall=OPPSLAG_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=3600)
        try:
            utfall = overta_profil(entreprenor, bruker=request.user, **skjema.cleaned_data)
        except Domenefeil as feil:
            skjema.add_error("organisasjonsnummer", str(feil))
        else:
            if isinstance(utfall, Medlemskap):
                messages.success(
                    request, _("Du er nå administrator for %(navn)s.") % {"navn": entreprenor.navn}
                )
                return redirect("entreprenor", slug)
            messages.success(request, _("Redaksjonen har fått spørsmålet. Du får svar på e-post."))
            return redirect("min_side")
    sammenheng = {
        "entreprenor": entreprenor,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "entreprenorer/overta.html", sammenheng, status=422 if skjema.errors else 200)
