"""Pulten, og meldingene som besvares fra den."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbeid.henvendelser.handlinger import antall_svar, noter, sett_status, svar_pa_henvendelse
from samarbeid.models import Ansvar, Henvendelse
from samarbeid.redaksjon import handlinger
from samarbeid.redaksjon.feilet import det_som_feilet, lett_etter
from samarbeid.redaksjon.folk import som_venter_pa_tilgang
from samarbeid.redaksjon.foreldet import det_som_er_foreldet
from samarbeid.redaksjon.forms import Notat, Svar
from samarbeid.redaksjon.koer import Del, med_eiere
from samarbeid.redaksjon.venter import FEIL, MELDINGER, det_som_venter, meldte_feil
from veier.brukere.innlogget import den_innloggede
from veier.epost.handlinger import prov_igjen
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.konto.redaksjon.roller import rollen
from veier.typer import Sammenheng

# Pulten er bare på bokmål, som resten av redaksjonen.
EN_MALFORM: Sammenheng = {"sprakvalg": []}


@for_redaksjonen
@require_safe
def pulten(request: HttpRequest) -> HttpResponse:
    """Alt som trenger en redaktør. Antallet spørringer er det samme uansett hvor mye det er."""
    bruker = den_innloggede(request)
    deler = [
        Del("venter", "Venter på svar", list(det_som_venter()), "Ingenting venter på svar."),
        Del("feil", "Meldt som feil", [meldte_feil()], "Ingen har meldt om feil."),
        Del("foreldet", "Kan være foreldet", list(det_som_er_foreldet()), "Ingenting er foreldet."),
        Del("feilet", "Gikk ikke", list(det_som_feilet(administrator=bruker.is_superuser)), "Alt gikk som det skulle."),
    ]  # fmt: skip
    min_rolle = rollen(bruker)
    rader = [(ko.slag, post.nokkel) for del_ in deler for ko in del_.koer for post in ko.poster]
    sammenheng = {
        "deler": med_eiere(deler, handlinger.eiere(rader, bruker)),
        "sokt": lett_etter(),
        "min_rolle": min_rolle,
        "nye": som_venter_pa_tilgang(min_rolle),
        **EN_MALFORM,
    }
    return render(request, "redaksjon/pult.html", sammenheng)


@for_redaksjonen
@require_POST
def ta(request: HttpRequest) -> HttpResponse:
    """Redaktøren tar noe i en kø, eller gir det fra seg."""
    slag, nokkel = request.POST.get("slag", ""), request.POST.get("nokkel", "")
    if not (0 < len(slag) <= 30 and 0 < len(nokkel) <= 64) or "\0" in slag + nokkel:
        raise Http404
    gjor = handlinger.slipp if "slipp" in request.POST else handlinger.ta
    gjor(slag, nokkel, av=den_innloggede(request))
    if slag in {MELDINGER, FEIL} and (referanse := request.POST.get("referanse")):
        melding = get_object_or_404(Henvendelse, referanse=referanse)
        return redirect("redaksjon_melding", melding.referanse)
    return redirect(f"{reverse('redaksjonen')}#ko-{slag}")


@for_redaksjonen
@require_POST
def epost_igjen(request: HttpRequest, pk: int) -> HttpResponse:
    """Et nytt forsøk på et brev portalen har gitt opp."""
    bruker = den_innloggede(request)
    if not bruker.has_perm("epost.change_utsending"):
        raise PermissionDenied
    brev = get_object_or_404(Utsending, pk=pk, **({} if bruker.is_superuser else {"hemmelig": False}))
    try:
        prov_igjen(brev)
        messages.success(request, f"«{brev.emne}» sendes på nytt.")
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect("redaksjonen")


@for_redaksjonen
@require_POST
def kontrollert(request: HttpRequest, slag: str, pk: int) -> HttpResponse:
    """Redaktøren har sett etter, og det som står, stemmer fortsatt."""
    modell, bruker = handlinger.KONTROLLERES.get(slag), den_innloggede(request)
    if modell is None:
        raise Http404
    if not bruker.has_perm(f"{modell._meta.app_label}.change_{modell._meta.model_name}"):
        raise PermissionDenied
    rad = handlinger.noter_kontrollert(modell, get_object_or_404(modell, pk=pk).pk, av=bruker)
    messages.success(request, f"«{rad}» er kontrollert i dag.")
    return redirect(f"{reverse('redaksjonen')}#ko-{slag}")


@for_redaksjonen
@require_http_methods(["GET", "HEAD", "POST"])
def melding(request: HttpRequest, referanse: str) -> HttpResponse:
    """Én melding: det som ble skrevet, det redaksjonen har svart, og svaret og notatet som kan skrives nå."""
    rad = get_object_or_404(Henvendelse, referanse=referanse)
    if not den_innloggede(request).has_perm("samarbeid.change_henvendelse"):
        raise PermissionDenied
    svar, notat = Svar(prefix="svar"), Notat(prefix="notat")
    if request.method == "POST":
        svar = Svar(request.POST, prefix="svar") if "svar" in request.POST else svar
        notat = Notat(request.POST, prefix="notat") if "noter" in request.POST else notat
        if _utfor(request, rad, svar, notat):
            return redirect("redaksjon_melding", referanse)
    feil = [*(svar.feilliste() if svar.is_bound else []), *(notat.feilliste() if notat.is_bound else [])]
    return render(request, "redaksjon/melding.html", _sammenheng(request, rad, svar, notat, feil), status=422 if feil else 200)  # fmt: skip


def _utfor(request: HttpRequest, rad: Henvendelse, svar: Svar, notat: Notat) -> bool:
    """Gjør det redaktøren ba om. Usant når skjemaet må rettes."""
    bruker = den_innloggede(request)
    if svar.is_bound:
        if not svar.is_valid():
            return False
        try:
            svar_pa_henvendelse(rad, **svar.cleaned_data, sett=request.POST.get("sett", ""), av=bruker)
        except Domenefeil as feil:
            svar.add_error("tekst", str(feil))  # det skrevne står
            return False
        messages.success(request, f"Svaret er sendt til {rad.epost}.")
    elif notat.is_bound:
        if not notat.is_valid():
            return False
        noter(rad, **notat.cleaned_data, av=bruker)
        messages.success(request, "Notatet er lagret.")
    else:
        status = request.POST.get("status", "")
        if status not in Henvendelse.Status:
            raise Http404
        sett_status(rad, status=status)
        messages.success(request, f"Meldingen er {Henvendelse.Status(status).label.lower()}.")
    return True


def _sammenheng(
    request: HttpRequest, rad: Henvendelse, svar: Svar, notat: Notat, feil: list[tuple[str, str]]
) -> Sammenheng:
    slag = FEIL if rad.emne == Henvendelse.Emne.FEIL else MELDINGER
    har = Ansvar.objects.filter(slag=slag, nokkel=str(rad.pk)).select_related("redaktor").first()
    return {
        "melding": rad,
        "historikk": list(rad.svarene.select_related("av")),
        "antall_svar": antall_svar(rad),
        "ko": slag,
        "eier": har and har.redaktor,
        "er_min": har is not None and har.redaktor_id == request.user.pk,
        "svar": svar,
        "notat": notat,
        "feil": feil,
        # Bare en sti i portalen selv blir en lenke.
        "om_side": rad.om_side if rad.om_side.startswith("/") and rad.om_side[1:2] not in {"/", "\\"} else "",
        **EN_MALFORM,
    }
