"""Treffene på behovene når to jobber, eller to redaktører, er der på nøyaktig samme tid."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff import handlinger
from samarbeid.behovstreff.handlinger import begynn_sveip, beregn_behov, beregn_entreprenor
from samarbeid.models import Behovstreff, Treffsveip
from tests import innhold
from tests.traader import samtidig

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]
DEMENS, SYKEHJEM = ["demens"], ["sykehjemsbeboere-og-demens"]


@pytest.fixture
def paret():
    """Et behov og en entreprenør som passer det."""
    firma = Entreprenor.objects.create(
        slug="her",
        navn="Her AS",
        temaer=DEMENS,
        malgrupper=SYKEHJEM,
        steder=["5001"],
        publisert_tid=timezone.now(),
    )
    behov = Behov.objects.create(
        part=OffentligPart.objects.get(slug="trondheim-kommune"), slug="lange-dager", tittel="Lange dager", tema=DEMENS,
        malgruppe=SYKEHJEM, omrader=["5001"], publisert_tid=timezone.now(), tilstand="apent",
    )  # fmt: skip
    innhold.oppdater_katalogen()
    return behov, firma


def test_jobbene_for_hver_side_skriver_det_samme_treffet_uten_a_stanse_hverandre(paret, monkeypatch):
    behov, firma = paret
    ekte = handlinger._lagre

    def lagre(*deler):
        time.sleep(0.2)  # begge holder sin lås
        return ekte(*deler)

    monkeypatch.setattr(handlinger, "_lagre", lagre)
    antall, _behovene = samtidig([lambda: beregn_behov(behov.pk), lambda: beregn_entreprenor(firma.pk)])
    assert antall > 0 and Behovstreff.objects.filter(behov=behov, entreprenor=firma, ide=None).count() == 1


def test_to_som_setter_i_gang_gjennomgangen_far_den_samme(monkeypatch):
    ekte = handlinger._behovene

    def tregt(etter):
        time.sleep(0.2)  # ingen av dem ser den andres
        return ekte(etter)

    monkeypatch.setattr(handlinger, "_behovene", tregt)
    forste, andre = samtidig([begynn_sveip, begynn_sveip])
    assert forste == andre and Treffsveip.objects.filter(ferdig_tid=None).count() == 1
