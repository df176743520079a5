"""Virkelige saker, fortalt med kildene."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samarbeid.models import Eksempel
from veier.taksonomi.models import Niva, Samarbeidsmodell, Tema


@login_not_required
@require_safe
def eksempler(request: HttpRequest) -> HttpResponse:
    """Sakene, med filter på tema, modell og nivå. Ukjente filterverdier ses bort fra."""
    alle = list(Eksempel.objects.synlige())
    temaer = {t.slug: t.navn for t in Tema.objects.synlige()}
    modeller = {m.slug: m.navn for m in Samarbeidsmodell.objects.synlige()}
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
    sak = get_object_or_404(Eksempel.objects.synlige(), slug=slug)
    sammenheng = {
        "sak": sak,
        "temaer": Tema.objects.synlige().filter(slug__in=sak.temaer),
        "modeller": Samarbeidsmodell.objects.synlige().filter(slug__in=sak.modeller),
        "nivaer": [Niva(n).label for n in sak.nivaer],
    }
    return render(request, "sider/eksempel.html", sammenheng)
