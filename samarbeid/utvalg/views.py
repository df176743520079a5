"""Utvalgene til den innloggede: legge til, notere, dele med en lenke, laste ned, slette."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.models import OffentligPart
from samarbeid.katalog.forms import Katalogfilter
from samarbeid.katalog.sider.katalogfiler import entreprenorceller, entreprenorhode, kodenavn, som_fil
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Katalograd, Utvalg, Utvalgsrad
from samarbeid.utvalg import handlinger
from samarbeid.utvalg.forms import NYTT, Leggtilskjema, Utvalgsskjema
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil
from veier.lenker import avtrykk, privat


@dataclass(frozen=True, slots=True)
class Linje:
    """En rad i utvalget. ``profil`` er None når entreprenøren ikke lenger står i katalogen."""

    rad: Utvalgsrad
    profil: Katalograd | None
    temaer: tuple[str, ...] = ()
    felt: BoundField | None = None


@require_safe
def oversikt(request: Innlogget) -> HttpResponse:
    """Utvalgene, det sist endrede først."""
    mine = Utvalg.objects.filter(eier=request.user).select_related("delt_med").annotate(antall=Count("rader"))
    return render(request, "utvalg/oversikt.html", {"utvalgene": mine})


@require_http_methods(["GET", "HEAD", "POST"])
def legg_til(request: Innlogget) -> HttpResponse:
    """Viser hvem som er valgt, og spør hvor de skal. Lenken kan lagres: bare knappen skriver noe."""
    slugger = list(dict.fromkeys(request.GET.getlist("e")))[: handlinger.HOYST_RADER]
    funnet = {rad.slug: rad for rad in Katalograd.objects.filter(slug__in=slugger).only("slug", "navn")}
    profiler = [funnet[slug] for slug in slugger if slug in funnet]
    mine = {str(u.ref): u for u in Utvalg.objects.filter(eier=request.user)}
    skjema = Leggtilskjema(
        request.POST if request.method == "POST" else None, utvalg=[(ref, u.navn) for ref, u in mine.items()]
    )
    if request.method == "POST" and profiler and skjema.is_valid():
        hvor = skjema.cleaned_data["hvor"]
        try:
            utvalget = handlinger.legg_til(
                request.user,
                [p.slug for p in profiler],
                utvalg=None if hvor == NYTT else mine[hvor],
                navn=skjema.cleaned_data["navn"],
            )
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            melding = ngettext(
                "%(antall)d er lagt i «%(navn)s».", "%(antall)d er lagt i «%(navn)s».", len(profiler)
            )
            messages.success(request, melding % {"antall": len(profiler), "navn": utvalget.navn})
            return redirect(utvalget)
    sammenheng = {
        "profiler": profiler,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    return render(request, "utvalg/legg_til.html", sammenheng, status=422 if sammenheng["feil"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def utvalg(request: HttpRequest, ref: uuid.UUID) -> HttpResponse:
    """Ett utvalg, for den som eier det. Hver knapp lagrer det som er skrevet, før den gjør sitt."""
    alle = Utvalg.objects.select_related("eier", "delt_med")
    utvalget = get_object_or_404(alle, ref=ref, eier=request.user)
    rader = list(utvalget.rader.select_related("entreprenor"))
    grunnlag = [(r.pk, r.entreprenor.navn, r.merknad) for r in rader]
    if request.method == "POST":
        skjema = Utvalgsskjema(request.POST, rader=grunnlag)
        if skjema.is_valid():
            handlinger.lagre_utvalg(utvalget, navn=skjema.cleaned_data["navn"], merknader=skjema.merknader)
            return _gjor_resten(request, utvalget)
    else:
        skjema = Utvalgsskjema(initial={"navn": utvalget.navn}, rader=grunnlag)
    linjer = lag_linjer(rader, skjema)
    nokkel = utvalget.delenokkel
    delt = reverse("utvalg_delt", args=[nokkel]) if nokkel else ""
    tatt_ut = Katalograd.objects.filter(slug=request.GET.get("tatt_ut", "")).first()
    sammenheng = {
        "utvalg": utvalget,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "linjer": linjer,
        "delelenke": f"{settings.ADRESSE}{delt}" if delt else "",
        "alle": urlencode([("e", linje.profil.slug) for linje in linjer if linje.profil]),
        "tatt_ut": tatt_ut,
        "virksomhetene": virksomhetene_til(utvalget.eier),
    }
    return render(request, "utvalg/utvalg.html", sammenheng, status=422 if sammenheng["feil"] else 200)


def _gjor_resten(request: HttpRequest, utvalget: Utvalg) -> HttpResponse:
    """Det knappen skal gjøre når det skrevne er lagret."""
    ta_ut = request.POST.get("ta_ut", "")
    if ta_ut.isdecimal() and len(ta_ut) < 19:
        slug = handlinger.ta_ut(utvalget, int(ta_ut))
        etter = f"?{urlencode({'tatt_ut': slug})}" if slug else ""
        return redirect(utvalget.get_absolute_url() + etter)
    if "del" in request.POST:
        handlinger.del_utvalg(utvalget)
        return redirect(f"{utvalget.get_absolute_url()}#deling")
    if "slutt" in request.POST:
        handlinger.slutt_a_dele(utvalget)
        messages.success(request, _("Lenken virker ikke lenger."))
    elif "kolleger" in request.POST:
        _del_med_kolleger(request, utvalget, request.POST["kolleger"])
    else:
        messages.success(request, _("Endringene er lagret."))
    return redirect(utvalget)


def _del_med_kolleger(request: HttpRequest, utvalget: Utvalg, slug: str) -> None:
    """Tom slug: slutter å dele. En virksomhet hun ikke er med i, er som om knappen ikke fantes."""
    part = virksomhetene_til(utvalget.eier).filter(slug=slug).first() if slug else None
    if slug and part is None:
        return
    handlinger.del_med_kolleger(utvalget, part)
    if part:
        messages.success(request, _("Kollegene i %(navn)s kan lese utvalget.") % {"navn": part.navn})
    else:
        messages.success(request, _("Bare du kan lese utvalget nå."))


def virksomhetene_til(bruker: Bruker) -> QuerySet[OffentligPart]:
    """De hun er med i."""
    return OffentligPart.objects.apne().filter(medlemskap__bruker=bruker).order_by(Norsk("navn"), "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: HttpRequest, ref: uuid.UUID) -> HttpResponse:
    """Spør først."""
    utvalget = get_object_or_404(Utvalg, ref=ref, eier=request.user)
    if request.method == "POST":
        handlinger.slett_utvalg(utvalget)
        messages.success(request, _("«%(navn)s» er slettet.") % {"navn": utvalget.navn})
        return redirect("utvalgene")
    return render(request, "utvalg/slett.html", {"utvalg": utvalget, "antall": utvalget.rader.count()})


@require_safe
def fil(request: HttpRequest, ref: uuid.UUID) -> StreamingHttpResponse:
    """Eget utvalg som CSV, med merknadene."""
    return som_csv(request, get_object_or_404(Utvalg, ref=ref, eier=request.user))


@privat
@require_safe
def delt(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Et delt utvalg, bare for å lese. Uten lenken finnes det ikke."""
    utvalget = get_object_or_404(Utvalg, delt_avtrykk=avtrykk(nokkel))
    linjer = lag_linjer(list(utvalget.rader.select_related("entreprenor")))
    sammenheng = {
        "utvalg": utvalget,
        "nokkel": nokkel,
        "linjer": linjer,
        "alle": urlencode([("e", linje.profil.slug) for linje in linjer if linje.profil]),
    }
    return render(request, "utvalg/delt.html", sammenheng)


@privat
@require_safe
def delt_fil(request: HttpRequest, nokkel: str) -> StreamingHttpResponse:
    """Et delt utvalg som CSV."""
    return som_csv(request, get_object_or_404(Utvalg, delt_avtrykk=avtrykk(nokkel)))


def lag_linjer(rader: list[Utvalgsrad], skjema: Utvalgsskjema | None = None) -> list[Linje]:
    profiler = Katalograd.objects.in_bulk([r.entreprenor_id for r in rader])
    kunnskap = hent_kunnskap()
    ut = []
    for rad in rader:
        profil = profiler.get(rad.entreprenor_id)
        temaer = profil.vist["temaer"] if profil else ()
        navn = tuple(kunnskap.temaer[t].navn for t in temaer if t in kunnskap.temaer)
        ut.append(Linje(rad, profil, navn, skjema.felt_for(rad.pk) if skjema else None))
    return ut


def som_csv(request: HttpRequest, utvalget: Utvalg) -> StreamingHttpResponse:
    svar = som_fil("utvalg", _celler(request, utvalget))
    svar["X-Robots-Tag"] = "noindex, nofollow"
    return svar


def _celler(request: HttpRequest, utvalget: Utvalg) -> Iterator[list[str]]:
    navn = kodenavn(Katalogfilter(request.GET.__class__(), kunnskap=hent_kunnskap()))
    grunnadresse = request.build_absolute_uri(reverse("entreprenorer"))
    yield [*entreprenorhode(), _("Merknad")]
    for linje in lag_linjer(list(utvalget.rader.select_related("entreprenor"))):
        if linje.profil:
            profil = linje.profil
            celler = entreprenorceller(profil.navn, profil.slug, profil.vist, navn, grunnadresse)
            yield [*celler, linje.rad.merknad]
