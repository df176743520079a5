"""Jobbene køen trenger selv."""

from django.db import connection

from veier.jobber import jobb

FEILEDE_HUSKES_DAGER = 30


@jobb("veier.rydd_jobbene", cron="47 3 * * *")
def rydd_jobbene(timestamp: int) -> int:
    """Hver natt: jobber som feilet for lenge siden, er sett eller gjort om, og glemmes."""
    with connection.cursor() as peker:
        peker.execute(
            "DELETE FROM procrastinate_jobs j WHERE status IN ('failed', 'cancelled', 'aborted') AND NOT EXISTS ("
            " SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - make_interval(days => %s))",
            [FEILEDE_HUSKES_DAGER],
        )
        return peker.rowcount
