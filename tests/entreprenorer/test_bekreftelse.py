"""Den som registrerer en annens organisasjon, får ingenting av den; den som hører til, slipper fort gjennom."""

import pytest
from django.test import Client
from django.urls import reverse

from entreprenorer.handlinger.bekreftelse import avsla, bekreft, svar_pa_krav
from entreprenorer.handlinger.referanser import be_om_referanse
from entreprenorer.handlinger.register import oppdater_fra_register
from entreprenorer.handlinger.registrering import HOYST_UBEKREFTET, registrer
from entreprenorer.models import Entreprenor, Foresporsel, Ide, Medlemskap
from kommuner.models import OffentligPart
from samarbeid.katalog.bygging.koen import ta_koen
from samarbeid.models import Katalograd
from tests import innhold
from tests.register import NUMMER
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger import invitasjoner
from veier.medlemskap.tilganger import er_administrator, er_medlem

pytestmark = pytest.mark.django_db
SIDE = "/entreprenorer/registrer/"
SIDENE = (
    "/entreprenorer/",
    "/entreprenorer/?q=Eksempel+Arbeidsinkludering",
    "/sok/?q=Eksempel+Arbeidsinkludering",
    "/sitemap.xml",
    "/entreprenorer/fil/",
)


@pytest.fixture
def fremmed():
    """Ingen adresse på nettstedet registeret oppgir."""
    return lag_bruker("frida@gmail.com", navn="Frida Fremmed")


@pytest.fixture
def rett_eier():
    return lag_bruker("eva@eksempel.example", navn="Eva Eier")


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def ubekreftet(fremmed, redaktor, register):
    """Den fremmede har registrert organisasjonen med nummeret."""
    register.sett_enhet()
    svar = logg_inn(fremmed).post(SIDE, {"organisasjonsnummer": NUMMER, "bekreft": "1"}, follow=True)
    assert "venter på bekreftelse" in svar.text
    return Entreprenor.objects.get(organisasjonsnummer=NUMMER)


def _tom_koen():
    while ta_koen():
        pass


class TestUbekreftet:
    def test_bare_de_som_er_med_ser_den_og_vet_hva_de_venter_pa(self, ubekreftet, fremmed, rett_eier):
        side = ubekreftet.get_absolute_url()
        assert [k.get(side).status_code for k in (Client(), logg_inn(rett_eier))] == [404, 404]
        egen = logg_inn(fremmed).get(side).text
        assert "Venter på bekreftelse" in egen
        assert "frida@gmail.com er ikke en adresse på eksempel.example" in egen

    def test_den_er_ikke_i_katalogen_soket_kartet_eller_filene(self, ubekreftet, fremmed, redaktor):
        _tom_koen()
        assert not Katalograd.objects.filter(pk=ubekreftet.pk).exists()
        for adresse in SIDENE:
            svar = Client().get(adresse)
            tekst = b"".join(svar) if svar.streaming else svar.content
            assert b"eksempel-arbeidsinkludering-sa" not in tekst, adresse
        bekreft(ubekreftet, av=redaktor, bevis="redaksjonen")
        _tom_koen()
        assert Katalograd.objects.filter(pk=ubekreftet.pk).exists()
        assert Client().get(ubekreftet.get_absolute_url()).status_code == 200

    def test_ideene_er_heller_ikke_synlige(self, ubekreftet, fremmed, redaktor):
        bekreft(ubekreftet, av=redaktor, bevis="redaksjonen")
        ubekreftet.refresh_from_db()
        ide = innhold.publisert_ide(ubekreftet, av=fremmed, redaktor=redaktor, synlighet="alle")
        assert Ide.objects.synlig_for(redaktor).filter(pk=ide.pk).exists()
        Entreprenor.objects.update(bekreftelse="venter")
        assert not Ide.objects.synlig_for(redaktor).filter(pk=ide.pk).exists()

    def test_den_kan_ikke_skrive_til_fremmede(self, ubekreftet, fremmed):
        klient = logg_inn(fremmed)
        medlemmer = reverse("entreprenor_medlemmer", args=[ubekreftet.slug])
        assert "Dere kan invitere andre når organisasjonen er bekreftet." in klient.get(medlemmer).text
        svar = klient.post(
            reverse("entreprenor_inviter", args=[ubekreftet.slug]), {"epost": "a@b.no", "rolle": "medlem"}
        )
        assert svar.status_code == 422
        with pytest.raises(Domenefeil, match="når organisasjonen er bekreftet"):
            invitasjoner.inviter(ubekreftet, epost="a@b.no", rolle="medlem", av=fremmed)
        trondheim = OffentligPart.objects.get(slug="trondheim-kommune")
        with pytest.raises(Domenefeil, match="når organisasjonen er bekreftet"):
            be_om_referanse(
                ubekreftet, part=trondheim, enhet="", hva="x", fra_ar=2020, til_ar=None, av=fremmed
            )
        assert not Utsending.objects.filter(til="a@b.no").exists()

    def test_den_kan_ikke_publiseres_for_den_er_bekreftet(self, ubekreftet, fremmed, redaktor):
        with pytest.raises(Domenefeil, match="Bekreft den først"):
            innhold.publisert_profil(ubekreftet, av=fremmed, redaktor=redaktor)
        ubekreftet.refresh_from_db()
        assert not ubekreftet.er_publisert

    def test_ingen_kan_be_den_fremmede_om_a_bli_med(self, ubekreftet, rett_eier):
        adresse = reverse("entreprenor_bli_med", args=[ubekreftet.slug])
        assert logg_inn(rett_eier).get(adresse).status_code == 404


class TestDenRetteEieren:
    def test_ledes_til_redaksjonen_og_ikke_til_den_fremmede(self, ubekreftet, fremmed, rett_eier, redaktor):
        klient = logg_inn(rett_eier)
        side = klient.post(SIDE, {"organisasjonsnummer": NUMMER}).text
        assert "avgjør redaksjonen" in side
        assert reverse("entreprenor_bli_med", args=[ubekreftet.slug]) not in side
        klient.post(SIDE, {"organisasjonsnummer": NUMMER, "krav": "1", "melding": "Jeg er daglig leder."})
        krav = Foresporsel.objects.get(bruker=rett_eier)
        assert (krav.rolle, bool(krav.til_redaksjonen_tid)) == ("administrator", True)
        brev = Utsending.objects.get(til=redaktor.epost, nokkel__startswith="foresporsel_redaksjon")
        assert "har en adresse på nettstedet Enhetsregisteret oppgir" in brev.tekst
        assert not Utsending.objects.filter(til=fremmed.epost).exists()
        # Den fremmede kan ikke selv svare på den.
        svar = reverse("entreprenor_svar", args=[ubekreftet.slug, krav.ref])
        logg_inn(fremmed).post(svar, {"svar": "nei", "begrunnelse": "Nei."})
        krav.refresh_from_db()
        assert krav.status == "venter"
        for side in (reverse("min_side"), reverse("entreprenor_medlemmer", args=[ubekreftet.slug])):
            assert rett_eier.epost not in logg_inn(fremmed).get(side).text

    def test_far_den_alene_nar_redaksjonen_sier_ja(self, ubekreftet, fremmed, rett_eier, redaktor):
        logg_inn(rett_eier).post(SIDE, {"organisasjonsnummer": NUMMER, "krav": "1"})
        ko = reverse("admin:entreprenorer_foresporsel_changelist")
        krav = Foresporsel.objects.get(bruker=rett_eier)
        logg_inn(redaktor).post(ko, {"action": "godta_administrator", "_selected_action": [krav.pk]})
        ubekreftet.refresh_from_db()
        assert ubekreftet.bekreftelse == "bekreftet"
        assert er_administrator(rett_eier, ubekreftet)
        assert not er_medlem(fremmed, ubekreftet)
        assert Utsending.objects.filter(til=fremmed.epost, nokkel__startswith="medlem_fjernet").count() == 1

    def test_et_nei_endrer_ingenting(self, ubekreftet, fremmed, rett_eier, redaktor):
        logg_inn(rett_eier).post(SIDE, {"organisasjonsnummer": NUMMER, "krav": "1"})
        svar_pa_krav(Foresporsel.objects.get(), ja=False, av=redaktor, begrunnelse="Vi fant deg ikke.")
        ubekreftet.refresh_from_db()
        assert (ubekreftet.bekreftelse, er_medlem(fremmed, ubekreftet)) == ("venter", True)

    def test_kan_registrere_den_selv_nar_redaksjonen_har_avslatt(self, ubekreftet, rett_eier, redaktor):
        avsla(ubekreftet, av=redaktor, begrunnelse="Du hører ikke til.")
        logg_inn(rett_eier).post(SIDE, {"organisasjonsnummer": NUMMER, "bekreft": "1"})
        ny = Entreprenor.objects.get(organisasjonsnummer=NUMMER)
        assert (ny.bekreftelse, er_administrator(rett_eier, ny)) == ("bekreftet", True)
        assert ny.pk != ubekreftet.pk

    def test_et_krav_pa_en_bekreftet_finnes_ikke(self, ubekreftet, rett_eier, redaktor):
        bekreft(ubekreftet, av=redaktor, bevis="redaksjonen")
        klient = logg_inn(rett_eier)
        assert klient.post(SIDE, {"organisasjonsnummer": NUMMER, "krav": "1"}).status_code == 404


class TestRedaksjonen:
    def test_far_beskjed_og_ser_hva_som_mangler(self, ubekreftet, redaktor):
        brev = Utsending.objects.get(til=redaktor.epost, nokkel__startswith="organisasjon_venter")
        assert "er ikke en adresse på eksempel.example" in brev.tekst
        assert "(frida@gmail.com) har registrert" in brev.tekst
        klient = logg_inn(redaktor)
        assert "bekreftelse__exact=venter" in klient.get(reverse("admin:index")).text
        adresse = reverse("admin:entreprenorer_entreprenor_bekreft", args=[ubekreftet.pk])
        side = klient.get(adresse).text
        assert "frida@gmail.com" in side
        assert klient.post(adresse, {"sett": "venter", "avsla": "1", "begrunnelse": " "}).status_code == 422
        klient.post(adresse, {"sett": "venter", "avsla": "1", "begrunnelse": "Du hører ikke til."})
        ubekreftet.refresh_from_db()
        assert (ubekreftet.bekreftelse, ubekreftet.organisasjonsnummer) == ("avslatt", None)
        brev = Utsending.objects.get(nokkel__startswith="organisasjon_avslatt")
        assert "Du hører ikke til." in brev.tekst

    def test_bekrefter_og_de_som_er_med_far_vite_det(self, ubekreftet, fremmed, redaktor):
        adresse = reverse("admin:entreprenorer_entreprenor_bekreft", args=[ubekreftet.pk])
        logg_inn(redaktor).post(adresse, {"sett": "venter", "bekreft": "1"})
        assert (
            Utsending.objects.filter(til=fremmed.epost, nokkel__startswith="organisasjon_bekreftet").count()
            == 1
        )
        ubekreftet.refresh_from_db()
        invitasjoner.inviter(ubekreftet, epost="a@b.no", rolle="medlem", av=fremmed)
        assert Utsending.objects.filter(til="a@b.no").count() == 1

    def test_kan_ikke_bekrefte_sin_egen(self, redaktor):
        egen = registrer(av=redaktor, navn="Min egen")
        with pytest.raises(Domenefeil, match="En annen i redaksjonen"):
            bekreft(egen, av=redaktor, bevis="redaksjonen")

    def test_andre_slipper_ikke_inn(self, ubekreftet, fremmed):
        adresse = reverse("admin:entreprenorer_entreprenor_bekreft", args=[ubekreftet.pk])
        assert logg_inn(fremmed).post(adresse, {"sett": "venter", "bekreft": "1"}).status_code == 302
        ubekreftet.refresh_from_db()
        assert ubekreftet.bekreftelse == "venter"


class TestRegisteretErNede:
    @pytest.fixture
    def nede(self, fremmed, register):
        register.sett(f"enheter/{NUMMER}", (503, b""))
        klient = logg_inn(fremmed)
        klient.post(SIDE, {"organisasjonsnummer": NUMMER, "navn": "Kjent Selskap AS"})
        return Entreprenor.objects.get(organisasjonsnummer=NUMMER)

    def test_det_personen_skrev_star_ikke_som_fra_registrene(self, nede, fremmed):
        side = logg_inn(fremmed).get(nede.get_absolute_url()).text
        assert (
            "Enhetsregisteret har ikke svart ennå. Navnet er det som ble skrevet da organisasjonen ble registrert."
            in side
        )
        assert "Fra registrene" not in side
        assert Client().get(nede.get_absolute_url()).status_code == 404

    def test_registeret_svarer_og_retter_navnet_men_bekrefter_ikke_en_fremmed(self, nede, register):
        register.sett_enhet()
        oppdater_fra_register(nede.pk)
        nede.refresh_from_db()
        assert (nede.navn, nede.bekreftelse) == ("Eksempel Arbeidsinkludering SA", "venter")

    def test_registeret_svarer_og_bekrefter_en_med_adresse_pa_nettstedet(self, nede, fremmed, register):
        fremmed.epost = "frida@eksempel.example"
        fremmed.save()
        register.sett_enhet()
        oppdater_fra_register(nede.pk)
        nede.refresh_from_db()
        assert nede.bekreftelse == "bekreftet"
        assert (
            Utsending.objects.filter(til=fremmed.epost, nokkel__startswith="organisasjon_bekreftet").count()
            == 1
        )

    def test_et_nummer_registeret_ikke_kjenner_blir_aldri_apent(self, nede, register):
        register.sett(f"enheter/{NUMMER}", (404, b""))
        oppdater_fra_register(nede.pk)
        nede.refresh_from_db()
        assert (nede.bekreftelse, nede.opplost_tid is None) == ("venter", False)


def test_uten_nummer_ma_redaksjonen_bekrefte(fremmed):
    ny = registrer(av=fremmed, navn="Ny Idé")
    assert ny.bekreftelse == "venter"
    klient = logg_inn(fremmed)
    assert "har ikke noe organisasjonsnummer" in klient.get(ny.get_absolute_url()).text
    # Det sies der hun skriver, før hun har gjort arbeidet, og ikke lenger når det er gjort.
    sider = [
        reverse("profil", args=[ny.slug]),
        *(reverse(f"ide_{n}", args=[ny.slug]) for n in ("liste", "ny")),
    ]
    venter = "Redaksjonen må bekrefte Ny Idé før noe kan publiseres."
    assert [venter in klient.get(side).text for side in sider] == [True] * 3
    bekreft(ny, bevis="redaksjonen", av=lag_redaktor())
    assert [venter in klient.get(side).text for side in sider] == [False] * 3


def test_redaksjonen_ser_at_nummeret_ikke_er_bekreftet(fremmed):
    ny = Entreprenor.objects.get(pk=registrer(av=fremmed, navn="Ny Idé").pk)
    side = reverse("admin:entreprenorer_entreprenor_bekreft", args=[ny.pk])
    klient = logg_inn(lag_redaktor())
    assert "(ikke bekreftet av" not in klient.get(side).text
    Entreprenor.objects.filter(pk=ny.pk).update(organisasjonsnummer=NUMMER)
    assert "(ikke bekreftet av" in klient.get(side).text


def test_en_konto_kan_ikke_fylle_koen(fremmed):
    klient = logg_inn(fremmed)
    for nr in range(HOYST_UBEKREFTET):
        klient.post(SIDE, {"ikke_registrert": "on", "navn": f"Nr {nr}"})
    svar = klient.post(SIDE, {"ikke_registrert": "on", "navn": "En til"})
    assert (svar.status_code, "Vent til redaksjonen har svart" in svar.text) == (422, True)
    assert Medlemskap.objects.filter(bruker=fremmed).count() == HOYST_UBEKREFTET


def test_to_svar_i_samme_oyeblikk_gir_ett():
    """Begge åpnet siden da organisasjonen ventet; det er raden under låsen som avgjør."""
    org = lag_entreprenor("Drift", lag_bruker("eier@drift.no"), bekreftelse="venter")
    en, to = lag_redaktor("en@eksempel.no"), lag_redaktor("to@eksempel.no")
    avsla(org, av=en, begrunnelse="Hører ikke til.", sett="venter")
    with pytest.raises(Domenefeil, match="En annen har svart"):
        bekreft(org, av=to, bevis="redaksjonen", sett="venter")
    with pytest.raises(Domenefeil, match="En annen har svart"):
        avsla(org, av=to, begrunnelse="Nei.", sett="venter")
    org.refresh_from_db()
    assert (org.bekreftelse, org.avslag) == ("avslatt", "Hører ikke til.")
