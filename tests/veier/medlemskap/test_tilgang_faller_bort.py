"""Den som tas ut eller blir vanlig medlem, har ingen vei tilbake, og ingen blir administrator uten at det er bekreftet."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Foresporsel, Invitasjon, Medlemskap
from kommuner.handlinger.medlemskap import be_om_administratorkode, bruk_administratorkode
from kommuner.models import Administratorkode, Kontaktpunkt, OffentligPart
from kommuner.models import Foresporsel as OffentligForesporsel
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.grense import regler
from veier.medlemskap.handlinger import foresporsler, invitasjoner, medlemmer
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.tilganger import er_administrator, er_medlem

pytestmark = pytest.mark.django_db
ADMIN, MEDLEM = Medlemsrolle.ADMINISTRATOR, Medlemsrolle.MEDLEM


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


@pytest.fixture(params=["entreprenor", "offentlig"])
def org(request, eier):
    if request.param == "entreprenor":
        return lag_entreprenor("Minnekoffert", eier)
    part = OffentligPart.objects.get(slug="oslo-kommune")
    medlemmer.legg_til_medlem(part, bruker=eier, rolle=ADMIN, av=eier, grunn="test")
    return part


@pytest.fixture
def annen(org, eier):
    """En administrator til, med hatten på."""
    annen = lag_bruker("ada@eksempel.no", navn="Ada Annen")
    medlemmer.legg_til_medlem(org, bruker=annen, rolle=ADMIN, av=annen, grunn="test")
    return annen


def _medlemskap(org, bruker):
    return org.medlemskap.get(bruker=bruker)


def _side(org, navn, *deler):
    return reverse(f"{org.medlemskap.model.slagkode}_{navn}", args=[org.slug, *deler])


def _ta_ut(org, bruker, av):
    medlemmer.fjern_medlem(_medlemskap(org, bruker), av=av)


def _gjor_til_medlem(org, bruker, av):
    medlemmer.endre_rolle(_medlemskap(org, bruker), rolle=MEDLEM, av=av)


@pytest.mark.parametrize("handling", [_ta_ut, _gjor_til_medlem])
class TestInvitasjoner:
    def test_de_hun_har_sendt_og_de_som_venter_pa_henne_trekkes(self, org, eier, annen, handling):
        sendt = invitasjoner.inviter(org, epost="venn@eksempel.no", rolle=ADMIN, av=annen)
        andres = invitasjoner.inviter(org, epost="kollega@eksempel.no", rolle=MEDLEM, av=eier)
        til_henne = type(sendt).objects.create(
            organisasjon=org, epost=annen.epost, rolle=ADMIN, avtrykk="a" * 64, invitert_av=eier
        )
        handling(org, annen, eier)
        for rad, virker in ((sendt, False), (til_henne, False), (andres, True)):
            rad.refresh_from_db()
            assert rad.kan_brukes is virker

    def test_den_som_ble_invitert_av_henne_kan_ikke_ta_imot(self, org, eier, annen, handling):
        """Også om invitasjonen ikke ble trukket, for eksempel fordi den ble laget i samme øyeblikk."""
        venn = lag_bruker("venn@eksempel.no")
        sendt = invitasjoner.inviter(org, epost=venn.epost, rolle=ADMIN, av=annen)
        handling(org, annen, eier)
        type(sendt).objects.update(trukket_tid=None)
        sendt.refresh_from_db()
        with pytest.raises(Domenefeil, match="ikke lenger administrator"):
            invitasjoner.godta_invitasjon(sendt, bruker=venn)
        assert not er_medlem(venn, org)

    def test_det_hun_hadde_apent_kan_hun_ikke_fullfore(self, org, eier, annen, handling):
        handling(org, annen, eier)
        with pytest.raises(Domenefeil, match="ikke lenger administrator"):
            invitasjoner.inviter(org, epost="venn@eksempel.no", rolle=MEDLEM, av=annen)
        with pytest.raises(Domenefeil, match="ikke lenger administrator"):
            medlemmer.endre_rolle(_medlemskap(org, eier), rolle=MEDLEM, av=annen)
        with pytest.raises(Domenefeil, match="ikke lenger administrator"):
            medlemmer.fjern_medlem(_medlemskap(org, eier), av=annen)
        f = foresporsler.be_om_a_bli_med(org, bruker=lag_bruker("venn@eksempel.no"), melding="")
        with pytest.raises(Domenefeil, match="ikke lenger administrator"):
            foresporsler.svar_pa_foresporsel(f, ja=True, av=annen)


def test_hatten_og_sidene_er_borte_i_den_apne_okten(org, eier, annen):
    klient = logg_inn(annen)
    assert klient.get(_side(org, "medlemmer")).status_code == 200
    _ta_ut(org, annen, eier)
    assert klient.get(_side(org, "medlemmer")).status_code == 404
    assert org.navn not in klient.get(reverse("konto")).text
    annen.refresh_from_db()
    assert annen.hatt == ""


def test_to_som_tar_ut_den_samme_gir_ingen_feil(org, eier, annen):
    tredje = lag_bruker("tre@eksempel.no")
    m = medlemmer.legg_til_medlem(org, bruker=tredje, rolle=MEDLEM, av=eier, grunn="test")
    medlemmer.fjern_medlem(m, av=eier)
    m.pk = m.pk or 10**9
    medlemmer.fjern_medlem(m, av=annen)
    assert Utsending.objects.filter(til=tredje.epost, nokkel__startswith="medlem_fjernet").count() == 1


class TestBekreftelse:
    """Én regel: å gjøre noen til administrator krever at personen nylig har bekreftet seg."""

    def test_a_invitere_som_administrator(self, org, eier):
        klient = logg_inn(eier, bekreftet=False)
        felt = {"epost": "ny@eksempel.no", "rolle": "administrator"}
        svar = klient.post(_side(org, "inviter"), felt)
        assert svar["Location"].startswith(reverse("konto_bekreft"))
        assert not Utsending.objects.filter(til="ny@eksempel.no").exists()
        side = klient.get(_side(org, "medlemmer")).text
        assert "gjør valget en gang til" in side
        assert 'value="ny@eksempel.no"' in side
        assert re.search(r'value="administrator"[^>]*checked', side)
        assert logg_inn(eier).post(_side(org, "inviter"), felt)["Location"] == _side(org, "medlemmer")

    def test_a_invitere_som_medlem_trenger_det_ikke(self, org, eier):
        klient = logg_inn(eier, bekreftet=False)
        klient.post(_side(org, "inviter"), {"epost": "ny@eksempel.no", "rolle": "medlem"})
        assert Utsending.objects.filter(til="ny@eksempel.no").count() == 1

    def test_a_godta_en_som_vil_bli_administrator(self, org, eier):
        ny = lag_bruker("ny@eksempel.no")
        f = foresporsler.be_om_a_bli_med(org, bruker=ny, melding="", rolle=ADMIN)
        klient = logg_inn(eier, bekreftet=False)
        svar = klient.post(_side(org, "svar", f.ref), {"svar": "ja"})
        assert svar["Location"].startswith(reverse("konto_bekreft"))
        assert not er_medlem(ny, org)
        logg_inn(eier).post(_side(org, "svar", f.ref), {"svar": "ja"})
        assert er_administrator(ny, org)

    def test_etter_bekreftelsen_kommer_hun_til_en_side_som_finnes(self, org, eier):
        klient = logg_inn(eier, bekreftet=False)
        svar = klient.post(_side(org, "medlemsrolle", _medlemskap(org, eier).ref), {"rolle": "administrator"})
        assert f"next={_side(org, 'medlemmer').replace('/', '%2F')}" in svar["Location"]


class TestAdressen:
    @pytest.fixture
    def lenke(self, org, eier):
        invitasjoner.inviter(org, epost="Invitert@Eksempel.no", rolle=MEDLEM, av=eier)
        return re.search(r"http://[^/]+(/\S+)", Utsending.objects.get(til="invitert@eksempel.no").tekst)[1]

    def test_en_annen_adresse_far_ikke_bli_med_og_vet_hva_hun_gjor(self, org, lenke):
        tyv = lag_bruker("tyv@eksempel.no")
        side = logg_inn(tyv).get(lenke)
        assert "Du er logget inn som tyv@eksempel.no" in side.text
        assert "Bli med" not in side.text.split("<main")[1].split("</main>")[0]
        assert logg_inn(tyv).post(lenke).status_code == 422
        assert not er_medlem(tyv, org)

    def test_den_inviterte_blir_med(self, org, lenke):
        invitert = lag_bruker("invitert@eksempel.no")
        assert logg_inn(invitert).post(lenke)["Location"] == reverse("min_side")
        assert er_medlem(invitert, org)

    def test_anonym_ser_invitasjonen(self, lenke):
        assert "har invitert deg" in Client().get(lenke).text


def test_fjorten_dager_er_fjorten_dager_ogsa_for_en_som_er_sendt_igjen(eier):
    org = lag_entreprenor("Minnekoffert", eier)
    ny = lag_bruker("ny@eksempel.no")
    invitasjoner.inviter(org, epost=ny.epost, rolle=MEDLEM, av=eier)
    Invitasjon.objects.update(
        sendt_tid=timezone.now() - timedelta(days=10), utloper_tid=timezone.now() + timedelta(days=4)
    )
    igjen = invitasjoner.inviter(org, epost=ny.epost, rolle=MEDLEM, av=eier)
    assert abs(igjen.utloper_tid - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)
    tekst = Utsending.objects.filter(til=ny.epost).order_by("-pk").first().tekst
    assert f"{timezone.localtime(igjen.utloper_tid):kl. %H.%M}" in tekst
    for sekunder, virker in ((1, True), (-1, False)):
        Invitasjon.objects.filter(pk=igjen.pk).update(
            utloper_tid=timezone.now() + timedelta(seconds=sekunder)
        )
        igjen.refresh_from_db()
        assert igjen.kan_brukes is virker


class TestAdministratorkode:
    """Koden fra postmottaket er til den første administratoren, ikke til en som er tatt ut."""

    @pytest.fixture
    def oslo(self):
        oslo = OffentligPart.objects.get(slug="oslo-kommune")
        Kontaktpunkt.objects.create(
            part=oslo, slag="postmottak", verdi="post@oslo.kommune.no",
            kilde="https://eksempel.example/", sist_kontrollert="2026-11-01",
        )  # fmt: skip
        return oslo

    def _kode(self, oslo, bruker):
        be_om_administratorkode(oslo, bruker=bruker)
        tekst = Utsending.objects.filter(til="post@oslo.kommune.no").order_by("-pk").first().tekst
        return re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", tekst)[0]

    def test_et_dobbelttrykk_gir_en_kode_som_virker(self, oslo, eier):
        medlemmer.legg_til_medlem(oslo, bruker=eier, rolle=MEDLEM, av=eier, grunn="test")
        be_om_administratorkode(oslo, bruker=eier)
        kode = self._kode(oslo, eier)
        assert Utsending.objects.filter(til="post@oslo.kommune.no").count() == 1
        assert bruk_administratorkode(oslo, bruker=eier, kode=kode).er_administrator

    @pytest.mark.parametrize("tatt_ut", [True, False], ids=["tatt ut", "virksomheten har fått en"])
    def test_virker_ikke_lenger(self, oslo, eier, tatt_ut):
        annen = lag_bruker("ada@oslo.kommune.no")
        for bruker in (eier, annen):
            medlemmer.legg_til_medlem(oslo, bruker=bruker, rolle=MEDLEM, av=bruker, grunn="test")
        kode, eiers = self._kode(oslo, annen), self._kode(oslo, eier)
        bruk_administratorkode(oslo, bruker=eier, kode=eiers)
        if tatt_ut:
            _ta_ut(oslo, annen, eier)
        with pytest.raises(Domenefeil, match="feil eller for gammel"):
            bruk_administratorkode(oslo, bruker=annen, kode=kode)
        assert not er_administrator(annen, oslo)
        assert Administratorkode.objects.count() == 1

    def test_foresporselen_om_a_bli_administrator_faller_bort(self, oslo, eier):
        Kontaktpunkt.objects.all().delete()
        annen = lag_bruker("ada@oslo.kommune.no")
        for bruker in (eier, annen):
            medlemmer.legg_til_medlem(oslo, bruker=bruker, rolle=MEDLEM, av=bruker, grunn="test")
        be_om_administratorkode(oslo, bruker=annen)
        medlemmer.legg_til_medlem(oslo, bruker=eier, rolle=ADMIN, av=None, grunn="test")
        _ta_ut(oslo, annen, eier)
        assert OffentligForesporsel.objects.get().status == "trukket"


def test_sletter_avsenderen_kontoen_virker_ikke_invitasjonen(eier):
    org = lag_entreprenor("Minnekoffert", eier)
    ny = lag_bruker("ny@eksempel.no")
    invitasjon = invitasjoner.inviter(org, epost=ny.epost, rolle=ADMIN, av=eier)
    eier.delete()
    invitasjon.refresh_from_db()
    with pytest.raises(Domenefeil, match="ikke lenger administrator"):
        invitasjoner.godta_invitasjon(invitasjon, bruker=ny)
    assert not Medlemskap.objects.filter(organisasjon=org).exists()
    assert not Foresporsel.objects.exists()


class TestEnFullPostkasse:
    """Hvor mye noen har fått, stanser aldri at de tas ut, eller at redaksjonen får et krav."""

    def _fyll(self, *adresser):
        for adresse in adresser:
            while not regler.EPOST_TIL_MOTTAKER.bruk(adresse):
                pass

    def test_stanser_ikke_at_hun_tas_ut_eller_blir_vanlig_medlem(self, org, eier, annen):
        self._fyll(annen.epost)
        medlem = _medlemskap(org, annen)
        klient = logg_inn(eier)
        klient.post(_side(org, "medlemsrolle", medlem.ref), {"rolle": "medlem"})
        assert not er_administrator(annen, org)
        klient.post(_side(org, "fjern", medlem.ref))
        assert not er_medlem(annen, org)
        koder = {
            n.partition(":")[0]
            for n in Utsending.objects.filter(til=annen.epost).values_list("nokkel", flat=True)
        }
        assert {"rolle_endret", "medlem_fjernet"} <= koder

    def test_stanser_ikke_et_krav_til_redaksjonen(self):
        redaktor, ny = lag_redaktor(), lag_bruker("ny@eksempel.no")
        self._fyll(redaktor.epost)
        svar = logg_inn(ny).post(
            reverse("offentlig_bli_med", args=["oslo-kommune"]), {"melding": "Jeg er ny."}
        )
        assert svar["Location"] == reverse("min_side")
        assert OffentligForesporsel.objects.get(bruker=ny).til_redaksjonen_tid
        assert not Utsending.objects.filter(til=redaktor.epost).exists()

    def test_en_rolle_som_byttes_fram_og_tilbake_er_fem_brev(self, org, eier, annen):
        klient, side = logg_inn(eier), _side(org, "medlemsrolle", _medlemskap(org, annen).ref)
        for _nr in range(8):
            for rolle in ("medlem", "administrator"):
                klient.post(side, {"rolle": rolle})
        assert er_administrator(annen, org)
        assert Utsending.objects.filter(til=annen.epost, nokkel__startswith="rolle_endret").count() == 5


class TestDomenet:
    """Den en administrator har tatt ut, kommer ikke inn igjen med adressen sin; hun må spørre."""

    @pytest.fixture
    def oslo(self, eier):
        oslo = OffentligPart.objects.get(slug="oslo-kommune")
        medlemmer.legg_til_medlem(oslo, bruker=eier, rolle=ADMIN, av=None, grunn="test")
        return oslo

    @pytest.fixture
    def ada(self):
        return lag_bruker("ada@oslo.kommune.no")

    def test_den_som_er_tatt_ut_ma_sporre(self, oslo, eier, ada):
        klient, side = logg_inn(ada), reverse("offentlig_bli_med", args=["oslo-kommune"])
        klient.post(side)
        assert er_medlem(ada, oslo)
        _ta_ut(oslo, ada, eier)
        assert "En administrator har tatt deg ut av Oslo kommune." in klient.get(side).text
        klient.post(side, {"melding": "Jeg vil inn."})
        assert not er_medlem(ada, oslo)
        f = OffentligForesporsel.objects.get(bruker=ada)
        foresporsler.svar_pa_foresporsel(f, ja=True, av=eier)
        assert er_medlem(ada, oslo)
        medlemmer.fjern_medlem(_medlemskap(oslo, ada), av=ada)
        klient.post(side)
        assert er_medlem(ada, oslo)  # hun gikk selv

    def test_gjelder_bare_der_hun_ble_tatt_ut_og_bare_henne(self, oslo, eier, ada):
        medlemmer.legg_til_medlem(oslo, bruker=ada, rolle=MEDLEM, av=ada, grunn="test")
        _ta_ut(oslo, ada, eier)
        kari = lag_bruker("kari@oslo.kommune.no")
        logg_inn(kari).post(reverse("offentlig_bli_med", args=["oslo-kommune"]))
        assert er_medlem(kari, oslo)


def test_nar_kontoen_er_tatt_tilbake_trekkes_det_hun_har_sendt_siden_og_antallet_sies(org, eier):
    assert medlemmer.trekk_sendte(eier, None) == 0
    for nr in range(2):
        invitasjoner.inviter(org, epost=f"venn{nr}@eksempel.no", rolle=MEDLEM, av=eier)
    assert medlemmer.trekk_sendte(eier, timezone.now() + timedelta(minutes=1)) == 0
    assert medlemmer.trekk_sendte(eier, None) == 2
    assert medlemmer.trekk_sendte(eier, None) == 0
