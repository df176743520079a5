"""Å ta ned det man har publisert, og legge det ut igjen: hva andre ser, fra første sekund, og hva de får vite."""

from __future__ import annotations

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide, Profilversjon
from kommuner.models import OffentligPart
from samarbeid.models import Katalograd, Treff
from samarbeid.publisering.treff import beregn_treff
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self):
        self.eier, self.redaktor = lag_bruker("eva@eksempel.no", navn="Eva Eier"), lag_redaktor()
        org = lag_entreprenor("Kofferten", self.eier)
        self.org = innhold.publisert_profil(org, av=self.eier, redaktor=self.redaktor)
        self.ide = innhold.publisert_ide(self.org, av=self.eier, redaktor=self.redaktor)
        self.skjult_ide = innhold.publisert_ide(
            self.org, av=self.eier, redaktor=self.redaktor, synlighet="offentlige", tittel=["Hemmelig"]
        )
        self.virkning = innhold.publisert_virkning(self.org, av=self.eier, redaktor=self.redaktor)
        innhold.oppdater_katalogen()
        Utsending.objects.all().delete()

    @property
    def klient(self):
        return logg_inn(self.eier)

    def ta_ned(self, navn="profil", objekt=None, **data):
        objekt = objekt or self.org
        return self.klient.post(reverse(f"{navn}_ta_ned", args=objekt.adressedeler), data)


@pytest.fixture
def scene():
    return Scene()


def _lister(client):
    """Alt en leser kan finne organisasjonen i."""
    return {
        navn: client.get(sti).content.decode() if navn != "csv" else b"".join(client.get(sti)).decode()
        for navn, sti in {
            "katalogen": reverse("entreprenorer") + "?skrevet=virksomheten",
            "søket": reverse("sok") + "?q=kofferter",
            "sammenligningen": reverse("entreprenorer_sammenlign") + "?e=kofferten",
            "csv": reverse("entreprenorer_csv"),
            "nettkartet": reverse("nettkart_del", args=["entreprenorer", 1]),
        }.items()
    }


def test_profilen_er_borte_overalt_med_en_gang_uten_at_arbeideren_har_gjort_noe(client, scene):
    assert all("kofferten" in side for side in _lister(client).values())
    assert scene.ta_ned().status_code == 302
    for navn, side in _lister(client).items():
        assert "Kofferten" not in side, navn
        assert "/entreprenorer/kofferten/" not in side, navn
    assert not Katalograd.objects.filter(slug="kofferten").exists()


@pytest.mark.parametrize("malform", ["", "/nn"])
def test_den_gamle_adressen_sier_at_den_er_tatt_ned_og_ikke_noe_mer(client, scene, malform):
    scene.ta_ned()
    for adresse in (scene.org.get_absolute_url(), scene.ide.get_absolute_url()):
        svar = client.get(malform + adresse)
        side = svar.content.decode()
        assert svar.status_code == 410
        assert ("tatt ned" in side) if not malform else ("teken ned" in side)
        for ord_ in ("Kofferten", "Minnekoffert", "Eva Eier", "minnekoffert.example"):
            assert ord_ not in side


def test_en_ide_som_bare_noen_har_sett_er_404_for_andre(client, scene):
    adresse = scene.skjult_ide.get_absolute_url()
    scene.ta_ned("ide", scene.skjult_ide)
    assert client.get(adresse).status_code == 404
    scene.ta_ned()
    assert client.get(adresse).status_code == 404


def test_det_som_aldri_er_publisert_og_det_redaksjonen_har_skjult_er_404(client, scene):
    ny = innhold.lag_ide(scene.org, av=scene.eier, synlighet="alle", tittel=["Ikke ute"])
    scene.ta_ned()
    assert client.get(ny.get_absolute_url()).status_code == 404
    Entreprenor.objects.update(skjult=True)
    assert client.get(scene.org.get_absolute_url()).status_code == 404


def test_tilbake_er_alt_som_for(client, scene):
    for_ = Entreprenor.objects.get(slug="kofferten")
    scene.ta_ned()
    svar = scene.ta_ned(handling="fram")
    assert svar.status_code == 302
    assert all("kofferten" in side for side in _lister(client).values())
    etter = Entreprenor.objects.get(slug="kofferten")
    assert (etter.publisert_tid, etter.kort, etter.nedtatt_tid) == (for_.publisert_tid, for_.kort, None)
    assert client.get(scene.ide.get_absolute_url()).status_code == 200


def test_eieren_ser_fortsatt_siden_og_hvordan_den_legges_ut(scene):
    scene.ta_ned()
    side = scene.klient.get(scene.org.get_absolute_url()).content.decode()
    assert "Bare dere ser den." in side
    oversikt = scene.klient.get(reverse("profil", args=["kofferten"])).content.decode()
    assert "Legg ut igjen" in oversikt
    ide = scene.klient.get(reverse("ide_arbeid", args=scene.ide.adressedeler)).content.decode()
    assert "Profilen deres er tatt ned" in ide


def test_treffene_er_borte_og_kommer_igjen(scene):
    beregn_treff(scene.ide.pk)
    assert Treff.objects.filter(ide=scene.ide).exists()
    scene.ta_ned()
    assert not Treff.objects.filter(ide__entreprenor=scene.org).exists()
    assert beregn_treff(scene.ide.pk) == 0
    scene.ta_ned(handling="fram")
    assert beregn_treff(scene.ide.pk) > 0


def test_ideen_og_virkningen_kan_tas_ned_hver_for_seg(client, scene):
    scene.ta_ned("ide", scene.ide)
    scene.ta_ned("virkning", scene.virkning)
    profil = client.get(scene.org.get_absolute_url()).content.decode()
    assert "Minnekoffert på sykehjem" not in profil
    assert "Flere beboere snakker sammen" not in profil
    assert client.get(scene.ide.get_absolute_url()).status_code == 410
    scene.ta_ned("ide", scene.ide, handling="fram")
    assert client.get(scene.ide.get_absolute_url()).status_code == 200


def test_redaksjonen_far_vite_det_med_grunnen_en_gang_om_dagen(scene):
    for _gang in range(3):
        scene.ta_ned(grunn="Vi legger ned.")
        scene.ta_ned(handling="fram")
    brev = Utsending.objects.filter(til=scene.redaktor.epost)
    assert sorted(b.emne for b in brev) == ["Lagt ut igjen: Kofferten", "Tatt ned: Kofferten"]
    assert "Vi legger ned." in brev.get(emne="Tatt ned: Kofferten").tekst
    assert "Kofferten har tatt ned profilen sin." in brev.get(emne="Tatt ned: Kofferten").tekst
    assert "Kofferten har lagt ut profilen sin igjen," in brev.get(emne="Lagt ut igjen: Kofferten").tekst
    assert Hendelse.objects.filter(kode="tatt_ned_av_eieren").count() == 3


def test_det_som_ventet_hos_redaksjonen_trekkes_og_kan_ikke_sendes_inn_for_det_er_ute_igjen(scene):
    innhold.skriv("profil", scene.org, {"kort": ["Noe nytt"]}, av=scene.eier)
    innhold.send_inn("profil", scene.org, av=scene.eier)
    scene.ta_ned()
    versjon = Profilversjon.objects.get(objekt=scene.org)
    assert (versjon.status, versjon.svar["kort"]) == ("under_arbeid", ["Noe nytt"])
    svar = scene.klient.post(reverse("profil_send", args=["kofferten"]), {"sett": versjon.merke})
    assert svar.status_code == 422
    assert "Profilen er tatt ned. Legg den ut igjen først." in svar.content.decode()


def test_bare_en_administrator_kan_ta_ned_hele_profilen(scene):
    medlem = lag_bruker("mads@eksempel.no")
    legg_til_medlem(scene.org, bruker=medlem, rolle=Medlemsrolle.MEDLEM, av=scene.eier, grunn="test")
    velg_hatt(medlem, kode="entreprenor:kofferten")
    klient = logg_inn(medlem)
    assert klient.post(reverse("profil_ta_ned", args=["kofferten"])).status_code == 403
    assert klient.post(reverse("ide_ta_ned", args=scene.ide.adressedeler)).status_code == 302
    assert logg_inn(lag_bruker("x@eksempel.no")).post(
        reverse("profil_ta_ned", args=["kofferten"])
    ).status_code == 404  # fmt: skip
    assert Entreprenor.objects.get(pk=scene.org.pk).nedtatt_tid is None


def test_en_referanse_som_venter_star_ikke_hos_virksomheten_sa_lenge(scene):
    from entreprenorer.handlinger.referanser import be_om_referanse

    part = OffentligPart.objects.get(slug="trondheim-kommune")
    be_om_referanse(scene.org, part=part, enhet="", hva="Noe", fra_ar=2023, til_ar=None, av=scene.eier)
    ola = lag_bruker("ola@trondheim.kommune.no")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
    adresse = reverse("referanser_til_svar", args=[part.slug])
    assert "Kofferten" in logg_inn(ola).get(adresse).content.decode()
    scene.ta_ned()
    assert "Kofferten" not in logg_inn(ola).get(adresse).content.decode()
    assert "Kofferten" not in logg_inn(ola).get(reverse("min_side")).content.decode()


def test_katalogbyggingen_stanser_ingen(scene, monkeypatch):
    """Bygges katalogen akkurat da, venter ikke den som tar ned; køen tar det."""
    from samarbeid.publisering import nedtaking

    monkeypatch.setattr(nedtaking, "oppdater_straks", lambda eier: False)
    scene.ta_ned()
    innhold.oppdater_katalogen()
    assert not Katalograd.objects.filter(slug="kofferten").exists()


class TestKravForst:
    def test_ideen_sier_fra_for_noen_begynner_og_teller_kravet_med(self):
        eier = lag_bruker("eva@eksempel.no")
        org = lag_entreprenor("Kofferten", eier)
        klient = logg_inn(eier)
        profil = reverse("profil", args=[org.slug])
        for navn in ("ide_liste", "ide_ny", "virkning_liste", "virkning_ny", "referanser"):
            side = klient.get(reverse(navn, args=[org.slug])).content.decode()
            assert f'href="{profil}">Profilen er ikke publisert.' in side, navn
        ide = innhold.lag_ide(org, av=eier, synlighet="bare_oss")
        oversikt = klient.get(reverse("ide_arbeid", args=ide.adressedeler)).content.decode()
        assert f'href="{profil}">Profilen er ikke publisert.' in oversikt
        assert f'href="{reverse("ide_synlighet", args=ide.adressedeler)}">Bare dere kan se ideen.' in oversikt
        assert "13 av 13 er på plass" not in oversikt

    def test_er_alt_gjort_star_ingen_krav(self, scene):
        side = scene.klient.get(reverse("ide_arbeid", args=scene.ide.adressedeler)).content.decode()
        assert "Må være på plass" not in side
        assert (
            "Dere kan skrive nå"
            not in scene.klient.get(reverse("ide_ny", args=["kofferten"])).content.decode()
        )


class TestIdesiden:
    def test_kontakten_varigheten_og_summen_star_der(self, client, scene):
        Ide.objects.filter(pk=scene.ide.pk).update(arlig_belop=450_000, varighet_ar=3)
        side = client.get(scene.ide.get_absolute_url()).content.decode().replace("\u00a0", " ")
        assert 'href="mailto:post@minnekoffert.example"' in side
        assert '<dt>Hvor lenge</dt><dd class="linjeskift">Tre år</dd>' in side
        assert '<dt>Til sammen</dt><dd class="linjeskift">1 350 000 kroner uten merverdiavgift</dd>' in side

    def test_fire_ar_eller_mer_er_minst_og_ukjent_varighet_gir_ingen_sum(self, client, scene):
        Ide.objects.filter(pk=scene.ide.pk).update(arlig_belop=100_000, varighet_ar=4)
        side = client.get(scene.ide.get_absolute_url()).content.decode().replace("\u00a0", " ")
        assert "minst 400 000 kroner" in side
        Ide.objects.filter(pk=scene.ide.pk).update(varighet_ar=None)
        assert "Til sammen" not in client.get(scene.ide.get_absolute_url()).content.decode()

    def test_uten_kontakt_er_redaksjonen_veien(self, client, scene):
        Entreprenor.objects.update(kontaktnavn="", kontaktepost="", kontakttelefon="", nettsted="")
        for adresse in (scene.ide.get_absolute_url(), scene.org.get_absolute_url()):
            side = client.get(adresse).content.decode()
            assert "Kontakt er ikke oppgitt." in side
            assert f"{reverse('kontakt')}?emne=annet&amp;side={adresse}" in side
