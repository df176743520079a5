"""Det kollegene i en virksomhet deler: utvalgene, og hvem av dem som har snakket med hvem."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Katalograd, Snakket, Utvalg
from samarbeid.utvalg import handlinger
from samarbeid.utvalg.forms import Snakketskjema
from samarbeid.utvalg.kontakter import kontaktene
from samarbeid.utvalg.views import lag_linjer, som_csv
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag

# Så mange entreprenører vises. De andre står i samtalene.
HOYST_VIST = 100


@require_safe
@never_cache
@for_medlem()
def oversikt(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Utvalgene som er delt, og hvem av oss som har snakket med hvem: det siste først."""
    kontakter = kontaktene(organisasjon, medlemskap)
    navn = dict(Entreprenor.objects.filter(pk__in=kontakter).values_list("pk", "navn"))
    slugger = dict(Katalograd.objects.filter(pk__in=kontakter).values_list("pk", "slug"))
    skrevet = dict(
        Snakket.objects.filter(part=organisasjon).values_list("entreprenor", "entreprenor__slug").distinct()
    )
    sist = sorted(kontakter, key=lambda pk: (kontakter[pk][0].dag, pk), reverse=True)[:HOYST_VIST]
    sammenheng = {
        "part": organisasjon,
        "utvalgene": Utvalg.objects.delt_i(organisasjon)
        .select_related("eier")
        .annotate(antall=Count("rader")),
        "kontaktene": [
            (navn[pk], slugger.get(pk) or skrevet.get(pk, ""), pk in slugger, kontakter[pk]) for pk in sist
        ],
    }
    return render(request, "utvalg/kolleger.html", sammenheng)


@require_safe
@never_cache
@for_medlem()
def utvalget(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, ref: uuid.UUID
) -> HttpResponse:
    """Et utvalg en kollega har delt, bare for å lese. Et privat utvalg finnes ikke."""
    utvalg = _delt(organisasjon, ref)
    rader = list(utvalg.rader.select_related("entreprenor"))
    kontakter = kontaktene(organisasjon, medlemskap, [rad.entreprenor_id for rad in rader])
    sammenheng = {
        "part": organisasjon,
        "utvalg": utvalg,
        "linjer": [(linje, kontakter.get(linje.rad.entreprenor_id, [])) for linje in lag_linjer(rader)],
    }
    return render(request, "utvalg/hos_kolleger.html", sammenheng)


@require_safe
@never_cache
@for_medlem()
def utvalget_fil(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, ref: uuid.UUID
) -> StreamingHttpResponse:
    """Det samme som CSV."""
    return som_csv(request, _delt(organisasjon, ref))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem()
def snakket(
    request: Innlogget,
    *,
    slag: Slag,
    organisasjon: OffentligPart,
    medlemskap: Medlemskap,
    entreprenor: str,
) -> HttpResponse:
    """Skriver ned at noen har snakket med entreprenøren utenom portalen, og viser det som står fra før.

    En entreprenør som ikke lenger står i katalogen, kan ingen skrive mer om. Det som er skrevet, kan fortsatt slettes.
    """
    i_katalogen = Entreprenor.objects.apne()
    skrevet_om = Exists(Snakket.objects.filter(part=organisasjon, entreprenor=OuterRef("pk")))
    profil = get_object_or_404(
        Entreprenor.objects.filter(Q(pk__in=i_katalogen.values("pk")) | skrevet_om), slug=entreprenor
    )
    kan_skrives = i_katalogen.filter(pk=profil.pk).exists()
    skjema = Snakketskjema(initial={"dag": timezone.localdate()})
    if request.method == "POST" and "slett" in request.POST:
        _slett(request, organisasjon)
        return _etter_sletting(organisasjon, profil, kan_skrives=kan_skrives)
    if request.method == "POST" and not kan_skrives:
        raise Http404
    if request.method == "POST":
        skjema = Snakketskjema(request.POST)
        if skjema.is_valid() and _noter(request, organisasjon, profil, skjema):
            return redirect("offentlig_utvalgene", organisasjon.slug)
    sammenheng = {
        "part": organisasjon,
        "profil": profil,
        "skjema": skjema,
        "kan_skrives": kan_skrives,
        "kontaktene": kontaktene(organisasjon, medlemskap, [profil.pk]).get(profil.pk, []),
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "utvalg/snakket.html", sammenheng, status=422 if skjema.is_bound else 200)


def _delt(part: OffentligPart, ref: uuid.UUID) -> Utvalg:
    return get_object_or_404(Utvalg.objects.delt_i(part).select_related("eier"), ref=ref)


def _noter(request: Innlogget, part: OffentligPart, profil: Entreprenor, skjema: Snakketskjema) -> bool:
    """Usant når det ikke gikk; da står grunnen i skjemaet."""
    try:
        handlinger.noter_samtale(part, profil, av=request.user, **skjema.cleaned_data)
    except Domenefeil as feil:
        skjema.add_error(None, str(feil))
        return False
    messages.success(request, _("Kollegene dine ser at du har snakket med %(navn)s.") % {"navn": profil.navn})
    return True


def _etter_sletting(part: OffentligPart, profil: Entreprenor, *, kan_skrives: bool) -> HttpResponse:
    """Tilbake til siden, så lenge den finnes."""
    if kan_skrives or Snakket.objects.filter(part=part, entreprenor=profil).exists():
        return redirect("offentlig_snakket", part.slug, profil.slug)
    return redirect("offentlig_utvalgene", part.slug)


def _slett(request: Innlogget, part: OffentligPart) -> None:
    try:
        ref = uuid.UUID(request.POST["slett"])
    except ValueError:
        return
    if handlinger.slett_notat(part, ref, av=request.user):
        messages.success(request, _("Slettet."))
