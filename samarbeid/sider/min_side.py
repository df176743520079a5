"""Min side: hvem du er her som, og hva som trenger deg først."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from veier.medlemskap.hatter import hatter
from veier.medlemskap.models import Foresporsel
from veier.medlemskap.slag import alle_slag


@require_safe
def min_side(request: HttpRequest) -> HttpResponse:
    """Organisasjonene, forespørslene begge veier, og veien videre for den som er ny."""
    bruker = request.user
    mine = hatter(bruker)
    venter = Foresporsel.Status.VENTER
    egne, til_meg = [], []
    for slag in alle_slag().values():
        egne += [
            (f, f"{slag.kode}_trekk_foresporsel")
            for f in slag.foresporsel.objects.filter(bruker=bruker, status=venter).select_related(
                "organisasjon"
            )
        ]
        administrerer = slag.medlemskap.objects.filter(bruker=bruker, rolle="administrator").values(
            "organisasjon"
        )
        til_meg += [
            (f, f"{slag.kode}_medlemmer")
            for f in slag.foresporsel.objects.filter(
                organisasjon__in=administrerer, status=venter
            ).select_related("organisasjon", "bruker")
        ]
    sammenheng = {
        "mine": mine,
        "medlemssider": {h.kode: f"{h.kode.partition(':')[0]}_medlemmer" for h in mine},
        "egne": egne,
        "til_meg": til_meg,
        "foreslatt": _virksomhet_for(bruker.epostdomene) if not mine else None,
    }
    return render(request, "sider/min_side.html", sammenheng)


def _virksomhet_for(domene: str) -> OffentligPart | None:
    """Virksomheten e-postadressen tyder på, når det bare er én."""
    treff = list(OffentligPart.objects.apne().filter(epostdomene=domene)[:2])
    return treff[0] if len(treff) == 1 else None
