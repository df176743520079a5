"""Bruken av portalen uke for uke, til redaksjonen: diagram, tabell og CSV."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samarbeid.uketall.tall import BREDDE, HOYDE, UKER, hent, linjene
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.typer import Sammenheng

# Siden er bare på bokmål, som resten av redaksjonen.
EN_MALFORM: Sammenheng = {"sprakvalg": []}


@for_redaksjonen
@require_safe
def uketall(request: HttpRequest) -> HttpResponse:
    """Lest, prøvd og søkt i de siste ferdige ukene. Et antall uker ingen kan velge, gir det korteste."""
    antall = _uker(request)
    sammenheng = {
        "grupper": hent(antall),
        "uker": antall,
        "valg": UKER,
        "bredde": BREDDE,
        "hoyde": HOYDE,
        **EN_MALFORM,
    }
    return render(request, "redaksjon/uketall.html", sammenheng)


@for_redaksjonen
@require_safe
def uketall_csv(request: HttpRequest) -> HttpResponse:
    """De samme tallene, én rad for hvert."""
    antall = _uker(request)
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";")
    skriver.writerow(["uke", "fra mandag", "gruppe", "hva", "antall"])
    for uke, gruppe, hva, celle in linjene(hent(antall)):
        skriver.writerow([f"{uke:%G-%V}", uke.isoformat(), gruppe, hva, celle])
    svar = HttpResponse("\ufeff" + ut.getvalue(), content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="uketall-{antall}.csv"'
    return svar


def _uker(request: HttpRequest) -> int:
    valgt = request.GET.get("uker", "")
    return next((antall for antall in UKER if str(antall) == valgt), UKER[0])
