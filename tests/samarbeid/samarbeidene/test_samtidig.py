"""En konkurranse kunngjøres i det samme øyeblikket som noen gjør det den stenger for. Hver i sin tråd med sin forbindelse."""

from __future__ import annotations

import threading
import time
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from samarbeid.models import Samtale
from samarbeid.samarbeidene.handlinger import pilot
from samarbeid.samtaler.handlinger import trad
from tests.samarbeid.samarbeidene.felles import aktorer, begynt, hel_plan, inn
from tests.traader import samtidig
from tests.verden import lag_verden
from veier.feil import Domenefeil, EndretImens

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]
ETTERPA = 0.3  # sekunder fra den er skrevet til den er lagret


def _kunngjor(samtale, av, skrevet):
    onske = trad.Onske(
        "anskaffelse", samtale.siste_nr, uuid.uuid4(), anskaffelse="kunngjort", doffin="2026-1"
    )
    with transaction.atomic():
        trad.gjor(samtale, onske, av=av)
        skrevet.set()
        time.sleep(ETTERPA)


def _prov(skrevet, handling):
    assert skrevet.wait(10)
    try:
        handling()
    except (Domenefeil, EndretImens):
        return "nei"
    return "ja"


def test_det_kunngjoringen_stenger_skjer_ikke_mens_den_lagres():
    v = lag_verden()
    rad = begynt(v)
    eva, ola = aktorer(v)
    hel_plan(v.klient("eier"), rad)
    pilot.si_ja_til_planen(rad, inn(rad), av=eva)
    samtale = Samtale.objects.get()
    kort = {"beslutter": "enhet", "rolle": "leder", "besluttet_dato": timezone.localdate()}
    melding = trad.Onske("skriv", samtale.siste_nr, uuid.uuid4(), tekst="Kan vi snakke om prisen?")
    sett = inn(rad)
    skrevet = threading.Event()
    svar = samtidig(
        [
            lambda: _kunngjor(samtale, trad.Aktor("offentlig", av=ola.av), skrevet),
            lambda: _prov(skrevet, lambda: pilot.start_pilot(rad, sett, av=ola, **kort)),
            lambda: _prov(
                skrevet, lambda: trad.gjor(samtale, melding, av=trad.Aktor("entreprenor", av=eva.av))
            ),
        ]
    )
    assert svar == [None, "nei", "nei"]
    assert not rad.piloter.filter(startet_tid__isnull=False).exists()
    assert list(samtale.innlegg.order_by("-nr").values_list("slag", flat=True)[:1]) == ["anskaffelse"]
