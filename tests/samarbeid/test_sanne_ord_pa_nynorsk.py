"""De sanne ordene om det vi ikke vet og om hvem leseren er, står på nynorsk også, på sidene selv."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide
from tests import innhold
from tests.skjema import les_skjema
from tests.verden import logg_inn
from veier.personvern.handlinger.sletting import bestill_sletting

pytestmark = pytest.mark.django_db
PROFIL = "/nn/entreprenorer/minnekoffert-as/"


def _nn(klient, navn, **deler):
    return klient.get("/nn" + reverse(navn, kwargs=deler)).text


def test_det_vi_ikke_har_er_ikke_noe_som_ikke_finnes(verden):
    innhold.oppdater_katalogen()
    anonym = Client()
    bua = _nn(anonym, "entreprenor", slug="bua")
    assert "Vi har ikkje organisasjonsnummeret." in bua
    assert "laga av redaksjonen, frå opne kjelder" in bua
    side = anonym.get("/nn" + reverse("entreprenorer_sammenlign") + "?e=bua&e=minnekoffert-as").text
    rad = re.search(r'<th scope="row">\s*Kva dei veit om verknaden.*?</tr>', side, re.S)[0]
    assert "ikkje oppgitt" in rad
    assert "kjelde: verksemda sjølv" in side


def test_et_nummer_ingen_har_bekreftet_er_merket(verden):
    Entreprenor.objects.filter(slug="minnekoffert-as").update(registerkontroll=Entreprenor.Kontroll.VENTER)
    side = Client().get(PROFIL).text
    assert re.search(r'314001001\s+<span\s+class="merkelapp merkelapp-venter">Ikkje stadfesta', side)
    assert "Frå registra" not in side


def test_den_som_ber_om_sletting_ser_det_og_kontakten_hennes_er_borte(verden):
    bestill_sletting(verden.folk["eier"])
    side = _nn(verden.klient("eier"), "min_side")
    assert "Kontoen din blir sletta" in side
    assert "Angre: behald kontoen" in side
    assert "Eva Eier" not in Client().get(PROFIL).text


def test_siden_om_en_ide_har_kontakt_varighet_og_sum(verden):
    Ide.objects.update(arlig_belop=450_000, varighet_ar=3)
    ide = Ide.objects.get(slug=verden.verdier["ide"]["del_"])
    side = verden.klient("offentlig").get("/nn" + ide.get_absolute_url()).text.replace("\u00a0", " ")
    assert "mailto:" in side
    assert "<dt>Kor lenge</dt>" in side
    assert re.search(r"<dt>Til saman</dt><dd[^>]*>1 350 000 kroner", side)


def test_virksomhetens_side_snakker_til_den_som_er_med(verden):
    deler = {"slug": "trondheim-kommune"}
    med, utenfor = _nn(verden.klient("offentlig"), "offentlig", **deler), _nn(Client(), "offentlig", **deler)
    assert ("Arbeider du her?" in med, "Arbeider du her?" in utenfor) == (False, True)
    assert "Du er administrator her" in med


def test_uten_kjent_postmottak_er_veien_en_lenke_hun_kan_sende(verden):
    """Det gjelder også når adressen ikke er på virksomhetens eget domene."""
    eva = verden.klient("eier")
    felt = {
        "virksomhet": "Trondheim kommune",
        "hva": "Kofferter i fjor.",
        "enhet": "",
        "fra_ar": "2024",
        "til_ar": "",
    }
    side = eva.post("/nn" + reverse("referanser", args=["minnekoffert-as"]), felt, follow=True).text
    assert "Vi kjenner ikkje postmottaket i Trondheim kommune." in side


def test_to_faner_sier_det_pa_nynorsk(verden):
    sti = "/nn" + reverse("profil_steg", args=["minnekoffert-as", 1])
    en, to = logg_inn(verden.folk["eier"]), logg_inn(verden.folk["eier"])
    forste, andre = les_skjema(en.get(sti).text), les_skjema(to.get(sti).text)
    en.post(sti, forste | {"kort": ["Fra fane én."]})
    svar = to.post(sti, andre | {"kort": ["Fra fane to."]})
    assert svar.status_code == 409
    assert "har lagra etter at du opna sida" in svar.text or "Dette er endra i ei anna fane" in svar.text
