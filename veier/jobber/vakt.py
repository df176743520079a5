"""Jobber som ble avbrutt, tas opp igjen: arbeideren ble drept, eller rakk ikke å lagre at jobben var ferdig.

Arbeideren ser etter selv, utenfor køen. En jobb som gjorde det, kunne stått bak det den skulle løse.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import IntegrityError, connection, transaction

_logger = logging.getLogger("veier.jobber")

# Arbeideren gir livstegn så ofte; etter så lang taushet regnes den som borte.
LIVSTEGN_SEKUNDER = 5
STANSET_SEKUNDER = 20
SER_ETTER_SEKUNDER = 10

_STANSET = (
    "SELECT j.id, j.task_name FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id"
    " WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))"
    " ORDER BY j.id FOR UPDATE OF j SKIP LOCKED"
)
_EGNE = "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%s)"
_GLEMT = (
    "SELECT id, task_name FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%s) AND id = ANY(%s)"
    " ORDER BY id FOR UPDATE SKIP LOCKED"
)


def ta_opp_stansede() -> int:
    """Jobber som er «i gang» hos en arbeider uten livstegn, legges i køen igjen. Gir antallet."""
    return _ta_opp(_STANSET, [STANSET_SEKUNDER])


class Glemte:
    """Jobber databasen sier at denne arbeideren har i hånden, men som den er ferdig med.

    Bare de som sto slik også forrige gang: en jobb er alltid et øyeblikk mellom utført og lagret.
    """

    def __init__(self) -> None:
        self._forrige: set[int] = set()

    def ta_opp(self, arbeidere: Collection[int], i_handen: Collection[int]) -> int:
        with connection.cursor() as peker:
            peker.execute(_EGNE, [list(arbeidere)])
            mistenkte = {pk for (pk,) in peker.fetchall()} - set(i_handen)
        glemte, self._forrige = mistenkte & self._forrige, mistenkte
        return _ta_opp(_GLEMT, [list(arbeidere), list(glemte)]) if glemte else 0


def _ta_opp(sporring: str, verdier: list[int | list[int]]) -> int:
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute(sporring, verdier)
        jobbene = peker.fetchall()
        for pk, navn in jobbene:
            try:
                with transaction.atomic():
                    peker.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [pk])
            except IntegrityError:
                # En lik jobb venter alt, og bare én får stå i køen: den gjør det samme.
                peker.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [pk])
            _logger.warning("jobb %s (%s) ble avbrutt og tas opp igjen", pk, navn)
    return len(jobbene)
