"""Lenken en idé er delt med, lever videre når ideen er tatt med inn: det samme leses, til eieren sier noe annet."""

from __future__ import annotations

import pytest
from django.urls import reverse

from entreprenorer.handlinger import eid
from entreprenorer.models import Idedeling, Ideutkast
from samarbeid.publisering.flyter import IDE
from samarbeid.publisering.sider.skriving import endringer_mellom
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.gjennomgang.handlinger import eiet
from veier.gjennomgang.handlinger.vurdering import ta_ned
from veier.utkast.handlinger import del_utkast, lagre_steg, start_utkast

pytestmark = pytest.mark.django_db
SVAR = {
    "tittel": ["Kofferten vår"],
    "problem": ["Lange dager på sykehjem."],
    "losning": ["En koffert med minner."],
}


class Scene:
    def __init__(self, client):
        self.eva = lag_bruker("eva@eksempel.no", navn="Eva Eier")
        self.org = lag_entreprenor("Minneland", self.eva)
        self.klient = logg_inn(self.eva)
        utkast = start_utkast(Ideutkast, steg="ideen", svar=SVAR)
        client.post(reverse("prov_del", args=[utkast.nokkel]), {"handling": "del"})
        side = client.get(reverse("veien_videre", args=[utkast.nokkel])).content.decode()
        self.lenke = "/prov/delt/" + side.split("/prov/delt/")[1].split("/")[0] + "/"
        ta_med = reverse("prov_ta_med", args=[utkast.nokkel])
        self.spor = self.klient.get(ta_med).content.decode()
        self.klient.post(ta_med, {"til": self.org.slug})
        self.ide = self.org.ideer.get()

    def deling(self, handling):
        return self.klient.post(reverse("ide_deling", args=self.ide.adressedeler), {"handling": handling})


@pytest.fixture
def scene(client):
    return Scene(client)


def test_det_samme_kan_leses_med_den_samme_lenken_ogsa_som_pdf(client, scene):
    side = client.get(scene.lenke).content.decode()
    assert "Kofferten vår" in side
    assert "Du leser ideen slik den var" in side
    assert "En entreprenør har en idé til dere" in side
    assert "ideen din" not in side
    for ord_ in ("Minneland", "Eva Eier", "Ta med ideen", "Endre svarene"):
        assert ord_ not in side
    assert client.get(scene.lenke + "veien-videre.pdf").content.startswith(b"%PDF")
    assert "Lenken du har delt med andre, virker fortsatt." in scene.spor


def test_det_eieren_skriver_siden_vises_forst_nar_hun_velger_det(client, scene):
    innhold.skriv("ide", scene.ide, {"losning": ["Noe helt nytt og uferdig."]}, av=scene.eva)
    assert "Noe helt nytt" not in client.get(scene.lenke).content.decode()
    assert (
        "Vis den slik den er nå"
        in scene.klient.get(reverse("ide_arbeid", args=scene.ide.adressedeler)).content.decode()
    )
    scene.deling("forny")
    side = client.get(scene.lenke).content.decode()
    assert "Noe helt nytt og uferdig." in side
    assert "Kofferten vår" in side


def test_lenken_lever_etter_publisering_og_peker_bare_pa_det_alle_kan_se(client, scene):
    redaktor = lag_redaktor()
    innhold.publisert_profil(scene.org, av=scene.eva, redaktor=redaktor)
    innhold.skriv("ide", scene.ide, innhold.IDE, av=scene.eva)
    eid.sett_synlighet(scene.ide, synlighet="offentlige", vist_til=[], av=scene.eva)
    innhold.publiser("ide", scene.ide, av=scene.eva, redaktor=redaktor)
    assert scene.ide.get_absolute_url() not in client.get(scene.lenke).content.decode()
    eid.sett_synlighet(scene.ide, synlighet="alle", vist_til=[], av=scene.eva)
    side = client.get(scene.lenke).content.decode()
    assert f'href="{scene.ide.get_absolute_url()}">Se ideen slik den er publisert nå' in side
    assert "Kofferten vår" in side


def test_bare_eieren_trekker_den_og_da_er_den_borte(client, scene):
    annen = logg_inn(lag_bruker("x@eksempel.no"))
    adresse = reverse("ide_deling", args=scene.ide.adressedeler)
    assert annen.post(adresse, {"handling": "stopp"}).status_code == 404
    assert client.get(scene.lenke).status_code == 200
    scene.deling("stopp")
    assert client.get(scene.lenke).status_code == 404
    assert client.get(scene.lenke + "veien-videre.pdf").status_code == 404
    assert scene.deling("forny").status_code == 404


def test_lenken_kan_trekkes_ogsa_mens_ideen_er_hos_redaksjonen(client, scene):
    innhold.skriv("ide", scene.ide, innhold.IDE, av=scene.eva)
    innhold.send_inn("ide", scene.ide, av=scene.eva)
    side = scene.klient.get(reverse("ide_arbeid", args=scene.ide.adressedeler)).text
    assert "Trekk tilbake og skriv videre" in side
    assert "Trekk tilbake lenken" in side
    scene.deling("stopp")
    assert client.get(scene.lenke).status_code == 404


@pytest.mark.parametrize("hva", ["arkiver", "ta_ned", "profilen"])
def test_tar_eieren_ned_ideen_sier_lenken_bare_det(client, scene, hva):
    if hva == "profilen":
        scene.klient.post(reverse("profil_ta_ned", args=[scene.org.slug]))
    else:
        scene.klient.post(reverse(f"ide_{hva}", args=scene.ide.adressedeler))
    svar = client.get(scene.lenke)
    assert svar.status_code == 410
    assert "Kofferten" not in svar.content.decode()
    assert client.get(scene.lenke + "veien-videre.pdf").status_code == 404


def test_et_utkast_som_ikke_er_delt_far_ingen_lenke(scene):
    eid.overta_utkast(start_utkast(Ideutkast, steg="ideen", svar=SVAR), scene.org, av=scene.eva)
    assert Idedeling.objects.count() == 1


def test_lenken_er_borte_nar_ideen_slettes(client, scene):
    eiet.arkiver(scene.ide, av=scene.eva)
    eiet.slett(scene.ide, av=scene.eva)
    assert client.get(scene.lenke).status_code == 404
    assert not Idedeling.objects.exists()


def test_to_delinger_kan_ikke_ha_samme_nokkel(scene):
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=SVAR))
    ide = eid.overta_utkast(utkast, scene.org, av=scene.eva)
    assert ide.deling.avtrykk != scene.ide.deling.avtrykk


def test_det_som_er_lest_feil_leses_ikke_i_lenken_heller_naar_den_fornyes(client, scene):
    tekst = {"tittel": ["Kor"], "problem": ["Personer med demens. Det koster 90 000 kroner."]}
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=tekst))
    lagre_steg(utkast, steg="lest", svar={"ikke_lest": ["arlig_belop"]})
    lenke = reverse("prov_delt", args=[utkast.delenokkel])
    scene.ide = eid.overta_utkast(utkast, scene.org, av=scene.eva)
    assert client.get(lenke).context["ide"].ikke_lest == ("arlig_belop",)
    assert scene.deling("forny").status_code == 302
    assert client.get(lenke).context["ide"].ikke_lest == ("arlig_belop",)


def test_historikken_viser_bare_svar_ikke_hjelpefeltene(scene):
    innhold.skriv("ide", scene.ide, {"naboer": ["on"], "sok": ["Tr"], "losning": ["Noe nytt."]}, av=scene.eva)
    svar = scene.ide.versjon.__class__.objects.get(objekt=scene.ide).svar
    assert {"naboer", "sok"} <= set(svar)
    assert [rad["felt"] for rad in endringer_mellom(IDE, {}, svar)] == ["tittel", "problem", "losning"]


def test_tar_redaksjonen_ned_ideen_er_den_borte_i_lenken_til_eieren_fornyer_den(client, scene):
    redaktor = lag_redaktor()
    innhold.publisert_profil(scene.org, av=scene.eva, redaktor=redaktor)
    innhold.skriv("ide", scene.ide, innhold.IDE, av=scene.eva)
    eid.sett_synlighet(scene.ide, synlighet="alle", vist_til=[], av=scene.eva)
    innhold.publiser("ide", scene.ide, av=scene.eva, redaktor=redaktor)
    pdf = scene.lenke + "veien-videre.pdf"
    assert (client.get(scene.lenke).status_code, client.get(pdf).status_code) == (200, 200)

    ta_ned(scene.ide, av=redaktor, grunn="personer", forklaring="Det står et navn der.")
    side = client.get(scene.lenke)
    assert (side.status_code, client.get(pdf).status_code) == (410, 404)
    assert "Kofferten" not in side.text
    assert "har selv tatt den ned" not in side.text
    # Det som deles nå, er ikke sett av redaksjonen etter at den tok det ned.
    scene.deling("forny")
    assert client.get(scene.lenke).status_code == 410

    innhold.skriv("ide", scene.ide, {"losning": ["Uten navn på noen."]}, av=scene.eva)
    innhold.publiser("ide", scene.ide, av=scene.eva, redaktor=redaktor)
    scene.deling("forny")
    assert "Uten navn på noen." in client.get(scene.lenke).text


def test_det_som_ble_tatt_ned_star_ikke_i_lenken_nar_ideen_er_ute_igjen(client, scene):
    redaktor = lag_redaktor()
    innhold.publisert_profil(scene.org, av=scene.eva, redaktor=redaktor)
    innhold.skriv("ide", scene.ide, innhold.IDE, av=scene.eva)
    eid.sett_synlighet(scene.ide, synlighet="alle", vist_til=[], av=scene.eva)
    innhold.publiser("ide", scene.ide, av=scene.eva, redaktor=redaktor)
    ta_ned(scene.ide, av=redaktor, grunn="personer", forklaring="Det står et navn der.")
    innhold.skriv("ide", scene.ide, {"losning": ["Uten navn på noen."]}, av=scene.eva)
    innhold.publiser("ide", scene.ide, av=scene.eva, redaktor=redaktor)
    assert client.get(scene.lenke).status_code == 410
    scene.deling("forny")
    assert client.get(scene.lenke).status_code == 200
