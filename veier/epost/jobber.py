"""Jobben som sender e-post, og den som tar opp det som ble liggende."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from veier.epost.handlinger import JOBB, sett_sending_i_ko
from veier.epost.models import Utsending
from veier.epost.sending import ForsokIgjen, rydd_gamle, send
from veier.jobber import EPOST, VAKT, jobb

LIGGER_FOR_LENGE = timedelta(minutes=2)


class NarDenSier(BaseRetryStrategy):
    """Meldingen vet selv hvor lenge det er til neste forsøk."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, ForsokIgjen):
            return RetryDecision(retry_in={"seconds": exception.sekunder})
        return None


@jobb(JOBB, ko=EPOST, forsok=NarDenSier())
def send_utsending(utsending: int) -> bool:
    """Sender én melding. Tåler å kjøre om igjen: det som er sendt, sendes ikke på nytt."""
    return send(utsending)


@jobb("veier.epost.ta_opp_igjen", cron="* * * * *", ko=VAKT)
def ta_opp_igjen(timestamp: int) -> int:
    """Hvert minutt: koder som er for gamle, og meldinger som venter uten at noen jobb har dem."""
    rydd_gamle()
    for_lenge = timezone.now() - LIGGER_FOR_LENGE
    venter = Utsending.objects.filter(
        Q(ikke_for=None) | Q(ikke_for__lte=for_lenge),
        status=Utsending.Status.VENTER,
        opprettet_tid__lte=for_lenge,
    ).exclude(pk__in=_har_jobb())
    for utsending in venter:
        sett_sending_i_ko(utsending)
    return len(venter)


def _har_jobb() -> list[int]:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT (args ->> 'utsending')::bigint FROM procrastinate_jobs"
            " WHERE task_name = %s AND status IN ('todo', 'doing')",
            [JOBB],
        )
        return [pk for (pk,) in peker.fetchall()]
