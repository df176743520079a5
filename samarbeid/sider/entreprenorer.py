"""Entreprenørene: listen etter navn, og siden om én."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from samarbeid.models import Eksempel
from veier.medlemskap.tilganger import har_administrator, medlemskap_i

PER_SIDE = 50


@login_not_required
@require_safe
def entreprenorer(request: HttpRequest) -> HttpResponse:
    """Alle åpne profiler, etter navn."""
    side = Paginator(Entreprenor.objects.apne(), PER_SIDE).get_page(request.GET.get("side"))
    return render(request, "entreprenorer/entreprenorer.html", {"side": side})


@login_not_required
@require_safe
def entreprenor(request: HttpRequest, slug: str) -> HttpResponse:
    """Én entreprenør: det registeret sier, sakene, og om noen har hentet profilen."""
    profil = get_object_or_404(Entreprenor.objects.synlig_for(request.user), slug=slug)
    sammenheng = {
        "profil": profil,
        "hentet": har_administrator(profil),
        "medlemskap": medlemskap_i(request.user, profil),
        "saker": Eksempel.objects.synlige().filter(profiler__contains=[profil.slug]),
        "endringer": profil.registerendringer.all()[:5],
    }
    return render(request, "entreprenorer/entreprenor.html", sammenheng)
