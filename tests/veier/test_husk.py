"""Det som huskes i minnet: trådene får det samme, og det dyre regnes én gang."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from veier.husk import Husk, Siste, glem_alt


def _samtidig(antall, funksjon):
    port = threading.Barrier(antall)

    def kjor(nr):
        port.wait(10)
        return funksjon(nr)

    with ThreadPoolExecutor(antall) as trader:
        return list(trader.map(kjor, range(antall)))


def test_det_dyre_regnes_en_gang_selv_om_alle_spor_samtidig():
    husk, regnet = Husk(2, en_om_gangen=True), []

    def lag():
        time.sleep(0.05)
        regnet.append(1)
        return object()

    svar = _samtidig(8, lambda _nr: husk.hent("n", lag))
    assert len(regnet) == 1
    assert len({id(s) for s in svar}) == 1


def test_det_som_feiler_huskes_ikke_og_laaser_ingen_ute():
    husk = Husk(2, en_om_gangen=True)
    with pytest.raises(ZeroDivisionError):
        husk.hent("n", lambda: 1 // 0)
    assert husk.hent("n", lambda: 7) == 7


def test_det_lengst_ubrukte_glemmes():
    husk = Husk(2)
    for nokkel in ("a", "b", "a", "c"):
        husk.hent(nokkel, lambda nokkel=nokkel: nokkel)
    assert [husk.se(n) for n in "abc"] == ["a", None, "c"]


def test_det_nyeste_lages_av_det_forrige_en_gang_per_nokkel():
    siste, sett = Siste(), []

    def lag(forrige):
        sett.append(forrige)
        return (forrige or 0) + 1

    assert [siste.hent(n, lag) for n in (1, 1, 2, 2)] == [1, 1, 2, 2]
    assert sett == [None, 1]
    assert siste.se() == 2
    assert set(_samtidig(8, lambda _nr: siste.hent(3, lag))) == {3}
    assert sett == [None, 1, 2]
    glem_alt()
    assert siste.se() is None
    assert siste.hent(3, lag) == 1


def test_de_andre_far_det_forrige_nar_det_nye_tar_lang_tid():
    """Registeret leses på nytt mens leserne har det forrige; de venter bare så lenge de er bedt om."""
    siste, begynt, ferdig = Siste(venter=0.01), threading.Event(), threading.Event()
    assert siste.hent(1, lambda _forrige: "gammelt") == "gammelt"

    def lag(_forrige):
        begynt.set()
        assert ferdig.wait(10)
        return "nytt"

    with ThreadPoolExecutor(2) as trader:
        lager = trader.submit(siste.hent, 2, lag)
        assert begynt.wait(10)
        assert trader.submit(siste.hent, 2, lag).result(10) == "gammelt"
        ferdig.set()
        assert lager.result(10) == "nytt"
    assert siste.hent(2, lag) == "nytt"


def test_den_forste_gangen_venter_alle():
    siste = Siste(venter=0.001)

    def lag(_forrige):
        time.sleep(0.05)
        return object()

    assert len({id(svar) for svar in _samtidig(8, lambda _nr: siste.hent("n", lag))}) == 1


def test_det_nye_som_feiler_laaser_ingen_ute():
    siste = Siste(venter=0.01)
    assert siste.hent(1, lambda _forrige: 1) == 1
    with pytest.raises(ZeroDivisionError):
        siste.hent(2, lambda _forrige: 1 // 0)
    assert siste.hent(2, lambda forrige: forrige + 1) == 2
