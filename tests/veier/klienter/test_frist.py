"""Fristen på to sekunder, mot en ekte tjener som drypper."""

import socket
import threading
import time

import pytest

from veier.klienter import KlientFeil, enhetsregisteret
from veier.klienter.enhetsregisteret import hent_enhet

NUMMER = "314001001"
SLINGRING = 0.6  # maskinen kan være opptatt; uten fristen tar hver av disse minst fem sekunder


@pytest.fixture
def dryppende(settings):
    """Sender ``biter`` med en pause mellom hver, og så ingenting."""
    tjener = socket.create_server(("127.0.0.1", 0))
    ferdig = threading.Event()
    valg = {"biter": []}

    def svar(kobling):
        with kobling:
            kobling.recv(4096)
            try:
                for bit in valg["biter"]:
                    if ferdig.wait(0.2):
                        return
                    kobling.sendall(bit)
                ferdig.wait(10)
            except OSError:
                pass

    def lytt():
        while not ferdig.is_set():
            try:
                kobling, _fra = tjener.accept()
            except OSError:
                return
            threading.Thread(target=svar, args=(kobling,), daemon=True).start()

    threading.Thread(target=lytt, daemon=True).start()
    valg["adresse"] = settings.ENHETSREGISTERET_URL = f"http://127.0.0.1:{tjener.getsockname()[1]}/"
    yield valg
    ferdig.set()
    tjener.close()


@pytest.mark.parametrize(
    "biter",
    [
        pytest.param([], id="aldri et svar"),
        pytest.param(
            [bytes([b]) for b in b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"], id="hodet"
        ),
        pytest.param(
            [b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", *[b"{"] * 50],
            id="kroppen",
            marks=pytest.mark.grundig,
        ),
        pytest.param(
            [b"HTTP/1.1 503 Nei\r\nContent-Length: 0\r\n\r\n"], id="nye forsok", marks=pytest.mark.grundig
        ),
    ],
)
def test_ingen_venter_mer_enn_to_sekunder(dryppende, biter):
    dryppende["biter"] = biter
    start = time.monotonic()
    with pytest.raises(KlientFeil):
        hent_enhet(NUMMER)
    assert time.monotonic() - start < enhetsregisteret.FRIST + SLINGRING


@pytest.mark.grundig
def test_mange_som_henger_stenger_ikke_for_den_neste(dryppende, register, settings):
    """Åtte oppslag på fire tråder: alle gir opp i tide, og trådene er ledige etterpå."""
    register.sett_enhet()
    frisk, settings.ENHETSREGISTERET_URL = settings.ENHETSREGISTERET_URL, dryppende["adresse"]
    utfall = []

    def sla_opp():
        try:
            hent_enhet(NUMMER)
        except KlientFeil:
            utfall.append("ga opp")

    trader = [threading.Thread(target=sla_opp) for _ in range(8)]
    start = time.monotonic()
    for trad in trader:
        trad.start()
    for trad in trader:
        trad.join()
    assert time.monotonic() - start < enhetsregisteret.FRIST + 2 * SLINGRING
    assert utfall == ["ga opp"] * 8
    settings.ENHETSREGISTERET_URL = frisk
    assert hent_enhet(NUMMER).enhet.organisasjonsnummer == NUMMER
