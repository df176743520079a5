"""Fartsgrensen på sidene i ``sider``, før siden gjør noe."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from veier.foresporsel import Videre
from veier.foresporsel.venting import for_mange, straks_klar
from veier.grense.adresse import avsender
from veier.grense.sider import grense_for
from veier.grense.telling import hvem


def sidegrenser(svar: Videre) -> Videre:
    """429 til den som har brukt opp grensen på siden. HEAD teller som GET; den koster det samme."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        return svar(request)

    def for_visningen(request: HttpRequest, *_visning: object) -> HttpResponse | None:
        grense = grense_for(request.resolver_match)
        if grense is None or (grense.bare_post and request.method != "POST"):
            return None
        vent = grense.regel.bruk(hvem(request) if grense.per_bruker else avsender(request))
        return for_mange(request, vent_sekunder=vent) if vent else None

    def unntak(request: HttpRequest, feil: Exception) -> HttpResponse | None:
        """En grense nådd inne i en handling (``ForMangeEposter``), eller et dokument i kø (``Opptatt``)."""
        if sekunder := getattr(feil, "straks_klar", 0):
            if grense := grense_for(request.resolver_match):
                grense.regel.gi_tilbake(avsender(request))
            return straks_klar(request, sekunder=sekunder)
        vent = getattr(feil, "vent_sekunder", 0)
        return for_mange(request, vent_sekunder=vent) if vent else None

    mellomvare.process_view = for_visningen  # type: ignore[attr-defined]
    mellomvare.process_exception = unntak  # type: ignore[attr-defined]
    return mellomvare
