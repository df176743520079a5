import asyncio

import pytest
from aiosmtpd.controller import Controller

from tests.tjenere import ledig_port


class Postkasse:
    """Tar imot slik ``oppforsel`` sier; meldingene ligger i ``mottatt``."""

    def __init__(self):
        self.oppforsel = "godta"
        self.mottatt = []
        self.underveis = None  # kalles mens innholdet tas imot

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        svar = {
            "avvis": "550 ukjent mottaker kari@eksempel.no",
            "vent": "451 prøv senere",
            "full": "552 postkassen er full",
        }.get(self.oppforsel)
        if svar:
            return svar
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.underveis:
            self.underveis()
        if self.oppforsel == "nol":
            await asyncio.sleep(1.5)
        if self.oppforsel == "bryt":
            server.transport.close()
            return "250 hørtes aldri"
        if self.oppforsel == "avvis_innhold":
            return "554 innholdet er avvist"
        self.mottatt.append(envelope.content.decode())
        return "250 OK"


@pytest.fixture
def postkasse(settings):
    kasse = Postkasse()
    tjener = Controller(kasse, hostname="127.0.0.1", port=ledig_port())
    tjener.start()
    settings.EMAIL_BACKEND = "veier.epost.tjener.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5
    settings.EMAIL_PORT = tjener.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield kasse
    tjener.stop()
