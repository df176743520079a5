"""Jobben som publiserer, og en redaktør, på nøyaktig samme tid."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from samarbeid.models import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.oppslag.saker.handlinger import lagre_eksempel, planlegg, publiser_planlagte
from tests.traader import samtidig
from tests.verden import lag_redaktor

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


@pytest.fixture
def sak():
    """En publisert sak med et utkast som skal ut nå."""
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(effekt="", gjenkjennelig="nei")
    sak = Eksempel.objects.get(slug="jodacare-i-trondheim")
    na = timezone.now()
    sak.behov = f"Noe nytt {na}."
    lagre_eksempel(sak, av=lag_redaktor(f"skriver{na:%H%M%S%f}@eksempel.no"))
    planlegg(sak, tid=na + timedelta(hours=1), av=lag_redaktor(f"leser{na:%H%M%S%f}@eksempel.no"))
    Eksempelversjon.objects.update(planlagt_tid=timezone.now() - timedelta(seconds=1))
    return sak


def test_jobben_venter_ikke_pa_en_redaktor_og_hun_ikke_pa_den(sak):
    """Hun har saken og skal til å skrive i utkastet. Tok jobben utkastet først, ville de ventet på hverandre."""

    def jobben():
        try:
            return publiser_planlagte()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as trad, transaction.atomic():
        Eksempel.objects.select_for_update(of=("self",)).get(pk=sak.pk)
        assert trad.submit(jobben).result(timeout=5) == 0
        Eksempelversjon.objects.filter(objekt=sak).update(planlagt_tid=timezone.now())
    assert publiser_planlagte() == 1


def test_to_arbeidere_publiserer_en_gang(sak):
    publisert = Eksempelutgave.objects.filter(objekt=sak, hva=Eksempelutgave.Hva.PUBLISERT)
    fra_for = publisert.count()
    assert sum(samtidig([publiser_planlagte] * 4)) == 1
    assert Eksempel.objects.get(pk=sak.pk).behov == sak.behov
    assert publisert.count() == fra_for + 1
