"""«Prøv ideen» og «Veien videre»: uten konto, ett spørsmål om gangen, ingenting går tapt."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.handlinger import (
    del_utkast,
    lagre_steg,
    slett_utkast,
    start_utkast,
    stopp_deling,
)
from entreprenorer.models import Ideutkast
from samarbeid.forms.prov import STEG, StedSteg, Steg, bind, les_ideprofil, stedsnavn
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.regler.tolkning import tolk
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.sider.neste_steg import budsjettaret, forste_melding
from samarbeid.sider.svarvisning import lag_visning
from samarbeid.sider.terskler import vis
from veier.feil import for_mange
from veier.grense import over_grensen

OKTNOKKEL = "utkast"
HOYST_I_OKTEN = 10
NYE_PER_TIME = 60
_STYRING = {"csrfmiddlewaretoken", "handling", "autolagre", "nokkel"}


def privat(view: Any) -> Any:
    """Siden er bare for den som har lenken: aldri i søkemotorer, aldri i et mellomlager."""

    @wraps(view)
    @login_not_required
    @never_cache
    def innpakket(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        svar: HttpResponse = view(request, *args, **kwargs)
        svar["X-Robots-Tag"] = "noindex, nofollow"
        return svar

    return innpakket


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prov(request: HttpRequest) -> HttpResponse:
    """Det første spørsmålet. Den første lagringen lager utkastet."""
    kunnskap = hent_kunnskap()
    if request.method != "POST":
        return _vis(request, bind(1, None, kunnskap=kunnskap), 1, None, kunnskap)
    if utkast := _paabegynt(request):
        return _lagre(request, utkast, 1, kunnskap)
    svar = _rasvar(request)
    skjema = bind(1, svar, kunnskap=kunnskap)
    gyldig = skjema.is_valid()
    tomt = not any(verdi.strip() for verdier in svar.values() for verdi in verdier)
    if tomt or _har_fodselsnummer(skjema) or (not gyldig and not _er_autolagring(request)):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, skjema, 1, None, kunnskap, status=422)
    if over_grensen(request, navn="nytt_utkast", antall=NYE_PER_TIME, sekunder=3600):
        return for_mange(request, vent_sekunder=3600)
    utkast = start_utkast(steg="ideen", svar=svar)
    _husk(request, utkast)
    if _er_autolagring(request):
        return _lagret(request, utkast, skjema)
    return redirect("prov_steg", utkast.nokkel, 2)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def steg(request: HttpRequest, nokkel: str, nummer: int) -> HttpResponse:
    """Ett steg i en påbegynt idé."""
    utkast = get_object_or_404(Ideutkast.objects.levende(), nokkel=nokkel)
    if not 1 <= nummer <= len(STEG):
        raise Http404
    kunnskap = hent_kunnskap()
    if request.method == "POST":
        return _lagre(request, utkast, nummer, kunnskap)
    return _vis(request, _skjema_fra(utkast, nummer, kunnskap), nummer, utkast, kunnskap)


@privat
@require_safe
def veien_videre(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som eier ideen."""
    utkast = get_object_or_404(Ideutkast.objects.levende(), nokkel=nokkel)
    return _vis_svar(request, utkast, eier=True)


@privat
@require_safe
def delt(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som har fått lenken. Kan bare leses."""
    utkast = get_object_or_404(Ideutkast.objects.levende(), delenokkel=nokkel)
    return _vis_svar(request, utkast, eier=False)


@privat
@require_POST
def del_ide(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Lager eller trekker tilbake delelenken."""
    utkast = get_object_or_404(Ideutkast.objects.levende(), nokkel=nokkel)
    if request.POST.get("handling") == "stopp":
        stopp_deling(utkast)
        messages.success(request, _("Lenken virker ikke lenger."))
    else:
        del_utkast(utkast)
        messages.success(request, _("Her er lenken du kan dele. Den kan bare leses."))
    return redirect(reverse("veien_videre", args=[nokkel]) + "#del")


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Spør først, sletter så."""
    utkast = get_object_or_404(Ideutkast.objects.levende(), nokkel=nokkel)
    if request.method == "POST":
        slett_utkast(utkast)
        _glem(request, nokkel)
        messages.success(request, _("Ideen er slettet."))
        return redirect("prov")
    return render(request, "sider/prov_slett.html", {"utkast": utkast, "tittel": _tittel(utkast)})


@login_not_required
@never_cache
@require_POST
def forslag(request: HttpRequest) -> HttpResponse:
    """Temaene teksten peker på, mens den skrives. Lagrer ingenting."""
    kunnskap = hent_kunnskap()
    tekster = [request.POST.get(felt, "")[:4000] for felt in ("tittel", "problem", "losning")]
    tolkning = tolk(Ideprofil(tekster[0], tekster[1], tekster[2]), kunnskap)
    temaer = [(kunnskap.temaer[f.slug].navn, f.ord) for f in tolkning.tema]
    return render(request, "sider/_temaforslag.html", {"temaer": temaer})


@login_not_required
@never_cache
@require_POST
def terskler(request: HttpRequest) -> HttpResponse:
    """Samlet verdi mot beløpsgrensene, mens beløpet skrives. Lagrer ingenting."""
    kunnskap = hent_kunnskap()
    skjema = bind(7, dict(request.POST.lists()), kunnskap=kunnskap)
    skjema.full_clean()
    return render(request, "sider/_terskler.html", _terskler(skjema, kunnskap))


# ── Hjelpere ──


def _rasvar(request: HttpRequest) -> dict[str, list[str]]:
    return {
        felt: [v[:5000] for v in verdier] for felt, verdier in request.POST.lists() if felt not in _STYRING
    }


def _er_autolagring(request: HttpRequest) -> bool:
    return "autolagre" in request.POST


def _har_fodselsnummer(skjema: Steg) -> bool:
    return any(skjema.has_error(felt, "fodselsnummer") for felt in skjema.fields)


def _skjema_fra(utkast: Ideutkast, nummer: int, kunnskap: Kunnskap) -> Steg:
    """Skjemaet slik det ble forlatt: det som er skrevet, uten feilmeldinger."""
    navn = STEG[nummer - 1][0]
    svar = utkast.svar.get(navn, {})
    skjema = STEG[nummer - 1][2]
    start: dict[str, Any] = {}
    for felt, definisjon in skjema.base_fields.items():
        if verdier := svar.get(felt):
            start[felt] = (
                verdier
                if hasattr(definisjon.widget, "allow_multiple_selected")
                and definisjon.widget.allow_multiple_selected
                else verdier[-1]
            )
    return skjema(
        initial=start,
        kunnskap=kunnskap,
        forslag=_temaforslag(utkast, kunnskap) if nummer == 2 else (),
    )


def _temaforslag(utkast: Ideutkast, kunnskap: Kunnskap) -> tuple[str, ...]:
    ide = les_ideprofil({"ideen": utkast.svar.get("ideen", {})}, kunnskap)
    return tuple(f.slug for f in tolk(ide, kunnskap).tema)


def _lagre(request: HttpRequest, utkast: Ideutkast, nummer: int, kunnskap: Kunnskap) -> HttpResponse:
    """Lagrer steget slik det er skrevet, også når noe er feil – men aldri et fødselsnummer."""
    svar = _rasvar(request)
    valg = {"forslag": _temaforslag(utkast, kunnskap)} if nummer == 2 else {}
    skjema = bind(nummer, svar, kunnskap=kunnskap, **valg)
    gyldig = skjema.is_valid()
    if _har_fodselsnummer(skjema):
        if _er_autolagring(request):
            return _lagret(request, None, skjema)
        return _vis(request, skjema, nummer, utkast, kunnskap, status=422)
    if gyldig and isinstance(skjema, StedSteg):
        svar = {"omrader": skjema.cleaned_data["omrader"], "sok": [""]}
    utkast = lagre_steg(utkast, steg=STEG[nummer - 1][0], svar=svar)
    if _er_autolagring(request):
        return _lagret(request, utkast, skjema)
    handling = request.POST.get("handling", "neste")
    if handling == "forrige":
        return redirect("prov_steg", utkast.nokkel, max(1, nummer - 1))
    if not gyldig:
        return _vis(request, skjema, nummer, utkast, kunnskap, status=422)
    if handling == "bli":
        return redirect("prov_steg", utkast.nokkel, nummer)
    if handling == "svar" or nummer == len(STEG):
        return redirect("veien_videre", utkast.nokkel)
    return redirect("prov_steg", utkast.nokkel, nummer + 1)


def _lagret(request: HttpRequest, utkast: Ideutkast | None, skjema: Steg) -> HttpResponse:
    fodselsnummer = _har_fodselsnummer(skjema)
    return render(
        request,
        "sider/_lagret.html",
        {"utkast": utkast, "fodselsnummer": fodselsnummer, "tid": timezone.localtime()},
    )


def _vis(
    request: HttpRequest,
    skjema: Steg,
    nummer: int,
    utkast: Ideutkast | None,
    kunnskap: Kunnskap,
    *,
    status: int = 200,
) -> HttpResponse:
    navn, tittel, _skjema = STEG[nummer - 1]
    sammenheng: dict[str, Any] = {
        "skjema": skjema,
        "nummer": nummer,
        "antall": len(STEG),
        "navn": navn,
        "tittel": tittel,
        "utkast": utkast,
        "stegene": [
            (n, t, bool(utkast and utkast.svar.get(kode))) for n, (kode, t, _s) in enumerate(STEG, 1)
        ],
        "fortsett": _fortsett(request) if utkast is None and request.method == "GET" else [],
        "feil": skjema.feilliste() if skjema.is_bound else [],
    }
    if navn == "sted":
        sammenheng["steder"] = [stedsnavn(k, kunnskap) for k in kunnskap.omrader]
    if navn == "penger":
        sammenheng |= _terskler(skjema, kunnskap)
    return render(request, "sider/prov_steg.html", sammenheng, status=status)


def _terskler(skjema: Steg, kunnskap: Kunnskap) -> dict[str, Any]:
    """Samlet verdi og hvor den ligger mot grensene."""
    svar = getattr(skjema, "cleaned_data", None) or {}
    if not skjema.is_bound:
        bundet = bind(7, {f: [str(v)] for f, v in skjema.initial.items()}, kunnskap=kunnskap)
        bundet.full_clean()
        svar = bundet.cleaned_data
    belop, varighet = svar.get("arlig_belop"), svar.get("varighet_ar")
    total = None if belop is None else round(belop * (varighet or 1))
    slugger = ["innslagspunkt", "nasjonal", "eos-kommune", "eos-saerlige"]
    rader = [
        {"terskel": v, "over": total is not None and total > v.rad.verdi} for v in vis(slugger, kunnskap)
    ]
    return {"total": total, "terskler": rader}


def _vis_svar(request: HttpRequest, utkast: Ideutkast, *, eier: bool) -> HttpResponse:
    kunnskap = hent_kunnskap()
    ide = les_ideprofil(utkast.svar, kunnskap)
    if not ide.tittel or not (ide.problem or ide.losning):
        if eier:
            messages.info(request, _("Fortell litt om ideen først."))
            return redirect("prov_steg", utkast.nokkel, 1)
        raise Http404
    delelenke = ""
    if eier and utkast.delenokkel:
        delelenke = request.build_absolute_uri(reverse("prov_delt", args=[utkast.delenokkel]))
    svar = vurder(ide, kunnskap)
    sammenheng = {
        "svar": lag_visning(svar, kunnskap),
        "melding": forste_melding(svar, kunnskap),
        "budsjettaret": budsjettaret(svar),
        "ide": ide,
        "utkast": utkast,
        "eier": eier,
        "delelenke": delelenke,
        "slettes": timezone.localtime(utkast.utloper_tid).date(),
        "antall_steg": len(STEG),
    }
    return render(request, "sider/veien_videre.html", sammenheng)


def _tittel(utkast: Ideutkast) -> str:
    return (utkast.svar.get("ideen", {}).get("tittel") or [""])[0] or _("Uten navn")


def _husk(request: HttpRequest, utkast: Ideutkast) -> None:
    nokler = [utkast.nokkel, *request.session.get(OKTNOKKEL, [])]
    request.session[OKTNOKKEL] = nokler[:HOYST_I_OKTEN]
    request.session.set_expiry(timedelta(days=90))


def _glem(request: HttpRequest, nokkel: str) -> None:
    request.session[OKTNOKKEL] = [n for n in request.session.get(OKTNOKKEL, []) if n != nokkel]


def _paabegynt(request: HttpRequest) -> Ideutkast | None:
    """Utkastet autolagringen alt har laget i denne fanen, når det hører til denne økten."""
    nokkel = request.POST.get("nokkel", "")
    if not nokkel or nokkel not in request.session.get(OKTNOKKEL, []):
        return None
    return Ideutkast.objects.levende().filter(nokkel=nokkel).first()


def _fortsett(request: HttpRequest) -> list[tuple[str, str]]:
    """(nøkkel, tittel) for ideene som er begynt i denne nettleseren."""
    nokler = request.session.get(OKTNOKKEL, [])
    if not nokler:
        return []
    utkast = Ideutkast.objects.levende().filter(nokkel__in=nokler).order_by("-endret_tid")
    return [(u.nokkel, _tittel(u)) for u in utkast]
