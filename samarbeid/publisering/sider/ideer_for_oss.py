"""Ideene en offentlig virksomhet kan se, og hvorfor de kan passe der."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Treff
from samarbeid.publisering.filters import Ideerfilter
from samarbeid.svar.treffvisning import grunnsetninger
from veier.brukere.innlogget import Innlogget
from veier.medlemskap.adgang import for_medlem
from veier.medlemskap.models import Medlemskap
from veier.medlemskap.slag import Slag

PER_SIDE = 20


@require_safe
@never_cache
@for_medlem()
def ideer_for_oss(
    request: Innlogget, *, slag: Slag, organisasjon: OffentligPart, medlemskap: Medlemskap
) -> HttpResponse:
    """De som peker på virksomheten først, så de andre den kan se. Med grunnene sagt til det offentlige."""
    mine = Treff.objects.filter(ide=OuterRef("pk"), part=organisasjon, slag=Treff.Slag.VIRKSOMHET)
    ideer = (
        Ide.objects.synlig_for(request.user)
        .publisert()
        .exclude(entreprenor__medlemskap__bruker=request.user)
        .annotate(poeng=Subquery(mine.values("poeng")[:1]))
        .select_related("entreprenor")
        .order_by(F("poeng").desc(nulls_last=True), "-publisert_tid", "pk")
    )
    kunnskap = hent_kunnskap()
    valg = Ideerfilter(request.GET, ideer=ideer, kunnskap=kunnskap)
    side = Paginator(valg.qs, PER_SIDE).get_page(request.GET.get("side"))
    treff = {t.ide_id: t for t in Treff.objects.filter(part=organisasjon, ide__in=list(side))}
    rader = [
        (ide, grunnsetninger(treff[ide.pk], kunnskap, side="offentlig") if ide.pk in treff else ())
        for ide in side
    ]
    sammenheng = {
        "part": organisasjon,
        "side": side,
        "rader": rader,
        "valg": valg,
        # Uten en eneste idé er det ingenting å velge i.
        "noe_a_velge_i": bool(rader) or (valg.velger_ut and ideer.exists()),
    }
    return render(request, "skriving/ideer_for_oss.html", sammenheng)
