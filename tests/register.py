"""Et lokalt Enhetsregister: en ekte tjener som svarer slik registeret er dokumentert å svare."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NUMMER = "314001001"
ENHET = {
    "respons_klasse": "Enhet",
    "organisasjonsnummer": NUMMER,
    "navn": "EKSEMPEL ARBEIDSINKLUDERING SA",
    "organisasjonsform": {"kode": "SA", "beskrivelse": "Samvirkeforetak"},
    "hjemmeside": "www.eksempel.example",
    "registrertIFrivillighetsregisteret": True,
    "forretningsadresse": {
        "postnummer": "4005", "poststed": "STAVANGER", "adresse": ["Eksempelgata 1", None], "kommunenummer": "1103",
    },
    "konkurs": False,
    "underAvvikling": False,
    "underTvangsavviklingEllerTvangsopplosning": False,
    "maalform": "Bokmål",
    "vedtektsfestetFormaal": ["Gi mennesker utenfor arbeidslivet arbeidstrening."],
}  # fmt: skip


class Register:
    """Svarene i rekkefølge per sti; det siste gjentas. Et svar er (status, kropp) eller en pause i sekunder."""

    def __init__(self):
        self.svar = {}
        self.kall = []
        self.adresse = ""

    def sett(self, sti, *svar):
        self.svar[sti] = list(svar)

    def sett_enhet(self, **endret):
        self.sett(f"enheter/{NUMMER}", (200, {**ENHET, **endret}))


@contextmanager
def kjor_register():
    """Tjeneren, på en ledig port på maskinen."""
    svarene = Register()

    class Behandler(BaseHTTPRequestHandler):
        def do_GET(self):
            svarene.kall.append((self.path, self.headers["Accept"]))
            liste = svarene.svar.get(self.path.removeprefix("/api/"), [(404, b"")])
            status, kropp = liste.pop(0) if len(liste) > 1 else liste[0]
            if status == "treg":
                time.sleep(kropp)
                status, kropp = 200, b"{}"
            if status == "brudd":
                self.connection.close()
                return
            innhold = kropp if isinstance(kropp, bytes) else json.dumps(kropp).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(innhold)))
            self.end_headers()
            self.wfile.write(innhold)

        def log_message(self, *_):
            """Stille i testene."""

    tjener = ThreadingHTTPServer(("127.0.0.1", 0), Behandler)
    tjener.daemon_threads = False
    traad = threading.Thread(target=tjener.serve_forever, args=(0.01,))
    traad.start()
    svarene.adresse = f"http://127.0.0.1:{tjener.server_port}/api/"
    yield svarene
    tjener.shutdown()
    traad.join()
    tjener.server_close()
