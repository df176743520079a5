"""Filene i en samtale. De som kan lese samtalen, kan hente dem; for alle andre finnes de ikke."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samarbeid.models import Samtale, Vedlegg
from samarbeid.samtaler.lenker import finn_lenke
from veier.brukere.innlogget import Innlogget
from veier.lenker import privat

TYPER = {
    Vedlegg.Slag.PDF: "application/pdf",
    Vedlegg.Slag.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Vedlegg.Slag.TXT: "text/plain; charset=utf-8",
}


@never_cache
@require_safe
def innlogget(request: Innlogget, referanse: str, ref: UUID) -> StreamingHttpResponse:
    """For dem som er med i en av organisasjonene."""
    return _fil(get_object_or_404(Samtale.objects.for_bruker(request.user), referanse=referanse), ref)


@privat
@require_safe
def mottaker(request: HttpRequest, nokkel: str, ref: UUID) -> StreamingHttpResponse:
    """For den som har lenken fra e-posten."""
    lenke = finn_lenke(nokkel)
    if lenke is None:
        raise Http404
    return _fil(lenke.samtale, ref)


def _fil(samtale: Samtale, ref: UUID) -> StreamingHttpResponse:
    """Alltid som nedlasting. En fil som ikke er kontrollert, finnes ikke ennå."""
    rad = get_object_or_404(Vedlegg.objects.kan_hentes(), innlegg__samtale=samtale, ref=ref)
    return som_nedlasting(rad.fil, rad.navn, TYPER[Vedlegg.Slag(rad.slag)])


def som_nedlasting(fil: str, navn: str, type_: str) -> StreamingHttpResponse:
    """Filen fra lageret, aldri vist i nettleseren og aldri tatt vare på underveis. Er den borte, er det 404."""
    if not default_storage.exists(fil):
        raise Http404
    svar = StreamingHttpResponse(_bitene(fil), content_type=type_)
    svar["Content-Length"] = default_storage.size(fil)
    svar["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=navn) or "attachment"
    )
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Content-Security-Policy"] = "default-src 'none'; sandbox"
    svar["Cache-Control"] = "private, no-store"
    return svar


def _bitene(fil: str) -> Iterator[bytes]:
    """Åpnes først når svaret sendes, og lukkes også når leseren går."""
    with default_storage.open(fil) as innhold:
        yield from innhold.chunks()
