"""Innstillinger for gunicorn. Tråder i prosesser: databasen er det som venter, ikke prosessoren."""

import contextlib
import ctypes
import os
import sys

from gunicorn.arbiter import Arbiter

from veier.drift.logg import fang_resten
from veier.tjener.prosess import Webprosess
from veier.tjener.tavle import Tavle

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "veier.tjener.prosess.Webprosess"
logger_class = "veier.tjener.logg.Logg"
# Forbindelser per prosess. Trege klienter holder en forbindelse hver, aldri en tråd; er det fullt, går den eldste.
worker_connections = 480
backlog = 1024
timeout = 30
graceful_timeout = 20
# Lengre enn mellomtjeneren beholder sine, så det er den som legger på.
keepalive = 15
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
forwarder_headers = ""
sendfile = False  # svaret går gjennom kanalen, som aldri venter på klienten
# En arbeider som har vokst, byttes ut. Spredningen gjør at ikke alle byttes samtidig.
max_requests = 5000
max_requests_jitter = 2500
accesslog = None  # forespørsler logges av veier.foresporsel.mellomvarer, uten personopplysninger
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
# Alt leses én gang, i hovedprosessen. Prosessene deles av den og har det varmt. Ikke når filene skal leses på nytt.
preload_app = "--reload" not in sys.argv

# Trådene deler én haug. Med hver sin blir minnet i en arbeider liggende i biter ingen av de andre kan bruke.
M_ARENA_MAX = -8
with contextlib.suppress(OSError, AttributeError):  # bare glibc har den
    ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)

_tavle = Tavle()


def when_ready(server: object) -> None:
    fang_resten()
    if preload_app:
        _kontroller(server)
        from veier.tjener.varm import varm_opp
        from veier.wsgi import application

        varm_opp(application)


def _kontroller(server: Arbiter) -> None:
    """I drift starter ikke tjeneren uten det den trenger; det som bare er uheldig, sies i loggen."""
    from django.conf import settings

    if settings.I_DRIFT:
        from veier.drift.kontroller import ved_start
        from veier.drift.ved_start import si_fra_ved_start

        si_fra_ved_start()
        stanser, sies = ved_start()
        for setning in sies:
            server.log.warning(setning)
        if stanser:
            sys.stderr.write("".join(f"✗ {setning}\n" for setning in stanser))
            sys.exit(3)


def post_fork(server: Arbiter, worker: Webprosess) -> None:
    fang_resten()


def pre_fork(server: Arbiter, worker: Webprosess) -> None:
    worker.tavle = _tavle
    worker.plass = _tavle.ny_plass()


def child_exit(server: Arbiter, worker: Webprosess) -> None:
    _tavle.gi_fra_seg(worker.plass)
