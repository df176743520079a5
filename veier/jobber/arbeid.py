"""Arbeideren: kjører jobbene til den får beskjed om å stoppe, også når databasen er borte en stund.

Mister den forbindelsen den lytter på, stopper den ikke stille: den begynner på nytt, og gir seg med en feilkode når
det ikke har gått på lenge.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate import App
from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

from veier.database.feil import gar_over
from veier.jobber import PLASSER
from veier.jobber.vakt import (
    LIVSTEGN_SEKUNDER,
    SER_ETTER_SEKUNDER,
    STANSET_SEKUNDER,
    Glemte,
    ta_opp_stansede,
)

_logger = logging.getLogger("veier.jobber")
AVSLUTTER_SEKUNDER = 20
# Ventetiden mellom to forsøk på å begynne igjen dobles til den lengste. Etter så lenge uten hell gir vi oss.
FORSTE_PAUSE, LENGSTE_PAUSE, GIR_SEG_ETTER = 1.0, 15.0, 600.0
GIKK_BRA_SEKUNDER = 60

T = TypeVar("T")


class Stanset(Exception):
    """Arbeideren kom ikke i gang igjen."""


class Arbeider:
    """Én prosess med en arbeider per kø, og vakten som tar opp det som ble avbrutt."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.stopp = asyncio.Event()
        self.arbeidere: set[int] = set()
        self.i_handen: set[int] = set()

    async def kjor(self) -> None:
        """Til SIGTERM eller SIGINT. Hever Stanset når databasen har vært borte for lenge."""
        lokke = asyncio.get_running_loop()
        for tegn in (signal.SIGTERM, signal.SIGINT):
            lokke.add_signal_handler(tegn, self.stopp.set)
        sist_bra, pause = time.monotonic(), FORSTE_PAUSE
        while not self.stopp.is_set():
            begynte = time.monotonic()
            await self._runde_med_logg()
            if self.stopp.is_set():
                return
            na = time.monotonic()
            if na - begynte >= GIKK_BRA_SEKUNDER:
                sist_bra, pause = na, FORSTE_PAUSE
            if na - sist_bra > GIR_SEG_ETTER:
                raise Stanset(f"arbeideren kom ikke i gang på {GIR_SEG_ETTER:.0f} sekunder")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopp.wait(), pause)
            pause = min(LENGSTE_PAUSE, pause * 2)

    async def _runde_med_logg(self) -> None:
        try:
            await self._runde()
        except Exception as unntak:  # alt skal prøves igjen; det som ikke går over av seg selv, med spor
            if gar_over(unntak):
                _logger.error("arbeideren mistet databasen (%s) og begynner på nytt", type(unntak).__name__)
            else:
                _logger.exception("arbeideren stanset og begynner på nytt")

    async def _runde(self) -> None:
        self.arbeidere.clear()
        self.i_handen.clear()
        async with self.app.open_async():
            oppgaver = [asyncio.create_task(self._kjor_ko(ko, plasser)) for ko, plasser in PLASSER.items()]
            oppgaver.append(asyncio.create_task(self._vakt()))
            stopp = asyncio.create_task(self.stopp.wait())
            await asyncio.wait([*oppgaver, stopp], return_when=asyncio.FIRST_COMPLETED)
            for oppgave in [*oppgaver, stopp]:
                oppgave.cancel()
            for svar in await asyncio.gather(*oppgaver, stopp, return_exceptions=True):
                if isinstance(svar, Exception):
                    raise svar
        if not self.stopp.is_set():
            _logger.error("arbeideren mistet forbindelsen den lytter på, og begynner på nytt")

    async def _kjor_ko(self, ko: str, plasser: int) -> None:
        await self.app.run_worker_async(
            queues=[ko],
            name=ko,
            concurrency=plasser,
            install_signal_handlers=False,
            shutdown_graceful_timeout=AVSLUTTER_SEKUNDER,
            delete_jobs="successful",
            update_heartbeat_interval=LIVSTEGN_SEKUNDER,
            stalled_worker_timeout=STANSET_SEKUNDER,
            worker_middleware=[self._folg],
        )

    async def _folg(self, kjor: Callable[[], Awaitable[T]], sammenheng: JobContext, arbeider: Worker) -> T:
        """Hva som er i hånden nå, og det som feilet, i loggen med spor – også når jobben skal prøves igjen."""
        jobb = sammenheng.job
        if arbeider.worker_id is not None:
            self.arbeidere.add(arbeider.worker_id)
        self.i_handen.add(jobb.id or 0)
        try:
            return await kjor()
        except Exception as unntak:
            if gar_over(unntak):
                _logger.error("jobb %s (%s): %s", jobb.id, jobb.task_name, type(unntak).__name__)
            elif not hasattr(unntak, "sekunder"):  # e-posten har alt skrevet sin egen linje
                _logger.exception("jobb %s (%s) feilet", jobb.id, jobb.task_name)
            raise
        finally:
            self.i_handen.discard(jobb.id or 0)

    async def _vakt(self) -> None:
        glemte = Glemte()

        def se() -> None:
            close_old_connections()
            try:
                ta_opp_stansede()
                glemte.ta_opp(tuple(self.arbeidere), tuple(self.i_handen))
            finally:
                close_old_connections()

        while True:
            await sync_to_async(se, thread_sensitive=False)()
            await asyncio.sleep(SER_ETTER_SEKUNDER)
