"""Profilen tas ned og legges ut igjen mens noe pågår: et samarbeid, en delt lenke, en konto som slettes. Og to ganger på en gang."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Samarbeid, Samtale
from samarbeid.samtaler.lenker import lag_lenke
from tests import adresser, innhold
from tests.samarbeid.sider.test_delt_ide import Scene
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.handlinger.sletting import slett_konto

pytestmark = pytest.mark.django_db
# Sidene de to som samarbeider, har åpne.
SIDENE = (
    "kalenderfil",
    "samarbeid",
    "samtale_trad",
    "samarbeid_avtaleutkast",
    "samarbeid_sluttrapport",
    "samarbeid_handling_del",
)


def _statusene(verden):
    klienter = {rolle: verden.klient(rolle) for rolle in ("eier", "medlem", "offentlig", "annen_offentlig")}
    stier = [a.sti(verden.verdier[a.navn]) for a in adresser.alle_adresser() if a.navn in SIDENE]
    assert len(stier) == len(SIDENE)
    stier.append(reverse("min_side"))
    ut = {(rolle, sti): k.get(sti).status_code for rolle, k in klienter.items() for sti in stier}
    assert not [nokkel for nokkel, svar in ut.items() if svar >= 500]
    return ut


def test_samarbeidet_gar_videre_for_begge_nar_profilen_tas_ned(verden):
    """Det de er enige om, er ikke det alle leser. Ingen av dem mister noe, og den som er spurt, kan fortsatt svare."""
    for_, rad = _statusene(verden), Samarbeid.objects.get()
    eva, ned = verden.klient("eier"), reverse("profil_ta_ned", args=["minnekoffert-as"])
    assert eva.post(ned).status_code == 302
    assert Client().get(reverse("entreprenor", args=["minnekoffert-as"])).status_code == 410
    assert _statusene(verden) == for_
    rad.refresh_from_db()
    assert (rad.stadium, rad.entreprenor.er_tatt_ned) == ("gjennomgang", True)
    assert eva.post(ned, {"handling": "fram"}).status_code == 302
    assert Client().get(reverse("entreprenor", args=["minnekoffert-as"])).status_code == 200
    assert _statusene(verden) == for_


def test_de_gar_videre_nar_virksomheten_ikke_finnes_lenger(verden):
    """Kommunen er slått sammen med en annen, og er borte fra alle lister. Samtalen, lenken og samarbeidet er det de var."""
    samtale = Samtale.objects.get()
    _lenke, nokkel = lag_lenke(samtale, samtale.til)
    for_ = _statusene(verden)
    OffentligPart.objects.filter(pk=samtale.part_id).update(skjult=True)
    assert _statusene(verden) == for_
    Samtale.objects.update(anskaffelse="planlegges")
    for rolle in ("eier", "offentlig"):
        klient = verden.klient(rolle)
        for sti in (samtale.get_absolute_url(), Samarbeid.objects.get().get_absolute_url()):
            side = klient.get(sti).text
            lenkene = {
                sti
                for sti in re.findall(r'href="(/[^"#?]*)', side.split("<main")[1])
                if "/static/" not in sti
            }
            assert {sti: klient.get(sti).status_code for sti in lenkene} == dict.fromkeys(lenkene, 200), rolle
    assert Client().get(reverse("mottaker", args=[nokkel])).status_code == 200
    for rolle, handling in (("offentlig", "svar"), ("eier", "skriv")):
        samtale.refresh_from_db()
        felt = {"sett": samtale.siste_nr, "sendenokkel": uuid.uuid4(), "tekst": "Vi er blitt én kommune."}
        assert verden.klient(rolle).post(f"{samtale.get_absolute_url()}{handling}/", felt).status_code == 302
    assert Utsending.objects.filter(mal="samtale_til_mottaker", til=samtale.til).exists()


@pytest.mark.parametrize(("borte", "ser"), [("offentlig", "eier"), ("eier", "offentlig")])
def test_er_alle_hos_den_andre_borte_sier_siden_om_samarbeidet_det(verden, borte, ser):
    rad = Samarbeid.objects.get()
    org = rad.part if borte == "offentlig" else rad.entreprenor
    assert "har en konto i portalen nå" not in verden.klient(ser).get(rad.get_absolute_url()).text
    for bruker in {m.bruker for m in org.medlemskap.select_related("bruker")}:
        slett_konto(bruker.pk)
    side = verden.klient(ser).get(rad.get_absolute_url())
    assert side.status_code == 200 and f"Ingen hos {org.navn} har en konto i portalen nå." in side.text


def test_to_ganger_etter_hverandre_er_en_gang(verden):
    eva, ned = verden.klient("eier"), reverse("profil_ta_ned", args=["minnekoffert-as"])
    for data, kode in (({}, "tatt_ned_av_eieren"), ({"handling": "fram"}, "lagt_ut_igjen")):
        assert [eva.post(ned, data).status_code for _gang in range(2)] == [302, 302]
        assert Hendelse.objects.filter(kode=kode).count() == 1, kode


@pytest.mark.parametrize("malform", ["", "/nn"])
def test_den_delte_lenken_nar_kontoen_til_den_som_delte_er_slettet(client, malform):
    """Ideen er organisasjonens. Lenken kommunen har, viser det samme, uten henne; en kollega kan trekke den."""
    scene = Scene(client)
    mads = lag_bruker("mads@eksempel.no", navn="Mads Medlem")
    legg_til_medlem(scene.org, bruker=mads, rolle=Medlemsrolle.ADMINISTRATOR, av=scene.eva, grunn="test")
    velg_hatt(mads, kode=f"entreprenor:{scene.org.slug}")
    assert slett_konto(scene.eva.pk)
    side = client.get(malform + scene.lenke)
    assert (side.status_code, "Kofferten vår" in side.text, "Eva Eier" in side.text) == (200, True, False)
    stopp = logg_inn(mads).post(reverse("ide_deling", args=scene.ide.adressedeler), {"handling": "stopp"})
    assert (stopp.status_code, client.get(malform + scene.lenke).status_code) == (302, 404)


def test_en_annen_konto_kan_verken_trekke_fornye_eller_endre_det_som_er_delt(client):
    scene = Scene(client)
    annen = logg_inn(lag_bruker("x@eksempel.no"))
    lag_entreprenor("Annen", lag_bruker("ada@eksempel.no"))
    deling = reverse("ide_deling", args=scene.ide.adressedeler)
    assert [annen.post(deling, {"handling": h}).status_code for h in ("stopp", "forny")] == [404, 404]
    assert annen.post(scene.lenke, {"tittel": "Min"}).status_code == 405
    assert "Kofferten vår" in client.get(scene.lenke).text


def test_kravene_sies_for_den_som_skal_vise_en_ide_til_noen(client):
    """Hun har skrevet ferdig, og får vite at profilen og synligheten mangler, før hun trykker «Send inn»."""
    scene = Scene(client)
    innhold.skriv("ide", scene.ide, innhold.IDE, av=scene.eva)
    for foran, setning in (("", "Profilen er ikke publisert."), ("/nn", "Profilen er ikkje publisert.")):
        side = scene.klient.get(foran + reverse("ide_arbeid", args=scene.ide.adressedeler)).text
        assert setning in side, foran
    assert Entreprenor.objects.get(pk=scene.org.pk).publisert_tid is None
