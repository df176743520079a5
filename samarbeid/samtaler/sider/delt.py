"""«Vi vil snakke om dette», på den delte siden: skjemaet, og lenken som bekrefter adressen. Uten konto."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbeid.models import Samtale
from samarbeid.samtaler.forms.delt import Bekreftskjema, SamtaleSkjema
from samarbeid.samtaler.handlinger.fra_delingen import konkurransene, send_onsket
from samarbeid.samtaler.handlinger.konkurransen import nevn
from samarbeid.svar.samtaleonske import Samtaleonske, be_om_bekreftelse, finn_deling, les_kode, tittelen
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
    """Fra e-posten: hun ser hva hun skrev, og sender det med en knapp. Er konkurransen kunngjort, sier siden det, og har ingen."""
    onske = les_kode(kode)
    deling = finn_deling(onske.nokkel) if onske else None
    if onske is None or deling is None:
        raise Http404
    funnet = konkurransene(onske, deling)
    skjema = Bekreftskjema(request.POST if request.method == "POST" else None)
    skjema.spor_om_noe_annet(nevn(funnet.ute))
    if funnet.ukjent:
        skjema.spor_den_ukjente()
    if request.method == "POST" and skjema.is_valid():
        try:
            samtale = send_onsket(kode, noe_annet=skjema.cleaned_data.get("noe_annet", False))
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente
        except Domenefeil as feil:
            skjema.legg_til_feil(feil)
        else:
            messages.success(request, _kvitteringen(samtale))
            return redirect("prov_delt", onske.nokkel)
    sammenheng = {
        "onske": onske,
        "tittel": tittelen(deling),
        "stengt": funnet.stengt,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound and not funnet.stengt else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "svar/samtale_bekreft.html", sammenheng, status=status)


def _kvitteringen(samtale: Samtale | None) -> str:
    if samtale is None:
        return _("Meldingen er sendt. Entreprenøren svarer deg på e-post.")
    setning = _(
        "Meldingen er sendt. Svaret kommer på e-post, med en lenke til samtalen. Referansen er %(ref)s."
    )
    return setning % {"ref": samtale}
