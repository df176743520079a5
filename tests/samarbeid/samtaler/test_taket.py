"""Taket på e-post til én postkasse: fem på tolv timer fra en entreprenør, og fem til for hvert svar hun får."""

from __future__ import annotations

import uuid

import pytest
from allauth.core import context
from django.test import RequestFactory

from samarbeid.models import Innlegg, Samtale, Samtaleside
from samarbeid.samtaler.handlinger import trad
from tests.verden import lag_bruker, lag_verden
from veier.epost.grenser import ForMangeEposter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db


@pytest.fixture
def v():
    return lag_verden()


@pytest.fixture
def samtale(v):
    """Virksomheten har svart, så entreprenøren kan skrive."""
    samtale = Samtale.objects.get()
    _skriv(samtale, "svar", trad.Aktor(Samtaleside.OFFENTLIG, av=v.folk["offentlig"]))
    return samtale


def _skriv(samtale, handling, av, **felt):
    """Det samme som fra siden: i en forespørsel fra den som skriver."""
    samtale.refresh_from_db()
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")
    request.user = av.av
    onske = trad.Onske(handling, samtale.siste_nr, uuid.uuid4(), **({"tekst": "Hei."} | felt))
    with context.request_context(request):
        return trad.gjor(samtale, onske, av=av)


def _til_det_stopper(samtale, *forfattere):
    """Hvor mange som gikk, når de skriver annenhver gang."""
    for nr in range(20):
        try:
            _skriv(samtale, "skriv", forfattere[nr % len(forfattere)])
        except ForMangeEposter:
            return nr
    return 20


@pytest.fixture
def eva(v):
    return trad.Aktor(Samtaleside.ENTREPRENOR, av=v.folk["eier"])


def test_fem_etter_det_siste_svaret_og_fem_til_etter_det_neste(v, samtale, eva):
    ola = trad.Aktor(Samtaleside.OFFENTLIG, av=v.folk["offentlig"])
    assert _til_det_stopper(samtale, eva) == 5
    _skriv(samtale, "svar", ola)
    assert _til_det_stopper(samtale, eva) == 5


def test_det_som_ble_stanset_er_ikke_lagret(samtale, eva):
    _til_det_stopper(samtale, eva)
    assert Innlegg.objects.filter(samtale=samtale, slag="melding").count() == 1 + 5


def test_to_hos_entreprenoren_deler_de_fem(v, samtale, eva):
    ny = lag_bruker("ny@eksempel.no", navn="Nils Ny")
    legg_til_medlem(samtale.entreprenor, bruker=ny, rolle="medlem", av=v.folk["eier"], grunn="prøve")
    assert _til_det_stopper(samtale, eva, trad.Aktor(Samtaleside.ENTREPRENOR, av=ny)) == 5


def test_to_samtaler_med_den_samme_postkassen_deler_de_fem(samtale, eva):
    annen = Samtale.objects.create(
        entreprenor=samtale.entreprenor,
        part=samtale.part,
        emne="En annen sak",
        til=samtale.til,
        purr_fra=samtale.purr_fra,
        tilstand="besvart",
        siste_fra_offentlig=1,
    )
    assert _til_det_stopper(samtale, eva) == 5
    assert _til_det_stopper(annen, eva) == 0
    Samtale.objects.filter(pk=annen.pk).update(til="en-annen@trondheim.kommune.no")
    assert _til_det_stopper(annen, eva) == 5


@pytest.mark.parametrize("slag", ["anskaffelse", "videresendt"])
def test_det_som_ikke_er_et_svar_gir_ikke_fem_nye(samtale, eva, slag):
    assert _til_det_stopper(samtale, eva) == 5
    samtale.refresh_from_db()
    nr = samtale.siste_nr + 1
    Innlegg.objects.create(
        samtale=samtale, nr=nr, slag=slag, side="offentlig", tekst="x", sendenokkel=uuid.uuid4()
    )
    Samtale.objects.filter(pk=samtale.pk).update(siste_fra_offentlig=nr)
    assert _til_det_stopper(samtale, eva) == 0
