"""Én knapp, og resten samlet: ingenting forsvinner, og ingenting står to ganger."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from samarbeid.models import Samarbeid, Skritt
from samarbeid.samarbeidene.knapper import GRUPPER, samlet
from samarbeid.samarbeidene.tilstander import Handling
from samarbeid.samarbeidene.visning import stien
from tests.samarbeid.samarbeidene.felles import begynt, startet

# Det som gjelder én forventning, én medeier eller ett tall, står ved det.
VED_RADEN = {Handling.ENIG, Handling.TA_OPP, Handling.MEDEIER_SVAR, Handling.VIRKNING}


def test_hver_handling_har_en_gruppe():
    assert sorted(h for _hva, alle in GRUPPER for h in alle) == sorted(set(Handling) - VED_RADEN)


@pytest.mark.parametrize(
    ("handlinger", "forst"),
    [
        ([], None),
        ([Handling.AVSLUTT], None),
        ([Handling.JA, Handling.NEI], Handling.JA),
        ([Handling.TALL, Handling.LARDOM, Handling.STADIUM, Handling.AVSLUTT], Handling.TALL),
    ],
)
def test_resten_er_samlet(handlinger, forst):
    viktigst, grupper = samlet(handlinger)
    resten = [h for _hva, valg in grupper for h in valg]
    assert viktigst == forst and sorted([*resten, *filter(None, [viktigst])]) == sorted(handlinger)


@pytest.mark.django_db
@pytest.mark.parametrize("lag", [begynt, startet])
def test_siden_har_en_knapp_og_hver_lenke_virker(verden, lag):
    rad = lag(verden)
    for rolle in ("eier", "offentlig"):
        klient = verden.klient(rolle)
        gjor = klient.get(rad.get_absolute_url()).text.split('id="gjor"')[1].split("</section>")[0]
        lenkene = re.findall(r'href="([^"]*)"', gjor)
        assert gjor.count("ds-button") == 1 and len(lenkene) > 3
        assert {klient.get(lenke).status_code for lenke in lenkene} == {200}


@pytest.mark.django_db
@pytest.mark.parametrize("endring", ["vurdering", "forfalt"])
def test_naar_piloten_skal_avgjores_er_det_avgjorelsen_som_er_knappen(verden, endring):
    rad = startet(verden)
    if endring == "vurdering":
        Samarbeid.objects.filter(pk=rad.pk).update(stadium="vurdering")
    else:
        rad.piloter.update(beslutningsdato=timezone.localdate() - timedelta(days=1))
    gjor = verden.klient("offentlig").get(rad.get_absolute_url()).text.split('id="gjor"')[1]
    assert re.search(r'ds-button[^>]*href="[^"]*/avgjor/"', gjor.split("</section>")[0])


def test_et_stadium_det_ble_hoppet_over_kommer_ikke_siden():
    skritt = [Skritt(til=til) for til in ("avtale", "pilot", "samtale")]
    hvor = [(s.hvor, str(s.navn)) for s in stien(Samarbeid(stadium="avtale"), skritt)]
    assert [h for h, _navn in hvor] == ["ferdig", "forbi", "ferdig", "forbi", "na", "kommer"]
    assert [s.hvor for s in stien(Samarbeid(stadium="avsluttet"), skritt)] == [
        "ferdig",
        "ferdig",
        "ferdig",
        "na",
    ]
