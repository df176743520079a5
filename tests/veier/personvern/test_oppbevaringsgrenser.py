"""Dagen før og dagen etter hver frist i oppbevaringen, og taket på hva en regel får slette."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests.verden import lag_bruker
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.personvern.handlinger.oppbevaring import kjor
from veier.personvern.models import Eksport

pytestmark = pytest.mark.django_db


def _utfall(start, **valg):
    return next(u for u in kjor(prov=True, **valg) if u.regel.navn.startswith(start))


def _siden(dager):
    return timezone.now() - timedelta(days=dager)


def _brev(antall, dager, **felt):
    rader = Utsending.objects.bulk_create(
        Utsending(
            **{
                "nokkel": f"{dager}-{nr}",
                "til": "a@b.no",
                "emne": "e",
                "tekst": "t",
                "melding_id": "m",
                "status": "sendt",
            }
            | felt
        )
        for nr in range(antall)
    )
    Utsending.objects.filter(pk__in=[r.pk for r in rader]).update(opprettet_tid=_siden(dager))


@pytest.mark.parametrize(("dager", "varsles"), [(699, 0), (701, 1)])
def test_den_som_ikke_har_vaert_inne_paa_to_aar_varsles_maaneden_foer(dager, varsles):
    Bruker.objects.filter(pk=lag_bruker("a@x.no").pk).update(last_login=_siden(dager))
    assert _utfall("varsle kontoer").antall == varsles
    Bruker.objects.update(last_login=None, opprettet_tid=_siden(dager))
    assert _utfall("varsle kontoer").antall == varsles
    Bruker.objects.update(is_active=False)
    assert _utfall("varsle kontoer").antall == 0


@pytest.mark.parametrize(
    ("inne", "varslet", "slettes"), [(731, 29, 1), (729, 29, 0), (731, 27, 0), (731, 732, 0), (731, None, 0)]
)
def test_ingen_slettes_uten_at_to_aar_er_gaatt_og_varselet_er_fire_uker_gammelt(inne, varslet, slettes):
    lag_bruker("a@x.no")
    Bruker.objects.update(last_login=_siden(inne), inaktiv_varslet_tid=varslet and _siden(varslet))
    assert _utfall("slette kontoer").antall == slettes


@pytest.mark.parametrize(("inne", "om"), [(900, 28), (701, 29), (703, 28)])
def test_varselet_sier_den_dagen_kontoen_tidligst_slettes(inne, om):
    lag_bruker("a@x.no")
    Bruker.objects.update(last_login=_siden(inne))
    kjor()
    dagen = timezone.localdate() + timedelta(days=om)
    assert date_format(dagen, "j. F Y") in Utsending.objects.get(mal="inaktiv_varsel").tekst


@pytest.mark.parametrize(("dager", "tekst", "rad"), [(29, 0, 0), (30, 1, 0), (364, 1, 0), (366, 1, 1)])
def test_teksten_i_en_e_post_staar_i_tretti_dager_og_raden_i_et_aar(dager, tekst, rad):
    _brev(1, dager)
    assert _utfall("tømme teksten").antall == tekst
    assert _utfall("slette sendt e-post").antall == rad
    Utsending.objects.update(status="venter")
    assert (_utfall("tømme teksten").antall, _utfall("slette sendt e-post").antall) == (0, 0)
    Utsending.objects.update(status="sendt", tekst="", html="")
    assert _utfall("tømme teksten").antall == 0


@pytest.mark.parametrize(("dager", "antall"), [(6, 0), (8, 1)])
def test_en_eksport_ligger_i_sju_dager(dager, antall):
    Eksport.objects.create(bruker=lag_bruker("a@x.no"), innhold=b"x")
    Eksport.objects.update(bestilt_tid=_siden(dager))
    assert _utfall("slette eksporter").antall == antall


@pytest.mark.parametrize(
    ("gamle", "nye", "grunn"),
    [(25, 0, ""), (26, 0, "for mange"), (26, 234, ""), (27, 233, "for mange")],
    ids=["tjuefem er alltid lov", "tjueseks er for mange", "en tidel er lov", "over en tidel er for mange"],
)
def test_en_regel_som_gjelder_mange_stanses(gamle, nye, grunn):
    _brev(gamle, 400)
    _brev(nye, 1)
    assert _utfall("slette sendt e-post").grunn == grunn
    assert next(u for u in kjor() if u.regel.navn.startswith("slette sendt")).gjort is not bool(grunn)
