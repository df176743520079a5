"""Listene over det en organisasjon har av et slag, og det hun gjør med det: lage, kopiere, arkivere, vise fram, følge opp."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.handlinger import eid, logo
from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap, ideprofil
from samarbeid.models import Oppfolging, Treff
from samarbeid.publisering.flyter import FLYTER, Skriveflyt
from samarbeid.publisering.forms.ide import Synlighetsskjema, finn_virksomheter
from samarbeid.publisering.forms.logo import Logoskjema
from samarbeid.publisering.sider.skriving import for_skriver
from samarbeid.publisering.treff import folg_opp, siste_oppfolging
from samarbeid.svar.svarside.bygging import svarside_for
from samarbeid.svar.treffvisning import lag_treffvisninger
from veier.brukere.innlogget import Innlogget
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil, for_mange
from veier.gjennomgang.handlinger import eiet
from veier.gjennomgang.handlinger.skriving import svar_na
from veier.gjennomgang.modell import Eiet
from veier.grense import over_grensen
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap, Organisasjon
from veier.medlemskap.slag import Slag

LOGOER_PER_TIME = 20
View = Callable[..., HttpResponseBase]


def for_liste(view: View) -> View:
    """Visningen får ``flyt`` og organisasjonen."""

    @wraps(view)
    @never_cache
    @for_medlem()
    def innpakket(
        request: HttpRequest, *, slag: Slag, organisasjon: Organisasjon, medlemskap: Medlemskap, flyt: str
    ) -> HttpResponseBase:
        return view(request, FLYTER[flyt], organisasjon)

    return innpakket


@require_safe
@for_liste
def liste(request: HttpRequest, flyt: Skriveflyt, eier: Organisasjon) -> HttpResponse:
    """Alt organisasjonen har av dette, med det som er i arkivet til slutt."""
    rader = list(flyt.alle_hos(eier))
    sammenheng = {
        "flyt": flyt,
        "eier": eier,
        "levende": [_rad(flyt, r) for r in rader if r.arkivert_tid is None],
        "arkiverte": [_rad(flyt, r) for r in rader if r.arkivert_tid is not None],
        "ny": reverse(f"{flyt.navn}_ny", args=[eier.slug]),
        "krav": flyt.krav_til_eieren(eier),
    }
    return render(request, "skriving/liste.html", sammenheng)


@require_http_methods(["GET", "HEAD", "POST"])
@for_liste
def ny(request: Innlogget, flyt: Skriveflyt, eier: Organisasjon) -> HttpResponse:
    """Det første spørsmålet. Svaret lager utkastet."""
    skjema = flyt.ny_skjema(request.POST if request.method == "POST" else None, kunnskap=hent_kunnskap())
    if request.method == "POST" and skjema.is_valid():
        skrevet = {felt: [verdi] for felt, verdi in skjema.cleaned_data.items()}
        svar = {**skrevet, **flyt.forste_svar(eier)}
        try:
            rad = eiet.opprett(flyt.modell, eier, svar=svar, av=request.user)
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            return redirect(flyt.adresse("steg", rad, 1))
    sammenheng = {
        "flyt": flyt,
        "eier": eier,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": reverse(flyt.listenavn, args=[eier.slug]),
        "krav": flyt.krav_til_eieren(eier),
    }
    return render(request, "skriving/ny.html", sammenheng, status=422 if skjema.errors else 200)


@require_POST
@for_skriver
def dupliser(request: Innlogget, flyt: Skriveflyt, objekt: Eiet) -> HttpResponse:
    """En kopi under arbeid."""
    try:
        kopi = eiet.dupliser(objekt, av=request.user)
    except Domenefeil as feil:
        messages.error(request, str(feil))
        return redirect(flyt.adresse("", objekt))
    messages.success(request, _("Her er kopien. Ingen andre ser den."))
    return redirect(flyt.adresse("", kopi))


@require_POST
@for_skriver
def arkiver(request: Innlogget, flyt: Skriveflyt, objekt: Eiet) -> HttpResponse:
    """Inn i arkivet, eller ut igjen."""
    if request.POST.get("handling") == "fram":
        eiet.hent_fram(objekt, av=request.user)
        messages.success(request, _("Hentet fram fra arkivet."))
    else:
        eiet.arkiver(objekt, av=request.user)
        messages.success(request, _("Lagt i arkivet. Ingen andre ser den, og du kan hente den fram igjen."))
    return redirect(flyt.listenavn, objekt.eier.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def slett(request: Innlogget, flyt: Skriveflyt, objekt: Eiet) -> HttpResponse:
    """Spør først, sletter så for godt. Bare det som ligger i arkivet."""
    if request.method == "POST":
        try:
            eiet.slett(objekt, av=request.user)
            messages.success(request, _("Slettet for godt."))
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return redirect(flyt.adresse("", objekt))
        return redirect(flyt.listenavn, objekt.eier.slug)
    sammenheng = {"objekt": objekt, "flyt": flyt, "tilbake": flyt.adresse("", objekt)}
    return render(request, "skriving/slett.html", sammenheng)


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def synlighet(request: Innlogget, flyt: Skriveflyt, objekt: Ide) -> HttpResponse:
    """Hvem som kan se ideen. Gjelder med en gang."""
    start = {
        "synlighet": objekt.synlighet,
        "virksomheter": "\n".join(objekt.vist_til.order_by(Norsk("navn")).values_list("navn", flat=True)),
    }
    skjema = Synlighetsskjema(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and skjema.is_valid():
        navnene = skjema.cleaned_data["virksomheter"]
        valgt = skjema.cleaned_data["synlighet"]
        alle = {p.navn.lower(): p for p in OffentligPart.objects.apne()} if navnene else {}
        funnet, ukjente = finn_virksomheter(navnene, alle)
        if ukjente and valgt == Ide.Synlighet.VALGTE:
            skjema.meld_ukjente(ukjente)
        else:
            eid.sett_synlighet(objekt, synlighet=valgt, vist_til=funnet, av=request.user)
            messages.success(request, _("Endret: hvem som kan se ideen."))
            return redirect(flyt.adresse("", objekt))
    sammenheng = {
        "objekt": objekt,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "skriving/synlighet.html", sammenheng, status=422 if skjema.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def treff(request: Innlogget, flyt: Skriveflyt, objekt: Ide) -> HttpResponse:
    """Veien videre for ideen, slik den står nå, og hva eieren gjør med treffene."""
    if request.method == "POST":
        _skriv_oppfolging(request, objekt)
        return redirect(f"{flyt.adresse('treff', objekt)}#virksomheter")
    kunnskap = hent_kunnskap()
    ny, _versjon, _kontroll = flyt.med_utkast(objekt)
    ideen = ideprofil(vars(ny))
    if not ideen.tittel or not (ideen.problem or ideen.losning):
        messages.info(request, _("Skriv litt om problemet eller om hva dere vil gjøre først."))
        return redirect(flyt.adresse("steg", objekt, 1))
    svar = vurder(ideen, kunnskap)
    svarside = svarside_for(
        svar,
        kunnskap,
        steg_for=lambda f: flyt.adresse("steg", objekt, nr) if (nr := flyt.stegnummer(f)) else "",
    )
    siste = siste_oppfolging(objekt)
    lagrede = Treff.objects.filter(ide=objekt, slag=Treff.Slag.VIRKSOMHET).select_related("part")
    sammenheng = {
        "objekt": objekt,
        "ide": ideen,
        "s": svarside,
        "treff": lag_treffvisninger(lagrede.order_by("-poeng", "slug"), kunnskap, siste),
        "historikk": objekt.oppfolginger.select_related("part", "av")[:30],
        "tilbake": flyt.adresse("", objekt),
        "velg_tema": flyt.adresse("steg", objekt, flyt.stegnummer("tema")),
    }
    return render(request, "skriving/treff.html", sammenheng)


def _skriv_oppfolging(request: Innlogget, ide: Ide) -> None:
    hva = request.POST.get("hva", "")
    if hva not in Oppfolging.Hva.values:
        return
    slag, slug = request.POST.get("slag", "")[:10], request.POST.get("slug", "")[:110]
    try:
        folg_opp(ide, slag=slag, slug=slug, hva=hva, av=request.user)
    except Domenefeil as feil:
        messages.error(request, str(feil))
    else:
        messages.success(request, _("Skrevet ned: %(hva)s.") % {"hva": Oppfolging.Hva(hva).label})


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def logoside(request: Innlogget, flyt: Skriveflyt, objekt: Entreprenor) -> HttpResponse:
    """Last opp, bytt eller fjern logoen i utkastet."""
    versjon, svar = svar_na(objekt, flyt.versjon)
    skjema = Logoskjema(request.POST or None, request.FILES or None)
    if request.method == "POST" and versjon and not versjon.kan_endres:
        messages.info(request, _("Dette er sendt til gjennomgang. Trekk det tilbake før du endrer det."))
        return redirect(flyt.adresse("", objekt))
    if request.method == "POST" and "fjern" in request.POST:
        logo.fjern_logo(objekt, av=request.user)
        messages.success(request, _("Logoen er tatt ut av utkastet."))
        return redirect(flyt.adresse("logo", objekt))
    if request.method == "POST":
        if vent := over_grensen(request, navn="logo", antall=LOGOER_PER_TIME, sekunder=3600):
            return for_mange(request, vent_sekunder=vent)
        skjema = Logoskjema(request.POST, request.FILES)
        if skjema.is_valid():
            try:
                logo.lagre_logo(objekt, skjema.cleaned_data["bilde"].read(), av=request.user)
                messages.success(request, _("Logoen ligger nå i utkastet."))
                return redirect(flyt.adresse("logo", objekt))
            except Domenefeil as feil:
                skjema.add_error("bilde", str(feil))
    objekt.logo = "".join(svar.get("logo", [])[-1:])
    sammenheng = {
        "objekt": objekt,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "bilde": objekt.logoadresse,
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "skriving/logo.html", sammenheng, status=422 if skjema.errors else 200)


def _rad(flyt: Skriveflyt, rad: Eiet) -> dict[str, object]:
    versjon = getattr(rad, "versjon", None)
    return {
        "rad": rad,
        "versjon": versjon,
        "adresse": flyt.adresse("", rad),
        "arkiver": flyt.adresse("arkiver", rad),
        "slett": flyt.adresse("slett", rad),
        "merknad": flyt.merknad(rad),
    }
