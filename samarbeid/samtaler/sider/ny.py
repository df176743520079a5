"""Den første meldingen: skjemaet, slik mottakeren får den, og sendingen."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.publisering.krav import krav_til_kontakten
from samarbeid.samtaler.forms import ForsteMelding
from samarbeid.samtaler.forms.grunnlag import LENGSTE
from samarbeid.samtaler.handlinger.konkurransen import kunngjorte, med_erklaering, nevn
from samarbeid.samtaler.handlinger.start import (
    Mottaker,
    kan_sendes_til,
    lag_mottaker,
    sett_sammen,
    start_samtale,
)
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil
from veier.medlemskap.hatter import handler_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, slug: str) -> HttpResponse:
    """Skriv, se hvordan den blir, og send. Bare for en som handler for en entreprenør; andre får vite hvordan."""
    entreprenor = handler_for(request.user, "entreprenor")
    part = get_object_or_404(
        OffentligPart.objects.apne().select_related("registerkontakt", "overordnet"), slug=slug
    )
    if not isinstance(entreprenor, Entreprenor):
        egne = Entreprenor.objects.filter(medlemskap__bruker=request.user)
        return render(request, "samtaler/hvem.html", {"part": part, "egne": egne}, status=409)
    mottaker = _mottaker(request, part, entreprenor)
    if krav := krav_til_kontakten(entreprenor):
        return render(request, "samtaler/ny.html", {"part": part, "krav": krav, "skjema": None, "feil": []})
    skjema = ForsteMelding(request.POST if request.method == "POST" else None, initial=_forslag(mottaker))
    ute = kunngjorte(part, entreprenor)
    skjema.spor_om_noe_annet(nevn(ute))
    if request.method != "POST" or "endre" in request.POST or not _er_riktig(skjema, mottaker):
        return _vis(request, mottaker, skjema)
    tekst = _brevet(skjema, request.user, entreprenor)
    if "send" in request.POST:
        return _send(request, mottaker, skjema, tekst, entreprenor)
    data = skjema.cleaned_data
    hvem = f"{part.navn}, {data['rolle']}" if data["rolle"] else part.navn
    sammenheng = {
        "skjema": skjema,
        "tekst": med_erklaering(tekst, ute),
        "fra": entreprenor.navn,
        "til": f"{hvem} ({data['til']})",
        "innsyn": True,
    }
    return render(request, "samtaler/forhandsvis.html", sammenheng)


def _er_riktig(skjema: ForsteMelding, mottaker: Mottaker) -> bool:
    if not skjema.is_valid():
        return False
    if kan_sendes_til(mottaker, skjema.cleaned_data["til"]):
        return True
    skjema.add_error("til", _("Skriv en adresse hos %(navn)s.") % {"navn": mottaker.part.navn})
    return False


def _brevet(skjema: ForsteMelding, bruker: Bruker, entreprenor: Entreprenor) -> str:
    data = skjema.cleaned_data
    return sett_sammen(
        hva=data["hva"],
        for_hvem=data["for_hvem"],
        ber_om=data["ber_om"],
        navn=str(bruker),
        entreprenor=entreprenor.navn,
    )


def _send(
    request: Innlogget, mottaker: Mottaker, skjema: ForsteMelding, tekst: str, entreprenor: Entreprenor
) -> HttpResponse:
    data = skjema.cleaned_data
    try:
        samtale = start_samtale(
            entreprenor,
            mottaker,
            emne=data["emne"],
            rolle=data["rolle"],
            til=data["til"],
            tekst=tekst,
            sendenokkel=data["sendenokkel"],
            skjermet=data["skjermet"],
            skjermet_grunn=data["skjermet_grunn"],
            noe_annet=data.get("noe_annet", False),
            av=request.user,
        )
    except ForMangeEposter:
        raise  # siden sier hvor lenge hun må vente, og tar vare på det hun skrev
    except Domenefeil as feil:
        skjema.legg_til_feil(feil)
        return _vis(request, mottaker, skjema)
    messages.success(
        request,
        _("Meldingen er sendt til %(til)s. Referansen er %(ref)s.") % {"til": samtale.til, "ref": samtale},
    )
    return redirect(samtale)


def _mottaker(request: HttpRequest, part: OffentligPart, entreprenor: Entreprenor) -> Mottaker:
    """Virksomheten, og behovet eller ideen lenken hun fulgte, gjelder. En annens idé finnes ikke."""
    behov = ide = None
    if slug := request.GET.get("behov", ""):
        behov = Behov.objects.publisert().filter(part=part, slug=slug[:200]).first()
        if behov is None or not behov.tar_sporsmal:
            raise Http404
    if slug := request.GET.get("ide", ""):
        ide = get_object_or_404(Ide, entreprenor=entreprenor, slug=slug[:200])
    return lag_mottaker(part, behov, ide)


def _forslag(mottaker: Mottaker) -> dict[str, object]:
    """Det vi kan fylle ut: adressen, og det ideen eller behovet sier."""
    start: dict[str, object] = {
        "til": mottaker.adresse,
        "ber_om": _("Kan vi få 20 minutter til å høre om dette treffer et behov hos dere?"),
    }
    if ide := mottaker.ide:
        hele = "\n\n".join(t for t in (ide.problem, ide.losning) if t)
        start |= {"emne": ide.tittel, "hva": hele if len(hele) <= LENGSTE else ide.losning}
    elif behov := mottaker.behov:
        start |= {"emne": behov.tittel, "rolle": behov.rolle}
    return start


def _vis(request: HttpRequest, mottaker: Mottaker, skjema: ForsteMelding) -> HttpResponse:
    vis_feil = skjema.is_bound and "endre" not in request.POST
    sammenheng = {
        "part": mottaker.part,
        "mottaker": mottaker,
        "krav": [],
        "skjema": skjema,
        "feil": skjema.feilliste() if vis_feil else [],
    }
    return render(request, "samtaler/ny.html", sammenheng, status=422 if vis_feil else 200)
