"""Offentlige virksomheter: finn en kommune, et Nav-kontor eller en etat, og se hvem man snakker med."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kommuner.models import Arshjul, Beslutningsvei, OffentligPart, Rolle
from samarbeid.forms.prov import finn_sted
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Eksempel
from veier.taksonomi.models import Niva, Omrade

PER_SIDE = 30
LITEN_KOMMUNE = 5000


@login_not_required
@require_safe
def offentlige(request: HttpRequest) -> HttpResponse:
    """Søk på navn (også gammelt og samisk), nivå og fylke."""
    sporring = OffentligPart.objects.synlige().select_related("omrade")
    q = request.GET.get("q", "").strip()[:100]
    niva = request.GET.get("niva", "") if request.GET.get("niva") in Niva.values else ""
    if q:
        koder = finn_sted(q, hent_kunnskap())
        sporring = sporring.filter(
            Q(navn__icontains=q) | Q(omrade__kode__in=koder) | Q(dekker__kode__in=koder)
        ).distinct()
    if niva:
        sporring = sporring.filter(nivaer__contains=[niva])
    side = Paginator(sporring.order_by("navn", "slug"), PER_SIDE).get_page(request.GET.get("side"))
    sammenheng = {"side": side, "q": q, "niva": niva, "nivaer": [(n.value, n.label) for n in Niva]}
    return render(request, "sider/offentlige.html", sammenheng)


@login_not_required
@require_safe
def offentlig(request: HttpRequest, slug: str) -> HttpResponse:
    """Én virksomhet: hvem man snakker med per tema, saker, budsjettår, og hva vi ikke vet."""
    part = get_object_or_404(
        OffentligPart.objects.synlige().select_related("omrade__overordnet", "overordnet"), slug=slug
    )
    koder = [o.kode for o in part.dekker.all()]
    omrade = part.omrade
    saker = Eksempel.objects.synlige().filter(omrader__overlap=koder, nivaer__overlap=part.nivaer)
    naere = OffentligPart.objects.synlige().filter(dekker__kode__in=koder).exclude(pk=part.pk).distinct()
    sammenheng = {
        "part": part,
        "veier": _veier(part),
        "kontaktpunkter": part.kontaktpunkter.filter(skjult=False),
        "saker": saker,
        "naere": naere.order_by("type", "navn")[:20],
        "arshjul": _arshjul(part.nivaer[0]),
        "liten": part.type == "kommune" and omrade and (omrade.innbyggere or 0) < LITEN_KOMMUNE,
        "tidligere": _tidligere(omrade) if part.type == "kommune" else [],
    }
    return render(request, "sider/offentlig.html", sammenheng)


def _veier(part: OffentligPart) -> list[dict[str, object]]:
    """Hovedregelen for hvert tema på virksomhetens nivåer."""
    roller = {r.slug: r for r in Rolle.objects.synlige()}
    rader = Beslutningsvei.objects.synlige().filter(niva__in=part.nivaer).select_related("tema")
    if part.temaer:
        rader = rader.filter(tema__slug__in=part.temaer)
    ut = []
    for rad in rader.order_by("tema__rekkefolge", "rang"):
        ut.append(
            {
                "rad": rad,
                "forste": [roller[s] for s in rad.forste],
                "dorapnere": [roller[s] for s in rad.dorapnere],
            }
        )
    return ut


def _arshjul(niva: str) -> list[tuple[Arshjul, bool]]:
    """Månedene i budsjettåret, og om vi er i den nå."""
    maned = timezone.localdate().month
    return [(a, a.maned_fra <= maned <= a.maned_til) for a in Arshjul.objects.synlige().filter(niva=niva)]


def _tidligere(omrade: Omrade | None) -> list[str]:
    if omrade is None:
        return []
    navn = omrade.tidligere.filter(skjult=False).exclude(navn=omrade.navn).values_list("navn", flat=True)
    return sorted(set(navn))
