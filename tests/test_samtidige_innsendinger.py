"""Dobbelttrykk, tilbakeknappen, to på én gang og en tapt forbindelse, over ekte HTTP: én melding, i rekkefølge."""

from __future__ import annotations

import http.client
import re
import socket
import urllib.parse
import uuid

import pytest

from tests.tjenere import SKJEMAVERN, i_drift
from tests.traader import samtidig

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.grundig,
    pytest.mark.django_db,
    pytest.mark.xdist_group("tjener"),
]
SAMTIDIGE = 8

LAG_FOLK = """
import json, uuid
from samarbeid.models import Samtale
from samarbeid.samarbeidene.handlinger import start
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Innsending
from samarbeid.samtaler.handlinger import trad
from tests.verden import lag_bruker, lag_verden, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from samarbeid.models import Samarbeid
v = lag_verden()
samtale = Samtale.objects.get()
okter = []
for n in range(ANTALL):
    kollega = lag_bruker(f"ola{n}@trondheim.kommune.no", navn=f"Ola {n}")
    legg_til_medlem(samtale.part, bruker=kollega, rolle="medlem", av=kollega, grunn="prøve")
    okter.append(logg_inn(kollega).cookies["okt"].value)
print(json.dumps({"samtale": samtale.referanse, "samarbeid": Samarbeid.objects.get().referanse, "okter": okter,
    "eier": logg_inn(v.folk["eier"]).cookies["okt"].value}))
""".replace("ANTALL", str(SAMTIDIGE))


@pytest.fixture(scope="module")
def drift(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), i_drift("samtidige_innsendinger", WEB_CONCURRENCY="2") as drift:
        drift.folk = drift.kjor(LAG_FOLK)
        drift.start_tjener()
        yield drift


def _innleggene(drift, referanse):
    return drift.sql(
        "SELECT i.nr, i.tekst FROM samarbeid_innlegg i JOIN samarbeid_samtale s ON s.id = i.samtale_id"
        " WHERE s.referanse = %s ORDER BY i.nr", referanse)  # fmt: skip


def _skrittene(drift, referanse):
    return drift.sql(
        "SELECT k.nr, k.tekst FROM samarbeid_skritt k JOIN samarbeid_samarbeid s ON s.id = k.samarbeid_id"
        " WHERE s.referanse = %s ORDER BY k.nr", referanse)  # fmt: skip


def _skjema(drift, sti, okt):
    """De skjulte feltene på siden."""
    return _skjulte(drift.hent(sti, okt=okt).tekst)


def _skjulte(side):
    return {
        navn: re.search(rf'name="{navn}" value="([^"]*)"', side)[1]
        for navn in ("sett", "sendenokkel")
    }  # fmt: skip


STEDER = {
    "samtale": ("/samtaler/{}/svar/", {}, _innleggene),
    "samarbeid": ("/samarbeid/{}/forventning/", {"tas_opp": "31.12.2099"}, _skrittene),
}


@pytest.fixture(params=sorted(STEDER))
def sted(request, drift):
    """(adressen til skjemaet, felt som alltid er med, tekstene som står der nå)."""
    sti, felt, les = STEDER[request.param]
    referanse = drift.folk[request.param]
    return sti.format(referanse), felt, lambda: les(drift, referanse)


def test_mange_trykk_pa_det_samme_skjemaet_er_en_melding(drift, sted):
    sti, felt, les = sted
    okt, for_ = drift.folk["okter"][0], les()
    data = {**felt, **_skjema(drift, sti, okt), "tekst": "Trykket mange ganger."}
    svar = samtidig([lambda: drift.post(sti, data, okt=okt).status] * SAMTIDIGE)
    assert svar == [302] * SAMTIDIGE
    assert les() == [*for_, (len(for_) + 1, "Trykket mange ganger.")]


def test_flere_som_sender_samtidig_far_alle_fram_sitt_i_rekkefolge(drift, sted):
    """Én kommer først. De andre får sitt tilbake med det nye over, og sender når de har sett det."""
    sti, felt, les = sted
    for_ = les()
    igjen = {}
    for nr, okt in enumerate(drift.folk["okter"]):
        igjen[okt] = {**felt, **_skjema(drift, sti, okt), "tekst": f"Fra kollega {nr} {uuid.uuid4()}"}
    tekstene = [data["tekst"] for data in igjen.values()]
    rekkefolge = []
    while igjen:
        svarene = samtidig([lambda o=okt, d=data: drift.post(sti, d, okt=o) for okt, data in igjen.items()])
        sendt = [okt for okt, svar in zip(igjen, svarene, strict=True) if svar.status == 302]
        assert len(sendt) == 1
        rekkefolge.append(igjen[sendt[0]]["tekst"])
        for okt, svar in zip(list(igjen), svarene, strict=True):
            if svar.status == 302:
                del igjen[okt]
            else:
                assert svar.status == 422
                assert igjen[okt]["tekst"] in svar.tekst  # det hun skrev, står
                assert rekkefolge[-1] in svar.tekst  # og det som kom imens
                igjen[okt] |= _skjulte(svar.tekst)
    nye = les()[len(for_) :]
    assert [tekst for _nr, tekst in nye] == rekkefolge
    assert sorted(rekkefolge) == sorted(tekstene)
    assert [nr for nr, _tekst in nye] == list(range(len(for_) + 1, len(for_) + 1 + SAMTIDIGE))


def test_tilbake_til_et_sendt_skjema_er_ingen_ny_melding_for_teksten_er_en_annen(drift, sted):
    sti, felt, les = sted
    okt, for_ = drift.folk["okter"][1], les()
    data = {**felt, **_skjema(drift, sti, okt), "tekst": "Det jeg mente først."}
    assert drift.post(sti, data, okt=okt).status == 302
    assert drift.post(sti, data, okt=okt).status == 302  # tilbake, og send det samme
    data["tekst"] = "Det jeg mente etterpå."
    svar = drift.post(sti, data, okt=okt)
    assert svar.status == 422
    assert "Det jeg mente først." in svar.tekst and "Det jeg mente etterpå." in svar.tekst
    assert les() == [*for_, (len(for_) + 1, "Det jeg mente først.")]
    assert drift.post(sti, data | _skjulte(svar.tekst), okt=okt).status == 302
    assert les()[len(for_) :] == [
        (len(for_) + 1, "Det jeg mente først."),
        (len(for_) + 2, "Det jeg mente etterpå."),
    ]


def test_en_forbindelse_som_brytes_og_proves_igjen_er_en_melding(drift, sted):
    """Svaret nådde aldri fram. Nettleseren sender det samme om igjen."""
    sti, felt, les = sted
    okt, for_ = drift.folk["okter"][2], les()
    data = {**felt, **_skjema(drift, sti, okt), "tekst": "Sendt i en tunnel."}
    for _gang in range(3):
        _send_og_gaa(drift, sti, data, okt)
    assert drift.post(sti, data, okt=okt).status == 302
    assert les() == [*for_, (len(for_) + 1, "Sendt i en tunnel.")]


def _send_og_gaa(drift, sti, data, okt):
    """Sender hele forespørselen, og lukker før svaret er lest."""
    kropp = urllib.parse.urlencode({"csrfmiddlewaretoken": SKJEMAVERN, **data}).encode()
    forbindelse = http.client.HTTPConnection("127.0.0.1", drift.port, timeout=10)
    hoder = {
        "Host": f"localhost:{drift.port}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"skjemavern={SKJEMAVERN}; okt={okt}",
    }
    forbindelse.request("POST", sti, kropp, hoder)
    forbindelse.sock.shutdown(socket.SHUT_RD)
    forbindelse.close()


def test_den_forste_meldingen_trykket_mange_ganger_er_en_samtale(drift):
    okt = drift.folk["eier"]
    felt = {
        "til": "postmottak@bergen.kommune.no",
        "rolle": "",
        "emne": "Trykket mange ganger",
        "hva": "Vi vil prøve en koffert.",
        "for_hvem": "",
        "ber_om": "Kan vi få 20 minutter?",
        "send": "1",
        "sendenokkel": str(uuid.uuid4()),
    }
    svarene = samtidig([lambda: drift.post("/samtaler/ny/bergen-kommune/", felt, okt=okt)] * SAMTIDIGE)
    assert [s.status for s in svarene] == [302] * SAMTIDIGE
    assert len({s.getheader("Location") for s in svarene}) == 1
    assert drift.sql(
        "SELECT count(DISTINCT s.id), count(DISTINCT i.id) FROM samarbeid_samtale s"
        " JOIN samarbeid_innlegg i ON i.samtale_id = s.id WHERE s.emne = 'Trykket mange ganger'"
    ) == [(1, 1)]
    assert drift.sql("SELECT count(*) FROM epost_utsending WHERE til = %s", felt["til"]) == [(1,)]
    # Tilbake, og noe annet i det samme skjemaet: ikke en ny samtale om det samme, og det sies.
    svar = drift.post("/samtaler/ny/bergen-kommune/", felt | {"hva": "Noe annet."}, okt=okt)
    assert svar.status == 422
    assert "Dere har alt skrevet til dem om dette" in svar.tekst
