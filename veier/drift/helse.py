"""Helsesjekker: /helse/ for lastfordeleren, /helse/drift/ for den som drifter."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from veier.drift.status import les_driftsstatus

# Migreringene er inne, sett av denne prosessen. Da skal lastfordeleren ikke koste mer enn ett lite spørsmål.
_migrert = False
_MELLOMTJENERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@login_not_required
@never_cache
@require_safe
def helse(request: HttpRequest) -> JsonResponse:
    """200 når databasen svarer og migreringene er inne."""
    global _migrert
    try:
        if _migrert:
            with connection.cursor() as peker:
                peker.execute("SELECT 1")
        elif utestaende := _utestaende_migreringer():
            return JsonResponse({"status": "nede", "migreringer": utestaende}, status=503)
    except DatabaseError:
        return JsonResponse({"status": "nede", "database": False}, status=503)
    _migrert = True
    return JsonResponse({"status": "oppe"})


@login_not_required
@never_cache
@require_safe
def drift(request: HttpRequest) -> JsonResponse:
    """Arbeideren, jobbene, e-posten og disken, og hva som er galt. For den som har nøkkelen, og for maskinen selv."""
    if not _far_se_driften(request):
        return JsonResponse({"status": "krever nøkkel"}, status=403)
    try:
        status = les_driftsstatus().som_svar()
    except DatabaseError:
        return JsonResponse({"status": "nede", "database": False}, status=503)
    return JsonResponse(status, status=200 if status["status"] == "oppe" else 503)


def _far_se_driften(request: HttpRequest) -> bool:
    """VEIER_DRIFT_TOKEN som «Authorization: Bearer …», eller et kall fra maskinen selv som ingen har sendt videre."""
    oppgitt = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if settings.DRIFT_TOKEN and hmac.compare_digest(oppgitt.encode(), settings.DRIFT_TOKEN.encode()):
        return True
    sendt_videre = any(request.META.get(hode) for hode in _MELLOMTJENERS)
    return not sendt_videre and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


def _utestaende_migreringer() -> int:
    """Et spørsmål eller to. Grafen bygges ikke: lastfordeleren spør ofte, også mens migreringene kjøres."""
    return antall_utestaende(_migreringene(), MigrationRecorder(connection).applied_migrations())


@cache
def _migreringene() -> Mapping[tuple[str, str], Migration]:
    """Filene denne utgaven av koden har; de samme så lenge prosessen lever."""
    leser = MigrationLoader(None, load=False)
    leser.load_disk()
    return leser.disk_migrations


def antall_utestaende(filene: Mapping[tuple[str, str], Migration], kjort: Collection[tuple[str, str]]) -> int:
    """Filene som ikke er kjørt. En samlet fil teller for dem den erstatter, og er kjørt når de er det."""
    erstattet = {gammel for fil in filene.values() for gammel in fil.replaces}
    return sum(
        navn not in kjort and not (fil.replaces and all(gammel in kjort for gammel in fil.replaces))
        for navn, fil in filene.items()
        if navn not in erstattet
    )
