"""«Vi vil snakke om dette», på den delte siden: skjemaet, og lenken som bekrefter adressen. Uten konto."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbeid.svar.forms.samtale import SamtaleSkjema
from samarbeid.svar.samtaleonske import (
    Samtaleonske,
    be_om_bekreftelse,
    finn_deling,
    les_kode,
    send_onsket,
    tittelen,
)
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil
from veier.lenker import privat


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def samtale(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Skjemaet. Meldingen sendes først når hun har bekreftet adressen."""
    deling = finn_deling(nokkel)
    if deling is None:
        raise Http404
    skjema = SamtaleSkjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        try:
            be_om_bekreftelse(Samtaleonske(nokkel, **skjema.cleaned_data), deling)
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente
        except Domenefeil as feil:
            skjema.add_error("melding", str(feil))
        else:
            sagt = _(
                "Vi har sendt en e-post til %(epost)s. Åpne lenken i den, så sender du meldingen derfra."
            )
            messages.success(request, sagt % {"epost": skjema.cleaned_data["epost"]})
            return redirect("prov_delt", nokkel)
    sammenheng = {
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tittel": tittelen(deling),
        "nokkel": nokkel,
    }
    return render(request, "svar/samtale.html", sammenheng, status=422 if skjema.is_bound else 200)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def bekreft(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra e-posten: hun ser hva hun skrev, og sender det med en knapp."""
    onske = les_kode(kode)
    deling = finn_deling(onske.nokkel) if onske else None
    if onske is None or deling is None:
        raise Http404
    if request.method == "POST":
        try:
            send_onsket(kode)
        except Domenefeil as feil:
            messages.error(request, str(feil))
        else:
            messages.success(request, _("Meldingen er sendt. Entreprenøren svarer deg på e-post."))
        return redirect("prov_delt", onske.nokkel)
    return render(request, "svar/samtale_bekreft.html", {"onske": onske, "tittel": tittelen(deling)})
