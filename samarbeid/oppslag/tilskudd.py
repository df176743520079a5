"""Tilskuddene som en kalender: måned og tema, hvem som kan søke, hvorfor ikke, og hva vi ikke vet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.views.decorators.http import require_safe

from veier.taksonomi.models import Tema, Tilskuddsordning


@login_not_required
@require_safe
def tilskudd(request: HttpRequest) -> HttpResponse:
    """Ordningene per måned, og de uten kjent frist for seg. Ukjente filterverdier ses bort fra."""
    temaer = {t.slug: t.vist.navn for t in Tema.objects.synlige()}
    alle = list(Tilskuddsordning.objects.synlige())
    tema = request.GET.get("tema", "") if request.GET.get("tema") in temaer else ""
    soker = request.GET.get("soker", "")
    soker = soker if soker in (Tilskuddsordning.Soker.ENTREPRENOR, Tilskuddsordning.Soker.KOMMUNE) else ""
    treff = [
        t
        for t in alle
        if (not tema or not t.temaer or tema in t.temaer)
        and (not soker or t.soker in (soker, Tilskuddsordning.Soker.BEGGE))
    ]
    i_dag = timezone.localdate()
    kalender = []
    for steg in range(12):
        maned = (i_dag.month - 1 + steg) % 12 + 1
        rader = [t for t in treff if maned in t.fristmaneder]
        if rader:
            kalender.append((str(MONTHS[maned]), rader))
    sammenheng = {
        "kalender": kalender,
        "uten_frist": [t for t in treff if not t.fristmaneder],
        "antall": len(treff),
        "valgt": {"tema": tema, "soker": soker},
        "temaer": list(temaer.items()),
        "temanavn": temaer,
        "sokere": [(s.value, s.label) for s in Tilskuddsordning.Soker if s != Tilskuddsordning.Soker.BEGGE],
        "arstall": i_dag.year,
    }
    for t in alle:
        t.temaliste = [temaer[slug] for slug in t.temaer if slug in temaer]  # type: ignore[attr-defined]  # til malen
        t.sett_i_ar = (t.sett_arstall or 0) >= i_dag.year  # type: ignore[attr-defined]
    return render(request, "sider/tilskudd.html", sammenheng)
