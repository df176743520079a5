"""Varsler som lagres, stoppes og sendes på nøyaktig samme tid."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from pyroaring import BitMap

from entreprenorer.models import Entreprenor
from samarbeid.models import Abonnement, Varselmottaker
from samarbeid.varsler import handlinger, kjoring
from tests import innhold
from tests.traader import samtidig
from veier.epost.models import Utsending

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]
KARI = "kari@eksempel.no"


@pytest.fixture
def kode():
    """Lenken til et søk som er lagret."""
    kode = handlinger.lag_kode(handlinger.Onske("entreprenorer", "tema=demens", "straks", KARI))
    handlinger.bekreft(kode)
    yield kode
    handlinger.stopp(Abonnement.objects.all())


def test_a_lagre_igjen_mens_jobben_forteller_endrer_ikke_det_som_er_fortalt(kode, monkeypatch):
    rad = Abonnement.objects.get()
    nytt = Entreprenor.objects.create(slug="ny", navn="Ny AS", kort="Kofferter", temaer=["demens"])
    innhold.oppdater_katalogen()
    ekte = kjoring._send

    def tregt(*deler):
        ekte(*deler)
        time.sleep(0.6)

    def lagre_igjen():
        time.sleep(0.3)
        handlinger.bekreft(kode)

    monkeypatch.setattr(kjoring, "_send", tregt)
    fortalt, _lagret = samtidig([lambda: kjoring.varsle(rad.pk), lagre_igjen])
    assert fortalt == 1
    rad.refresh_from_db()
    assert rad.brev == 1
    assert nytt.pk in BitMap.deserialize(bytes(rad.fortalt))
    assert Utsending.objects.filter(mal="varsel_nytt", til=KARI).count() == 1


def test_a_stoppe_og_a_lagre_venter_ikke_pa_hverandre(kode):
    def stopp():
        try:
            return handlinger.stopp(Abonnement.objects.all())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as trad:
        with transaction.atomic():
            Varselmottaker.for_adressen(KARI)
            stoppet = trad.submit(stopp)
            time.sleep(0.3)
            Abonnement.objects.update(hyppighet="daglig")
        assert stoppet.result(timeout=5) == 1
    assert not Varselmottaker.objects.exists()


def test_adressen_glemmes_aldri_mens_et_sok_lagres(kode):
    """Den ene stopper det siste søket mens den andre lagrer: begge går bra, uansett hvem som var først."""
    for _gang in range(10):
        samtidig([lambda: handlinger.stopp(Abonnement.objects.all()), lambda: handlinger.bekreft(kode)] * 2)
        assert Varselmottaker.objects.count() == Abonnement.objects.count() <= 1
