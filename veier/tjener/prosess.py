"""Gunicorns trådarbeider, der hovedtråden leser hele forespørselen før en tråd får den, og sender resten av svaret etterpå.

Med ``gthread`` holder tolv trege klienter alle trådene. Her holder de bare en forbindelse hver, med en frist; er det
fullt, går den som har ventet lengst. En full kø får svar med en gang (503 med Retry-After), og ``/helse/`` har sin egen
tråd, så lastfordeleren ser forskjell på opptatt og nede.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from gunicorn.sock import BaseSocket
from gunicorn.workers.gthread import ThreadWorker

from veier.tjener import faste_svar
from veier.tjener.forbindelse import Adresse, Forbindelse, Tilstand, tid_for
from veier.tjener.tavle import Tavle
from veier.tjener.unntak import status_for
from veier.typer import Nokkelord

KO_PER_TRAD = 16
LENGST_I_KO_SEKUNDER = 5.0
STORST_I_INNBOKSENE = 64 * 1024 * 1024
STOR_INNBOKS = 64 * 1024
# Så lenge venter den som har flest forbindelser, før den tar den neste likevel.
LA_ANDRE_TA_SEKUNDER = 0.003
RYDD_SEKUNDER = 0.5
HELSE = b"/helse/"


class Webprosess(ThreadWorker):
    tavle: Tavle
    plass: int

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        super().__init__(*args, **kwargs)
        self.forbindelser: dict[Forbindelse, None] = {}  # den eldste først
        # Til trådene, og til helsens egen. Hovedtråden legger inn, trådene tar ut.
        self.i_ko: dict[Forbindelse, float] = {}
        self.helse_i_ko: dict[Forbindelse, float] = {}
        self.avviste = 0
        self.la_andre_til = self.ta_uansett_til = 0.0
        self.ryddet = 0.0

    def init_process(self) -> None:
        self.helsetrad = ThreadPoolExecutor(max_workers=1)
        super().init_process()

    # ── Inn ──

    def accept(self, listener: BaseSocket) -> None:
        if time.monotonic() > self.ta_uansett_til and self.tavle.har_flere_enn_de_andre(self.plass):
            self.set_accept_enabled(False)
            self.la_andre_til = time.monotonic() + LA_ANDRE_TA_SEKUNDER
            return
        try:
            sokkel, klient = listener.accept()
        except OSError as feil:
            if feil.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        conn = Forbindelse(self.cfg, sokkel, klient, listener.getsockname())
        # Før den nye er med: den skal aldri selv være den som går.
        if self.nr_conns + 1 >= self.worker_connections:
            self._kast_den_eldste()
        self.forbindelser[conn] = None
        self._tell(1)
        self._folg(conn, selectors.EVENT_READ, self._lesbar)
        self._lesbar(conn)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Gunicorn slår på mottaket i hver runde. Mens de andre får prøve, er det av."""
        if enabled and self.la_andre_til:
            if time.monotonic() < self.la_andre_til:
                return
            self.la_andre_til = 0.0
            self.ta_uansett_til = time.monotonic() + 3 * LA_ANDRE_TA_SEKUNDER
        super().set_accept_enabled(enabled)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        if self.la_andre_til:
            timeout = min(timeout, max(0.0, self.la_andre_til - time.monotonic()))
        super().wait_for_and_dispatch_events(timeout)

    def _lesbar(self, conn: Forbindelse, _fil: object = None) -> None:
        if conn.tilstand is Tilstand.TAR_AVSKJED:
            return self._les_avskjeden(conn)
        if conn.tilstand not in (Tilstand.LEDIG, Tilstand.LESER):
            return None  # en hendelse fra før tråden fikk den
        if not conn.les():
            return self._lukk(conn)
        if conn.innboks.feil:
            self._avvis(conn, conn.innboks.feil)
        elif conn.innboks.hel:
            self._slipp(conn)
            self._til_traden(conn)
        elif len(conn.innboks.data) > STOR_INNBOKS:
            self._hold_minnet_nede()
        return None

    def _til_traden(self, conn: Forbindelse) -> None:
        sti = conn.innboks.sti()
        helse = sti.startswith(HELSE)
        ko, trader = (self.helse_i_ko, self.helsetrad) if helse else (self.i_ko, self.tpool)
        if self._er_full(ko):
            self.avviste += 1
            self._folg(conn, selectors.EVENT_READ, self._lesbar)
            self._avvis(conn, 503, sti)
            return
        conn.til_traden()
        ko[conn] = conn.i_kanalen_siden
        fremtid = trader.submit(self.handle, conn)
        fremtid.add_done_callback(partial(self._fra_traden, conn))

    def _fra_traden(self, conn: Forbindelse, fremtid: Future[bool]) -> None:
        self.method_queue.defer(self.finish_request, conn, fremtid)

    def _er_full(self, ko: dict[Forbindelse, float]) -> bool:
        ventet_fra = list(ko.values())  # en kopi i ett grep: trådene tar ut mens vi ser
        if len(ventet_fra) >= KO_PER_TRAD * self.cfg.threads:
            return True
        return bool(ventet_fra) and time.monotonic() - ventet_fra[0] > LENGST_I_KO_SEKUNDER

    # ── I tråden ──

    def handle(self, conn: Forbindelse) -> bool:
        self.i_ko.pop(conn, None)
        self.helse_i_ko.pop(conn, None)
        if conn.har_lagt_pa():
            return False
        return bool(super().handle(conn))

    def _keepalive_after(self, conn: Forbindelse, keepalive: bool) -> bool:
        """Leser det visningen ikke leste av kroppen. Alt ligger i minnet, så det trengs verken frist eller grense.

        Gunicorn gir opp etter 64 kB og lukker, etter å ha sagt at forbindelsen står. Da sender nginx den neste sin
        forespørsel på den, og en annen får 503.
        """
        return bool(keepalive and conn.parser and conn.parser.finish_body())

    def handle_error(self, req: object, client: socket.socket, addr: Adresse, exc: Exception) -> None:
        """Det som kom, var ikke en forespørsel. Loggen får vite hva slags feil det er, ikke hva som sto der."""
        status = status_for(exc)
        if status == 500:
            self.log.exception("uventet feil i tjeneren")
        else:
            self.log.info("avvist: %s", type(exc).__name__)
        try:
            client.sendall(faste_svar.svar(status))
        except OSError:
            self.log.debug("klienten var gått")

    # ── Ut ──

    def finish_request(self, conn: Forbindelse, fs: Future[bool]) -> None:
        try:
            conn.behold = bool(fs.result()) if not fs.cancelled() else False
        except Exception:
            self.log.exception("uventet feil i en tråd")
            return self._lukk(conn)
        self._send_resten(conn)
        return None

    def _send_resten(self, conn: Forbindelse, _fil: object = None) -> None:
        if conn.sock is None:
            return self._lukk(conn)
        try:
            alt = conn.sock.tom()
        except OSError:
            return self._lukk(conn)
        if conn.sock.brutt:
            return self._lukk(conn)
        if not alt:
            if conn.tilstand is not Tilstand.SENDER:
                conn.tilstand = Tilstand.SENDER
                conn.frist = time.monotonic() + tid_for(conn.sock.venter)
                self._folg(conn, selectors.EVENT_WRITE, self._send_resten)
            return None
        if conn.tilstand is Tilstand.SENDER:
            self._slipp(conn)
        conn.sock.close()
        if conn.behold:
            return self._neste(conn)
        self._folg(conn, selectors.EVENT_READ, self._lesbar)
        return self._ta_avskjed(conn)

    def _neste(self, conn: Forbindelse) -> None:
        self.forbindelser.pop(conn, None)
        self.forbindelser[conn] = None  # den er den nyeste nå
        conn.tilstand = Tilstand.LEDIG
        conn.frist = time.monotonic() + self.cfg.keepalive
        if not self.alive:
            conn.frist = min(conn.frist, time.monotonic() + 1)
        if conn.innboks.hel:
            return self._til_traden(conn)
        self._folg(conn, selectors.EVENT_READ, self._lesbar)
        if conn.innboks.feil:
            return self._avvis(conn, conn.innboks.feil)
        if conn.innboks.data:
            conn.tilstand = Tilstand.LESER
        return None

    def _avvis(self, conn: Forbindelse, status: int, sti: bytes = b"") -> None:
        conn.send_rett(faste_svar.svar(status, malform=faste_svar.malform_i(sti or conn.innboks.sti())))
        self._ta_avskjed(conn)

    def _ta_avskjed(self, conn: Forbindelse) -> None:
        if not conn.begynn_avskjed():
            self._lukk(conn)

    def _les_avskjeden(self, conn: Forbindelse) -> None:
        try:
            if conn.sokkel.recv(65536):
                return
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            pass
        self._lukk(conn)

    # ── Frister og plass ──

    def murder_pending(self) -> None:
        """Kalles i hver runde. Lukker dem som har brukt opp tiden sin."""
        na = time.monotonic()
        if na - self.ryddet < RYDD_SEKUNDER:
            return
        self.ryddet = na
        for conn in [c for c in self.forbindelser if c.frist <= na and c.tilstand is not Tilstand.ARBEIDER]:
            if conn.tilstand is Tilstand.LESER and conn.innboks.data:
                self._avvis(conn, 408)
            else:
                self._lukk(conn)
        if self.avviste:
            self.log.warning("køen var full: %s forespørsler fikk 503", self.avviste)
            self.avviste = 0

    def murder_keepalived(self, force: bool = False) -> None:
        if force:
            for conn in [*self.forbindelser]:
                self._lukk(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """Prosessen skal stoppe: de som ikke er i gang, får til ``deadline``."""
        self.tavle.stopper(self.plass)
        for conn in self.forbindelser:
            if conn.tilstand in (Tilstand.LEDIG, Tilstand.LESER):
                conn.frist = min(conn.frist, deadline)

    def _kast_den_eldste(self) -> None:
        """Det er fullt. Den som har holdt en forbindelse lengst uten å be om noe, gjør plass."""
        for tilstander in ((Tilstand.LEDIG, Tilstand.TAR_AVSKJED), (Tilstand.LESER,), (Tilstand.SENDER,)):
            for conn in self.forbindelser:
                if conn.tilstand in tilstander:
                    return self._lukk(conn)
        return None

    def _hold_minnet_nede(self) -> None:
        while sum(len(c.innboks.data) for c in self.forbindelser) > STORST_I_INNBOKSENE:
            self._lukk(next(c for c in self.forbindelser if len(c.innboks.data) > STOR_INNBOKS))

    def _folg(self, conn: Forbindelse, hva: int, kall: Callable[[Forbindelse], object]) -> None:
        self.poller.register(conn.sokkel, hva, partial(kall, conn))

    def _slipp(self, conn: Forbindelse) -> None:
        try:
            self.poller.unregister(conn.sokkel)
        except (KeyError, ValueError, OSError):
            return

    def _lukk(self, conn: Forbindelse) -> None:
        if conn not in self.forbindelser:
            return
        del self.forbindelser[conn]
        self._slipp(conn)
        conn.lukk()
        self._tell(-1)

    def _tell(self, endring: int) -> None:
        self.nr_conns += endring
        if self.alive:
            self.tavle.sett(self.plass, self.nr_conns)
