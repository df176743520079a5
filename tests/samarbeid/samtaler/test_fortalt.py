"""Det én leverandør har fått vite, gitt til alle med ett trykk: bare av virksomheten, og bare når det kan bli konkurranse."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Fortalt, Innlegg, Samtale, Skjermet, Vedlegg
from samarbeid.samtaler.handlinger.rydding import slett_gamle_samtaler
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from tests import filer
from tests.samarbeid.samtaler.test_samtaler import _mange_innlegg
from veier.hendelser.models import Hendelse
from veier.vedlegg.kontroll import Vedleggsfil

pytestmark = pytest.mark.django_db
ALLE = "/offentlige/trondheim-kommune/fortalt/"
SKREVET = {"tittel": "Samtaler på sykehjem", "tekst": "Vi vil ha noe å snakke om."}


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    samtale = Samtale.objects.get()
    _mange_innlegg(samtale, v.folk["offentlig"], 2)
    Samtale.objects.update(anskaffelse="planlegges")
    Innlegg.objects.create(
        samtale=samtale, nr=3, slag="referat", side="entreprenor", tekst="Møte. Vi viste ideen.", sendenokkel=uuid.uuid4()
    )  # fmt: skip
    Samtale.objects.update(siste_fra_entreprenor=3)
    samtale.refresh_from_db()
    return samtale


def _sti(samtale):
    return f"{samtale.get_absolute_url()}fortalt/"


def _fortell(klient, samtale, nokkel=None, **felt):
    return klient.post(_sti(samtale), {**SKREVET, "sendenokkel": nokkel or uuid.uuid4(), **felt})


def test_siden_lister_det_leverandoren_vet_og_foreslar_virksomhetens_egne_ord(v, samtale):
    side = v.klient("offentlig").get(_sti(samtale)).text
    assert "Nr. 2." in side and "Vi viste ideen." in side
    forslaget = re.search(r'name="tekst"[^>]*>\s*([^<]*)<', side)[1]
    assert forslaget == "Nr. 2."  # det entreprenøren skrev om møtet, er hennes


def test_ett_trykk_og_alle_kan_lese_det_uten_navnet_pa_leverandoren(v, samtale):
    anonym = v.klient("anonym")
    assert "har fortalt alle leverandører" not in anonym.get("/offentlige/trondheim-kommune/").text
    nokkel = uuid.uuid4()
    for _gang in range(2):
        svar = _fortell(v.klient("offentlig"), samtale, nokkel)
        assert (svar.status_code, svar["Location"]) == (302, ALLE)
    side = anonym.get(ALLE).text
    assert side.count("Vi vil ha noe å snakke om.") == 1
    assert samtale.entreprenor.navn not in side and samtale.emne not in side and samtale.referanse not in side
    assert "har fortalt alle leverandører" in anonym.get("/offentlige/trondheim-kommune/").text
    assert "Les det virksomheten har fortalt alle" in v.klient("eier").get(samtale.get_absolute_url()).text
    assert [h.av for h in Hendelse.objects.filter(kode="samtale_fortalt")] == [
        v.folk["offentlig"].offentlig_id
    ]


def test_den_forste_meldingen_motet_og_filene_er_ogsa_fortalt(v, samtale):
    """Begynte virksomheten, står det meste i den første meldingen; og det skriftlige er det andre først spør etter."""
    samtale.innlegg.filter(nr=1).update(
        side="offentlig", slag="melding", tekst="Vi trenger besøk på to avdelinger."
    )
    samtale.innlegg.filter(nr=2).update(slag="mote", side="offentlig", tekst="Forslag til møte tirsdag.")
    svar = Innlegg.objects.create(
        samtale=samtale,
        nr=4,
        slag="svar",
        side="offentlig",
        tekst="Notatet følger.",
        sendenokkel=uuid.uuid4(),
    )
    Vedlegg.objects.all().delete()
    legg_ved([Vedleggsfil("Notat om behovet.pdf", "pdf", filer.pdf())], innlegg=svar)
    Skjermet.objects.create(innlegg=svar, tekst="120 000 kroner", grunn="Prisen er hemmelig.")
    side = v.klient("offentlig").get(_sti(samtale)).text
    forslaget = re.search(r'name="tekst"[^>]*>\s*([^<]*)<', side)[1]
    assert "besøk på to avdelinger" in forslaget and "Notat om behovet.pdf" in forslaget
    assert "Forslag til møte tirsdag." in side and "Forslag til møte tirsdag." not in forslaget
    assert "Prisen er hemmelig." in side and "120 000" not in side


def test_det_fra_en_oppdiktet_samtale_er_merket_der_det_er_publisert(v, samtale):
    part = "/offentlige/trondheim-kommune/"
    _fortell(v.klient("offentlig"), samtale)
    assert "Oppdiktet" not in v.klient("anonym").get(ALLE).text
    Fortalt.objects.all().delete()
    Entreprenor.objects.filter(pk=samtale.entreprenor_id).update(oppdiktet=True)
    _fortell(v.klient("offentlig"), samtale)
    Samtale.objects.all().delete()
    side = v.klient("anonym").get(ALLE).text
    assert side.count("Oppdiktet eksempel.") == 1 and "noindex" in side
    har_fortalt = v.klient("anonym").get(part).text.split("har fortalt alle leverandører")[1]
    assert "Oppdiktet" in har_fortalt.split("</p>")[0]


def test_tjue_i_dognet_er_nok(v, samtale):
    ola = v.klient("offentlig")
    Fortalt.objects.bulk_create(
        Fortalt(part=samtale.part, samtale=samtale, tittel="Kort", tekst="Kort.", sendenokkel=uuid.uuid4(), av=v.folk["offentlig"])
        for _nr in range(19)
    )  # fmt: skip
    assert _fortell(ola, samtale).status_code == 302
    svar = _fortell(ola, samtale)
    assert svar.status_code == 422 and "Vent til i morgen" in svar.text
    Fortalt.objects.filter(tittel="Kort").update(publisert_tid=timezone.now() - timedelta(days=1, minutes=1))
    assert _fortell(ola, samtale).status_code == 302


def test_det_kan_tas_ned_igjen_etter_en_side_som_sier_hva_det_betyr(v, samtale):
    _fortell(v.klient("offentlig"), samtale)
    rad = Fortalt.objects.get()
    pk = rad.pk
    assert f"?ta_ned={pk}" in v.klient("offentlig").get(_sti(samtale)).text
    bekreft = v.klient("offentlig").get(_sti(samtale), {"ta_ned": pk}).text
    assert rad.tekst.split("\n")[0] in bekreft and "Ta det ned" in bekreft and Fortalt.objects.ute().exists()
    assert v.klient("offentlig").get(_sti(samtale), {"ta_ned": pk + 1}).status_code == 404
    assert v.klient("annen_offentlig").get(_sti(samtale), {"ta_ned": pk}).status_code == 404
    assert v.klient("offentlig").post(_sti(samtale), {"ta_ned": pk}).status_code == 302
    assert "snakke om" not in v.klient("anonym").get(ALLE).text
    assert Hendelse.objects.filter(kode="samtale_fortalt_tatt_ned").count() == 1


def test_den_som_er_inhabil_tar_ikke_noe_ned(v, samtale):
    _fortell(v.klient("offentlig"), samtale)
    samtale.inhabile.create(av=v.folk["offentlig"])
    v.klient("offentlig").post(_sti(samtale), {"ta_ned": Fortalt.objects.get().pk})
    assert Fortalt.objects.ute().count() == 1


@pytest.mark.parametrize("stilling", ["apen", "avsluttet"])
def test_bare_naar_det_kan_bli_konkurranse(v, samtale, stilling):
    Samtale.objects.update(anskaffelse=stilling)
    assert v.klient("offentlig").get(_sti(samtale)).status_code == 404
    assert _fortell(v.klient("offentlig"), samtale).status_code == 404
    assert not Fortalt.objects.exists()


@pytest.mark.parametrize("rolle", ["eier", "annen_offentlig", "annen_entreprenor", "redaktor"])
def test_bare_virksomheten(v, samtale, rolle):
    _fortell(v.klient("offentlig"), samtale)
    pk = Fortalt.objects.get().pk
    assert _fortell(v.klient(rolle), samtale).status_code == 404
    assert v.klient(rolle).post(_sti(samtale), {"ta_ned": pk}).status_code == 404
    assert Fortalt.objects.ute().count() == 1


@pytest.mark.parametrize("felt", [{"tittel": ""}, {"tekst": ""}, {"tekst": "Ring 01019000083."}])
def test_det_som_mangler_eller_er_en_persons_nummer_publiseres_ikke(v, samtale, felt):
    assert _fortell(v.klient("offentlig"), samtale, **felt).status_code == 422
    assert not Fortalt.objects.exists()


def test_det_star_nar_samtalen_er_slettet_og_gaar_etter_to_ar(v, samtale):
    _fortell(v.klient("offentlig"), samtale)
    Samtale.objects.all().delete()
    assert "snakke om" in v.klient("anonym").get(ALLE).text
    Fortalt.objects.update(publisert_tid=timezone.now() - timedelta(days=731))
    slett_gamle_samtaler()
    assert not Fortalt.objects.exists()
