"""Sidene der en virksomhet sier hvordan man når den, og der en person tar bort navnet sitt."""

from __future__ import annotations

import uuid
from typing import TypedDict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.forms import Felleskontaktskjema, Navneskjema, Rollekontaktskjema
from kommuner.handlinger import egenkontakt as handlinger
from kommuner.handlinger.kontaktimport import kan_angres
from kommuner.models import Egenkontakt, OffentligPart, Rolle
from kommuner.models.egenkontakt import merke
from kommuner.roller import roller_hos
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.lenker import privat
from veier.malform import aktiv_malform
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag
from veier.typer import Verdier


class Rollerad(TypedDict):
    rolle: Rolle
    kontakt: Egenkontakt | None


@require_safe
@never_cache
@for_medlem(administrator=True)
def kontakter(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """De vanlige rollene på virksomhetens nivåer, og det som er sagt om hver av dem."""
    sagt = {k.rolle_id: k for k in organisasjon.egenkontakter.all()}
    roller = roller_hos(organisasjon)
    sammenheng = {
        "part": organisasjon,
        "felles": sagt.get(None),
        "rader": [Rollerad(rolle=rolle, kontakt=sagt.get(rolle.pk)) for rolle in roller],
        "noe_sagt": bool(sagt),
        "hentet_inn": kan_angres(organisasjon),
    }
    return render(request, "kommuner/kontakter.html", sammenheng)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem(administrator=True)
def felles(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Det som gjelder hele virksomheten."""
    return _skjema(request, organisasjon, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem(administrator=True)
def rolle(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap, rolle: str
) -> HttpResponse:
    """Én rolle. En rolle virksomheten ikke har, finnes ikke."""
    valgt = next((r for r in roller_hos(organisasjon) if r.slug == rolle), None)
    if valgt is None:
        raise Http404
    return _skjema(request, organisasjon, valgt)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_medlem(administrator=True)
def stemmer(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """Fra e-posten: alt som står, og en knapp som sier at det stemmer."""
    if request.method == "POST":
        try:
            handlinger.bekreft_kontaktene(organisasjon, av=request.user, sett=request.POST.get("sett", ""))
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return redirect("offentlig_kontakter_stemmer", organisasjon.slug)
        messages.success(request, _("Takk. Alt er merket som kontrollert i dag, og gjelder i tolv måneder."))
        return redirect("offentlig_kontakter", organisasjon.slug)
    rader = list(organisasjon.egenkontakter.select_related("rolle"))
    sammenheng = {"part": organisasjon, "rader": rader, "sett": merke(rader)}
    return render(request, "kommuner/kontakter_stemmer.html", sammenheng)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def fjern_navn(request: HttpRequest, ref: uuid.UUID) -> HttpResponse:
    """En person tar bort navnet sitt, uten konto. Navnet er borte når siden svarer."""
    rader = Egenkontakt.objects.select_related("part", "rolle").exclude(navn="", navn_fjernet_tid=None)
    kontakt = get_object_or_404(rader, ref=ref, part__skjult=False)
    if not kontakt.navn:  # et dobbeltklikk, eller tilbakeknappen
        messages.info(request, _("Navnet er tatt bort."))
        return redirect(kontakt.part)
    skjema = Navneskjema(request.POST if request.method == "POST" else None)
    if request.method == "POST" and skjema.is_valid():
        handlinger.fjern_navn(kontakt, epost=skjema.cleaned_data["epost"], malform=aktiv_malform())
        messages.success(request, _("Navnet er tatt bort. Du får en bekreftelse på e-post."))
        return redirect(kontakt.part)
    sammenheng = {"kontakt": kontakt, "skjema": skjema, "feil": skjema.feilliste() if skjema.is_bound else []}
    return render(request, "kommuner/fjern_navn.html", sammenheng, status=422 if skjema.is_bound else 200)


def _skjema(request: Innlogget, part: OffentligPart, rolle: Rolle | None) -> HttpResponse:
    klasse = Rollekontaktskjema if rolle else Felleskontaktskjema
    skrevet = klasse(request.POST) if request.method == "POST" else None
    if skrevet and skrevet.is_valid() and _lagre(request, part, rolle, skrevet):
        return redirect("offentlig_kontakter", part.slug)
    kontakt = Egenkontakt.objects.filter(part=part, rolle=rolle).first()
    sett = merke([kontakt] if kontakt else [])
    sammenheng = {
        "part": part,
        "rolle": rolle,
        "kontakt": kontakt,
        "skjema": skrevet or klasse(initial=_start(kontakt)),
        "sett": sett,
        "endret": skrevet is not None and request.POST.get("sett") != sett,
        "feil": skrevet.feilliste() if skrevet else [],
    }
    return render(request, "kommuner/kontakt.html", sammenheng, status=422 if skrevet else 200)


def _lagre(
    request: Innlogget,
    part: OffentligPart,
    rolle: Rolle | None,
    skjema: Rollekontaktskjema | Felleskontaktskjema,
) -> bool:
    """Usant når det ikke gikk; da står grunnen i skjemaet, og det som er skrevet, står."""
    sett = request.POST.get("sett", "")
    try:
        handlinger.lagre_kontakt(part, rolle, verdier=skjema.verdier(), sett=sett, av=request.user)
    except Domenefeil as feil:
        skjema.add_error(None, str(feil))
        return False
    messages.success(request, _("Lagret. Det står på siden deres og i svarene fra nå."))
    return True


def _start(kontakt: Egenkontakt | None) -> Verdier:
    if kontakt is None:
        return {}
    felter = {**Felleskontaktskjema.base_fields, **Rollekontaktskjema.base_fields}.keys() - {"navn_ok"}
    return {felt: getattr(kontakt, felt) for felt in felter} | {"navn_ok": bool(kontakt.navn)}
