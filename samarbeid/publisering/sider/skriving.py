"""Sidene der en organisasjon skriver noe som publiseres. De samme for alle slag."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypedDict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.publisering.flyter import FLYTER, Skrevet, Skriveflyt
from samarbeid.publisering.sider.gjennomgang import varighet
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger import skriving, vurdering
from veier.gjennomgang.handlinger.skriving import forskjell, svar_na
from veier.gjennomgang.lager import Versjonslager
from veier.gjennomgang.models import Utgave
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap, Organisasjon
from veier.medlemskap.slag import Slag
from veier.steg.kontroll import Kontroll
from veier.steg.oversikt import det_som_gjenstar, stegene
from veier.steg.sider import ett_steg
from veier.typer import Sammenheng

View = Callable[..., HttpResponseBase]
DELER, LISTEDELER = ("vis", "send", "trekk", "forkast", "historikk", "ta_ned"), ("dupliser", "arkiver")


def for_skriver(view: View) -> View:
    """Visningen får ``flyt`` og ``objekt``. En som ikke er med i organisasjonen, får 404."""

    @wraps(view)
    @never_cache
    @for_medlem()
    def innpakket(
        request: HttpRequest,
        *,
        slag: Slag,
        organisasjon: Organisasjon,
        medlemskap: Medlemskap,
        flyt: str,
        del_: str = "",
        **resten: object,
    ) -> HttpResponseBase:
        flyten = FLYTER[flyt]
        objekt = flyten.hent(organisasjon, del_)
        return view(request, flyten, objekt, **resten)

    return innpakket


@require_safe
@for_skriver
def oversikt(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Hvor langt den er kommet, hva som mangler, og hva som kan gjøres nå."""
    lager = Versjonslager(flyt, objekt, av=request.user)
    return render(
        request, flyt.oversiktsmal, _oversikt(flyt, objekt, lager, flyt.kontroller(lager.alle_svar()))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def steg(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet, nummer: int) -> HttpResponse:
    """Ett steg. Alt lagres slik det er skrevet; det som mangler, sies når det sendes inn."""
    lager = Versjonslager(flyt, objekt, av=request.user)
    return ett_steg(request, lager, nummer, kunnskap=hent_kunnskap())


@require_safe
@for_skriver
def vis(request: HttpRequest, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Siden slik leserne ser den når utkastet er publisert."""
    ny, versjon, _kontroll = flyt.med_utkast(objekt)
    sammenheng = flyt.forhandsvisning(ny, request)
    sammenheng |= {"tilbake": flyt.adresse("", objekt), "versjon": versjon}
    return render(request, flyt.mal, sammenheng)


@require_POST
@for_skriver
def send(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Sender til gjennomgang når alt som kreves, er på plass; ellers vises hva som mangler."""
    if flyt.hvorfor_ikke_sende(request.user, objekt):
        raise PermissionDenied
    lager = Versjonslager(flyt, objekt, av=request.user)
    if lager.versjon is None:
        messages.info(request, _("Det er ingenting nytt å sende inn."))
        return redirect(flyt.adresse("", objekt))
    kontroll = flyt.kontroller(lager.alle_svar())
    if not kontroll.kan_publiseres or flyt.krav(objekt):
        sammenheng = _oversikt(flyt, objekt, lager, kontroll, innsending=True)
        return render(request, flyt.oversiktsmal, sammenheng, status=422)
    try:
        vurdering.send_inn(lager.versjon, sett=request.POST.get("sett", ""), av=request.user)
        messages.success(request, _("Sendt til gjennomgang. Du får svar på e-post."))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(flyt.adresse("", objekt))


@require_POST
@for_skriver
def trekk(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Tar det tilbake før redaksjonen har svart."""
    versjon, _svar = svar_na(objekt, flyt.versjon)
    try:
        if versjon:
            vurdering.trekk(versjon, av=request.user)
            messages.success(request, _("Trukket tilbake. Nå kan du skrive videre."))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(flyt.adresse("", objekt))


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def forkast(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Spør først, kaster så det som er under arbeid. Det publiserte står."""
    versjon, _svar = svar_na(objekt, flyt.versjon)
    if versjon is None:
        return redirect(flyt.adresse("", objekt))
    if request.method == "POST":
        try:
            skriving.forkast(versjon, av=request.user)
            messages.success(request, _("Endringene er forkastet."))
        except Domenefeil as feil:
            messages.error(request, str(feil))
        return redirect(flyt.adresse("", objekt))
    sammenheng = {"objekt": objekt, "flyt": flyt, "tilbake": flyt.adresse("", objekt)}
    return render(request, "skriving/forkast.html", sammenheng)


@require_safe
@for_skriver
def historikk(request: HttpRequest, flyt: Skriveflyt, objekt: Skrevet) -> HttpResponse:
    """Hver innsending og hvert svar, med forskjellen fra gangen før."""
    utgaver = list(flyt.versjon.utgaver().om(objekt).select_related("av").order_by("tid", "pk"))
    kunnskap = hent_kunnskap()
    lest = [Lest(svar, flyt.kontroller(svar, kunnskap)) for svar in ({}, *(u.svar for u in utgaver))]
    rader = [
        {
            "utgave": utgave,
            "endringer": forskjellene(flyt, for_, na),
            "kommentarer": _kommentarer(flyt, utgave),
            "gjenopprett": flyt.adresse("gjenopprett", objekt, utgave.pk),
        }
        for utgave, for_, na in zip(utgaver, lest, lest[1:], strict=False)
    ]
    sammenheng = {
        "objekt": objekt,
        "flyt": flyt,
        "rader": rader[::-1],
        "ogsa": list(flyt.invitasjonsrunder(objekt))[::-1],
        "tilbake": flyt.adresse("", objekt),
        "siste": utgaver[-1].pk if utgaver else None,
    }
    return render(request, "skriving/historikk.html", sammenheng)


@require_POST
@for_skriver
def gjenopprett(request: Innlogget, flyt: Skriveflyt, objekt: Skrevet, utgave: int) -> HttpResponse:
    """Legger en gammel utgave i utkastet. Ingenting publiseres."""
    rad = get_object_or_404(flyt.versjon.utgaver(), objekt=objekt, pk=utgave)
    try:
        skriving.gjenopprett(rad, flyt.versjon, av=request.user)
        messages.success(request, _("Den gamle utgaven ligger nå i utkastet. Ingenting er publisert."))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(flyt.adresse("", objekt))


# ── Felles med andre sider ──


# Ett felt som er ulikt, med spørsmålet og verdiene slik leseren kjenner dem.
Endring = TypedDict("Endring", {"felt": str, "ledetekst": str, "for": str, "na": str})


class Lest(NamedTuple):
    """Svarene slik de ble skrevet, og slik de ble lest."""

    svar: Rasvar
    kontroll: Kontroll


def endringer_mellom(flyt: Skriveflyt, gammel: Rasvar, ny: Rasvar) -> list[Endring]:
    """Feltene som er ulike, med spørsmålet og verdiene slik leseren kjenner dem."""
    kunnskap = hent_kunnskap()
    for_, na = (Lest(svar, flyt.kontroller(svar, kunnskap)) for svar in (gammel, ny))
    return forskjellene(flyt, for_, na)


def forskjellene(flyt: Skriveflyt, for_: Lest, na: Lest) -> list[Endring]:
    """Som ``endringer_mellom``, av svar som alt er lest."""
    return [
        {
            "felt": felt,
            "ledetekst": flyt.ledetekst(felt),
            "for": flyt.feltverdi(for_.kontroll, felt, for_.svar),
            "na": flyt.feltverdi(na.kontroll, felt, na.svar),
        }
        for felt in sorted(forskjell(for_.svar, na.svar), key=flyt.plass)
        if felt not in flyt.hjelpefelt
    ]


# ── Hjelpere ──


def _kommentarer(flyt: Skriveflyt, utgave: Utgave) -> list[tuple[str, str]]:
    if utgave.grunn:
        return [(utgave.get_grunn_display(), tekst) for tekst in utgave.kommentarer.values()]
    return [(flyt.ledetekst(f) if f else "", tekst) for f, tekst in utgave.kommentarer.items()]


def _ventetid() -> str:
    ventet = vurdering.median_ventetid(*(f.versjon.utgaver() for f in FLYTER.values()))
    return varighet(ventet) if ventet is not None else ""


def _oversikt(
    flyt: Skriveflyt, objekt: Skrevet, lager: Versjonslager, kontroll: Kontroll, *, innsending: bool = False
) -> Sammenheng:
    versjon = lager.versjon
    krav = flyt.krav(objekt)
    alt = kontroll.onsker + len(krav)
    return {
        "flyt": flyt,
        "objekt": objekt,
        "eier": objekt.eier,
        "ledd": [(_("Min side"), reverse("min_side")), *flyt.brodsmuler(objekt)],
        "versjon": versjon,
        "kontroll": kontroll,
        "krav": krav,
        "pa_plass": kontroll.oppfylt,
        "alt": alt,
        "prosent": 100 * kontroll.oppfylt // max(1, alt),
        "innsending": innsending,
        "kan_ikke_sende": flyt.hvorfor_ikke_sende(lager.av, objekt),
        "stegene": stegene(lager, kontroll),
        "adresser": {d: flyt.adresse(d, objekt) for d in (*DELER, *(LISTEDELER if flyt.har_liste else ()))},
        "ventetid_vist": _ventetid() if versjon and not versjon.kan_endres else "",
        **det_som_gjenstar(
            kontroll,
            lager.kommentarer(),
            ledetekst=flyt.ledetekst,
            adresse=lambda felt: _adresse_for(flyt, objekt, felt),
        ),
        **_synlighet(flyt, objekt),
    }


def _synlighet(flyt: Skriveflyt, objekt: Skrevet) -> dict[str, object]:
    """Hvem som ser det nå, og hva eieren kan gjøre med det."""
    return {
        "tatt_ned": _tatt_ned(flyt, objekt),
        "nedtaking": vurdering.tatt_ned_av_redaksjonen(flyt.versjon, [objekt.pk]).first(),
        "kan_tas_ned": objekt.er_publisert and not objekt.er_tatt_ned,
        **flyt.mer_pa_oversikten(objekt),
    }


def _tatt_ned(flyt: Skriveflyt, objekt: Skrevet) -> dict[str, str] | None:
    """Det som sies når objektet eller profilen er tatt ned, og hvor det legges ut igjen."""
    eier = objekt.eier
    if getattr(eier, "er_tatt_ned", False) and not flyt.er_eier:
        tekst = _("Profilen deres er tatt ned, så ingen andre ser dette.")
        return {"tekst": tekst, "adresse": reverse("profil_ta_ned", args=[eier.slug])}
    if not objekt.er_tatt_ned:
        return None
    tekst = _("Dette er tatt ned. Ingen andre ser det.")
    return {"tekst": tekst, "adresse": flyt.adresse("ta_ned", objekt)}


def _adresse_for(flyt: Skriveflyt, objekt: Skrevet, felt: str) -> str:
    nummer = flyt.stegnummer(felt)
    return flyt.adresse("steg", objekt, nummer) if nummer else flyt.adresse(felt, objekt)
