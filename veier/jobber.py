"""Jobbkøen. En lavere app starter arbeid i en høyere bare ved navn: ``sett_i_ko("app.jobb", …)``."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

_logger = logging.getLogger("veier.jobber")

# Etter så lang tid uten livstegn regnes arbeideren som borte.
STANSET_SEKUNDER = 180


def sett_i_ko(navn: str, **argumenter: object) -> int:
    """Legger jobben ``navn`` i køen i samme transaksjon som dataene. Gir jobbens nummer.

    Jobber kjøres minst én gang, og må tåle å kjøre om igjen.
    """
    return app.configure_task(navn, allow_unknown=False).defer(**argumenter)


@app.periodic(cron="*/5 * * * *")
@app.task(name="veier.start_stansede_jobber", queueing_lock="stansede", pass_context=False)
async def start_stansede_jobber(timestamp: int) -> None:
    """En jobb hvis arbeider ble drept, blir stående som «i gang»: legg den i køen igjen."""
    for jobb in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STANSET_SEKUNDER):
        _logger.warning("jobb %s ble avbrutt og startes om igjen", jobb.task_name)
        await app.job_manager.retry_job(jobb, retry_at=timezone.now())
