"""En side som huskes, er aldri eldre enn det den er laget av."""

import re

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entreprenorer.models import Entreprenor
from kommuner.handlinger.tilslutning import slutt_seg_til
from kommuner.models import Behov, OffentligPart
from samarbeid.models import Artikkel, Eksempel
from tests import innhold
from tests.adresser import alle_adresser, levende
from veier.husk import glem_svarene
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.taksonomi.models import Samarbeidsmodell
from veier.taksonomi.utgave import referanseversjon

pytestmark = pytest.mark.django_db
REFERANSESIDENE = {
    a.navn: a for a in alle_adresser() if getattr(a.visning, "versjon", None) is referanseversjon
}
MED_NY_VERSJON = {
    modell._meta.db_table for modell, trigger in pgtrigger.registered() if trigger.name == "ny_versjon"
}
LAGRES_MED_RADEN = {"kommuner_offentligpart_dekker"}  # aldri alene: virksomhetens egen rad skrives hver gang


def test_sidene_som_bare_har_referansedata_huskes():
    assert {
        "modell",
        "modeller",
        "artikkel",
        "ordbok",
        "tilskudd",
        "tilskudd_ordning",
        "mal",
        "om_side",
    } <= set(REFERANSESIDENE)


@pytest.mark.parametrize("navn", sorted(REFERANSESIDENE))
def test_en_side_etter_referanseutgaven_leser_bare_tabeller_som_gir_en_ny(client, navn):
    adresse = REFERANSESIDENE[navn]
    sti = adresse.sti(levende(adresse, {}))
    glem_svarene()
    with CaptureQueriesContext(connection) as forst:
        assert client.get(sti).status_code == 200
    tabeller = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', "\n".join(s["sql"] for s in forst)))
    assert tabeller - MED_NY_VERSJON - LAGRES_MED_RADEN == {"taksonomi_referanseversjon"}
    with CaptureQueriesContext(connection) as igjen:
        client.get(sti)
    assert len(igjen) == 1  # bare utgaven


def test_en_endring_i_en_modell_og_det_ved_siden_av_ses_med_en_gang(client):
    sti = "/modeller/pilotavtale/"
    client.get(sti)
    Samarbeidsmodell.objects.filter(slug="pilotavtale").update(kort="Kvakk først.")
    assert "Kvakk først." in client.get(sti).text
    sak = Eksempel.objects.synlige().filter(modeller__contains=["pilotavtale"]).first()
    assert sak.navn in client.get(sti).text
    Eksempel.objects.filter(pk=sak.pk).update(skjult=True)
    assert sak.navn not in client.get(sti).text


def test_en_veiledning_som_skjules_er_borte(client):
    sti = "/forsta/kjop-eller-tilskudd/"
    assert client.get(sti).status_code == client.get(sti).status_code == 200
    Artikkel.objects.filter(slug="kjop-eller-tilskudd").update(skjult=True)
    assert client.get(sti).status_code == 404


def test_forsiden_har_de_nyeste_behovene_antallet_som_ogsa_har_dem_og_entreprenorene(client, verden):
    client.get("/")
    with CaptureQueriesContext(connection) as igjen:
        client.get("/")
    assert len(igjen) == 2  # utgaven av katalogen og av behovene
    behov = Behov.objects.apne().select_related("part").latest("publisert_tid")
    assert behov.tittel in client.get("/").text
    Behov.objects.filter(pk=behov.pk).update(tittel="Kvakkfabrikken trenger gjester")
    assert "Kvakkfabrikken trenger gjester" in client.get("/").text
    for_ = client.get("/").text
    part = OffentligPart.objects.synlige().exclude(pk=behov.part_id).first()
    av = verden.folk["annen_offentlig"]
    legg_til_medlem(part, bruker=av, rolle=Medlemsrolle.ADMINISTRATOR, av=av, grunn="test")
    slutt_seg_til(behov, part, av=av)
    assert client.get("/").text != for_
    antall = _antall_entreprenorer(client)
    ny = Entreprenor.objects.create(navn="Zeppelin AS", slug="zeppelin")
    innhold.publisert_profil(ny, av=verden.folk["eier"], redaktor=verden.folk["redaktor"])
    innhold.oppdater_katalogen()
    assert _antall_entreprenorer(client) == antall + 1


def _antall_entreprenorer(client):
    return int(re.search(r"(\d+)\s+entreprenører", client.get("/").text)[1])
