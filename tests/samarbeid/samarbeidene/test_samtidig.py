"""To gjør noe i det samme samarbeidet i det samme øyeblikket. Hver i sin tråd med sin forbindelse."""

from __future__ import annotations

import re
import threading
import time
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from samarbeid.models import Samarbeid, Samtale
from samarbeid.samarbeidene.handlinger import pilot
from samarbeid.samtaler.handlinger import trad
from tests.samarbeid.samarbeidene.felles import (
    adresse,
    aktorer,
    avgjort,
    begynt,
    dag,
    hel_plan,
    inn,
    skjult,
    startet,
)
from tests.traader import samtidig
from tests.verden import lag_bruker, lag_verden, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil, EndretImens
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

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


def test_det_kunngjoringen_stenger_skjer_ikke_mens_den_lagres(v):
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


@pytest.fixture(scope="module")
def v(egen_database, opplastet):
    return lag_verden()


@pytest.fixture(autouse=True)
def _som_ny(v):
    """Databasen er felles for prøvene i filen: samtalen er som da verdenen ble laget, og ingen samarbeider."""
    Samarbeid.objects.all().delete()
    Samtale.objects.update(tilstand="sendt", anskaffelse="apen", doffin="")
    Utsending.objects.all().delete()


@pytest.fixture
def kari(v):
    """En kollega av Ola."""
    part = Samtale.objects.get().part
    if not (kari := Bruker.objects.filter(epost="kari@trondheim.kommune.no").first()):
        kari = lag_bruker("kari@trondheim.kommune.no", navn="Kari Kollega")
        legg_til_medlem(part, bruker=kari, rolle=Medlemsrolle.MEDLEM, av=v.folk["offentlig"], grunn="test")
        velg_hatt(kari, kode=f"offentlig:{part.slug}")
    return logg_inn(kari)


def _sender_samtidig(rad, slag, skrevet):
    """Alle har siden oppe, og sender i det samme øyeblikket. Gir svarene: vinneren og taperen."""
    sti = adresse(rad, slag)
    skjult_hos = {navn: skjult(klient.get(sti)) for navn, (klient, _felt) in skrevet.items()}
    svar = samtidig(
        [lambda n=n, k=k, f=f: (n, k.post(sti, {**skjult_hos[n], **f})) for n, (k, f) in skrevet.items()]
    )
    vinnere = [(navn, ett) for navn, ett in svar if ett.status_code == 302]
    tapere = [(navn, ett) for navn, ett in svar if ett.status_code == 422]
    assert (len(vinnere), len(tapere)) == (1, len(skrevet) - 1), [(n, s.status_code) for n, s in svar]
    return vinnere[0], tapere[0]


def test_to_skriver_inn_hver_sin_avgjorelse_og_den_ene_far_se_den_andres(v, kari):
    rad = startet(v)
    skrevet = {
        "Ola Offentlig": (v.klient("offentlig"), avgjort(avgjorelse="videre", begrunnelse="Olas grunn.")),
        "Kari Kollega": (kari, avgjort(avgjorelse="stopp", begrunnelse="Karis grunn.")),
    }
    (vinner, _ok), (taper, side) = _sender_samtidig(rad, "avgjor", skrevet)
    vant, tapte = skrevet[vinner][1], skrevet[taper][1]
    rad.refresh_from_db()
    assert rad.piloter.get().avgjorelse == vant["avgjorelse"]
    assert list(rad.skritt.filter(slag="avgjor").values_list("tekst", "av__navn")) == [
        (vant["begrunnelse"], vinner)
    ]
    # Hun får vite at det er avgjort, av hvem og hvorfor, og det hun skrev, står.
    assert "Gjort etter at du åpnet siden" in side.text and vant["begrunnelse"] in side.text
    assert vinner in side.text and tapte["begrunnelse"] in side.text


def test_to_skriver_inn_en_avtale_og_begge_kommer_med_nar_den_andre_har_lest_den_forste(v, kari):
    rad = startet(v)
    felt = {"til_dato": "", "fra_dato": dag(-10), "underskrevet": dag(-10)}
    skrevet = {
        "Eva Eier": (v.klient("eier"), felt | {"slag": "drift", "verdi": "120 000"}),
        "Kari Kollega": (kari, felt | {"slag": "pilot", "verdi": "90 000"}),
    }
    _vinner, (taper, side) = _sender_samtidig(rad, "avtale", skrevet)
    assert rad.avtaler.count() == 1
    tapte = skrevet[taper]
    assert "Gjort etter at du åpnet siden" in side.text and f'value="{tapte[1]["verdi"]}"' in side.text
    assert re.search(rf'value="{tapte[1]["slag"]}"[^>]*checked', side.text)
    assert tapte[0].post(adresse(rad, "avtale"), {**skjult(side), **tapte[1]}).status_code == 302
    assert sorted(rad.avtaler.values_list("nr", flat=True)) == [1, 2]


def test_kryssene_star_ogsa_nar_den_andre_avsluttet_forst(v):
    rad = startet(v)
    skrevet = {
        "Eva Eier": (v.klient("eier"), {"slag": ["okonomi", "lov"], "ord_": "Evas ord.", "vises": "on"}),
        "Ola Offentlig": (v.klient("offentlig"), {"slag": ["forankring", "kapasitet"], "ord_": "Olas ord."}),
    }
    _vinner, (taper, side) = _sender_samtidig(rad, "avslutt", skrevet)
    rad.refresh_from_db()
    assert rad.stadium == "avsluttet" and rad.hindringer.count() == 1
    tapte = skrevet[taper][1]
    for slag in tapte["slag"]:
        assert re.search(rf'value="{slag}"[^>]*checked', side.text), slag
    assert tapte["ord_"] in side.text and "Gjort etter at du åpnet siden" in side.text
