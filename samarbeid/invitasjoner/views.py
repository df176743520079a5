"""Sidene der virksomheten inviterer, og der entreprenøren sier nei til å bli invitert."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid.invitasjoner import handlinger
from samarbeid.invitasjoner.forms import NoenFaSkjema
from samarbeid.invitasjoner.kandidater import (
    Kandidat,
    Kandidatene,
    finn_kandidater,
    hvorfor_ikke_invitere,
    hvorfor_ikke_noen_fa,
)
from samarbeid.models import Invitasjonsnei, Invitasjonsrunde
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.lenker import privat
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag

LESER_OG_SKRIVER = ["GET", "HEAD", "POST"]


@require_http_methods(LESER_OG_SKRIVER)
@never_cache
@for_medlem(administrator=True)
def inviter_alle(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, del_: str
) -> HttpResponse:
    """Hvem som får brevet, og hvorfor. Det sendes først når hun trykker på knappen."""
    behov = _behovet(organisasjon, del_)
    if grunn := hvorfor_ikke_invitere(behov):
        return _tilbake(request, behov, grunn)
    if request.method == "POST":
        try:
            runde = handlinger.inviter_alle(behov, sett=request.POST.getlist("hvem"), av=request.user)
        except Domenefeil as feil:
            return _tilbake(request, behov, str(feil))
        return _invitert(request, runde)
    kandidatene = finn_kandidater(behov, request.user)
    if not kandidatene.alle_som_passer:
        return _tilbake(request, behov, _ingen_igjen(kandidatene))
    return _se_over(request, behov, kandidatene.alle_som_passer, kandidatene=kandidatene)


@require_http_methods(LESER_OG_SKRIVER)
@never_cache
@for_medlem(administrator=True)
def inviter_noen_fa(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, del_: str
) -> HttpResponse:
    """Først hvem og hvorfor, så en side å se over, og så sendes det."""
    behov = _behovet(organisasjon, del_)
    if grunn := hvorfor_ikke_noen_fa(behov):
        return _tilbake(request, behov, grunn)
    kandidatene = finn_kandidater(behov, request.user)
    if not kandidatene.kan:
        return _tilbake(request, behov, _ingen_igjen(kandidatene))
    skjema = NoenFaSkjema(request.POST if request.method == "POST" else None, kandidatene=kandidatene.kan)
    if request.method == "POST" and skjema.is_valid() and "rett" not in request.POST:
        valg = skjema.cleaned_data
        if "send" not in request.POST:
            valgte = [k for k in kandidatene.kan if k.entreprenor.slug in valg["hvem"]]
            return _se_over(request, behov, valgte, grunn=valg["grunn"])
        try:
            return _invitert(request, handlinger.inviter_noen_fa(behov, av=request.user, **valg))
        except Domenefeil as feil:
            skjema.add_error("hvem", str(feil))  # det skrevne står
    sammenheng = {
        "part": organisasjon,
        "behov": behov,
        "skjema": skjema,
        "kan_alle": bool(kandidatene.alle_som_passer),
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "behov/inviter_noen.html", sammenheng, status=422 if sammenheng["feil"] else 200)


@require_POST
@for_medlem(administrator=True)
def valg(
    request: Innlogget, *, slag: Slag, organisasjon: Entreprenor, medlemskap: Medlemskap
) -> HttpResponse:
    """Fra siden med behovene som passer: si nei til invitasjoner, eller ja igjen."""
    if "nei" in request.POST:
        handlinger.si_nei(organisasjon, av=request.user)
        messages.success(request, _("Dere blir ikke invitert flere ganger. Behovene står her som før."))
    elif "ja" in request.POST:
        handlinger.si_ja_igjen(organisasjon, av=request.user)
        messages.success(request, _("Dere kan bli invitert igjen."))
    return redirect("behov_for_oss", slug=organisasjon.slug)


@csrf_exempt  # e-postprogrammet sender uten kapsel (RFC 8058); nøkkelen er det som gir rett
@privat
@require_http_methods(LESER_OG_SKRIVER)
def av(request: HttpRequest, kode: str) -> HttpResponse:
    """Fra brevet. En GET endrer ingenting. Svaret på en POST er siden selv: e-postprogrammer følger ingen videresending."""
    entreprenor = handlinger.les_stoppnokkel(kode)
    if entreprenor is None:
        raise Http404
    if request.method == "POST":
        (handlinger.si_ja_igjen if "angre" in request.POST else handlinger.si_nei)(entreprenor)
    sier_nei = Invitasjonsnei.objects.filter(entreprenor=entreprenor).exists()
    return render(request, "behov/invitasjoner_av.html", {"profil": entreprenor, "sier_nei": sier_nei})


def _behovet(part: OffentligPart, slug: str) -> Behov:
    return get_object_or_404(Behov.objects.publisert().select_related("part"), part=part, slug=slug)


def _se_over(
    request: Innlogget,
    behov: Behov,
    valgte: Sequence[Kandidat],
    *,
    grunn: str = "",
    kandidatene: Kandidatene | None = None,
) -> HttpResponse:
    """Siden før det sendes. ``kandidatene`` er med når alle inviteres: hvem som ikke kan få brevet, og hvorfor."""
    sammenheng = {"part": behov.part, "behov": behov, "valgte": valgte, "grunn": grunn, "k": kandidatene}
    return render(request, "behov/inviter_se_over.html", sammenheng)


def _ingen_igjen(kandidatene: Kandidatene) -> str:
    if kandidatene.invitert:
        return _("Alle som passer og kan inviteres, er invitert.")
    return _("Ingen som kan inviteres, passer så godt at vi foreslår det.")


def _tilbake(request: Innlogget, behov: Behov, hvorfor: str) -> HttpResponse:
    messages.info(request, hvorfor)
    return redirect("behov_treff", behov.part.slug, behov.slug)


def _invitert(request: Innlogget, runde: Invitasjonsrunde) -> HttpResponse:
    setning = ngettext(
        "%(antall)d er invitert. Brevet er på vei.",
        "%(antall)d er invitert. Brevene er på vei.",
        runde.antall,
    )
    uten_brev = [
        i.entreprenor.navn
        for i in runde.invitasjoner.filter(fikk_brev=False).select_related("entreprenor").order_by("pk")
    ]
    if len(uten_brev) == runde.antall:
        setning = ngettext("%(antall)d er invitert.", "%(antall)d er invitert.", runde.antall)
    messages.success(request, setning % {"antall": runde.antall})
    if uten_brev:
        messages.warning(request, _uten_brev(uten_brev))
    return redirect("behov_treff", runde.behov.part.slug, runde.behov.slug)


def _uten_brev(navnene: Sequence[str]) -> str:
    return _(
        "Disse fikk ikke noe brev, fordi de har slått av slike brev: %(navn)s. "
        "De ser invitasjonen når de logger inn. Vil dere være sikre på at de vet om den, kan dere ringe dem."
    ) % {"navn": ", ".join(navnene)}
