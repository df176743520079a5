"""Helsesjekker: /helse/ for lastfordeleren, /helse/drift/ for den som drifter."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ARBEIDER_TAUS_SEKUNDER = 120
JOBB_GAMMEL_SEKUNDER = 900


@login_not_required
@never_cache
@require_safe
def helse(request: HttpRequest) -> JsonResponse:
    """200 når databasen svarer og migreringene er inne."""
    try:
        utestaende = _utestaende_migreringer()
    except DatabaseError:
        return JsonResponse({"status": "nede", "database": False}, status=503)
    if utestaende:
        return JsonResponse({"status": "nede", "migreringer": utestaende}, status=503)
    return JsonResponse({"status": "oppe"})


@login_not_required
@never_cache
@require_safe
def drift(request: HttpRequest) -> JsonResponse:
    """Arbeiderens siste livstegn og den eldste jobben som venter (sekunder)."""
    try:
        with connection.cursor() as peker:
            peker.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
            livstegn = peker.fetchone()[0]
            peker.execute(
                "SELECT count(*), min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j"
                " LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
                " WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()"
            )
            antall, eldste = peker.fetchone()
            peker.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
            feilet = peker.fetchone()[0]
    except DatabaseError:
        return JsonResponse({"status": "nede", "database": False}, status=503)
    taus = (timezone.now() - livstegn).total_seconds() if livstegn else None
    ventet = (timezone.now() - eldste).total_seconds() if eldste else 0
    frisk = taus is not None and taus < ARBEIDER_TAUS_SEKUNDER and ventet < JOBB_GAMMEL_SEKUNDER
    return JsonResponse(
        {
            "status": "oppe" if frisk else "nedsatt",
            "arbeider_sist_sett_sekunder": None if taus is None else round(taus),
            "jobber_som_venter": antall,
            "eldste_jobb_sekunder": round(ventet),
            "jobber_som_feilet": feilet,
        },
        status=200 if frisk else 503,
    )


def _utestaende_migreringer() -> int:
    utforer = MigrationExecutor(connection)
    return len(utforer.migration_plan(utforer.loader.graph.leaf_nodes()))
