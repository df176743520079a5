"""De som bruker portalen mens noe går galt, og e-posttjeneren som ikke alltid svarer."""

from __future__ import annotations

import asyncio
import email
import email.policy
import http.client
import itertools
import threading
import time
from collections import Counter

BRUTT = (OSError, http.client.HTTPException)


class Postkasse:
    """Tar imot e-post slik ``oppforsel`` sier: godta, treg, avvis (451), bryt. Bruker litt tid før og etter mottaket."""

    TREG_SEKUNDER = 3

    def __init__(self):
        self.mottatt, self.oppforsel = [], "godta"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.oppforsel == "avvis":
            return "451 prøv senere"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.TREG_SEKUNDER if self.oppforsel == "treg" else 0.02)
        if self.oppforsel == "bryt":
            server.transport.close()
            return "250 hørtes aldri"
        melding = email.message_from_bytes(envelope.content, policy=email.policy.default)
        tekst = melding.get_body(("plain",)).get_content()
        self.mottatt.append((envelope.rcpt_tos[0], melding["Message-ID"], tekst))
        await asyncio.sleep(0.02)
        return "250 OK"


class Folk(threading.Thread):
    """En person som gjør det samme om og om igjen. Kommer ikke svaret, prøver hun det samme en gang til.

    ``igjen`` er svarene som betyr «ikke nå»: da er ingenting bekreftet, og hun prøver igjen.
    """

    def __init__(self, gjor, navn, *, igjen=frozenset(), pause=0.002):
        super().__init__(daemon=True)
        self.gjor, self.navn, self.igjen, self.pause = gjor, navn, igjen, pause
        self.bekreftet, self.avbrutt, self.feil = [], set(), []
        self.svar = Counter()
        self.forsok = 0
        self.stopp, self.venter = threading.Event(), None

    def run(self):
        for nr in itertools.count():
            self.venter = f"{self.navn}-{nr}"
            while not self._forsok():
                # Hun gir seg først når det siste hun begynte på, er bekreftet.
                time.sleep(max(0.05, self.pause))
            self.bekreftet.append(self.venter)
            if self.stopp.is_set() or self.feil:
                return
            time.sleep(self.pause)

    def _forsok(self):
        self.forsok += 1
        try:
            # Hver tiende handling kommer fra en ny adresse, så fartsgrensen ikke er det som prøves.
            nr = int(self.venter.rsplit("-", 1)[1])
            svar = self.gjor(
                self.venter, f"127.{1 + nr // 2500}.{1 + nr // 10 % 250}.{1 + hash(self.navn) % 250}"
            )
        except ConnectionRefusedError:  # tjeneren er nede; handlingen kom aldri fram
            return False
        except BRUTT:  # drept med handlingen i hånden
            self.avbrutt.add(self.venter)
            return False
        self.svar[svar.status] += 1
        if svar.status in self.igjen:
            return False
        if svar.status not in {302, 200}:
            self.feil.append((self.venter, svar.status))
        return True


def vent_til(sant, sekunder=60):
    frist = time.monotonic() + sekunder
    while not sant():
        assert time.monotonic() < frist, "ventet for lenge"
        time.sleep(0.05)
