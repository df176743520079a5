"""«Snakk med dem», fra profilen til en entreprenør: virksomheten skriver den første meldingen, ser den, og sender."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.models import Samtale
from samarbeid.samtaler.forms.forste import ForsteFraVirksomheten
from samarbeid.samtaler.handlinger.konkurransen import kunngjorte, med_erklaering, nevn
from samarbeid.samtaler.handlinger.start_offentlig import sett_sammen, start_fra_virksomheten
from veier.brukere.innlogget import Innlogget
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil
from veier.medlemskap.hatter import handler_for
from veier.medlemskap.tilganger import har_administrator


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Innlogget, slug: str) -> HttpResponse:
    """Bare for en som handler for en virksomhet; andre får vite hvordan. Kan ingen svare her, sier siden hva som finnes.

    ``?ide=…`` er ideen hun kom fra: den er emnet, og følger samtalen.
    """
    entreprenor = get_object_or_404(Entreprenor.objects.apne(), slug=slug)
    if not har_administrator(entreprenor):
        return render(request, "samtaler/ingen_svarer.html", {"entreprenor": entreprenor}, status=409)
    part = handler_for(request.user, "offentlig")
    if not isinstance(part, OffentligPart):
        egne = OffentligPart.objects.filter(medlemskap__bruker=request.user)
        hvem = {"entreprenor": entreprenor, "egne": egne}
        return render(request, "samtaler/hvem_offentlig.html", hvem, status=409)
    ide = _ideen(request, entreprenor)
    start = {
        "emne": ide.tittel if ide else "",
        "ber_om": _("Kan vi få 20 minutter til å høre om dere kan hjelpe oss med dette?"),
        "anskaffelse": "apen",
    }
    skjema = ForsteFraVirksomheten(request.POST if request.method == "POST" else None, initial=start)
    ute = kunngjorte(part, entreprenor)
    skjema.spor_om_noe_annet(nevn(ute))
    if request.method != "POST" or "endre" in request.POST or not skjema.is_valid():
        return _vis(request, entreprenor, part, skjema)
    data = skjema.cleaned_data
    tekst = sett_sammen(
        hva=data["hva"],
        for_hvem=data["for_hvem"],
        ber_om=data["ber_om"],
        planlegges=data["anskaffelse"] == Samtale.Anskaffelse.PLANLEGGES,
        navn=str(request.user),
        virksomhet=part.navn,
    )
    if "send" in request.POST:
        return _send(request, entreprenor, part, skjema, tekst, ide)
    sammenheng = {
        "skjema": skjema,
        "tekst": med_erklaering(tekst, ute),
        "fra": part.navn,
        "til": entreprenor.navn,
        "innsyn": False,
    }
    return render(request, "samtaler/forhandsvis.html", sammenheng)


def _ideen(request: HttpRequest, entreprenor: Entreprenor) -> Ide | None:
    """Ideen i adressen, når leseren kan se den."""
    ideer = Ide.objects.synlig_for(request.user).publisert().filter(entreprenor=entreprenor)
    return ideer.filter(slug=slug).first() if (slug := request.GET.get("ide", "")) else None


def _send(
    request: Innlogget,
    entreprenor: Entreprenor,
    part: OffentligPart,
    skjema: ForsteFraVirksomheten,
    tekst: str,
    ide: Ide | None,
) -> HttpResponse:
    felt = ("emne", "anskaffelse", "sendenokkel", "skjermet", "skjermet_grunn", "noe_annet")
    data = {navn: skjema.cleaned_data[navn] for navn in felt if navn in skjema.cleaned_data}
    try:
        samtale = start_fra_virksomheten(part, entreprenor, tekst=tekst, av=request.user, ide=ide, **data)
    except ForMangeEposter:
        raise  # siden sier hvor lenge hun må vente, og tar vare på det hun skrev
    except Domenefeil as feil:
        skjema.legg_til_feil(feil)
        return _vis(request, entreprenor, part, skjema)
    messages.success(
        request,
        _("Meldingen er sendt til %(til)s. Referansen er %(ref)s.")
        % {"til": entreprenor.navn, "ref": samtale},
    )
    return redirect(samtale)


def _vis(
    request: HttpRequest, entreprenor: Entreprenor, part: OffentligPart, skjema: ForsteFraVirksomheten
) -> HttpResponse:
    vis_feil = skjema.is_bound and "endre" not in request.POST
    sammenheng = {
        "entreprenor": entreprenor,
        "part": part,
        "skjema": skjema,
        "feil": skjema.feilliste() if vis_feil else [],
    }
    return render(request, "samtaler/ny_offentlig.html", sammenheng, status=422 if vis_feil else 200)
