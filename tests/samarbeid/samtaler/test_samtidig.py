"""To i den samme samtalen i det samme øyeblikket, hver i sin tråd med sin forbindelse."""

from __future__ import annotations

import uuid

import pytest
from django.test import RequestFactory

from samarbeid.models import Mottakerlenke, Samtale
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from samarbeid.samtaler.lenker import prov_kode, send_kode
from tests.traader import samtidig
from tests.verden import lag_verden
from veier.epost.models import Utsending
from veier.feil import EndretImens

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def _svar(samtale, sett, nokkel):
    onske = Onske("svar", sett, nokkel, tekst="Ja.")
    try:
        return gjor(samtale, onske, av=Aktor("offentlig", navn="Kari", epost=samtale.til)).nr
    except EndretImens:
        return "imens"


def _prov(lenke, kode):
    request = RequestFactory().get("/")
    request.session = {}
    return prov_kode(request, lenke, kode)


def test_ett_svar_kommer_fram_og_en_kode_virker_en_gang():
    lag_verden()
    samtale = Samtale.objects.get()
    svar = samtidig([lambda: _svar(samtale, 1, uuid.uuid4())] * 4)
    assert sorted(svar, key=str) == [2, "imens", "imens", "imens"]
    nokkel = uuid.uuid4()  # fire trykk på det samme skjemaet
    assert samtidig([lambda: _svar(samtale, 2, nokkel)] * 4) == [3] * 4
    assert list(samtale.innlegg.values_list("nr", flat=True)) == [1, 2, 3]
    assert Utsending.objects.filter(mal="samtale_nytt").count() == 2

    lenke = Mottakerlenke.objects.get()
    samtidig([lambda: send_kode(lenke)] * 4)  # fire trykk gir ett brev, og koden i det virker
    kode = Utsending.objects.get(mal="samtale_kode").tekst.split("Koden er ")[1][:7]
    assert sorted(samtidig([lambda: _prov(lenke, kode)] * 4)) == [False, False, False, True]
    send_kode(lenke)
    assert samtidig([lambda: _prov(lenke, "QQQ-QQQ")] * 8) == [False] * 8
    lenke.refresh_from_db()
    assert lenke.kodeforsok == 5
