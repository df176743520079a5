"""Hvordan det står til med køen, til helsesjekken og til redaksjonen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from veier.jobber import EPOST
from veier.jobber.vakt import STANSET_SEKUNDER

# Tre tapte livstegn er ett for mye. En jobb som venter lenger enn dette, er det ingen som tar.
TAUS_SEKUNDER = 30
GAMMEL_SEKUNDER = 300
# Fem forsøk er over et minutt. E-posten har sine egne forsøk, og sin egen tilstand.
MANGE_FORSOK = 5

_SPORRING = """
SELECT
  (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers),
  (SELECT count(*) FROM procrastinate_jobs j WHERE status = 'failed' AND EXISTS (
    SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '24 hours')),
  (SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
    WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))),
  (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND attempts >= %s AND queue_name <> %s),
  v.antall, coalesce(extract(epoch FROM now() - v.eldste), 0)
FROM (
  SELECT count(*) AS antall, min(coalesce(j.scheduled_at, e.at)) AS eldste
  FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
  WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()
) v
"""


@dataclass(frozen=True, slots=True)
class Jobbtilstand:
    """``avbrutt`` er jobber som står «i gang» hos en arbeider som er borte; ``feilet`` gjelder det siste døgnet.

    ``proves_igjen`` er jobber som er forsøkt mange ganger og ikke gitt opp.
    """

    arbeider_sist_sett_sekunder: int | None
    venter: int
    eldste_sekunder: int
    avbrutt: int
    feilet: int
    proves_igjen: int


def tilstand() -> Jobbtilstand:
    """Én spørring. Hever databasens feil."""
    with connection.cursor() as peker:
        peker.execute(_SPORRING, [STANSET_SEKUNDER, MANGE_FORSOK, EPOST])
        livstegn, feilet, avbrutt, proves_igjen, venter, eldste = peker.fetchone()
    sett = None if livstegn is None else round(livstegn)
    return Jobbtilstand(sett, venter, round(eldste), avbrutt, feilet, proves_igjen)
