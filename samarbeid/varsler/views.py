"""Sidene for lagrede søk: lagre, bekrefte, endre og stoppe. Med og uten konto."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.models import Abonnement, Varselmottaker
from samarbeid.varsler import handlinger
from samarbeid.varsler.forms import Varselskjema
from samarbeid.varsler.handlinger import Eier, Onske, hos
from samarbeid.varsler.kjoring import styrelenke
from samarbeid.varsler.liste import Lest
from samarbeid.varsler.lister import LISTER, adressen_til, i_ord
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil
from veier.lenker import avtrykk, privat

LESER_OG_SKRIVER = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@require_http_methods(LESER_OG_SKRIVER)
def ny(request: HttpRequest, liste: str) -> HttpResponse:
    """Skjemaet for søket i adressen. Uten konto lagres ingenting før adressen er bekreftet."""
    valgt = LISTER.get(liste)
    if valgt is None:
        raise Http404
    bruker = request.user if isinstance(request.user, Bruker) else None
    lest = valgt.les(request.GET, bruker)
    if lest is None:
        raise Http404
    innlogget = bruker is not None
    skjema = Varselskjema(request.POST if request.method == "POST" else None, innlogget=innlogget)
    if request.method == "POST" and skjema.is_valid():
        try:
            return _bestill(request, liste, lest, skjema.cleaned_data)
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sok": valgt.setning(lest),
        "tilbake": valgt.adresse(lest.sporring),
        "antall": len(valgt.numre(lest.sporring, bruker)),
    }
    return render(request, "varsler/ny.html", sammenheng, status=422 if sammenheng["feil"] else 200)


def _bestill(request: HttpRequest, liste: str, lest: Lest, svar: dict[str, str]) -> HttpResponse:
    if isinstance(request.user, Bruker):
        handlinger.lagre_for_konto(
            request.user, liste=liste, sporring=lest.sporring, hyppighet=svar["hyppighet"]
        )
        messages.success(
            request, _("Varselet er lagret. Vi sier fra til %(epost)s.") % {"epost": request.user.epost}
        )
        return redirect("varslene")
    handlinger.be_om_bekreftelse(Onske(liste, lest.sporring, svar["hyppighet"], svar["epost"]), lest)
    return redirect("varsel_sendt")


@login_not_required
@require_safe
def sendt(request: HttpRequest) -> HttpResponse:
    """Hva hun skal gjøre nå. Siden sier det samme enten brevet ble sendt eller ikke."""
    return render(request, "varsler/sendt.html")


@privat
@require_http_methods(LESER_OG_SKRIVER)
def bekreft(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra e-posten: hun ser hva hun ba om, og sier ja med en knapp."""
    onske = handlinger.les_kode(kode)
    if onske is None:
        raise Http404
    feil = ""
    if request.method == "POST":
        try:
            rad = handlinger.bekreft(kode)
        except Domenefeil as unntak:
            feil = str(unntak)
        else:
            messages.success(request, _("Adressen er bekreftet. Vi sier fra når noe nytt passer."))
            return redirect(styrelenke(rad))
    mottaker = Varselmottaker.objects.filter(epost=onske.epost.lower()).first()
    sammenheng = {
        "onske": onske,
        "hvor_ofte": Abonnement.Hyppighet(onske.hyppighet).label,
        "sok": i_ord(onske),
        "feil": [("", feil)] if feil else [],
        "varslene": reverse("varslene_uten_konto", args=[mottaker.nokkel]) if mottaker and feil else "",
    }
    return render(request, "varsler/bekreft.html", sammenheng, status=422 if feil else 200)


@never_cache
@require_http_methods(LESER_OG_SKRIVER)
def mine(request: Innlogget) -> HttpResponse:
    """Varslene til den innloggede."""
    return _styr(request, request.user, reverse("varslene"))


@privat
@require_http_methods(LESER_OG_SKRIVER)
def uten_konto(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Varslene til adressen bak den personlige lenken."""
    mottaker = get_object_or_404(Varselmottaker, avtrykk=avtrykk(nokkel))
    return _styr(request, mottaker, reverse("varslene_uten_konto", args=[nokkel]))


def _styr(request: HttpRequest, eier: Eier, her: str) -> HttpResponse:
    """Endre hvor ofte, stoppe ett, eller stoppe alle. Et som ikke er eierens, finnes ikke."""
    if request.method != "POST":
        varslene = [(rad, i_ord(rad, rad.bruker), adressen_til(rad)) for rad in hos(eier)]
        sammenheng = {"varslene": varslene, "eier": eier, "hyppigheter": Abonnement.Hyppighet.choices}
        return render(request, "varsler/mine.html", sammenheng)
    if "stopp_alle" in request.POST:
        handlinger.stopp(hos(eier))
        messages.success(request, _("Alle varslene er stoppet."))
    else:
        rad = handlinger.finn(eier, request.POST.get("ref", ""))
        if rad is None:
            raise Http404
        _endre(request, rad)
    if isinstance(eier, Varselmottaker) and not hos(eier).exists():
        return redirect("varsel_stoppet")  # adressen er glemt, og lenken virker ikke lenger
    return redirect(her)


def _endre(request: HttpRequest, rad: Abonnement) -> None:
    hyppighet = request.POST.get("hyppighet", "")
    if "stopp" in request.POST:
        handlinger.stopp(Abonnement.objects.filter(pk=rad.pk))
        messages.success(request, _("Varselet er stoppet."))
    elif hyppighet in Abonnement.Hyppighet:
        handlinger.endre_hyppighet(rad, hyppighet)
        messages.success(request, _("Endringen er lagret."))


@login_not_required
@require_safe
def stoppet(request: HttpRequest) -> HttpResponse:
    """Det siste hun ser når adressen er glemt."""
    return render(request, "varsler/stoppet.html")


@csrf_exempt  # e-postprogrammet sender uten kapsel (RFC 8058); nøkkelen er det som gir rett
@privat
@require_http_methods(LESER_OG_SKRIVER)
def av(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra brevet: stoppe ett varsel, eller alle til adressen. En GET endrer ingenting. Svaret på en POST er siden selv:
    e-postprogrammer følger ingen videresending."""
    lest = handlinger.les_stoppnokkel(kode)
    if lest is None:
        raise Http404
    ett, alle = lest
    if request.method == "POST":
        handlinger.stopp(alle if "alle" in request.POST else ett)
    rad = ett.first()
    sammenheng = {
        "sok": i_ord(rad, rad.bruker) if rad else "",
        "andre": alle.exclude(pk=rad.pk).count() if rad else alle.count(),
    }
    return render(request, "varsler/av.html", sammenheng)
