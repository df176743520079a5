"""Helsesjekker: /helse/ for lastfordeleren, /helse/drift/ for den som drifter."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from veier.driftsstatus import les_driftsstatus

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
    utforer = MigrationExecutor(connection)
    return len(utforer.migration_plan(utforer.loader.graph.leaf_nodes()))
