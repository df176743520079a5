"""Når noen ber om sletting: det andre ser, er borte med en gang, kommer igjen når hun angrer, og er ellers borte for godt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.handlinger.referanser import be_om_referanse, svar_som_medlem
from entreprenorer.models import Entreprenor, Profilutgave, Profilversjon, Referanse
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting, slett_bestilte, slett_konto
from veier.personvern.models import Slettebestilling

pytestmark = pytest.mark.django_db
HENNES = ("Eva Eier", "eva@kofferten.example", "912 34 567")


class Scene:
    def __init__(self):
        self.eva, self.redaktor = lag_bruker("eva@kofferten.example", navn="Eva Eier"), lag_redaktor()
        self.org = innhold.publisert_profil(
            lag_entreprenor("Kofferten", self.eva),
            av=self.eva,
            redaktor=self.redaktor,
            kontaktepost=["eva@kofferten.example"],
            kontakttelefon=["912 34 567"],
        )
        self.ide = innhold.publisert_ide(self.org, av=self.eva, redaktor=self.redaktor)
        innhold.skriv("profil", self.org, {"kort": ["Noe nytt"]}, av=self.eva)
        self.kollega = lag_bruker("mads@kofferten.example", navn="Mads Medlem")
        legg_til_medlem(self.org, bruker=self.kollega, rolle=Medlemsrolle.MEDLEM, av=self.eva, grunn="t")
        velg_hatt(self.kollega, kode="entreprenor:kofferten")

    @property
    def org_rad(self):
        return Entreprenor.objects.get(pk=self.org.pk)

    def andre_ser(self, client):
        """Alt andre enn hun kan se av organisasjonen, samlet."""
        kollega = logg_inn(self.kollega)
        sider = [client.get(self.org.get_absolute_url()), client.get(self.ide.get_absolute_url())]
        sider += [
            kollega.get(reverse(navn, args=["kofferten", *mer]))
            for navn, mer in (("profil_vis", []), ("profil_steg", [6]))
        ]
        # Hvem som skrev hva, er kollegenes å vite til hun er borte; det hun sto der med, er det ikke.
        historikk = kollega.get(reverse("profil_historikk", args=["kofferten"])).content.decode()
        assert ("912 34 567" in historikk) == bool(self.org_rad.kontaktnavn)
        redaktor = logg_inn(self.redaktor)
        sider.append(redaktor.get(reverse("entreprenor", args=["kofferten"])))
        return "".join(s.content.decode() for s in sider)


@pytest.fixture
def scene():
    return Scene()


def _uten(tekst):
    return [ord_ for ord_ in HENNES if ord_ in tekst]


def test_alt_er_borte_for_andre_med_en_gang(client, scene):
    assert _uten(scene.andre_ser(client)) == list(HENNES)
    bestill_sletting(scene.eva)
    assert _uten(scene.andre_ser(client)) == []
    uten_adresse = client.get(scene.ide.get_absolute_url()).content.decode()
    assert "Kontakt er ikke oppgitt." in uten_adresse
    assert reverse("samtale_ny_offentlig", args=[scene.ide.entreprenor.slug]) in uten_adresse


def test_neste_publisering_henter_det_ikke_fram_igjen(client, scene):
    bestill_sletting(scene.eva)
    ny = {"kontaktnavn": ["Mads Medlem"], "kontaktepost": ["mads@kofferten.example"]}
    innhold.skriv("profil", scene.org, ny, av=scene.kollega)
    innhold.publiser("profil", scene.org, av=scene.kollega, redaktor=scene.redaktor)
    assert _uten(client.get(scene.org.get_absolute_url()).content.decode()) == []


def test_angrer_hun_er_alt_tilbake(client, scene):
    for_ = scene.andre_ser(client)
    bestill_sletting(scene.eva)
    assert angre_sletting(scene.eva)
    assert _uten(scene.andre_ser(client)) == _uten(for_) == list(HENNES)
    assert not angre_sletting(scene.eva)


def test_det_en_kollega_har_skrevet_i_mellomtiden_blir_staende(client, scene):
    bestill_sletting(scene.eva)
    Entreprenor.objects.update(kontaktnavn="Mads Medlem", kontaktepost="mads@kofferten.example")
    angre_sletting(scene.eva)
    rad = Entreprenor.objects.get(slug="kofferten")
    assert (rad.kontaktnavn, rad.kontaktepost, rad.kontakttelefon) == (
        "Mads Medlem",
        "mads@kofferten.example",
        "",
    )


def test_er_fristen_ute_finnes_det_ingen_steder(scene):
    bestill_sletting(scene.eva)
    Slettebestilling.objects.update(utfores_tid=timezone.now() - timedelta(minutes=1))
    assert slett_bestilte() == 1
    assert not Bruker.objects.filter(epost="eva@kofferten.example").exists()
    sporene = Entreprenor.pgh_event_model.objects.filter(slug="kofferten")
    assert sporene.count() > 1
    alt = [
        *(str(r) for r in Entreprenor.objects.values()),
        *(str(r) for r in sporene.values()),
        *(str(r) for m in (Profilversjon, Profilutgave) for r in m.objects.values("svar")),
    ]
    assert _uten("".join(alt)) == []


def test_en_konto_som_slettes_uten_bestilling_etterlater_heller_ingenting(client, scene):
    from veier.personvern.handlinger.sletting import slett_konto

    slett_konto(scene.eva.pk)
    assert _uten(client.get(scene.org.get_absolute_url()).content.decode()) == []


def test_en_felles_postkasse_og_en_annens_kontakt_blir_staende(scene):
    felles = lag_entreprenor("Felles", scene.eva, kontaktnavn="Eva Eier", kontaktepost="post@felles.example")
    annens = lag_entreprenor(
        "Annens", lag_bruker("x@y.example"), kontaktnavn="Eva Eier", kontaktepost="annen@eva.example"
    )
    bestill_sletting(scene.eva)
    felles.refresh_from_db()
    annens.refresh_from_db()
    assert (felles.kontaktnavn, felles.kontaktepost) == ("", "post@felles.example")
    assert (annens.kontaktnavn, annens.kontaktepost) == ("Eva Eier", "annen@eva.example")


def test_navnet_paa_svaret_paa_en_referanse_blir_borte(scene):
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    ola = lag_bruker("ola@trondheim.kommune.no", navn="Ola Offentlig")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="t")
    r = be_om_referanse(scene.org, part=part, enhet="", hva="Noe", fra_ar=2023, til_ar=None, av=scene.eva)
    svar_som_medlem(r.ref, bekreft=True, stilling="Rektor", av=ola)
    bestill_sletting(ola)
    assert (Referanse.objects.get().svart_navn, Referanse.objects.get().svart_stilling) == ("", "Rektor")
    angre_sletting(ola)
    assert Referanse.objects.get().svart_navn == "Ola Offentlig"


class TestSidene:
    def test_den_siste_administratoren_far_tilbudet_og_profilen_tas_ned_og_kommer_igjen(self, client, scene):
        klient = logg_inn(scene.eva)
        side = klient.get(reverse("personvern_slett")).content.decode()
        assert "Ta ned profilen til Kofferten nå." in side
        klient.post(reverse("personvern_slett"), {"ta_ned": ["entreprenor:kofferten"]})
        assert client.get(scene.org.get_absolute_url()).status_code == 410
        klient.post(reverse("personvern_angre"))
        assert client.get(scene.org.get_absolute_url()).status_code == 200

    def test_er_det_en_administrator_til_tilbys_det_ikke_og_kan_ikke_tvinges_fram(self, client, scene):
        legg_til_medlem(
            scene.org,
            bruker=lag_bruker("to@k.example"),
            rolle=Medlemsrolle.ADMINISTRATOR,
            av=scene.eva,
            grunn="t",
        )
        klient = logg_inn(scene.eva)
        assert "Ta ned profilen" not in klient.get(reverse("personvern_slett")).content.decode()
        klient.post(reverse("personvern_slett"), {"ta_ned": ["entreprenor:kofferten"]})
        assert client.get(scene.org.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("navn", ["min_side", "konto", "personvern", "forside", "entreprenorer", "prov"])
    def test_hver_side_sier_at_kontoen_skal_slettes_og_angre_er_en_knapp(self, scene, navn):
        klient = logg_inn(scene.eva)
        assert "Kontoen din blir slettet" not in klient.get(reverse(navn)).content.decode()
        bestill_sletting(scene.eva)
        side = klient.get(reverse(navn)).content.decode()
        assert side.count("Kontoen din blir slettet") == 1
        assert side.count("Angre: behold kontoen") == 1
        svar = klient.post(reverse("personvern_angre"), {"next": reverse(navn)})
        assert svar["Location"] == reverse(navn)
        assert not Slettebestilling.objects.exists()

    def test_redaksjonen_far_en_organisasjon_uten_administrator(self, scene):
        bestill_sletting(scene.eva)
        Slettebestilling.objects.update(utfores_tid=timezone.now() - timedelta(minutes=1))
        slett_bestilte()
        brev = Utsending.objects.get(nokkel__startswith="organisasjon_uten_folk", til=scene.redaktor.epost)
        assert "Kofferten" in brev.emne


@pytest.mark.parametrize("navn", ["https", "E-post", "Portalen", "Lenken", "eksempel"])
def test_et_navn_som_star_i_alle_brev_tar_ikke_med_seg_andres(navn):
    """Navnet velger hun selv. Teksten i det andre har fått, er ikke hennes å slette."""
    ond, eier = lag_bruker("ond@ond.example", navn=navn), lag_bruker("eier@eksempel.no", navn="Eier")
    org = lag_entreprenor("Relevant hjelp", eier)
    inviter(org, epost="venn@eksempel.no", rolle="medlem", av=eier)
    be_om_a_bli_med(
        org, bruker=lag_bruker("ada@eksempel.no", navn="Ada Annen"), melding="En relevant melding."
    )
    foer = list(Utsending.objects.order_by("pk").values("pk", "emne", "tekst", "html", "hemmelig"))
    assert len(foer) == 2
    slett_konto(ond.pk)
    etter = Utsending.objects.filter(pk__in=[r["pk"] for r in foer]).order_by("pk")
    assert list(etter.values("pk", "emne", "tekst", "html", "hemmelig")) == foer


def test_et_kort_navn_er_et_helt_ord():
    eva, eier = lag_bruker("eva@ett.example", navn="Eva"), lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Org", eier)
    be_om_a_bli_med(org, bruker=lag_bruker("ada@eksempel.no"), melding="Noe relevant.")
    be_om_a_bli_med(org, bruker=eva, melding="Hei.")
    slett_konto(eva.pk)
    assert sorted(Utsending.objects.filter(mal="foresporsel_ny").values_list("hemmelig", flat=True)) == [
        False,
        True,
    ]
