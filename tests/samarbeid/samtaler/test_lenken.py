"""Mottakeren stanser lenken sin, og får en ny til postkassen."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samarbeid.models import Mottakerlenke, Samtale, Samtaleside
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.lenker import lag_lenke
from tests.verden import lag_verden
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
NY = "/samtale/ny-lenke/"


@pytest.fixture
def v():
    return lag_verden()


@pytest.fixture
def samtale(v):
    return Samtale.objects.get()


@pytest.fixture
def lenken(samtale):
    """(raden, adressen) til en lenke ved siden av den verden har."""
    lenke, nokkel = lag_lenke(samtale, samtale.til)
    return lenke, f"/samtale/{nokkel}/"


def _brev(mal):
    return Utsending.objects.filter(mal=mal)


def test_lenken_stanser_med_en_gang_og_postkassen_far_kvittering(samtale, lenken):
    lenke, adresse = lenken
    klient = Client()
    assert klient.get(f"{adresse}lenken/").status_code == 200
    assert klient.get(adresse).status_code == 200  # å åpne siden stanset ingenting
    svar = klient.post(f"{adresse}lenken/", follow=True)
    assert svar.redirect_chain == [(NY, 302)]
    assert "Lenken virker ikke lenger." in svar.content.decode()
    for sti in ("", "svar/", "arkiv/", "skjermet/1/", "lenken/"):
        assert klient.get(adresse + sti).status_code == 404, sti
    kvittering = _brev("samtale_lenke_stanset").get()
    assert (kvittering.til, NY in kvittering.tekst) == (lenke.epost, True)
    assert adresse not in kvittering.tekst
    hendelse = Hendelse.objects.get(kode="samtale_lenke_stanset")
    assert hendelse.detaljer == {"referanse": samtale.referanse}


def test_et_dobbelttrykk_er_en_kvittering(lenken):
    _lenke, adresse = lenken
    svar = [Client().post(f"{adresse}lenken/") for _ganger in range(2)]
    assert [s.url for s in svar] == [NY, NY]
    assert _brev("samtale_lenke_stanset").count() == 1
    assert Hendelse.objects.filter(kode="samtale_lenke_stanset").count() == 1


def test_en_ukjent_lenke_kan_ikke_stanses():
    assert Client().post(f"/samtale/{'x' * 43}/lenken/").status_code == 404


def test_den_andre_lenken_til_samtalen_virker_fortsatt(samtale, lenken):
    _lenke, adresse = lenken
    Client().post(f"{adresse}lenken/")
    assert Client().get(f"/samtale/{'m' * 43}/").status_code == 200
    assert Mottakerlenke.objects.levende().filter(samtale=samtale).count() == 1


@pytest.mark.parametrize("hvorfor", ["stanset", "for gammel"])
def test_en_ny_lenke_kommer_til_postkassen_og_virker(samtale, lenken, hvorfor):
    _lenke, adresse = lenken
    if hvorfor == "stanset":
        Client().post(f"{adresse}lenken/")
    Mottakerlenke.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    Client().post(NY, {"referanse": samtale.referanse.lower(), "epost": samtale.til})
    brev = _brev("samtale_ny_lenke").get()
    assert brev.til == samtale.til
    ny = re.search(r"/samtale/[^/\s)]+/", brev.tekst)[0]
    assert ny != adresse
    assert Client().get(ny).status_code == 200
    assert Client().get(adresse).status_code == 404


def _avslutt(samtale, v):
    eva = trad.Aktor(Samtaleside.ENTREPRENOR, av=v.folk["eier"])
    trad.gjor(samtale, trad.Onske("avslutt", samtale.siste_nr, uuid.uuid4()), av=eva)


@pytest.mark.parametrize("hva", ["en annen adresse", "en annen referanse", "avsluttet", "skjult"])
def test_andre_far_ingen_lenke_og_det_samme_svaret(v, samtale, hva):
    rett = Client().post(NY, {"referanse": samtale.referanse, "epost": samtale.til}, follow=True)
    assert _brev("samtale_ny_lenke").count() == 1
    felt = {"referanse": samtale.referanse, "epost": samtale.til}
    if hva == "en annen adresse":
        felt["epost"] = "nysgjerrig@trondheim.kommune.no"
    elif hva == "en annen referanse":
        felt["referanse"] = "AAAA-AAAA"
    elif hva == "avsluttet":
        _avslutt(samtale, v)
    else:
        type(samtale.entreprenor).objects.update(skjult=True)
    svar = Client().post(NY, felt, follow=True)
    assert svar.context["messages"] is not None
    assert [str(m) for m in svar.context["messages"]] == [str(m) for m in rett.context["messages"]]
    assert _brev("samtale_ny_lenke").count() == 1


def test_for_mange_nye_lenker_sier_det_samme_og_sender_ingen(samtale):
    felt = {"referanse": samtale.referanse, "epost": samtale.til}
    for _ganger in range(7):
        svar = Client().post(NY, felt, follow=True)
        assert "er en ny på vei dit" in svar.content.decode()
    assert _brev("samtale_ny_lenke").count() == 5
    assert Mottakerlenke.objects.filter(samtale=samtale).count() == 1 + 5


def test_et_tomt_skjema_sier_hva_som_mangler():
    svar = Client().post(NY, {})
    assert svar.status_code == 422
    assert "Skriv referansen." in svar.content.decode()
