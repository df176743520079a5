"""Det tjeneren trenger i drift, kontrollert av «check --deploy» og når tjeneren starter."""

from __future__ import annotations

import resource
from pathlib import Path

from django.conf import settings
from django.core import checks

MERKE = "drift"
MINST_APNE_FILER = 1024


@checks.register(MERKE, deploy=True)
def statiske_filer(app_configs: object, **_valg: object) -> list[checks.CheckMessage]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    return [
        checks.Error("De statiske filene mangler.", hint="Kjør manage.py collectstatic.", id="drift.E001"),
    ]


@checks.register(MERKE, deploy=True)
def apne_filer(app_configs: object, **_valg: object) -> list[checks.CheckMessage]:
    mykt, _hardt = resource.getrlimit(resource.RLIMIT_NOFILE)
    if mykt == resource.RLIM_INFINITY or mykt >= MINST_APNE_FILER:
        return []
    return [
        checks.Warning(
            f"Tjeneren får bare ha {mykt} åpne filer, og trenger {MINST_APNE_FILER} når mange er koblet til.",
            hint="Sett LimitNOFILE i enheten for systemd, eller ulimit -n.",
            id="drift.W001",
        )
    ]


@checks.register(MERKE, deploy=True)
def hsts(app_configs: object, **_valg: object) -> list[checks.CheckMessage]:
    if settings.SECURE_HSTS_SECONDS or not settings.I_DRIFT:
        return []
    return [
        checks.Warning(
            "VEIER_HSTS er 0: nettleserne får ikke vite at portalen bare finnes med https.",
            hint="Sett antall sekunder når https virker, for eksempel 31536000.",
            id="drift.W002",
        )
    ]


@checks.register(MERKE, deploy=True)
def driftsnokkel(app_configs: object, **_valg: object) -> list[checks.CheckMessage]:
    if settings.DRIFT_TOKEN or not settings.I_DRIFT:
        return []
    return [
        checks.Info(
            "VEIER_DRIFT_TOKEN mangler: /helse/drift/ svarer bare på maskinen selv.",
            hint="Sett en tilfeldig tekst på minst 32 tegn, og gi den til overvåkingen.",
            id="drift.I001",
        )
    ]


def ved_start() -> tuple[list[str], list[str]]:
    """Setningene som stanser starten, og dem som bare skal sies."""
    funn = checks.run_checks(tags=[MERKE], include_deployment_checks=True)
    stanser = [f"{f.msg} {f.hint}" for f in funn if f.is_serious(checks.ERROR)]
    return stanser, [f"{f.msg} {f.hint}" for f in funn if not f.is_serious(checks.ERROR)]
