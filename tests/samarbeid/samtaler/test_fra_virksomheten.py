"""Virksomheten begynner: fra profilen til svaret på Min side."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.models import Innlegg, Samtale
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.handlinger.start_offentlig import start_fra_virksomheten
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from samarbeid.tall.grunnlag import _samtalene, forste_ar
from samarbeid.tall.sider import _blokkene
from samarbeid.tall.visning import hent
from tests.verden import lag_bruker, lag_entreprenor, lag_verden, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import velg_hatt

pytestmark = pytest.mark.django_db


@pytest.fixture
def v():
    v = lag_verden()
    Samtale.objects.all().delete()
    Entreprenor.objects.update(publisert_tid=timezone.now())
    velg_hatt(v.folk["offentlig"], kode="offentlig:trondheim-kommune")
    return v


@pytest.fixture
def org(v):
    return Entreprenor.objects.get(medlemskap__bruker=v.folk["eier"])


@pytest.fixture
def ola(v):
    return logg_inn(v.folk["offentlig"])


def _felt(**felt):
    return {
        "emne": "Aktivitet på sykehjem",
        "hva": "Vi mangler noe å gjøre om kveldene.",
        "for_hvem": "",
        "ber_om": "Kan dere hjelpe oss?",
        "anskaffelse": "apen",
        "sendenokkel": uuid.uuid4(),
    } | felt


def _start(v, org, **felt):
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    valgt = {"emne": "x", "tekst": "Hei", "anskaffelse": "apen", "sendenokkel": uuid.uuid4()} | felt
    return start_fra_virksomheten(part, org, av=v.folk["offentlig"], **valgt)


def test_hele_veien_fra_profilen_til_svaret(v, org, ola):
    adresse = f"/samtaler/ny/entreprenor/{org.slug}/"
    assert adresse in ola.get(org.get_absolute_url()).content.decode()
    felt = _felt()
    forhandsvist = ola.post(adresse, felt).content.decode()
    assert "Vi mangler noe å gjøre om kveldene." in forhandsvist
    assert not Samtale.objects.exists()
    samtale = Samtale.objects.get(referanse=ola.post(adresse, felt | {"send": "1"}).url.split("/")[-2])
    assert (samtale.entreprenor, samtale.til, samtale.stillingen) == (
        org,
        v.folk["offentlig"].epost,
        "Venter på svar",
    )
    brev = Utsending.objects.get(mal="samtale_nytt")
    assert (brev.til, "vil snakke med dere" in brev.tekst) == (v.folk["eier"].epost, True)
    assert "kveldene" not in brev.tekst  # varselet har ikke innholdet
    eva = logg_inn(v.folk["eier"])
    assert "Venter på svar" in eva.get("/samtaler/").content.decode()
    svar = {"sett": "1", "sendenokkel": uuid.uuid4(), "tekst": "Ja, gjerne."}
    assert eva.post(f"/samtaler/{samtale.referanse}/skriv/", svar).status_code == 302
    samtale.refresh_from_db()
    assert samtale.stillingen == "Besvart"
    til_ola = Utsending.objects.get(mal="samtale_til_mottaker", til=v.folk["offentlig"].epost)
    assert "Ja, gjerne." in til_ola.tekst
    assert Hendelse.objects.get(kode="samtale_start_offentlig").detaljer == {
        "part": "trondheim-kommune",
        "referanse": samtale.referanse,
        "ikke_om": "",
    }


def test_et_dobbelttrykk_er_en_samtale(v, org, ola):
    felt = _felt() | {"send": "1"}
    svar = [ola.post(f"/samtaler/ny/entreprenor/{org.slug}/", felt) for _ganger in range(2)]
    assert svar[0].url == svar[1].url
    assert Innlegg.objects.count() == 1


def test_en_planlagt_konkurranse_star_i_meldingen_og_i_samtalen(org, ola):
    ola.post(f"/samtaler/ny/entreprenor/{org.slug}/", _felt(anskaffelse="planlegges") | {"send": "1"})
    samtale = Samtale.objects.get()
    assert samtale.anskaffelse == "planlegges"
    assert "Det vi forteller dere, kan vi fortelle alle." in samtale.innlegg.get().tekst
    assert "Fortell alle" in ola.get(samtale.get_absolute_url()).content.decode()


def test_en_kunngjort_konkurranse_kan_ikke_velges(org, ola):
    assert (
        ola.post(f"/samtaler/ny/entreprenor/{org.slug}/", _felt(anskaffelse="kunngjort")).status_code == 422
    )


def test_den_andre_om_det_samme_venter_pa_svar(v, org):
    forst = _start(v, org)
    with pytest.raises(Domenefeil, match="venter på svar"):
        _start(v, org)
    Samtale.objects.filter(pk=forst.pk).update(siste_fra_entreprenor=2)
    _start(v, org)


def test_den_sjette_i_dognet_ma_vente(v, org):
    eier = lag_bruker("mange@eksempel.no")
    andre = [lag_entreprenor(f"Ny {nr}", eier, publisert_tid=timezone.now()) for nr in range(5)]
    for en in andre:
        _start(v, en)
    with pytest.raises(Domenefeil, match="høyst fem"):
        _start(v, org)
    Samtale.objects.update(startet_tid=timezone.now() - timedelta(hours=25))
    assert _start(v, org)


def test_en_profil_som_ikke_er_ute_far_ingen_melding(v, org, ola):
    Entreprenor.objects.filter(pk=org.pk).update(nedtatt_tid=timezone.now())
    org.refresh_from_db()
    with pytest.raises(Domenefeil, match="ingen profil ute"):
        _start(v, org)
    assert ola.get(f"/samtaler/ny/entreprenor/{org.slug}/").status_code == 404


def test_en_profil_ingen_administrerer_far_ingen_melding_ingen_kan_lese(v, org, ola):
    org.medlemskap.all().delete()
    with pytest.raises(Domenefeil, match="Ingen hos entreprenøren har en konto"):
        _start(v, org)
    assert not Samtale.objects.filter(begynt_av="offentlig").exists()


@pytest.mark.parametrize("publisert", [True, False])
def test_der_ingen_kan_svare_sier_siden_hvordan_de_nas(org, ola, client, publisert):
    """Før noe er skrevet, og med det som finnes: aldri et skjema som ikke kan sendes."""
    Entreprenor.objects.filter(pk=org.pk).update(
        publisert_tid=timezone.now() if publisert else None,
        kilder=["https://avisen.example/om-dem"],
        nettsted="https://dem.example/",
        kontaktepost="hei@dem.example",
    )
    ny = f"/samtaler/ny/entreprenor/{org.slug}/"
    assert "Slik når du dem" not in ola.get(org.get_absolute_url()).text
    org.medlemskap.all().delete()
    for side in (
        client.get(org.get_absolute_url()).text,
        ola.get(org.get_absolute_url()).text,
        ola.get(ny).text,
    ):
        assert (
            "Slik når du dem" in side and 'rel="nofollow">Snakk med' not in side and 'name="emne"' not in side
        )
        veier = ("https://dem.example/", f"/entreprenorer/{org.slug}/overta/", "#kilder", "/vi-har-et-behov/")
        assert [vei for vei in veier if vei not in side] == []
        # Adressen er deres egen opplysning: den vises bare når de selv har publisert den.
        assert ("mailto:hei@dem.example" in side) == publisert
    assert (ola.get(ny).status_code, ola.post(ny, _felt(send="1")).status_code) == (409, 409)
    assert not Samtale.objects.exists()


def test_den_uten_hatt_i_en_virksomhet_far_vite_hvordan_og_ikke_skjemaet(v, org):
    adresse = reverse("samtale_ny_offentlig", args=[org.slug])
    for rolle, status in (("anonym", 302), ("innlogget", 409), ("annen_entreprenor", 409)):
        klient = v.klient(rolle)
        assert "Arbeider du i en offentlig virksomhet?" in klient.get(org.get_absolute_url()).text
        svar = klient.get(adresse)
        assert (svar.status_code, 'name="hva"' in svar.text) == (status, False), rolle


def test_de_som_er_med_i_organisasjonen_ser_ikke_veien_til_seg_selv(v, org):
    assert "/samtaler/ny/entreprenor/" not in v.klient("eier").get(org.get_absolute_url()).text


def test_svartiden_er_ikke_virksomhetens_egen(v, org):
    """Heller ikke når entreprenøren har takket nei: det er ikke virksomhetens svar."""
    samtale = _start(v, org)
    gjor(
        samtale,
        Onske("avvis", 1, uuid.uuid4(), tekst="Vi har ikke tid."),
        av=Aktor("entreprenor", av=v.folk["eier"]),
    )
    i_morgen = timezone.now() + timedelta(days=1)
    assert _samtalene(timezone.localdate().year, i_morgen) == []
    Samtale.objects.update(startet_tid=timezone.now() - timedelta(days=800))
    assert forste_ar(i_morgen) == timezone.localtime(i_morgen).year  # ingen år uten en kontakt


def test_siden_og_rapporten_sier_hva_som_telles(client):
    assert "Samtaler virksomhetene selv har begynt, er ikke med" in client.get("/tall/").content.decode()
    blokkene = _blokkene(hent(timezone.localdate().year))
    assert "Samtaler virksomhetene selv har begynt, er ikke med" in str(blokkene)


def test_entreprenoren_takker_nei_og_virksomheten_far_det_i_et_brev(v, org, ola):
    samtale = _start(v, org)
    eva, sti = logg_inn(v.folk["eier"]), f"/samtaler/{samtale.referanse}/"
    assert f"{sti}avvis/" in eva.get(sti).content.decode()
    assert f"{sti}avvis/" not in ola.get(sti).content.decode() and ola.get(f"{sti}avvis/").status_code == 404
    felt = {"sett": "1", "sendenokkel": uuid.uuid4(), "tekst": "Vi har ikke tid i vår."}
    assert ola.post(f"{sti}avvis/", felt).status_code == 422
    assert eva.post(f"{sti}avvis/", felt).status_code == 302
    samtale.refresh_from_db()
    assert (samtale.tilstand, samtale.stillingen) == ("avvist", "Takket nei")
    assert samtale.ferdig_tid and "avslutt/" not in eva.get(sti).content.decode()
    brev = Utsending.objects.get(mal="samtale_til_mottaker", til=v.folk["offentlig"].epost)
    assert "Vi har ikke tid i vår." in brev.tekst and "har takket nei" in brev.tekst
    assert "ingen kan skrive mer i den" in brev.tekst and "svar på denne e-posten" not in brev.tekst
    assert not brev.svar_til


def test_fem_som_skriver_til_en_entreprenor_stenger_ikke_hennes_egne_kontakter(v, org):
    for _nr in range(5):
        samtale = _start(v, org)
        Samtale.objects.filter(pk=samtale.pk).update(siste_fra_entreprenor=2)
        Samtale.objects.filter(pk=samtale.pk).update(part=OffentligPart.objects.get(slug="bergen-kommune"))
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    assert start_samtale(
        org, lag_mottaker(oslo), emne="Kofferter", rolle="", til="postmottak@oslo.kommune.no", tekst="Hei",
        sendenokkel=uuid.uuid4(), av=v.folk["eier"],
    )  # fmt: skip


class TestIdeen:
    @pytest.fixture
    def ide(self, org):
        ide = Ide.objects.filter(entreprenor=org).first()
        Ide.objects.filter(pk=ide.pk).update(
            synlighet="alle", publisert_tid=timezone.now(), arkivert_tid=None
        )
        return Ide.objects.get(pk=ide.pk)

    def test_ideen_hun_kom_fra_er_emnet_og_folger_samtalen(self, org, ola, ide):
        adresse = f"/samtaler/ny/entreprenor/{org.slug}/?ide={ide.slug}"
        side = ola.get(ide.get_absolute_url()).text
        assert adresse in side and "Skriv til dem for Trondheim kommune" in side
        assert "Arbeider du i en offentlig virksomhet?" not in side
        assert f'value="{ide.tittel}"' in ola.get(adresse).text
        ola.post(adresse, _felt(emne=ide.tittel) | {"send": "1"})
        assert Samtale.objects.get().ide == ide

    def test_en_ide_hun_ikke_kan_se_er_ikke_med(self, org, ola, ide):
        Ide.objects.filter(pk=ide.pk).update(synlighet="bare_oss")
        adresse = f"/samtaler/ny/entreprenor/{org.slug}/?ide={ide.slug}"
        assert ide.tittel not in ola.get(adresse).text
        ola.post(adresse, _felt() | {"send": "1"})
        assert Samtale.objects.get().ide is None

    def test_den_som_ikke_er_i_det_offentlige_far_vite_hva_hun_kan_gjore(self, org):
        borger = logg_inn(lag_bruker("borger@eksempel.no"))
        svar = borger.get(f"/samtaler/ny/entreprenor/{org.slug}/")
        assert (svar.status_code, "bruker du e-posten eller telefonen" in svar.text) == (409, True)


class TestMinSideBegynner:
    def _forst(self, v, rolle):
        return logg_inn(v.folk[rolle]).get("/min-side/").context["forst"]

    def test_med_den_som_venter_pa_svar_ogsa_nar_den_er_lest(self, v, org):
        samtale = _start(v, org, emne="Kvelder på sykehjem")
        for _ganger in range(2):
            forst = self._forst(v, "eier")
            assert (forst.tekst, forst.adresse) == (
                "Svar Trondheim kommune om «Kvelder på sykehjem»",
                samtale.get_absolute_url(),
            )
            logg_inn(v.folk["eier"]).post(f"{samtale.get_absolute_url()}lest/", {"nr": "99"})
        assert samtale.get_absolute_url() != getattr(self._forst(v, "offentlig"), "adresse", "")

    def test_med_det_nye_nar_den_andre_har_svart(self, v, org):
        samtale = _start(v, org, emne="Kvelder på sykehjem")
        onske = Onske("skriv", 1, uuid.uuid4(), tekst="Ja, gjerne.")
        gjor(samtale, onske, av=Aktor("entreprenor", av=v.folk["eier"]))
        assert getattr(self._forst(v, "eier"), "adresse", "") != samtale.get_absolute_url()
        assert self._forst(v, "offentlig").tekst == f"Les det nye fra {org} om «Kvelder på sykehjem»"

    def test_ikke_med_den_som_er_avsluttet_for_noen_svarte(self, v, org):
        samtale = _start(v, org)
        logg_inn(v.folk["eier"]).post(f"{samtale.get_absolute_url()}lest/", {"nr": "99"})
        onske = Onske("avslutt", 1, uuid.uuid4(), tekst="Vi klarer oss selv.")
        gjor(samtale, onske, av=Aktor("offentlig", av=v.folk["offentlig"]))
        samtale.refresh_from_db()
        assert samtale.ferdig_tid
        logg_inn(v.folk["eier"]).post(f"{samtale.get_absolute_url()}lest/", {"nr": "99"})
        assert getattr(self._forst(v, "eier"), "adresse", "") != samtale.get_absolute_url()
