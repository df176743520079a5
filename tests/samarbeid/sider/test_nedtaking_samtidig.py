"""Profilen tas ned og legges ut igjen av flere på nøyaktig samme tid."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Katalograd
from tests import innhold
from tests.traader import samtidig
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.hendelser.models import Hendelse

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen"), pytest.mark.grundig]


@pytest.fixture
def org():
    na = timezone.now().strftime("%H%M%S%f")
    eier = lag_bruker(f"eva{na}@eksempel.no")
    org = lag_entreprenor(f"Kofferten {na}", eier)
    org = innhold.publisert_profil(org, av=eier, redaktor=lag_redaktor(f"r{na}@eksempel.no"))
    innhold.oppdater_katalogen()
    org.eier_ = eier
    return org


def _trykk(org, **data):
    klient, sti = logg_inn(org.eier_), reverse("profil_ta_ned", args=[org.slug])
    klient.raise_request_exception = False
    return lambda: klient.post(sti, data)


def _antall(org, kode):
    return Hendelse.objects.filter(kode=kode, gjelder_id=org.slug).count()


def test_fire_trykk_pa_ta_ned_og_fire_pa_legg_ut_er_ett_av_hvert(org):
    assert {s.status_code for s in samtidig([_trykk(org) for _nr in range(4)])} == {302}
    assert Entreprenor.objects.get(pk=org.pk).er_tatt_ned
    assert not Katalograd.objects.filter(slug=org.slug).exists()
    assert {s.status_code for s in samtidig([_trykk(org, handling="fram") for _nr in range(4)])} == {302}
    assert not Entreprenor.objects.get(pk=org.pk).er_tatt_ned
    assert (_antall(org, "tatt_ned_av_eieren"), _antall(org, "lagt_ut_igjen")) == (1, 1)


def test_en_tar_ned_og_en_legger_ut_igjen(org):
    """Den som kom sist, bestemmer; katalogen viser det samme som raden."""
    for nr in range(4):
        svar = samtidig([_trykk(org), _trykk(org, handling="fram")])
        assert {s.status_code for s in svar} <= {302, 422}, nr
        innhold.oppdater_katalogen()
        nede = Entreprenor.objects.get(pk=org.pk).er_tatt_ned
        assert Katalograd.objects.filter(slug=org.slug).exists() is not nede, nr
        assert _antall(org, "tatt_ned_av_eieren") - _antall(org, "lagt_ut_igjen") == nede
