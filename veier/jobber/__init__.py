"""Jobbkøen. En lavere app starter arbeid i en høyere bare ved navn: ``sett_i_ko("app.jobb", …)``.

Jobber lages med ``jobb``: den gir hver av dem køen sin, og nye forsøk når databasen er borte. De kjøres minst én
gang, og må tåle å kjøre om igjen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

from veier.database.feil import er_driftsfeil, gar_over
from veier.typer import Nokkelord

VANLIG, EPOST, VAKT = "default", "epost", "vakt"
# Hver kø har sine egne plasser: en treg e-posttjener eller en lang beregning holder ikke resten.
PLASSER = {VANLIG: 2, EPOST: 2, VAKT: 1}

LENGSTE_PAUSE = 60
# Andre driftsfeil blir sjelden bedre av å vente. Så mange ganger, på omtrent seks minutter, og så er jobben feilet.
HOYST_FORSOK = 10


class NyttForsok(BaseRetryStrategy):
    """Driftsfeil i databasen prøves igjen etter 5, 10, 20 … høyst 60 sekunder. Resten som ``ellers`` sier.

    Er den borte, opptatt eller full, prøves det så lenge det trengs, og driftssiden viser at det har vart. Det den
    ellers sier nei til, for eksempel en spørring som aldri rekker fristen sin, prøves ``HOYST_FORSOK`` ganger. En feil i
    dataene eller spørringen prøves ikke igjen.
    """

    def __init__(self, ellers: BaseRetryStrategy | None = None) -> None:
        self.ellers = ellers

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if gar_over(exception) or (er_driftsfeil(exception) and job.attempts + 1 < HOYST_FORSOK):
            return RetryDecision(retry_in={"seconds": min(LENGSTE_PAUSE, 5 * 2 ** min(job.attempts, 10))})
        return self.ellers.get_retry_decision(exception=exception, job=job) if self.ellers else None


def jobb(
    navn: str, *, cron: str = "", ko: str = VANLIG, forsok: BaseRetryStrategy | None = None, **valg: Nokkelord
) -> Callable[[Callable[..., object]], Task]:
    """Gjør funksjonen til jobben ``navn``. Med ``cron`` settes den i køen til faste tider, aldri mer enn én om gangen."""
    if cron:
        valg.setdefault("queueing_lock", navn)
    oppgave = app.task(name=navn, queue=ko, retry=NyttForsok(forsok), **valg)
    if not cron:
        return oppgave
    return lambda funksjon: app.periodic(cron=cron)(oppgave(funksjon))


def sett_i_ko(navn: str, *, prioritet: int = 0, nar: datetime | None = None, **argumenter: object) -> int:
    """Legger jobben ``navn`` i køen i samme transaksjon som dataene. Gir jobbens nummer. Den begynner ikke før ``nar``.

    Arbeideren bytter appens forbindelse med sin egen. Den er utenfor Djangos transaksjon: en jobb satt i kø av en jobb
    kunne begynt før dataene var lagret. Derfor alltid Djangos.
    """
    jobben = app.configure_task(
        navn, allow_unknown=False, priority=prioritet, schedule_at=nar, task_kwargs=argumenter
    ).job
    return JobDeferrer(job=jobben, job_manager=JobManager(DjangoConnector())).defer()


def venter_i_koen(navn: str, argument: str) -> set[int]:
    """Verdien av ``argument`` i jobbene ``navn`` som står i køen og ikke er begynt på."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT (args ->> %s)::bigint FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'",
            [argument, navn],
        )
        return {verdi for (verdi,) in peker.fetchall()}


def star_i_koen(navn: str) -> bool:
    """Om en jobb ``navn`` står i køen og ikke er begynt på."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo')", [navn]
        )
        return bool(peker.fetchone()[0])


__all__ = [
    "EPOST",
    "HOYST_FORSOK",
    "PLASSER",
    "VAKT",
    "VANLIG",
    "NyttForsok",
    "app",
    "jobb",
    "sett_i_ko",
    "star_i_koen",
    "venter_i_koen",
]
