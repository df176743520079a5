"""Virkelige saker, fortalt med kildene."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samarbeid.filters import sporring
from samarbeid.katalog.typer import Katalogsok
from samarbeid.models import Eksempel
from veier.taksonomi.models import Niva, Samarbeidsmodell, Tema

# Spørsmålene hver sak skulle svart på (domenets liste fra 2016); det ingen kilde sier, sier siden.
SPORSMAL = (
    ("forste_kontakt", _("hvem som tok kontakt med hvem")),
    ("forankring", _("hvordan det ble forankret hos ledere, ansatte og brukere")),
    ("beslutter", _("hvem som bestemte")),
    ("belop", _("hva det kostet")),
    ("det_offentliges_bidrag", _("hva det offentlige bidro med")),
    ("suksessmal", _("hvordan de ville måle om det lyktes")),
    ("effekt", _("hva som kom ut av det")),
    ("apnet_for_andre", _("når andre leverandører fikk vite om det")),
    ("hindringer", _("hva som stoppet eller sinket det")),
    ("gjort_annerledes", _("hva de ville gjort annerledes")),
)


@login_not_required
@require_safe
def eksempler(request: HttpRequest) -> HttpResponse:
    """Sakene, med filter på tema, modell og nivå. Ukjente filterverdier ses bort fra."""
    alle = list(Eksempel.objects.synlige())
    temaer = {t.slug: t.vist.navn for t in Tema.objects.synlige()}
    modeller = {m.slug: m.vist.navn for m in Samarbeidsmodell.objects.synlige()}
    valgt = {
        "tema": request.GET.get("tema", "") if request.GET.get("tema") in temaer else "",
        "modell": request.GET.get("modell", "") if request.GET.get("modell") in modeller else "",
        "niva": request.GET.get("niva", "") if request.GET.get("niva") in Niva.values else "",
    }
    treff = [
        e
        for e in alle
        if (not valgt["tema"] or valgt["tema"] in e.temaer)
        and (not valgt["modell"] or valgt["modell"] in e.modeller)
        and (not valgt["niva"] or valgt["niva"] in e.nivaer)
    ]
    sammenheng = {
        "eksempler": [e for e in treff if not e.kort_omtalt],
        "kort_omtalt": [e for e in treff if e.kort_omtalt],
        "antall": len(treff),
        "valgt": valgt,
        "temaer": [(s, n) for s, n in temaer.items() if any(s in e.temaer for e in alle)],
        "modeller": [(s, n) for s, n in modeller.items() if any(s in e.modeller for e in alle)],
        "nivaer": [(n.value, n.label) for n in Niva],
    }
    return render(request, "sider/eksempler.html", sammenheng)


@login_not_required
@require_safe
def eksempel(request: HttpRequest, slug: str) -> HttpResponse:
    """Én sak."""
    return vis_sak(request, get_object_or_404(Eksempel.objects.synlige(), slug=slug))


def vis_sak(request: HttpRequest, sak: Eksempel) -> HttpResponse:
    """Saken slik leserne ser den. Redaksjonen forhåndsviser med den samme."""
    sammenheng = {
        "sak": sak,
        "temaer": Tema.objects.synlige().filter(slug__in=sak.temaer),
        "modeller": Samarbeidsmodell.objects.synlige().filter(slug__in=sak.modeller),
        "nivaer": [Niva(n).label for n in sak.nivaer],
        "ukjent": [str(navn) for felt, navn in SPORSMAL if not getattr(sak, felt)],
        "lignende": sporring(Katalogsok(tema=tuple(sorted(sak.temaer)))) if sak.temaer else "",
    }
    return render(request, "sider/eksempel.html", sammenheng)
