"""Hvem som er med: invitasjoner, forespørsler, roller, og hvem man handler for."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Foresporsel, Invitasjon, Medlemskap
from kommuner.models import Medlemskap as Ansatt
from kommuner.models import OffentligPart
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger import foresporsler, invitasjoner, medlemmer
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.slag import alle_slag, slag_til
from veier.medlemskap.tilganger import er_administrator, er_medlem

pytestmark = pytest.mark.django_db
ADMIN, MEDLEM = Medlemsrolle.ADMINISTRATOR, Medlemsrolle.MEDLEM


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


@pytest.fixture
def org(eier):
    return lag_entreprenor("Minnekoffert", eier)


@pytest.fixture
def utenfor():
    return lag_bruker("ulf@eksempel.no", navn="Ulf Utenfor")


def _lenke(til):
    return re.search(r"http://[^/]+(/\S+)", Utsending.objects.get(til=til).tekst)[1]


def test_begge_sider_har_de_samme_slagene():
    assert list(alle_slag()) == ["entreprenor", "offentlig"]
    assert slag_til(OffentligPart.objects.first()).medlemskap is Ansatt
    with pytest.raises(KeyError):
        slag_til(lag_bruker("x@eksempel.no"))


class TestInvitasjon:
    def test_lenken_gir_rollen_en_gang_og_den_som_inviterte_far_vite_det(self, org, eier, utenfor):
        invitasjoner.inviter(org, epost="Ulf@Eksempel.no", rolle=ADMIN, av=eier)
        lenke = _lenke("ulf@eksempel.no")
        klient = logg_inn(utenfor)
        assert "Eva Eier har invitert deg" in klient.get(lenke).text
        assert not er_medlem(utenfor, org)
        assert klient.post(lenke)["Location"] == reverse("min_side")
        assert er_administrator(utenfor, org)
        assert Utsending.objects.filter(til=eier.epost, nokkel__startswith="invitasjon_godtatt").count() == 1
        svar = klient.post(lenke)
        assert (svar.status_code, "brukt, trukket tilbake eller for gammel" in svar.text) == (422, True)
        assert Medlemskap.objects.filter(organisasjon=org).count() == 2

    def test_anonym_ser_hva_det_gjelder_og_veien_til_innlogging(self, org, eier, client):
        invitasjoner.inviter(org, epost="ny@eksempel.no", rolle=MEDLEM, av=eier)
        lenke = _lenke("ny@eksempel.no")
        side = client.get(lenke).text
        assert f"{reverse('account_signup')}?next=" in side
        client.post(lenke)
        assert Invitasjon.objects.get().brukt_tid is None

    def test_etter_14_dager_virker_den_ikke(self, org, eier, utenfor):
        invitasjon = invitasjoner.inviter(org, epost=utenfor.epost, rolle=MEDLEM, av=eier)
        assert invitasjon.utloper_tid - invitasjon.sendt_tid >= timedelta(days=14) - timedelta(seconds=5)
        Invitasjon.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
        invitasjon.refresh_from_db()
        with pytest.raises(Domenefeil, match="for gammel"):
            invitasjoner.godta_invitasjon(invitasjon, bruker=utenfor)

    def test_kan_trekkes_og_en_ny_erstatter_den_gamle(self, org, eier, utenfor):
        forste = invitasjoner.inviter(org, epost=utenfor.epost, rolle=MEDLEM, av=eier)
        assert invitasjoner.inviter(org, epost=utenfor.epost, rolle=MEDLEM, av=eier) == forste  # dobbeltklikk
        assert Utsending.objects.filter(til=utenfor.epost).count() == 1
        Invitasjon.objects.update(sendt_tid=timezone.now() - invitasjoner.NETTOPP)
        andre = invitasjoner.inviter(org, epost=utenfor.epost, rolle=MEDLEM, av=eier)
        forste.refresh_from_db()
        assert (forste.kan_brukes, andre.kan_brukes) == (False, True)
        logg_inn(eier).post(reverse("entreprenor_trekk", args=[org.slug, andre.ref]))
        andre.refresh_from_db()
        assert not andre.kan_brukes
        assert invitasjoner.trekk_invitasjon(andre, av=eier).trukket_tid == andre.trukket_tid

    def test_en_som_er_med_kan_ikke_inviteres(self, org, eier):
        svar = logg_inn(eier).post(
            reverse("entreprenor_inviter", args=[org.slug]), {"epost": eier.epost, "rolle": "medlem"}
        )
        assert (svar.status_code, "er allerede med" in svar.text) == (422, True)

    def test_et_medlem_kan_ikke_invitere(self, org, eier, utenfor):
        medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=eier, grunn="test")
        svar = logg_inn(utenfor).post(
            reverse("entreprenor_inviter", args=[org.slug]), {"epost": "a@b.no", "rolle": "medlem"}
        )
        assert svar.status_code == 404
        assert not Invitasjon.objects.exists()

    def test_nokkelen_er_ikke_i_databasen_utenom_eposten(self, org, eier):
        invitasjon = invitasjoner.inviter(org, epost="ny@eksempel.no", rolle=MEDLEM, av=eier)
        nokkel = _lenke("ny@eksempel.no").rstrip("/").rsplit("/", 1)[1]
        assert nokkel not in invitasjon.avtrykk
        assert Utsending.objects.get(til="ny@eksempel.no").hemmelig


class TestRoller:
    def test_den_siste_administratoren_kan_ikke_ga_eller_bli_medlem(self, org, eier, utenfor):
        medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=eier, grunn="test")
        eget = Medlemskap.objects.get(bruker=eier)
        klient = logg_inn(eier)
        svar = klient.post(reverse("entreprenor_fjern", args=[org.slug, eget.ref]))
        assert (svar.status_code, "må ha en administrator" in svar.text) == (422, True)
        klient.post(reverse("entreprenor_medlemsrolle", args=[org.slug, eget.ref]), {"rolle": "medlem"})
        assert er_administrator(eier, org)

    def test_etter_overlevering_kan_hun_ga_og_historikken_star(self, org, eier, utenfor):
        m = medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=eier, grunn="test")
        klient = logg_inn(eier)
        klient.post(reverse("entreprenor_medlemsrolle", args=[org.slug, m.ref]), {"rolle": "administrator"})
        eget = Medlemskap.objects.get(bruker=eier)
        assert klient.get(reverse("entreprenor_fjern", args=[org.slug, eget.ref])).status_code == 200
        klient.post(reverse("entreprenor_fjern", args=[org.slug, eget.ref]))
        eier.refresh_from_db()
        assert (er_medlem(eier, org), eier.hatt) == (False, "")
        koder = set(Hendelse.objects.filter(gjelder_id=org.slug).values_list("kode", flat=True))
        assert {"medlem_lagt_til", "rolle_endret", "medlem_fjernet"} <= koder

    def test_den_som_tas_ut_far_vite_det(self, org, eier, utenfor):
        m = medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=eier, grunn="test")
        logg_inn(eier).post(reverse("entreprenor_fjern", args=[org.slug, m.ref]))
        assert Utsending.objects.filter(til=utenfor.epost, nokkel__startswith="medlem_fjernet").count() == 1

    def test_et_medlem_kan_ikke_ta_ut_andre_eller_endre_roller(self, org, eier, utenfor):
        medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=utenfor, grunn="test")
        eget = Medlemskap.objects.get(bruker=eier)
        klient = logg_inn(utenfor)
        assert klient.post(reverse("entreprenor_fjern", args=[org.slug, eget.ref])).status_code == 404
        assert (
            klient.post(
                reverse("entreprenor_medlemsrolle", args=[org.slug, eget.ref]), {"rolle": "medlem"}
            ).status_code
            == 404
        )

    def test_rolle_krever_at_personen_nylig_har_bekreftet_seg(self, org, eier, utenfor):
        m = medlemmer.legg_til_medlem(org, bruker=utenfor, rolle=MEDLEM, av=eier, grunn="test")
        svar = logg_inn(eier, bekreftet=False).post(
            reverse("entreprenor_medlemsrolle", args=[org.slug, m.ref]), {"rolle": "administrator"}
        )
        assert svar["Location"].startswith(reverse("konto_bekreft"))
        assert not er_administrator(utenfor, org)

    def test_samme_rolle_igjen_sender_ingenting(self, org, eier):
        medlemmer.endre_rolle(Medlemskap.objects.get(bruker=eier), rolle=ADMIN, av=eier)
        assert not Utsending.objects.exists()


class TestForesporsel:
    def test_gar_til_administratorene_og_svaret_til_den_som_spurte(self, org, eier, utenfor):
        klient = logg_inn(utenfor)
        klient.post(reverse("entreprenor_bli_med", args=[org.slug]), {"melding": "Jeg er styreleder."})
        foresporsel = Foresporsel.objects.get()
        assert "Jeg er styreleder." in Utsending.objects.get(til=eier.epost).tekst
        side = logg_inn(eier).get(reverse("entreprenor_medlemmer", args=[org.slug])).text
        assert "Ulf Utenfor" in side
        logg_inn(eier).post(reverse("entreprenor_svar", args=[org.slug, foresporsel.ref]), {"svar": "ja"})
        assert er_medlem(utenfor, org)
        assert (
            Utsending.objects.filter(til=utenfor.epost, nokkel__startswith="foresporsel_godtatt").count() == 1
        )

    def test_et_nei_krever_begrunnelse(self, org, eier, utenfor):
        f = foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="")
        with pytest.raises(Domenefeil, match="begrunnelse"):
            foresporsler.svar_pa_foresporsel(f, ja=False, av=eier)
        foresporsler.svar_pa_foresporsel(f, ja=False, av=eier, begrunnelse="Vi kjenner deg ikke.")
        assert "Vi kjenner deg ikke." in Utsending.objects.get(til=utenfor.epost).tekst
        assert (
            foresporsler.svar_pa_foresporsel(f, ja=True, av=eier).status == "avslatt"
        )  # et svar gis én gang
        assert not er_medlem(utenfor, org)

    def test_etter_14_dager_gar_den_til_redaksjonen_en_gang(self, org, utenfor):
        redaktor = lag_redaktor()
        f = foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="")
        assert foresporsler.send_gamle_til_redaksjonen() == 0
        Foresporsel.objects.update(bedt_tid=timezone.now() - timedelta(days=14, seconds=1))
        assert foresporsler.send_gamle_til_redaksjonen() == 1
        assert foresporsler.send_gamle_til_redaksjonen() == 0
        assert Utsending.objects.filter(til=redaktor.epost).count() == 1
        f.refresh_from_db()
        assert (
            foresporsler.send_til_redaksjonen(f, grunn="igjen").til_redaksjonen_tid == f.til_redaksjonen_tid
        )

    def test_redaksjonen_svarer_fra_koen(self, org, utenfor):
        klient = logg_inn(lag_redaktor())
        f = foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="")
        ko = reverse("admin:entreprenorer_foresporsel_changelist")
        handling = {"action": "godta_medlem", "_selected_action": [f.pk]}
        klient.post(ko, handling)
        assert not er_medlem(utenfor, org)  # den er ikke sendt til redaksjonen
        foresporsler.send_til_redaksjonen(f, grunn="test")
        klient.post(ko, handling)
        assert er_medlem(utenfor, org)

    def test_kan_trekkes_av_den_som_spurte_og_bare_den(self, org, eier, utenfor):
        f = foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="")
        adresse = reverse("entreprenor_trekk_foresporsel", args=[f.ref])
        assert logg_inn(eier).post(adresse).status_code == 404
        logg_inn(utenfor).post(adresse)
        f.refresh_from_db()
        assert f.status == "trukket"
        assert foresporsler.trekk_foresporsel(f, av=utenfor).besvart_tid == f.besvart_tid

    def test_to_ganger_gir_en_forespoersel_og_medlemmer_kan_ikke_sporre(self, org, eier, utenfor):
        assert foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="") == foresporsler.be_om_a_bli_med(
            org, bruker=utenfor, melding="b"
        )
        with pytest.raises(Domenefeil, match="allerede med"):
            foresporsler.be_om_a_bli_med(org, bruker=eier, melding="")
        assert logg_inn(eier).get(reverse("entreprenor_bli_med", args=[org.slug])).status_code == 302


class TestHatt:
    def test_sidene_til_en_organisasjon_krever_at_man_har_valgt_den(self, org, eier):
        medlemmer.velg_hatt(eier, kode="")
        klient = logg_inn(eier)
        side = klient.get(reverse("entreprenor_medlemmer", args=[org.slug]))
        assert (side.status_code, "Nå er du her som deg selv" in side.text) == (409, True)
        svar = klient.post(reverse("hatt"), {"hatt": f"entreprenor:{org.slug}", "next": "/entreprenorer/"})
        assert svar["Location"] == "/entreprenorer/"
        assert klient.get(reverse("entreprenor_medlemmer", args=[org.slug])).status_code == 200
        assert "Minnekoffert" in klient.get(reverse("forside")).text

    @pytest.mark.parametrize(
        "kode", ["entreprenor:jodacare", "tull:x", "offentlig:oslo-kommune", ":", "entreprenor:"]
    )
    def test_en_hatt_man_ikke_har_kan_ikke_velges(self, eier, org, kode):
        logg_inn(eier).post(reverse("hatt"), {"hatt": kode})
        eier.refresh_from_db()
        assert eier.hatt == "entreprenor:minnekoffert"

    def test_hatten_skifter_ikke_naar_en_annen_godtar_foresporselen(self, eier, org, utenfor):
        egen = lag_entreprenor("Egen", utenfor)
        f = foresporsler.be_om_a_bli_med(org, bruker=utenfor, melding="")
        foresporsler.svar_pa_foresporsel(f, ja=True, av=eier)
        utenfor.refresh_from_db()
        assert er_medlem(utenfor, org)
        assert utenfor.hatt == f"entreprenor:{egen.slug}"

    def test_neste_utenfor_portalen_brukes_ikke(self, eier, org):
        svar = logg_inn(eier).post(reverse("hatt"), {"hatt": "", "next": "//ond.example/"})
        assert svar["Location"] == reverse("min_side")

    def test_flere_organisasjoner_pa_begge_sider(self, eier, org):
        medlemmer.legg_til_medlem(
            OffentligPart.objects.get(slug="oslo-kommune"), bruker=eier, rolle=MEDLEM, av=None, grunn="test"
        )
        side = logg_inn(eier).get(reverse("min_side")).text
        assert "Minnekoffert" in side
        assert "Oslo kommune" in side


def test_sidene_har_like_mange_sporringer_for_1_og_30_medlemmer(org, eier):
    klient, antall = logg_inn(eier), []
    for nr in (1, 30):
        for i in range(Medlemskap.objects.count(), nr):
            medlemmer.legg_til_medlem(
                org, bruker=lag_bruker(f"m{i}@eksempel.no"), rolle=MEDLEM, av=eier, grunn="test"
            )
            invitasjoner.inviter(org, epost=f"i{i}@eksempel.no", rolle=MEDLEM, av=eier)
            foresporsler.be_om_a_bli_med(org, bruker=lag_bruker(f"f{i}@eksempel.no"), melding="")
        for side in (reverse("entreprenor_medlemmer", args=[org.slug]), reverse("min_side")):
            klient.get(side)
            with CaptureQueriesContext(connection) as sporringer:
                klient.get(side)
            antall.append(len(sporringer))
    assert antall[:2] == antall[2:]
    assert max(antall) <= 21


def test_anonym_sendes_til_innlogging_og_tilbake(client, org):
    adresse = reverse("entreprenor_medlemmer", args=[org.slug])
    assert client.get(adresse)["Location"] == f"{reverse('account_login')}?next={adresse}"
    assert isinstance(client, Client)
