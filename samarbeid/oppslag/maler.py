"""Maler til dokumenter: les dem her, last dem ned som DOCX eller PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samarbeid.models import Dokumentmal, Side
from samarbeid.svar.dokumenter import last_ned_docx, last_ned_pdf, maldokument
from veier.foresporsel.mellomlager import for_alle
from veier.sprak import SPRAK
from veier.taksonomi.utgave import referanseversjon


@login_not_required
@require_safe
@for_alle(referanseversjon)
def maler(request: HttpRequest) -> HttpResponse:
    """Alle malene."""
    alle = list(Dokumentmal.objects.synlige())
    grupper = [(side.label, [m for m in alle if m.side == side.value]) for side in reversed(Side)]
    return render(request, "sider/maler.html", {"grupper": [g for g in grupper if g[1]]})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def mal(request: HttpRequest, slug: str) -> HttpResponse:
    """Én mal, slik den blir i dokumentet."""
    funnet = get_object_or_404(Dokumentmal.objects.synlige(), slug=slug)
    dokument = maldokument(funnet)
    sammenheng = {
        "mal": funnet,
        "blokker": dokument.blokker,
        "tekstens_sprak": dokument.malform,
        "finnes_pa": [s.kode for s in SPRAK if funnet.paa("tekst", s.kode)],
    }
    return render(request, "sider/mal.html", sammenheng)


@login_not_required
@require_safe
def last_ned(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """Malen som fil."""
    dokument = maldokument(get_object_or_404(Dokumentmal.objects.synlige(), slug=slug))
    return last_ned_docx(dokument) if format == "docx" else last_ned_pdf(dokument)
