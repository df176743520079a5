"""Det som er nytt denne uken på Min side, begynte behov, og budsjettåret i kalenderen."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import Arshjul, Behov, OffentligPart
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.models import Treff
from samarbeid.nytt.passer import behov_for
from samarbeid.oppslag.virksomhet import perioden
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _behov(part, slug, **felt):
    verdier = {
        "tittel": f"Behov {slug}", "arbeidsnavn": slug, "tema": ["demens"], "omrader": ["5001"],
        "publisert_tid": timezone.now() - timedelta(days=1), **felt,
    }  # fmt: skip
    behov = Behov.objects.create(part=part, slug=slug, **verdier)
    beregn_behov(behov.pk)
    return behov


def _nytt(side):
    return re.findall(r"<h2[^>]*id=\"nytt-\d+\">(.*?)</h2>(.*?)</section>", side, re.S)


def test_entreprenoren_ser_nye_behov_som_passer_og_hvorfor(part):
    eva = lag_bruker("eva@eksempel.no")
    lag_entreprenor("Minnekoffert", eva, temaer=["demens"], steder=["5001"])
    innhold.oppdater_katalogen()
    _behov(part, "passer")
    _behov(part, "annet-tema", tema=["arbeidstrening"])
    _behov(part, "annet-sted", omrader=["0301"])
    _behov(part, "gammelt", publisert_tid=timezone.now() - timedelta(days=8))
    _behov(part, "lukket", tilstand="lukket", utfall="samarbeid", utfall_grunn="Ingen penger.")
    _behov(part, "for-sent", frist=timezone.localdate() - timedelta(days=1))
    [(navn, rader)] = _nytt(logg_inn(eva).get("/min-side/").text)
    assert navn == "Nytt denne uken som passer Minnekoffert"
    assert re.findall(r"/behov/([\w-]+)/", rader) == ["passer"]
    assert "Dere arbeider med" in rader
    assert "Dere dekker Trondheim" in rader
    assert _nytt(logg_inn(lag_bruker("en@eksempel.no")).get("/min-side/").text) == []


def test_like_mange_sporringer_for_en_og_for_flere_entreprenorer(part):
    eva = lag_bruker("eva@eksempel.no")
    profiler = [
        lag_entreprenor(f"Minnekoffert {nr}", eva, temaer=["demens"], steder=["5001"]) for nr in range(3)
    ]
    innhold.oppdater_katalogen()
    _behov(part, "passer")
    naa = timezone.now()
    antall = []
    for noen in (profiler[:1], profiler):
        with CaptureQueriesContext(connection) as sporringer:
            nyheter = behov_for(noen, (naa - timedelta(days=7), naa))
        antall.append(len(sporringer))
        assert len(nyheter) == len(noen)
    assert antall[0] == antall[1]


def test_virksomheten_ser_nye_ideer_og_entreprenorer(part):
    ola, eva = lag_bruker("ola@trondheim.kommune.no"), lag_bruker("eva@eksempel.no")
    legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    org = lag_entreprenor(
        "Minnekoffert", eva, temaer=["demens"], steder=["5001"], publisert_tid=timezone.now()
    )
    gammel = lag_entreprenor("Gammel", lag_bruker("g@eksempel.no"), temaer=["demens"], steder=["5001"])
    Entreprenor.objects.filter(pk=gammel.pk).update(publisert_tid=timezone.now() - timedelta(days=30))
    innhold.oppdater_katalogen()
    _behov(part, "vart", publisert_tid=timezone.now() - timedelta(days=90))
    synlig = _ide(org, part, "synlig", "offentlige")
    _ide(org, part, "hemmelig", "bare_oss")
    [(navn, rader)] = _nytt(logg_inn(ola).get("/min-side/").text)
    assert navn == "Nytt denne uken som passer Trondheim kommune"
    assert synlig.get_absolute_url() in rader
    assert "hemmelig" not in rader
    assert "/entreprenorer/minnekoffert/" in rader
    assert "Passer til behovet «Behov vart»." in rader
    assert "/entreprenorer/gammel/" not in rader


def _ide(org, part, slug, synlighet):
    from entreprenorer.models import Ide

    ide = Ide.objects.create(
        entreprenor=org, slug=slug, tittel=f"Idé {slug}", arbeidsnavn=slug, synlighet=synlighet,
        publisert_tid=timezone.now(),
    )  # fmt: skip
    Treff.objects.create(
        ide=ide, part=part, slag="virksomhet", slug=part.slug, poeng=70, passer="", regelversjon="1",
        grunner=[{"kode": "e_landet", "poeng": 1, "maks": 1, "detaljer": {}}], beregnet_tid=timezone.now(),
    )  # fmt: skip
    return ide


def test_begynte_behov_star_ved_siden_av_begynte_ideer(client):
    svar = client.post(
        "/modeller/veiviser/", {"tittel": "Alene ved bordet", "problem": "Eldre spiser alene."}
    )
    nokkel = re.search(r"/veiviser/([\w-]{22})/", svar["Location"])[1]
    client.force_login(lag_bruker("ola@eksempel.no"))
    side = client.get("/min-side/").text
    if "Alene ved bordet" not in side:  # innloggingen bytter økt
        okt = client.session
        okt["veiviser"] = [nokkel]
        okt.save()
        side = client.get("/min-side/").text
    assert "Behov du har begynt på i denne nettleseren" in side
    assert f"/modeller/veiviser/{nokkel}/ta-med/" in side


@pytest.mark.parametrize(
    ("fra", "til", "i_dag", "ventet"),
    [
        (1, 2, date(2026, 11, 28), (date(2027, 1, 1), date(2027, 3, 1))),
        (11, 11, date(2026, 11, 30), (date(2026, 11, 1), date(2026, 12, 1))),
        (10, 12, date(2026, 12, 31), (date(2026, 10, 1), date(2027, 1, 1))),
        (1, 2, date(2028, 2, 29), (date(2028, 1, 1), date(2028, 3, 1))),
    ],
)
def test_perioden_er_denne_eller_neste(fra, til, i_dag, ventet):
    assert perioden(Arshjul(maned_fra=fra, maned_til=til), i_dag) == ventet


def test_budsjettaret_til_kalenderen(client, monkeypatch):
    na = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # det er alt 2027 i Norge
    monkeypatch.setattr("django.utils.timezone.now", lambda: na)
    assert (
        'href="/offentlige/trondheim-kommune/budsjettaret.ics"'
        in client.get("/offentlige/trondheim-kommune/").text
    )
    svar = client.get("/offentlige/trondheim-kommune/budsjettaret.ics")
    assert svar["Content-Type"] == "text/calendar; charset=utf-8"
    fil = svar.content.decode().replace("\r\n ", "")
    starter = re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\nDTEND;VALUE=DATE:(\d+)", fil)
    assert ("20270101", "20270301") in starter
    assert all("20270101" <= fra < til <= "20280101" for fra, til in starter)
    assert "SUMMARY:Trondheim kommune\\, vindu for ideer: " in fil
    assert len(re.findall("BEGIN:VEVENT", fil)) == len(set(re.findall("UID:(.*)", fil))) == 8
    assert "URL:http://testserver/offentlige/trondheim-kommune/#aret" in fil
    assert client.get("/offentlige/finnes-ikke/budsjettaret.ics").status_code == 404
    oslo = client.get("/offentlige/oslo-kommune/budsjettaret.ics").content.decode()
    assert "byrådet" in oslo.replace("\r\n ", "")
