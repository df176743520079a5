"""Å registrere og å overta en entreprenør."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entreprenorer.forms import Overtakelse, Registrering
from entreprenorer.handlinger.bekreftelse import gjor_krav
from entreprenorer.handlinger.overtakelse import overta as overta_profil
from entreprenorer.handlinger.registrering import Framgang, ta_neste_steg
from entreprenorer.models import Entreprenor, Medlemskap
from entreprenorer.querysets import APNE
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.medlemskap.forms import Foresporselskjema
from veier.medlemskap.tilganger import er_medlem, har_administrator

OPPSLAG_PER_TIME = 30


@require_http_methods(["GET", "HEAD", "POST"])
def registrer(request: Innlogget) -> HttpResponse:
    """Slår opp nummeret, viser det registeret sier, og registrerer når personen bekrefter."""
    skjema = Registrering(request.POST if request.method == "POST" else None)
    steg = Framgang()
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        nummer = data["organisasjonsnummer"]
        if "krav" in request.POST:
            return _krav(request, nummer)
        if nummer and (vent := over_grensen(request, navn="oppslag", antall=OPPSLAG_PER_TIME, sekunder=3600)):
            return for_mange(request, vent_sekunder=vent)
        try:
            steg = ta_neste_steg(
                av=request.user,
                organisasjonsnummer=nummer,
                navn=data["navn"],
                bekreftet="bekreft" in request.POST,
            )
        except Domenefeil as feil:
            skjema.add_error("organisasjonsnummer", str(feil))
        if steg.trenger_navn:
            skjema.add_error(
                "navn", _("Enhetsregisteret svarer ikke nå. Skriv navnet, så henter vi resten senere.")
            )
        if steg.ny:
            tekst = (
                _("%(navn)s er registrert, og du er administrator.")
                if steg.ny.er_bekreftet
                else _("%(navn)s er registrert, og venter på bekreftelse. Bare du ser den.")
            )
            messages.success(request, tekst % {"navn": steg.ny.navn})
            return redirect(steg.ny)
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "enhet": steg.enhet,
        "finnes": steg.finnes,
        "med": steg.finnes is not None and er_medlem(request.user, steg.finnes),
        "krav": Foresporselskjema(),
    }
    return render(request, "entreprenorer/registrer.html", sammenheng, status=422 if skjema.errors else 200)


def _krav(request: Innlogget, nummer: str) -> HttpResponse:
    """Nummeret er tatt av noen som ikke er bekreftet: redaksjonen avgjør."""
    ubekreftet = Entreprenor.objects.exclude(bekreftelse__in=APNE)
    entreprenor = get_object_or_404(ubekreftet, organisasjonsnummer=nummer or "-")
    skjema = Foresporselskjema(request.POST)
    try:
        if skjema.is_valid():
            gjor_krav(entreprenor, bruker=request.user, melding=skjema.cleaned_data["melding"])
            messages.success(request, _("Redaksjonen har fått spørsmålet. Du får svar på e-post."))
        else:
            messages.error(request, " ".join(str(f) for f in skjema.errors["melding"]))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect("min_side" if skjema.is_valid() else "entreprenor_registrer")


@require_http_methods(["GET", "HEAD", "POST"])
def overta(request: Innlogget, slug: str) -> HttpResponse:
    """«Er dette deg?» på en profil ingen har hentet."""
    entreprenor = get_object_or_404(Entreprenor.objects.apne(), slug=slug)
    if har_administrator(entreprenor):
        return redirect("entreprenor_bli_med", slug)
    skjema = Overtakelse(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        if vent := over_grensen(request, navn="oppslag", antall=OPPSLAG_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=vent)
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
