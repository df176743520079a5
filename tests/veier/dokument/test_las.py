"""Køen til dokumentene: én lages, én venter, resten får vite at det straks er klart."""

import threading
import time

import pytest
from django.urls import reverse

from veier.dokument import las
from veier.dokument.las import Opptatt, ett_om_gangen


@pytest.fixture
def opptatt(monkeypatch):
    """En annen tråd lager et dokument, og en til venter på tur."""
    monkeypatch.setattr(las, "LENGSTE_VENTING", 30)
    slipp, i_gang = threading.Event(), threading.Event()

    def lag():
        with ett_om_gangen():
            i_gang.set()
            slipp.wait(20)

    def vent():
        with ett_om_gangen():
            pass

    trader = [threading.Thread(target=lag), threading.Thread(target=vent)]
    trader[0].start()
    assert i_gang.wait(5)
    trader[1].start()
    while las._PA_TUR._value:
        time.sleep(0.01)
    yield
    slipp.set()
    for trad in trader:
        trad.join(5)


def test_den_tredje_venter_ikke(opptatt):
    with pytest.raises(Opptatt), ett_om_gangen():
        pass


def test_den_som_venter_for_lenge_gir_opp_og_gir_fra_seg_plassen(monkeypatch):
    monkeypatch.setattr(las, "LENGSTE_VENTING", 0.05)
    slipp, i_gang = threading.Event(), threading.Event()

    def lag():
        with ett_om_gangen():
            i_gang.set()
            slipp.wait(20)

    trad = threading.Thread(target=lag)
    trad.start()
    assert i_gang.wait(5)
    for _ in range(3):
        with pytest.raises(Opptatt), ett_om_gangen():
            pass
    slipp.set()
    trad.join(5)
    with ett_om_gangen():
        assert las._PA_TUR._value == 1
    assert las._PA_TUR._value == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("forstavelse", "ord_"), [("", "straks klart"), ("/nn", "straks klart")])
@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_siden_sier_at_det_straks_er_klart_og_henter_selv(client, opptatt, forstavelse, ord_, format_):
    svar = client.get(f"{forstavelse}{reverse('mal_fil', args=['pilotavtale', format_])}")
    assert (svar.status_code, svar["Retry-After"], svar["Cache-Control"]) == (503, "2", "no-store")
    assert '<meta http-equiv="refresh" content="2">' in svar.text
    assert ord_ in svar.text
    assert client.get("/helse/").status_code == 200
