"""Det samtalen har mer av, slik siden spør etter det i SQL, og slik reglene sier det: det samme for hver tilstand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from samarbeid.models import Inhabilitet, Innpost, Mottakerlenke, Samarbeid, Samtale, Samtaleside, Vedlegg
from samarbeid.samarbeidene.tilstander import Stadium
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from samarbeid.samtaler.lesing import FINNES, lenker_til_lesing, samtaler_til_lesing
from samarbeid.samtaler.visning import apningene, mottatt
from veier.brukere.models import Bruker

pytestmark = pytest.mark.django_db


@pytest.fixture
def samtale(verden):
    return Samtale.objects.get()


def _etter_reglene(samtale):
    virksomheten = Aktor(Samtaleside.OFFENTLIG, navn="Kari", epost=samtale.til)
    return {
        "har_apninger": bool(apningene(samtale)),
        "har_inhabile": er_inhabil(samtale, virksomheten),
        "har_mottatt": any(mottatt(samtale, side) for side in Samtaleside),
        "har_samarbeid": samtale.samarbeid.apne().exists(),
        "uten_lesere": not [m for m in samtale.entreprenor.medlemskap.all() if m.bruker.is_active],
        "har_vedlegg": Vedlegg.objects.filter(innlegg__samtale=samtale).exists(),
    }


def _lest(samtale):
    rad = samtaler_til_lesing(Samtale.objects.all()).get(pk=samtale.pk)
    lenke = lenker_til_lesing(Mottakerlenke.objects.filter(samtale=samtale)).first()
    svarene = [{navn: getattr(fra, navn) for navn in FINNES} for fra in (rad, lenke)]
    assert svarene[0] == svarene[1]
    return svarene[0]


@pytest.mark.parametrize("stadium", Stadium.values)
def test_samarbeidet(samtale, stadium):
    tid = samtale.startet_tid
    Samarbeid.objects.create(
        samtale=samtale,
        entreprenor=samtale.entreprenor,
        part=samtale.part,
        tittel="Kofferter",
        foreslatt_av="entreprenor",
        stadium=stadium,
        begynt_tid=None if stadium == "foreslatt" else tid,
        ferdig_tid=tid if stadium == "avsluttet" else None,
    )
    assert _lest(samtale) == _etter_reglene(samtale)
    assert _lest(samtale)["har_samarbeid"] is (stadium != "avsluttet")


@pytest.mark.parametrize("tilstand", Innpost.Tilstand.values)
def test_e_posten(samtale, tilstand):
    grunn = Innpost.Grunn.USIKKER if tilstand in {"holdt", "venter"} else ""
    innlegg = samtale.innlegg.first() if tilstand == "lagt_inn" else None
    Innpost.objects.create(
        samtale=samtale,
        avtrykk="a",
        slag="svar",
        tilstand=tilstand,
        grunn=grunn,
        innlegg=innlegg,
        tekst="Hei.",
    )
    assert _lest(samtale) == _etter_reglene(samtale)
    assert _lest(samtale)["har_mottatt"] is (tilstand in {"notert", "holdt"})


def test_vedleggene_og_inhabiliteten(samtale):
    assert _lest(samtale)["har_vedlegg"] and _lest(samtale) == _etter_reglene(samtale)
    Vedlegg.objects.all().delete()
    assert set(_lest(samtale).values()) == {False} and _lest(samtale) == _etter_reglene(samtale)
    Inhabilitet.objects.create(samtale=samtale, epost=samtale.til)
    assert _lest(samtale)["har_inhabile"] and _lest(samtale) == _etter_reglene(samtale)


@pytest.mark.parametrize("hvordan", ["gått ut", "kan ikke logge inn"])
def test_virksomheten_far_vite_at_ingen_leser_det_hun_skriver(verden, samtale, hvordan):
    varselet = f"Ingen hos {samtale.entreprenor.navn} har en konto i portalen nå."
    sidene = [
        (verden.klient("offentlig"), samtale.get_absolute_url()),
        (Client(), "/samtale/" + "m" * 43 + "/"),
    ]
    for klient, sti in sidene:
        assert varselet not in klient.get(sti).text
    if hvordan == "gått ut":
        samtale.entreprenor.medlemskap.all().delete()
    else:
        Bruker.objects.filter(pk__in=samtale.entreprenor.medlemskap.values("bruker")).update(is_active=False)
    assert _lest(samtale)["uten_lesere"] and _lest(samtale) == _etter_reglene(samtale)
    for klient, sti in sidene:
        assert varselet in klient.get(sti).text


@pytest.mark.parametrize("hva", ["profilen er tatt ned", "virksomheten er skjult"])
def test_det_som_ikke_har_en_side_har_ingen_lenke_i_samtalen(verden, hva):
    samtale = Samtale.objects.select_related("entreprenor", "part").get()
    borte = samtale.entreprenor if hva.startswith("profilen") else samtale.part
    side = verden.klient("offentlig").get(samtale.get_absolute_url()).text
    assert f'href="{borte.get_absolute_url()}">{borte.navn}</a>' in side
    felt = {"nedtatt_tid": timezone.now()} if hva.startswith("profilen") else {"skjult": True}
    type(borte).objects.filter(pk=borte.pk).update(**felt)
    side = verden.klient("offentlig").get(samtale.get_absolute_url()).text
    assert borte.navn in side and f'href="{borte.get_absolute_url()}">{borte.navn}</a>' not in side
