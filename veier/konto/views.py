"""Kontosidene som ikke er allauths."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account import views as kontosider
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.app_settings import RECOVERY_CODE_COUNT
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil, for_mange
from veier.grense import over_grensen
from veier.konto import bekreftelse
from veier.konto.forms import Bekreftelseskode, Kontoopplysninger
from veier.konto.handlinger import adressebytte
from veier.konto.handlinger.opplysninger import lagre_opplysninger
from veier.konto.tilganger import har_to_trinn
from veier.konto.veien import hent_veien
from veier.lenker import privat, trygg_neste
from veier.sikkerhetslogg import noter
from veier.typer import Nokkelord, Sammenheng

KODER_PER_TIME = 5


@require_http_methods(["GET", "HEAD", "POST"])
def konto(request: Innlogget) -> HttpResponse:
    """Navn og målform, og veien til alt annet om kontoen."""
    start = {"navn": request.user.navn, "malform": request.user.malform}
    skjema = Kontoopplysninger(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and skjema.is_valid():
        lagre_opplysninger(request.user, **skjema.cleaned_data)
        messages.success(request, _("Opplysningene er lagret."))
        return redirect("konto")
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "to_trinn": har_to_trinn(request.user),
    }
    return render(request, "konto/konto.html", sammenheng, status=422 if skjema.errors else 200)


@never_cache
@sensitive_post_parameters("kode")
@require_http_methods(["GET", "HEAD", "POST"])
def bekreft(request: Innlogget) -> HttpResponse:
    """Bekreft med en kode på e-post. Den som har passord eller to trinn, bruker dem."""
    if get_reauthentication_flows(request.user):
        return redirect(bekreftelse.bekreftelsesside(request))
    neste = trygg_neste(request)
    skjema = Bekreftelseskode()
    if request.method == "POST":
        if "send" in request.POST:
            if vent := over_grensen(request, navn="bekreft", antall=KODER_PER_TIME, sekunder=3600):
                return for_mange(request, vent_sekunder=vent)
            bekreftelse.send_kode(request)
            return redirect(request.get_full_path())
        skjema = Bekreftelseskode(request.POST)
        if skjema.is_valid():
            if bekreftelse.prov_kode(request, skjema.cleaned_data["kode"]):
                return HttpResponseRedirect(neste or reverse("konto"))
            skjema.add_error("kode", _("Koden er feil eller for gammel. Se etter om du har fått en nyere."))
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sendt": bekreftelse.kode_er_sendt(request),
        "neste": neste,
    }
    return render(request, "konto/bekreft.html", sammenheng, status=422 if skjema.errors else 200)


@login_not_required
def ny_konto(request: HttpRequest) -> HttpResponse:
    """allauths side. Er det samme skjemaet sendt to ganger i samme øyeblikk, er kontoen laget når det andre prøver igjen."""
    if request.method == "GET" and (neste := hent_veien(request)):
        return redirect(f"{request.path}?{urlencode({'next': neste})}")
    try:
        with transaction.atomic():
            return kontosider.signup(request)
    except IntegrityError:
        return kontosider.signup(request)


class KobleTilApp(ActivateTOTPView):
    """Koden fra appen er nettopp vist: økten har da to trinn, og redaktøren slipper å gå gjennom alt en gang til."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        svar = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp")
        return svar

    def get_success_url(self) -> str:
        return _veien_videre(self.request, super().get_success_url())

    def get_context_data(self, **kwargs: Nokkelord) -> Sammenheng:
        return {**super().get_context_data(**kwargs), "neste": trygg_neste(self.request)}


class NyPassnokkel(AddWebAuthnView):
    """Som kodeappen: den som kom fra en side som venter på to trinn, kommer tilbake dit."""

    def get_success_url(self) -> str:
        return _veien_videre(self.request, super().get_success_url())

    def get_context_data(self, **kwargs: Nokkelord) -> Sammenheng:
        return {**super().get_context_data(**kwargs), "neste": trygg_neste(self.request)}


def _veien_videre(request: HttpRequest, til: str) -> str:
    """Siden som venter på to trinn. Er kodene nettopp laget, vises de først, med veien videre under."""
    neste = trygg_neste(request)
    if neste and til == reverse("mfa_view_recovery_codes"):
        return f"{til}?{urlencode({'next': neste})}"
    return neste or til


def _koder(request: HttpRequest) -> RecoveryCodes:
    """Personens gjenopprettingskoder. allauths egne visninger merker dem som sett, og det er en skriving på GET."""
    nokler = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    return RecoveryCodes(get_object_or_404(nokler))


@never_cache
@require_safe
def koder(request: HttpRequest) -> HttpResponse:
    """Gjenopprettingskodene som ikke er brukt."""
    sammenheng = {
        "unused_codes": _koder(request).get_unused_codes(),
        "total_count": RECOVERY_CODE_COUNT,
        "neste": trygg_neste(request),
    }
    return render(request, "mfa/recovery_codes/index.html", sammenheng)


@never_cache
@require_safe
def koder_som_fil(request: HttpRequest) -> HttpResponse:
    """De samme kodene som en tekstfil."""
    noter("gjenopprettingskoder_hentet", request=request)
    svar = HttpResponse("\n".join(_koder(request).get_unused_codes()) + "\n", content_type="text/plain")
    svar["Content-Disposition"] = 'attachment; filename="gjenopprettingskoder.txt"'
    return svar


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def stopp_bytte(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Den gamle adressen stopper et bytte. Nøkkelen i lenken er beviset; siden spør før noe skjer."""
    bytte = adressebytte.finn(nokkel)
    if bytte is None:
        raise Http404
    feil = (
        ""
        if bytte.kan_stoppes or bytte.stoppet_tid
        else _("Fristen på 72 timer er ute. Skriv til redaksjonen.")
    )
    if request.method == "POST" and not feil:
        try:
            bytte = adressebytte.stopp(bytte)
        except Domenefeil as unntak:
            feil = str(unntak)
    return render(
        request, "konto/stopp_bytte.html", {"bytte": bytte, "feilmelding": feil}, status=422 if feil else 200
    )
