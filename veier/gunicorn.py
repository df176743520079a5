"""Innstillinger for gunicorn. Tråder i prosesser: databasen er det som venter, ikke prosessoren."""

import contextlib
import ctypes
import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
# En klient som henger, skal ikke holde en tråd; en svak forbindelse skal likevel rekke et skjema.
timeout = 30
graceful_timeout = 20
keepalive = 5
# En arbeider som har vokst, byttes ut. Spredningen gjør at ikke alle byttes samtidig.
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # forespørsler logges av veier.middleware, uten personopplysninger
errorlog = "-"
loglevel = "warning"
control_socket_disable = True

# Trådene deler én haug. Med hver sin blir minnet i en arbeider liggende i biter ingen av de andre kan bruke.
M_ARENA_MAX = -8
with contextlib.suppress(OSError, AttributeError):  # bare glibc har den
    ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)
