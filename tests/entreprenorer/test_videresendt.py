"""Når vi ikke kjenner postmottaket: entreprenøren sender lenken selv, og kan likevel ikke svare på den selv."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from entreprenorer.handlinger.videresendt import avvis_svar, godta_svar, lag_lenke, rydd_referansesvar
from entreprenorer.models import Referanse, Referansesvar
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
SVAR = {"svar": "ja", "navn": "Ola Offentlig", "stilling": "Rektor"}


class Scene:
    def __init__(self):
        self.eva, self.redaktor = lag_bruker("eva@kofferten.example"), lag_redaktor()
        self.org = innhold.publisert_profil(
            lag_entreprenor("Kofferten", self.eva), av=self.eva, redaktor=self.redaktor
        )
        self.klient = logg_inn(self.eva)
        self.part = OffentligPart.objects.get(slug="trondheim-kommune")
        self.sider = self.klient.post(
            reverse("referanser", args=["kofferten"]),
            {"virksomhet": "Trondheim kommune", "hva": "Kofferter", "fra_ar": "2023"},
            follow=True,
        ).content.decode()
        self.referanse = Referanse.objects.get()
        Utsending.objects.all().delete()

    def lag_lenke(self):
        side = self.klient.post(reverse("referanse_lenke", args=["kofferten", self.referanse.ref]))
        return "/referanse/" + side.content.decode().split("/referanse/")[1].split("/")[0] + "/"

    def status(self):
        return Referanse.objects.get().status


@pytest.fixture
def scene():
    return Scene()


def _bekreftelse():
    tekst = Utsending.objects.get(nokkel__startswith="referanse_bekreft").tekst
    return "/referanse/bekreft/" + tekst.split("/referanse/bekreft/")[1].split("/")[0] + "/"


def test_veien_er_sagt_og_ingen_post_er_sendt(scene):
    assert "Lag en lenke og send den selv" in scene.sider
    assert "Lag en lenke å sende videre" in scene.sider
    assert scene.referanse.videresendes
    assert mail.outbox == []


def test_fra_lenke_til_bekreftet_med_adressen_paa_jobben(client, scene):
    lenke = scene.lag_lenke()
    assert client.get(lenke).status_code == 200
    assert client.post(lenke, SVAR).status_code == 422  # uten adressen
    svar = client.post(lenke, {**SVAR, "epost": "Ola@Trondheim.kommune.no"})
    assert "Vi har sendt en lenke til ola@trondheim.kommune.no" in svar.content.decode()
    assert scene.status() == "venter"
    side = client.get(_bekreftelse())
    assert "Bekreft svaret" in side.content.decode()
    assert scene.status() == "venter"  # å åpne siden er ikke å svare
    assert client.post(_bekreftelse()).status_code == 200
    rad = Referanse.objects.get()
    assert (rad.status, rad.svart_stilling, rad.svart_som_medlem) == ("bekreftet", "Rektor", False)
    for brukt in (_bekreftelse(), lenke):
        side = client.get(brukt)
        assert (side.status_code, "Det er alt svart" in side.text) == (410, True)
        assert not any(navn in side.text for navn in ("Kofferten", "Trondheim", "Ola", "Rektor"))
        assert client.post(brukt, SVAR).status_code == 410
    assert Referanse.objects.get().svart_tid == rad.svart_tid


def test_entreprenoren_kan_ikke_svare_selv(client, scene):
    lenke = scene.lag_lenke()
    side = client.post(lenke, {**SVAR, "epost": "eva@kofferten.example"}).content.decode()
    assert "Redaksjonen ser på svaret før det gjelder." in side
    assert scene.status() == "venter"
    assert not Utsending.objects.filter(nokkel__startswith="referanse_bekreft").exists()
    for epost in ("x@trondheim.kommune.no.example", "x@ikketrondheim.kommune.no", "x@gmail.com"):
        client.post(lenke, {**SVAR, "epost": epost})
    assert set(Referansesvar.objects.values_list("status", flat=True)) == {"redaksjon"}


def test_redaksjonen_godtar_eller_avviser(client, scene):
    lenke = scene.lag_lenke()
    for _gang in range(2):
        client.post(lenke, {**SVAR, "epost": "ola@gmail.com"})
    forste, andre = Referansesvar.objects.all()
    avvis_svar(forste, av=scene.redaktor)
    assert scene.status() == "venter"
    with pytest.raises(Domenefeil):
        godta_svar(forste, av=scene.redaktor)
    godta_svar(andre, av=scene.redaktor)
    assert scene.status() == "bekreftet"


def test_en_ny_lenke_gjor_den_gamle_ubrukelig_og_trukket_er_trukket(client, scene):
    gammel = scene.lag_lenke()
    ny = scene.lag_lenke()
    assert client.get(gammel).status_code == 404
    assert client.get(ny).status_code == 200
    scene.klient.post(reverse("referanse_trekk", args=["kofferten", scene.referanse.ref]))
    assert client.get(ny).status_code == 404


def test_lenkene_utloper(client, scene):
    lenke = scene.lag_lenke()
    client.post(lenke, {**SVAR, "epost": "ola@trondheim.kommune.no"})
    Referansesvar.objects.update(utloper_tid=timezone.now() - timedelta(minutes=1))
    assert client.get(_bekreftelse()).status_code == 404
    Referanse.objects.update(utloper_tid=timezone.now() - timedelta(minutes=1))
    assert "for gammel" in client.get(lenke).content.decode()
    client.post(lenke, {**SVAR, "epost": "ola@trondheim.kommune.no"})
    assert Referansesvar.objects.count() == 1


def test_fem_svar_i_dognet_per_lenke(client, scene):
    lenke = scene.lag_lenke()
    for nr in range(7):
        client.post(lenke, {**SVAR, "epost": f"a{nr}@trondheim.kommune.no"})
    assert Referansesvar.objects.count() == 5


def test_andre_kan_ikke_lage_lenke(scene):
    adresse = reverse("referanse_lenke", args=["kofferten", scene.referanse.ref])
    assert logg_inn(lag_bruker("x@eksempel.no")).post(adresse).status_code == 404


def test_er_profilen_tatt_ned_sier_lenken_det(client, scene):
    lenke = scene.lag_lenke()
    scene.klient.post(reverse("profil_ta_ned", args=["kofferten"]))
    svar = client.get(lenke)
    assert svar.status_code == 410
    assert "Kofferten" not in svar.content.decode()


def test_adressene_slettes_og_svarene_ingen_godtok(client, scene):
    lenke = scene.lag_lenke()
    for _gang in range(2):
        client.post(lenke, {**SVAR, "epost": "ola@gmail.com"})
    forste = Referansesvar.objects.first()
    godta_svar(forste, av=scene.redaktor)
    assert rydd_referansesvar() == 0
    Referansesvar.objects.update(sendt_tid=timezone.now() - timedelta(days=31))
    assert rydd_referansesvar() == 2
    assert [(s.navn, s.epost) for s in Referansesvar.objects.all()] == [("Ola Offentlig", "")]


def test_den_som_er_med_hos_entreprenoren_kan_ikke_bekrefte_med_en_adresse_paa_domenet(client, scene):
    """Eva arbeider i kommunen også. Da ser redaksjonen på svaret – men ikke en redaktør som selv er med."""
    eva = lag_bruker("eva@trondheim.kommune.no")
    legg_til_medlem(scene.org, bruker=eva, rolle="medlem", av=eva, grunn="test")
    client.post(scene.lag_lenke(), {**SVAR, "epost": "Eva@Trondheim.kommune.no"})
    svar = Referansesvar.objects.get()
    assert svar.status == "redaksjon"
    assert not Utsending.objects.filter(nokkel__startswith="referanse_bekreft").exists()
    legg_til_medlem(scene.org, bruker=scene.redaktor, rolle="medlem", av=scene.redaktor, grunn="test")
    with pytest.raises(Domenefeil, match="Du er med i organisasjonen"):
        godta_svar(svar, av=scene.redaktor)
    assert scene.status() == "venter"


@pytest.mark.parametrize("endring", [{"status": Referanse.Status.BEKREFTET}, {"videresendes": False}])
def test_en_lenke_lages_bare_mens_spoersmaalet_venter_og_skal_sendes_av_henne(scene, endring):
    Referanse.objects.update(**endring)
    with pytest.raises(Domenefeil, match="alt svart"):
        lag_lenke(scene.referanse, av=scene.eva)
