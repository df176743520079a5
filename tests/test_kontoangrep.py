"""Angrepene på kontoer mot portalen slik den kjører: gunicorn, arbeider og en ekte e-posttjener."""

from __future__ import annotations

import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiosmtpd.controller import Controller

from tests.folk import Postkasse
from tests.tjenere import i_drift, ledig_port

pytestmark = [pytest.mark.utenfra, pytest.mark.django_db, pytest.mark.xdist_group("tjener")]
OLA = "ola@eksempel.no"
FREMMED = "den fremmedes lange passord"
KODE = r"\b[A-Z]{3,4}-[A-Z]{3,4}\b"


class Nettleser:
    """En persons kapsler og veien hun går."""

    def __init__(self, drift):
        self.drift, self.okt, self.vern = drift, "", secrets.token_hex(16)

    def post(self, sti, **felt):
        return self._ta_vare_pa(self.drift.post(sti, felt, okt=self.okt, vern=self.vern))

    def er_inne(self):
        return self.drift.hent("/konto/", okt=self.okt).status == 200

    def _ta_vare_pa(self, svar):
        for hode in svar.headers.get_all("Set-Cookie") or []:
            if treff := re.match(r"okt=([^;]*)", hode):
                self.okt = treff[1].strip('"')
        return svar


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    kasse = Postkasse()
    smtp = Controller(kasse, hostname="127.0.0.1", port=ledig_port())
    smtp.start()
    try:
        with (
            django_db_blocker.unblock(),
            i_drift("angrep_veier", EPOST_URL=f"smtp://127.0.0.1:{smtp.port}") as drift,
        ):
            drift.start_tjener()
            drift.start_arbeider()
            yield drift, kasse
    finally:
        smtp.stop()


def _brev(kasse, til, monster, *, fra):
    for _forsok in range(600):
        for brev in reversed(kasse.mottatt[fra:]):
            if brev[0] == til and (treff := re.search(monster, brev[-1])):
                return treff[0]
        time.sleep(0.1)
    raise AssertionError(f"ingen e-post til {til} med {monster}")


@pytest.mark.grundig
def test_kontoen_for_eieren_kom(portal):
    drift, kasse = portal
    fremmed, eier, tilbake = (Nettleser(drift) for _nr in range(3))
    fra = len(kasse.mottatt)
    fremmed.post("/ny-konto/", email=OLA, password1=FREMMED)
    _brev(kasse, OLA, KODE, fra=fra)
    fra = len(kasse.mottatt)
    eier.post("/logg-inn/", login=OLA)
    eier.post("/logg-inn/kode/", code=_brev(kasse, OLA, KODE, fra=fra))
    assert eier.er_inne()
    assert _brev(kasse, OLA, "Noen skrev adressen din", fra=fra)
    tilbake.post("/logg-inn/", login=OLA, password=FREMMED)
    assert not tilbake.er_inne()
    assert not fremmed.er_inne()


@pytest.mark.grundig
def test_mange_gjett_i_samme_oyeblikk_er_ikke_flere_forsok(portal):
    """Økten teller forsøkene, og forespørsler som går samtidig, leser det samme tallet."""
    drift, kasse = portal
    nettleser, fra = Nettleser(drift), len(kasse.mottatt)
    nettleser.post("/ny-konto/", email="gjett@eksempel.no")
    nettleser.post("/ny-konto/bekreft/", code=_brev(kasse, "gjett@eksempel.no", KODE, fra=fra))
    assert nettleser.er_inne()

    def gjett(_nr):
        return drift.post("/logg-inn/kode/", {"code": "BBB-BBB"}, okt=tyv.okt).status

    for _omgang in range(3):
        tyv, fra = Nettleser(drift), len(kasse.mottatt)
        tyv.post("/logg-inn/", login="gjett@eksempel.no")
        kode = _brev(kasse, "gjett@eksempel.no", KODE, fra=fra)
        with ThreadPoolExecutor(8) as mange:
            assert set(mange.map(gjett, range(8))) <= {200, 302}
        tyv.post("/logg-inn/kode/", code=kode)
        assert not tyv.er_inne()
