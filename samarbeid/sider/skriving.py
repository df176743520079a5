"""Sidene der en entreprenør skriver profilen, en idé eller en virkning. De samme for alle tre."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.models import Entreprenor, Ide, Idedeling
from samarbeid.forms.skriving import Kontroll, feltene, les_steg
from samarbeid.forms.steg import StedSteg, Steg, bind
from samarbeid.katalog.steder import stedsnavn
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.sider import visning
from samarbeid.sider.feltverdier import feltverdi, verdi_av
from samarbeid.sider.gjennomgang import varighet
from samarbeid.sider.krav import krav_for_innsending
from samarbeid.sider.skriveflyt import FLYTER, Skriveflyt
from samarbeid.sider.stegskjema import er_kuttet, rasvar, skrevet, temaforslag_av, terskelsvar
from veier.feil import Domenefeil
from veier.fletting import avtrykk, les_sett, som_sett
from veier.gjennomgang.handlinger import skriving, vurdering
from veier.gjennomgang.handlinger.skriving import Lagring, forskjell, svar_na
from veier.gjennomgang.models import Rasvar, Utgave, Versjon
from veier.medlemskap.views import for_medlem

View = Callable[..., HttpResponse]


def for_skriver(view: View) -> View:
    """Visningen får ``flyt`` og ``objekt``. En som ikke er med hos entreprenøren, får 404."""

    @wraps(view)
    @never_cache
    @for_medlem()
    def innpakket(
        request: HttpRequest,
        *,
        slag: Any,
        organisasjon: Entreprenor,
        medlemskap: Any,
        flyt: str,
        **resten: Any,
    ) -> HttpResponse:
        flyten = FLYTER[flyt]
        objekt = flyten.hent(organisasjon, resten.pop("del_", ""))
        return view(request, flyten, objekt, **resten)

    return innpakket


@require_safe
@for_skriver
def oversikt(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
    """Hvor langt den er kommet, hva som mangler, og hva som kan gjøres nå."""
    versjon, svar = svar_na(objekt, flyt.versjon)
    return render(request, "skriving/oversikt.html", _oversikt(flyt, objekt, versjon, svar))


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def steg(request: HttpRequest, flyt: Skriveflyt, objekt: Any, nummer: int) -> HttpResponse:
    """Ett steg. Alt lagres slik det er skrevet; det som mangler, sies når det sendes inn."""
    if not 1 <= nummer <= len(flyt.steg):
        raise Http404
    versjon, svar = svar_na(objekt, flyt.versjon)
    if versjon and not versjon.kan_endres:
        if "autolagre" in request.POST:
            return _lagret(request, feil=_("Dette er sendt til gjennomgang, og kan ikke endres nå."))
        if request.method != "POST":
            messages.info(request, _("Dette er sendt til gjennomgang. Trekk det tilbake før du endrer det."))
            return redirect(flyt.adresse("", objekt))
    kunnskap = hent_kunnskap()
    if request.method != "POST":
        skjema = _uten_feil(flyt, nummer, svar, kunnskap)
        return _vis_steg(request, flyt, objekt, nummer, skjema, versjon, svar, kunnskap, sett=som_sett(svar))
    return _ta_imot(request, flyt, objekt, nummer, kunnskap)


@require_safe
@for_skriver
def vis(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
    """Siden slik leserne ser den når utkastet er publisert."""
    ny, versjon, _kontroll = flyt.med_utkast(objekt)
    sammenheng = visning.for_forhandsvisning(flyt.navn, ny, request)
    sammenheng |= {"tilbake": flyt.adresse("", objekt), "versjon": versjon}
    return render(request, visning.MALER[flyt.navn], sammenheng)


@require_POST
@for_skriver
def send(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
    """Sender til gjennomgang når alt som kreves, er på plass; ellers vises hva som mangler."""
    versjon, svar = svar_na(objekt, flyt.versjon)
    if versjon is None:
        messages.info(request, _("Det er ingenting nytt å sende inn."))
        return redirect(flyt.adresse("", objekt))
    kontroll = flyt.kontroller(svar)
    if not kontroll.kan_publiseres or krav_for_innsending(objekt):
        sammenheng = _oversikt(flyt, objekt, versjon, svar, innsending=True)
        return render(request, "skriving/oversikt.html", sammenheng, status=422)
    try:
        vurdering.send_inn(versjon, sett_nummer=_heltall(request.POST.get("nummer")), av=request.user)
        messages.success(request, _("Sendt til gjennomgang. Du får svar på e-post."))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(flyt.adresse("", objekt))


@require_POST
@for_skriver
def trekk(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
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
def forkast(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
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
def historikk(request: HttpRequest, flyt: Skriveflyt, objekt: Any) -> HttpResponse:
    """Hver innsending og hvert svar, med forskjellen fra gangen før."""
    utgaver = list(
        flyt.versjon.utgaver()
        ._default_manager.filter(objekt=objekt)
        .select_related("av")
        .order_by("tid", "pk")
    )
    rader: list[dict[str, Any]] = []
    forrige: Rasvar = {}
    for utgave in utgaver:
        endringer = endringer_mellom(flyt, forrige, utgave.svar)
        rader.append({"utgave": utgave, "endringer": endringer, "kommentarer": _kommentarer(flyt, utgave)})
        forrige = utgave.svar
    sammenheng = {
        "objekt": objekt,
        "flyt": flyt,
        "rader": rader[::-1],
        "tilbake": flyt.adresse("", objekt),
        "gjenopprett": f"{flyt.navn}_gjenopprett",
        "siste": utgaver[-1].pk if utgaver else None,
    }
    return render(request, "skriving/historikk.html", sammenheng)


@require_POST
@for_skriver
def gjenopprett(request: HttpRequest, flyt: Skriveflyt, objekt: Any, utgave: int) -> HttpResponse:
    """Legger en gammel utgave i utkastet. Ingenting publiseres."""
    rad = get_object_or_404(flyt.versjon.utgaver(), objekt=objekt, pk=utgave)
    try:
        skriving.gjenopprett(rad, flyt.versjon, av=request.user)
        messages.success(request, _("Den gamle utgaven ligger nå i utkastet. Ingenting er publisert."))
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(flyt.adresse("", objekt))


# ── Felles med andre sider ──


def endringer_mellom(flyt: Skriveflyt, gammel: Rasvar, ny: Rasvar) -> list[dict[str, Any]]:
    """Feltene som er ulike, med spørsmålet og verdiene slik leseren kjenner dem."""
    for_, na = flyt.kontroller(gammel), flyt.kontroller(ny)
    return [
        {
            "felt": felt,
            "ledetekst": flyt.ledetekst(felt),
            "for": feltverdi(for_, felt, gammel),
            "na": feltverdi(na, felt, ny),
        }
        for felt in sorted(forskjell(gammel, ny), key=flyt.plass)
        if felt != "sok"
    ]


# ── Hjelpere ──


def _kommentarer(flyt: Skriveflyt, utgave: Utgave) -> list[tuple[str, str]]:
    if utgave.grunn:
        return [(utgave.get_grunn_display(), tekst) for tekst in utgave.kommentarer.values()]
    return [(flyt.ledetekst(f) if f else "", tekst) for f, tekst in utgave.kommentarer.items()]


def _ventetid() -> str:
    ventet = vurdering.median_ventetid(*(f.versjon.utgaver() for f in FLYTER.values()))
    return varighet(ventet) if ventet is not None else ""


def _heltall(tekst: str | None) -> int:
    return int(tekst) if tekst and tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else -1


def _oversikt(
    flyt: Skriveflyt, objekt: Any, versjon: Versjon | None, svar: Rasvar, *, innsending: bool = False
) -> dict[str, Any]:
    kontroll = flyt.kontroller(svar)
    mangler = [{"onske": o, "adresse": _adresse_for(flyt, objekt, o.felt)} for o in kontroll.mangler]
    feil = [
        {"ledetekst": flyt.ledetekst(f), "meldinger": m, "adresse": _adresse_for(flyt, objekt, f)}
        for f, m in kontroll.feil.items()
    ]
    kommentarer = versjon.kommentarer if versjon else {}
    krav = krav_for_innsending(objekt)
    return {
        "flyt": flyt,
        "objekt": objekt,
        "entreprenor": objekt.eier,
        "versjon": versjon,
        "kontroll": kontroll,
        "feil": feil,
        "ma": [m for m in mangler if m["onske"].paakrevd],
        "bor": [m for m in mangler if not m["onske"].paakrevd],
        "krav": krav,
        "pa_plass": kontroll.oppfylt,
        "alt": kontroll.onsker + len(krav),
        "prosent": 100 * kontroll.oppfylt // max(1, kontroll.onsker + len(krav)),
        "tatt_ned": _tatt_ned(objekt),
        "nedtaking": vurdering.tatt_ned_av_redaksjonen(flyt.versjon, [objekt.pk]).first(),
        "kan_tas_ned": objekt.er_publisert and not objekt.er_tatt_ned,
        "innsending": innsending,
        "kommentarer": [
            {
                "ledetekst": flyt.ledetekst(f) if f else "",
                "tekst": tekst,
                "adresse": _adresse_for(flyt, objekt, f) if f else "",
            }
            for f, tekst in kommentarer.items()
        ],
        "stegene": _stegene(flyt, objekt, svar, kontroll),
        "adresser": {
            d: flyt.adresse(d, objekt) for d in ("vis", "send", "trekk", "forkast", "historikk", "ta_ned")
        },
        "ventetid_vist": _ventetid() if versjon and not versjon.kan_endres else "",
        "er_ide": isinstance(objekt, Ide),
        "deling": Idedeling.objects.filter(ide=objekt).first() if isinstance(objekt, Ide) else None,
        "er_profil": isinstance(objekt, Entreprenor),
    }


def _tatt_ned(objekt: Any) -> dict[str, str] | None:
    """Det som sies når objektet eller profilen er tatt ned, og hvor det legges ut igjen."""
    eier = objekt.eier
    if eier.er_tatt_ned and eier != objekt:
        tekst = _("Profilen deres er tatt ned, så ingen andre ser dette.")
        return {"tekst": tekst, "adresse": reverse("profil_ta_ned", args=[eier.slug])}
    if not objekt.er_tatt_ned:
        return None
    navn = "profil" if eier == objekt else objekt._meta.model_name
    tekst = _("Dette er tatt ned. Ingen andre ser det.")
    return {"tekst": tekst, "adresse": reverse(f"{navn}_ta_ned", args=objekt.adressedeler)}


def _adresse_for(flyt: Skriveflyt, objekt: Any, felt: str) -> str:
    nummer = flyt.stegnummer(felt)
    return flyt.adresse("steg", objekt, nummer) if nummer else flyt.adresse(felt, objekt)


def _stegene(
    flyt: Skriveflyt, objekt: Any, svar: Rasvar, kontroll: Kontroll | None = None
) -> list[dict[str, Any]]:
    """Stegene med adresse. ``ferdig`` krever kontrollen: det som må være der, er der, og ingenting er feil."""
    mangler = {o.felt for o in kontroll.mangler if o.paakrevd} | set(kontroll.feil) if kontroll else set()
    rader = []
    for nr, stegvalg in enumerate(flyt.steg, 1):
        felt = feltene(stegvalg)
        besvart = any(any(svar.get(f, [])) for f in felt)
        rader.append(
            {
                "nummer": nr,
                "tittel": stegvalg.tittel,
                "besvart": besvart,
                "ferdig": besvart and kontroll is not None and not mangler & set(felt),
                "adresse": flyt.adresse("steg", objekt, nr),
            }
        )
    return rader


def _uten_feil(flyt: Skriveflyt, nummer: int, svar: Rasvar, kunnskap: Kunnskap) -> Steg:
    """Skjemaet med det som er skrevet, uten feilmeldinger: ingen skal møtes av feil når siden åpnes."""
    stegvalg = flyt.steg[nummer - 1]
    start: dict[str, Any] = {}
    for felt in feltene(stegvalg):
        verdier = svar.get(felt, [])
        definisjon = stegvalg.skjema.base_fields[felt]
        flere = getattr(definisjon.widget, "allow_multiple_selected", False) or felt == "maalinger"
        if verdier:
            start[felt] = verdier if flere else verdier[-1]
    return stegvalg.skjema(initial=start, kunnskap=kunnskap, forslag=_forslag(stegvalg.kode, svar, kunnskap))


def _forslag(kode: str, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
    if kode != "tema":
        return ()
    tekst = {f: "".join(svar.get(f, [])[-1:]) for f in ("tittel", "problem", "losning")}
    return temaforslag_av(tekst["tittel"], tekst["problem"], tekst["losning"], kunnskap)


def _ta_imot(
    request: HttpRequest, flyt: Skriveflyt, objekt: Any, nummer: int, kunnskap: Kunnskap
) -> HttpResponse:
    """Lagrer det som er skrevet, også når noe er feil – men aldri et fødselsnummer."""
    stegvalg = flyt.steg[nummer - 1]
    auto = "autolagre" in request.POST
    data = rasvar(request, stegvalg)
    forslag = _forslag(stegvalg.kode, _svar(flyt, objekt), kunnskap)
    skjema = bind(stegvalg, skrevet(request, stegvalg), kunnskap=kunnskap, forslag=forslag)
    gyldig = skjema.is_valid()
    if any(skjema.has_error(f, "fodselsnummer") for f in skjema.fields):
        if auto:
            return _lagret(request, fodselsnummer=True)
        versjon, na = svar_na(objekt, flyt.versjon)
        sett = json.dumps(_sett(request))
        return _vis_steg(request, flyt, objekt, nummer, skjema, versjon, na, kunnskap, sett=sett, status=422)
    svar = {f: data[f] for f in feltene(stegvalg)}
    if gyldig and isinstance(skjema, StedSteg):
        svar["omrader"] = skjema.cleaned_data["omrader"]
    try:
        lagring = flyt.lagre(objekt, svar=svar, sett=_sett(request), av=request.user, fane=_fane(request))
    except Domenefeil as feil:
        if auto:
            return _lagret(request, feil=str(feil))
        skjema.add_error(None, str(feil))
        versjon, na = svar_na(objekt, flyt.versjon)
        sett = json.dumps(_sett(request))
        return _vis_steg(request, flyt, objekt, nummer, skjema, versjon, na, kunnskap, sett=sett, status=409)
    if auto:
        return _lagret(request, lagring=lagring, svar=svar, kuttet=er_kuttet(request, stegvalg))
    return _videre(request, flyt, objekt, nummer, skjema, lagring, svar, kunnskap)


def _videre(
    request: HttpRequest,
    flyt: Skriveflyt,
    objekt: Any,
    nummer: int,
    skjema: Steg,
    lagring: Lagring,
    svar: Rasvar,
    kunnskap: Kunnskap,
) -> HttpResponse:
    handling = request.POST.get("handling", "neste")
    versjon, na = svar_na(objekt, flyt.versjon)
    if lagring.kollisjoner:
        # Nå har hun sett det den andre skrev. Lagrer hun igjen, er det hennes som gjelder.
        sett = som_sett({**svar, **{f: na.get(f, []) for f in lagring.kollisjoner}})
        return _vis_steg(
            request,
            flyt,
            objekt,
            nummer,
            skjema,
            versjon,
            na,
            kunnskap,
            sett=sett,
            status=409,
            kollisjon=lagring,
        )
    kuttet = bool(skjema.errors) and er_kuttet(request, flyt.steg[nummer - 1])
    if handling == "forrige" and not kuttet:
        return redirect(flyt.adresse("steg", objekt, max(1, nummer - 1)))
    if skjema.errors:
        return _vis_steg(
            request, flyt, objekt, nummer, skjema, versjon, na, kunnskap, sett=som_sett(svar), status=422
        )
    if handling == "bli":
        return redirect(flyt.adresse("steg", objekt, nummer))
    if handling == "oversikt" or nummer == len(flyt.steg):
        return redirect(flyt.adresse("", objekt))
    return redirect(flyt.adresse("steg", objekt, nummer + 1))


def _svar(flyt: Skriveflyt, objekt: Any) -> Rasvar:
    return svar_na(objekt, flyt.versjon)[1]


def _sett(request: HttpRequest) -> dict[str, str]:
    """Avtrykket av hvert felt slik personen så det."""
    return les_sett(request.POST.get("sett", "{}"))


def _fane(request: HttpRequest) -> str:
    """Kjennetegnet til fanen det skrives i. Lages når siden åpnes, og følger skjemaet."""
    return request.POST.get("fane", "")[:32] or secrets.token_hex(16)


def _lagret(
    request: HttpRequest,
    *,
    lagring: Lagring | None = None,
    svar: Rasvar | None = None,
    feil: str = "",
    fodselsnummer: bool = False,
    kuttet: bool = False,
) -> HttpResponse:
    kollisjon = lagring if lagring and lagring.kollisjoner else None
    sett = _sett(request)
    for felt in svar or {}:
        if not (kollisjon and felt in kollisjon.kollisjoner):
            sett[felt] = avtrykk((svar or {})[felt])
    sammenheng = {
        "feil": feil,
        "fodselsnummer": fodselsnummer,
        "kuttet": kuttet,
        "kollisjon": kollisjon,
        "lagret": lagring is not None,
        "sett": json.dumps(sett),
        "tid": timezone.localtime(),
    }
    return render(request, "skriving/_lagret.html", sammenheng)


def _vis_steg(
    request: HttpRequest,
    flyt: Skriveflyt,
    objekt: Any,
    nummer: int,
    skjema: Steg,
    versjon: Versjon | None,
    svar: Rasvar,
    kunnskap: Kunnskap,
    *,
    sett: str,
    status: int = 200,
    kollisjon: Lagring | None = None,
) -> HttpResponse:
    stegvalg = flyt.steg[nummer - 1]
    felt = feltene(stegvalg)
    kommentarer = versjon.kommentarer if versjon else {}
    sammenheng: dict[str, Any] = {
        "flyt": flyt,
        "objekt": objekt,
        "skjema": skjema,
        "kode": stegvalg.kode,
        "tittel": stegvalg.tittel,
        "nummer": nummer,
        "antall": len(flyt.steg),
        "stegene": _stegene(flyt, objekt, svar),
        "oversikt": flyt.adresse("", objekt),
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sett": sett,
        "fane": _fane(request),
        "kommentarer": [(flyt.ledetekst(f), kommentarer[f]) for f in felt if f in kommentarer],
        "steder": [stedsnavn(k, kunnskap) for k in kunnskap.omrader] if stegvalg.kode == "sted" else [],
    }
    if kollisjon:
        na = les_steg(stegvalg, svar, kunnskap)
        sammenheng["kollisjon"] = kollisjon
        sammenheng["deres"] = [(flyt.ledetekst(f), verdi_av(na, f, svar)) for f in kollisjon.kollisjoner]
    if "arlig_belop" in skjema.fields:
        sammenheng |= terskelsvar(skjema, kunnskap)
    return render(request, "skriving/steg.html", sammenheng, status=status)
