"""Tallene i /helse/drift/, og hva som gjør at driften er nedsatt."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

ARBEIDER_TAUS_SEKUNDER = 120
JOBB_GAMMEL_SEKUNDER = EPOST_GAMMEL_SEKUNDER = 900
MINST_LEDIG_MB = 500

# Ett spørsmål: livstegnet, jobbene som venter, de som feilet siste døgn, og e-posten.
_SPORSMAL = """
SELECT
  (SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers),
  count(*),
  coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at)))::int, 0),
  (SELECT count(*) FROM procrastinate_jobs f WHERE f.status = 'failed' AND EXISTS (
    SELECT 1 FROM procrastinate_events s WHERE s.job_id = f.id AND s.type = 'failed' AND s.at > now() - interval '1 day')),
  (SELECT coalesce(extract(epoch FROM now() - min(opprettet_tid))::int, 0) FROM epost_utsending WHERE status = 'venter'),
  (SELECT count(*) FROM epost_utsending WHERE status = 'gitt_opp' AND opprettet_tid > now() - interval '1 day')
FROM procrastinate_jobs j
LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
WHERE j.status = 'todo' AND coalesce(j.scheduled_at, now()) <= now()
"""


@dataclass(frozen=True)
class Driftsstatus:
    arbeider_sist_sett_sekunder: int | None
    jobber_som_venter: int
    eldste_jobb_sekunder: int
    jobber_feilet_siste_dogn: int
    eldste_usendte_epost_sekunder: int
    epost_gitt_opp_siste_dogn: int
    ledig_plass_mb: int | None

    def grunner(self) -> Iterator[str]:
        """Setningene som sier hva som er galt. Ingen betyr at alt er i orden."""
        sist = self.arbeider_sist_sett_sekunder
        if sist is None:
            yield "Ingen arbeider er startet: jobber og e-post står stille."
        elif sist >= ARBEIDER_TAUS_SEKUNDER:
            yield "Arbeideren har ikke gitt livstegn på to minutter: jobber og e-post står stille."
        if self.eldste_jobb_sekunder >= JOBB_GAMMEL_SEKUNDER:
            yield "En jobb har ventet i mer enn et kvarter."
        if self.jobber_feilet_siste_dogn:
            yield "Jobber er gitt opp etter feil det siste døgnet. Se jobbene i redaksjonen."
        if self.eldste_usendte_epost_sekunder >= EPOST_GAMMEL_SEKUNDER:
            yield "En e-post har ventet i mer enn et kvarter. Svarer e-posttjeneren?"
        if self.epost_gitt_opp_siste_dogn:
            yield "E-post er gitt opp det siste døgnet. Se utsendingene i redaksjonen."
        if self.ledig_plass_mb is not None and self.ledig_plass_mb < MINST_LEDIG_MB:
            yield "Disken er snart full."

    def som_svar(self) -> dict[str, object]:
        grunner = list(self.grunner())
        return {"status": "nedsatt" if grunner else "oppe", "grunner": grunner, **asdict(self)}


def les_driftsstatus() -> Driftsstatus:
    """Leser tallene nå. Hever DatabaseError når databasen ikke svarer."""
    with connection.cursor() as peker:
        peker.execute(_SPORSMAL)
        return Driftsstatus(*peker.fetchone(), ledig_plass_mb=_ledig_plass())


def _ledig_plass() -> int | None:
    """Det minste av det som er ledig der dataene og bildene ligger."""
    ledig = []
    for mappe in (settings.DATAMAPPE, Path(settings.MEDIA_ROOT)):
        try:
            ledig.append(shutil.disk_usage(mappe).free // 1024**2)
        except OSError:
            continue
    return min(ledig, default=None)
