"""Utvalg: legge til, notere, dele, laste ned, slette; andres finnes ikke."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from entreprenorer.models import Entreprenor
from samarbeid.models import Katalograd, Utvalg, Utvalgsrad
from samarbeid.utvalg import handlinger
from samarbeid.utvalg.handlinger import HOYST_UTVALG, del_utvalg, legg_til
from tests import innhold
from tests.verden import lag_bruker, logg_inn
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db


@pytest.fixture
def noen():
    for slug in ("minne", "sykkel", "lekse"):
        Entreprenor.objects.create(slug=slug, navn=f"Firma {slug}", kort="=1+1", temaer=["demens"])
    innhold.oppdater_katalogen()


@pytest.fixture
def ola():
    return lag_bruker("ola@eksempel.no")


@pytest.fixture
def mitt(noen, ola):
    return legg_til(ola, ["minne", "sykkel"], utvalg=None, navn="Til møtet")


def _navn(utvalg):
    return [r.entreprenor.slug for r in utvalg.rader.select_related("entreprenor")]


def test_veien_fra_listen_til_et_utvalg(client, noen, ola):
    assert 'formaction="/utvalg/legg-til/"' in client.get("/entreprenorer/").text
    ut = client.get("/utvalg/legg-til/?e=sykkel&e=minne")
    assert ut.status_code == 302
    assert "next=/utvalg/legg-til/%3Fe%3Dsykkel%26e%3Dminne" in ut["Location"]
    inne = logg_inn(ola)
    side = inne.get("/utvalg/legg-til/?e=sykkel&e=minne&e=tull&e=sykkel").text
    assert side.index("Firma sykkel") < side.index("Firma minne")
    assert not Utvalg.objects.exists()
    svar = inne.post("/utvalg/legg-til/?e=sykkel&e=minne&e=tull&e=sykkel", {"navn": "Demens"}, follow=True)
    utvalg = Utvalg.objects.get()
    assert svar.redirect_chain[0][0] == f"/utvalg/{utvalg.ref}/"
    assert "2 er lagt i «Demens»." in svar.text
    assert _navn(utvalg) == ["sykkel", "minne"]
    assert "Demens" in inne.get("/utvalg/").text


def test_et_nytt_utvalg_ma_ha_navn_og_det_skrevne_blir_staende(noen, ola, mitt):
    inne = logg_inn(ola)
    svar = inne.post("/utvalg/legg-til/?e=lekse", {"hvor": "nytt", "navn": ""})
    assert svar.status_code == 422
    assert "Gi utvalget et navn." in svar.text
    assert "Firma lekse" in svar.text
    lang = "x" * 101
    svar = inne.post("/utvalg/legg-til/?e=lekse", {"hvor": "nytt", "navn": lang})
    assert svar.status_code == 422
    assert lang in svar.text
    assert inne.post("/utvalg/legg-til/?e=lekse", {"hvor": "tull", "navn": ""}).status_code == 422
    assert inne.post("/utvalg/legg-til/", {"hvor": "nytt", "navn": "Tomt"}).status_code == 200
    assert Utvalg.objects.count() == 1


def test_ingen_star_to_ganger_i_et_utvalg(ola, mitt):
    Utvalgsrad.objects.filter(entreprenor__slug="minne").update(merknad="Ring dem")
    logg_inn(ola).post("/utvalg/legg-til/?e=lekse&e=minne", {"hvor": str(mitt.ref), "navn": ""})
    assert _navn(mitt) == ["minne", "sykkel", "lekse"]
    assert Utvalgsrad.objects.get(entreprenor__slug="minne").merknad == "Ring dem"


def test_det_er_en_grense_for_hvor_mange(noen, ola, mitt, monkeypatch):
    monkeypatch.setattr(handlinger, "HOYST_RADER", 2)
    svar = logg_inn(ola).post("/utvalg/legg-til/?e=lekse", {"hvor": str(mitt.ref), "navn": ""})
    assert svar.status_code == 422
    assert "høyst 2 entreprenører" in svar.text
    Utvalg.objects.bulk_create([Utvalg(eier=ola, navn="x") for _nr in range(HOYST_UTVALG)])
    svar = logg_inn(ola).post("/utvalg/legg-til/?e=lekse", {"hvor": "nytt", "navn": "Ett til"})
    assert svar.status_code == 422
    assert "høyst 50 utvalg" in svar.text


def test_navn_og_merknader_lagres_sammen(ola, mitt):
    inne = logg_inn(ola)
    rader = {r.entreprenor.slug: r.pk for r in mitt.rader.select_related("entreprenor")}
    data = {"navn": "Nytt navn", f"merknad-{rader['minne']}": "Ring\r\nmandag", "merknad-0": "en annens"}
    assert inne.post(f"/utvalg/{mitt.ref}/", data).status_code == 302
    mitt.refresh_from_db()
    assert mitt.navn == "Nytt navn"
    assert [r.merknad for r in mitt.rader.all()] == ["Ring\nmandag", ""]
    data[f"merknad-{rader['minne']}"] = "13097248022 bør få hjelp"
    svar = inne.post(f"/utvalg/{mitt.ref}/", data)
    assert svar.status_code == 422
    assert "fødselsnummer" in svar.text
    assert "13097248022 bør få hjelp" in svar.text
    assert mitt.rader.get(pk=rader["minne"]).merknad == "Ring\nmandag"


def test_det_som_tas_ut_kan_legges_tilbake(ola, mitt):
    inne = logg_inn(ola)
    rad = mitt.rader.get(entreprenor__slug="minne")
    sykkel = mitt.rader.get(entreprenor__slug="sykkel").pk
    svar = inne.post(
        f"/utvalg/{mitt.ref}/",
        {"navn": "Til møtet", "ta_ut": rad.pk, f"merknad-{sykkel}": "Ring"},
        follow=True,
    )
    assert _navn(mitt) == ["sykkel"]
    assert "Firma minne er tatt ut." in svar.text
    assert 'href="/utvalg/legg-til/?e=minne"' in svar.text
    assert (
        inne.post(
            f"/utvalg/{mitt.ref}/", {"navn": "Til møtet", "ta_ut": rad.pk, f"merknad-{sykkel}": "Ring"}
        ).status_code
        == 302
    )
    assert (
        inne.post(
            f"/utvalg/{mitt.ref}/", {"navn": "Til møtet", "ta_ut": "9" * 40, f"merknad-{sykkel}": "Ring"}
        ).status_code
        == 302
    )
    assert mitt.rader.get().merknad == "Ring"


def test_en_delt_lenke_kan_leses_av_alle_og_slutter_a_virke(client, ola, mitt):
    Utvalgsrad.objects.filter(entreprenor__slug="minne").update(merknad="Ring <dem>")
    inne = logg_inn(ola)
    inne.post(f"/utvalg/{mitt.ref}/", {"navn": "Til møtet", "del": "1"})
    mitt.refresh_from_db()
    lenke = f"/utvalg/delt/{mitt.delenokkel}/"
    assert lenke in inne.get(f"/utvalg/{mitt.ref}/").text
    svar = client.get(lenke)
    assert svar.status_code == 200
    assert "Ring &lt;dem&gt;" in svar.text
    assert "ola@eksempel.no" not in svar.text
    assert "no-store" in svar["Cache-Control"]
    assert "noindex" in svar["X-Robots-Tag"]
    assert "/utvalg/legg-til/?e=minne&amp;e=sykkel" in svar.text
    assert client.post(lenke).status_code == 405
    assert del_utvalg(mitt).delenokkel == mitt.delenokkel
    inne.post(f"/utvalg/{mitt.ref}/", {"navn": "Til møtet", "slutt": "1"})
    inne.post(f"/utvalg/{mitt.ref}/", {"navn": "Til møtet", "slutt": "1"})
    assert client.get(lenke).status_code == 404
    assert client.get(f"{lenke}liste.csv").status_code == 404
    koder = ["utvalg_delt", "utvalg_ikke_delt"]
    assert (
        list(Hendelse.objects.filter(kode__in=koder).order_by("pk").values_list("kode", flat=True)) == koder
    )


def test_filen_har_merknadene_og_ingen_formler(client, ola, mitt):
    Utvalgsrad.objects.filter(entreprenor__slug="minne").update(merknad="=HYPERLINK(1)")
    del_utvalg(mitt)
    mitt.refresh_from_db()
    for klient, sti in (
        (logg_inn(ola), f"/utvalg/{mitt.ref}/"),
        (client, f"/utvalg/delt/{mitt.delenokkel}/"),
    ):
        fil = b"".join(klient.get(f"{sti}liste.csv").streaming_content).decode("utf-8-sig")
        hode, *rader = csv.reader(io.StringIO(fil), delimiter=";")
        assert hode[0] == "Navn"
        assert hode[-1] == "Merknad"
        assert [(r[0], r[4], r[-1]) for r in rader] == [
            ("Firma minne", "'=1+1", "'=HYPERLINK(1)"),
            ("Firma sykkel", "'=1+1", ""),
        ]


def test_den_som_ikke_lenger_star_i_katalogen_sies_fra_om(client, ola, mitt):
    Entreprenor.objects.filter(slug="minne").update(skjult=True)
    innhold.oppdater_katalogen()
    assert not Katalograd.objects.filter(slug="minne").exists()
    tekst = logg_inn(ola).get(f"/utvalg/{mitt.ref}/").text
    assert "Står ikke lenger i katalogen" in tekst
    assert 'href="/entreprenorer/minne/"' not in tekst
    del_utvalg(mitt)
    mitt.refresh_from_db()
    assert "Står ikke lenger i katalogen" in client.get(f"/utvalg/delt/{mitt.delenokkel}/").text
    fil = b"".join(client.get(f"/utvalg/delt/{mitt.delenokkel}/liste.csv").streaming_content).decode()
    assert "Firma minne" not in fil


def test_sletting_spor_forst(ola, mitt):
    inne = logg_inn(ola)
    assert "Slette «Til møtet»?" in inne.get(f"/utvalg/{mitt.ref}/slett/").text
    assert Utvalg.objects.exists()
    svar = inne.post(f"/utvalg/{mitt.ref}/slett/", follow=True)
    assert "«Til møtet» er slettet." in svar.text
    assert "Du har ingen utvalg ennå" in svar.text
    assert not Utvalgsrad.objects.exists()


@pytest.mark.parametrize("ende", ["", "slett/", "liste.csv"])
def test_andres_utvalg_finnes_ikke(noen, mitt, ende):
    kari: Client = logg_inn(lag_bruker("kari@eksempel.no"))
    assert kari.get(f"/utvalg/{mitt.ref}/{ende}").status_code == 404
    if ende != "liste.csv":
        assert kari.post(f"/utvalg/{mitt.ref}/{ende}", {"navn": "Mitt"}).status_code == 404
    svar = kari.post("/utvalg/legg-til/?e=lekse", {"hvor": str(mitt.ref), "navn": ""})
    assert svar.status_code == 422
    assert _navn(mitt) == ["minne", "sykkel"]
