"""Å skrive profilen, ideene og virkningene: stegene, kontrollen, gjennomgangen, og to som skriver samtidig."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide, Ideutkast, Ideversjon, Profilversjon, Virkning
from samarbeid.models import Treff
from samarbeid.publisering.flyter import IDE, PROFIL, VIRKNING
from tests import innhold
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.gjennomgang.handlinger.vurdering import send_tilbake, ta_ned
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


@pytest.fixture
def org(eier):
    org = lag_entreprenor("Minnekoffert", eier)
    velg_hatt(eier, kode="entreprenor:minnekoffert")
    return org


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def klient(eier, org):
    return logg_inn(eier)


@pytest.fixture
def kollega(org):
    kollega = lag_bruker("kari@eksempel.no", navn="Kari Kollega")
    legg_til_medlem(org, bruker=kollega, rolle=Medlemsrolle.MEDLEM, av=kollega, grunn="test")
    velg_hatt(kollega, kode="entreprenor:minnekoffert")
    return logg_inn(kollega)


def _sett(svar):
    """Det skjulte feltet som sier hva personen så."""
    return html.unescape(re.search(r'id="sett" value="([^"]*)"', svar.content.decode())[1])


def _apne(klient, sti):
    svar = klient.get(sti)
    assert svar.status_code == 200
    return _sett(svar)


OM = "/entreprenorer/minnekoffert/profil/steg/1/"


class TestSteg:
    def test_alt_lagres_som_det_er_skrevet_og_neste_gar_videre(self, klient, org):
        sett = _apne(klient, OM)
        svar = klient.post(
            OM, {"sett": sett, "kort": "Vi pakker kofferter", "hva": "", "nettsted": "ikke en adresse"}
        )
        assert svar.status_code == 422
        assert "Skriv adressen til nettstedet" in svar.content.decode()
        assert Profilversjon.objects.get().svar["nettsted"] == ["ikke en adresse"]
        svar = klient.post(
            OM, {"sett": _sett(svar), "kort": "Vi pakker kofferter", "nettsted": "eksempel.no"}
        )
        assert svar["Location"].endswith("/profil/steg/2/")
        # Siden åpnes uten feilmeldinger, med det som er skrevet.
        side = klient.get(OM).content.decode()
        assert "Vi pakker kofferter" in side
        assert "ds-error-summary" not in side

    @pytest.mark.parametrize(
        ("handling", "dit"),
        [("forrige", "steg/1/"), ("bli", "steg/2/"), ("oversikt", "profil/"), ("neste", "steg/3/")],
    )
    def test_knappene(self, klient, org, handling, dit):
        svar = klient.post(OM.replace("1/", "2/"), {"sett": "{}", "for_hvem": "Eldre", "handling": handling})
        assert svar["Location"].endswith(dit)

    def test_det_siste_steget_gar_til_oversikten(self, klient, org):
        svar = klient.post(OM.replace("steg/1/", "steg/6/"), {"sett": "{}", "kontaktnavn": "Eva"})
        assert svar["Location"] == "/entreprenorer/minnekoffert/profil/"
        assert klient.get(OM.replace("steg/1/", "steg/7/")).status_code == 404

    def test_et_fodselsnummer_lagres_aldri(self, klient, org):
        felt = {"sett": "{}", "hva": "Kari 01018012345"}
        svar = klient.post(OM, felt)
        assert (svar.status_code, Profilversjon.objects.count()) == (422, 0)
        assert "Kari 01018012345" in svar.content.decode()
        auto = klient.post(OM, {**felt, "autolagre": "1"}).content.decode()
        assert "Ikke lagret: teksten ser ut til å inneholde et fødselsnummer" in auto
        assert Profilversjon.objects.count() == 0

    def test_autolagring_sier_klokka_og_gir_nytt_grunnlag(self, klient, org):
        svar = klient.post(OM, {"sett": _apne(klient, OM), "kort": "A", "autolagre": "1"})
        assert re.search(r"Lagret kl\. \d\d\.\d\d", svar.content.decode())
        klient.post(OM, {"sett": _sett(svar), "kort": "AB", "autolagre": "1"})
        assert Profilversjon.objects.get().svar["kort"] == ["AB"]

    @pytest.mark.parametrize("sett", ["", "nei", "[1]", "{", "null"])
    def test_et_odelagt_grunnlag_er_som_et_tomt(self, klient, org, sett):
        assert klient.post(OM, {"sett": sett, "kort": "A"}).status_code == 302
        assert Profilversjon.objects.get().svar["kort"] == ["A"]

    def test_steder_skrives_med_navn_og_hele_landet_er_et_sted(self, klient, org):
        sti = OM.replace("1/", "3/")
        klient.post(sti, {"sett": "{}", "sok": "Trondheim, Oslo"})
        assert Profilversjon.objects.get().svar["omrader"] == ["5001", "0301"]
        svar = klient.post(sti, {"sett": "{}", "sok": "Nifleheim"})
        assert "Vi fant ikke «Nifleheim»" in svar.content.decode()
        klient.post(sti, {"sett": _apne(klient, sti), "hele_landet": "on"})
        verdier = PROFIL.kontroller(Profilversjon.objects.get().svar).verdier
        assert (PROFIL.kolonner(verdier)["hele_landet"], PROFIL.kolonner(verdier)["steder"]) == (True, [])

    def test_hoyst_fem_temaer(self, klient, org):
        temaer = ["demens", "rus", "integrering", "matsvinn-og-matglede", "velferdsteknologi", "parorende"]
        svar = klient.post(OM.replace("1/", "2/"), {"sett": "{}", "temaer": temaer})
        assert "Velg høyst fem temaer" in svar.content.decode()

    def test_get_skriver_ingenting(self, klient, org):
        for del_ in ("", "steg/1/", "vis/", "forkast/", "historikk/", "logo/"):
            klient.get(f"/entreprenorer/minnekoffert/profil/{del_}")
        assert not Profilversjon.objects.exists()


class TestToSomSkriver:
    def test_hvert_sitt_felt_gar_bra_selv_om_siden_er_gammel(self, klient, kollega, org):
        sett = _apne(klient, OM)
        kollega.post(OM, {"sett": _apne(kollega, OM), "kort": "Karis", "hva": ""})
        assert klient.post(OM, {"sett": sett, "kort": "", "hva": "Evas"}).status_code == 302
        assert Profilversjon.objects.get().svar == {"kort": ["Karis"], "hva": ["Evas"]}

    def test_samme_felt_viser_begge_og_den_som_lagrer_igjen_bestemmer(self, klient, kollega, org):
        sett = _apne(klient, OM)
        kollega.post(OM, {"sett": _apne(kollega, OM), "kort": "Karis"})
        svar = klient.post(OM, {"sett": sett, "kort": "Evas", "hva": "Mer fra Eva"})
        side = svar.content.decode()
        assert svar.status_code == 409
        assert (
            "Kari Kollega har lagret etter at du åpnet siden" in side
        )  # selv om Eva nå lagret et annet felt
        assert "Karis" in side
        assert 'value="Evas"' in side
        assert Profilversjon.objects.get().svar == {"kort": ["Karis"], "hva": ["Mer fra Eva"]}
        assert klient.post(OM, {"sett": _sett(svar), "kort": "Evas", "hva": "Mer fra Eva"}).status_code == 302
        assert Profilversjon.objects.get().svar["kort"] == ["Evas"]

    def test_to_faner_hos_den_samme_sier_ikke_at_en_annen_har_skrevet(self, klient, org):
        sett = _apne(klient, OM)
        klient.post(OM, {"sett": sett, "kort": "Fane en", "fane": "a"})
        svar = klient.post(OM, {"sett": sett, "kort": "Fane to", "fane": "b"})
        assert svar.status_code == 409
        assert "Du eller en annen har lagret etter at du åpnet siden" in svar.text
        auto = klient.post(OM, {"sett": sett, "kort": "Fane to", "fane": "b", "autolagre": "1"})
        assert "Du eller en annen har skrevet i det samme feltet" in auto.text

    def test_autolagringen_sier_fra_og_lagrer_resten(self, klient, kollega, org):
        sett = _apne(klient, OM)
        kollega.post(OM, {"sett": _apne(kollega, OM), "kort": "Karis"})
        svar = klient.post(OM, {"sett": sett, "kort": "Evas", "autolagre": "1"})
        assert "Kari Kollega har skrevet i det samme feltet" in svar.content.decode()
        # Grunnlaget for feltet er ikke flyttet: neste lagring er fortsatt en kollisjon.
        igjen = klient.post(OM, {"sett": _sett(svar), "kort": "Evas", "autolagre": "1"})
        assert "Kari Kollega har skrevet i det samme feltet" in igjen.content.decode()
        assert Profilversjon.objects.get().svar == {"kort": ["Karis"]}

    def test_en_lagring_som_er_underveis_kolliderer_ikke_med_seg_selv(self, klient, org):
        side = klient.get(OM)
        felt = {
            "sett": _sett(side),
            "fane": re.search(r'name="fane" value="(\w+)"', side.content.decode())[1],
        }
        klient.post(OM, {**felt, "kort": "Ko", "autolagre": "1"})
        # Svaret er ikke kommet tilbake: siden har fortsatt det gamle grunnlaget.
        assert klient.post(OM, {**felt, "kort": "Koffert"}).status_code == 302
        assert Profilversjon.objects.get().svar["kort"] == ["Koffert"]
        assert klient.post(OM, {**felt, "fane": "en-annen", "kort": "Annet"}).status_code == 409

    def test_den_andre_har_sendt_inn(self, klient, kollega, org, eier):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        sett = _apne(kollega, OM)
        innhold.send_inn("profil", org, av=eier)
        svar = kollega.post(OM, {"sett": sett, "kort": "For sent", "autolagre": "1"})
        assert "sendt til gjennomgang" in svar.content.decode()
        side = kollega.post(OM, {"sett": sett, "kort": "For sent"})
        assert (side.status_code, "Trekk det tilbake før du endrer det" in side.text) == (409, True)
        assert 'value="For sent"' in side.text  # det hun skrev, står der fortsatt
        assert kollega.get(OM)["Location"].endswith("/profil/")
        assert Profilversjon.objects.get().svar["kort"] == innhold.PROFIL["kort"]


class TestPorteneForanSteget:
    """Hatten er byttet, eller personen er logget ut, mens hun skrev: hun får vite det, og det skrevne følger med."""

    def test_hatten_er_byttet_i_en_annen_fane(self, klient, org, eier):
        sett = _apne(klient, OM)
        velg_hatt(eier, kode="")
        side = klient.post(OM, {"sett": sett, "kort": "Vi pakker\nkofferter", "handling": "oversikt"})
        assert (side.status_code, "er ikke lagret ennå" in side.text) == (409, True)
        felter = skjulte(side)
        assert (felter["kort"], felter["handling"]) == ("Vi pakker\nkofferter", "oversikt")
        assert klient.post(OM, felter)["Location"] == "/entreprenorer/minnekoffert/profil/"
        eier.refresh_from_db()
        assert eier.hatt == "entreprenor:minnekoffert"
        assert "kofferter" in Profilversjon.objects.get().svar["kort"][0]

    def test_en_annens_hatt_i_skjemaet_gir_ingenting(self, klient, org, eier):
        velg_hatt(eier, kode="")
        svar = klient.post(OM, {"kort": "Vi", "fortsett_som": "entreprenor:en-annen"})
        eier.refresh_from_db()
        assert (svar.status_code, eier.hatt, Profilversjon.objects.count()) == (409, "", 0)

    def test_lagringen_sier_at_hatten_er_en_annen(self, klient, org, eier):
        velg_hatt(eier, kode="")
        svar = klient.post(OM, {"kort": "Vi", "autolagre": "1"}, headers={"HX-Request": "true"})
        assert (svar.status_code, "Ikke lagret" in svar.text, "<html" in svar.text) == (409, True, False)

    def test_lagringen_sier_at_personen_er_logget_ut(self, client, org):
        svar = client.post(OM, {"kort": "Vi", "autolagre": "1"}, headers={"HX-Request": "true"})
        assert (svar.status_code, "du er logget ut" in svar.text, "<html" in svar.text) == (401, True, False)
        assert f"/logg-inn/?next={OM}" in svar.text
        assert client.post(OM, {"kort": "Vi"})["Location"] == f"/logg-inn/?next={OM}"


class TestOversikt:
    def test_sier_hva_som_mangler_og_hvorfor(self, klient, org, eier):
        innhold.skriv("profil", org, {"kort": ["A"], "kontaktepost": ["feil"]}, av=eier)
        side = klient.get("/entreprenorer/minnekoffert/profil/").content.decode()
        assert "1 av 16 er på plass" in html.unescape(side)
        assert "Uten det vet ingen om de bør ta kontakt." in side
        assert "Skriv en e-postadresse" in side

    def test_innsending_med_noe_som_mangler_sier_hva(self, klient, org, eier):
        versjon = innhold.skriv("profil", org, {"kort": ["A"]}, av=eier)
        svar = klient.post("/entreprenorer/minnekoffert/profil/send/", {"sett": versjon.merke})
        assert svar.status_code == 422
        assert "Dette mangler før det kan sendes inn" in svar.content.decode()
        assert Profilversjon.objects.get().status == "under_arbeid"

    def test_uten_noe_nytt_er_det_ingenting_a_sende(self, klient, org):
        svar = klient.post("/entreprenorer/minnekoffert/profil/send/", follow=True)
        assert "Det er ingenting nytt å sende inn." in svar.content.decode()

    def test_innsending_av_noe_som_er_endret_siden_gar_ikke(self, klient, org, eier):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        svar = klient.post("/entreprenorer/minnekoffert/profil/send/", {"sett": "0"}, follow=True)
        assert "endret etter at du åpnet siden" in svar.content.decode()
        svar = klient.post("/entreprenorer/minnekoffert/profil/send/", {"sett": "x"}, follow=True)
        assert "endret etter at du åpnet siden" in svar.content.decode()

    def test_sendt_trukket_og_forkastet(self, klient, org, eier, redaktor):
        versjon = innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        prefiks = "/entreprenorer/minnekoffert/profil/"
        svar = klient.post(f"{prefiks}send/", {"sett": versjon.merke}, follow=True)
        assert "Sendt til gjennomgang. Du får svar på e-post." in svar.content.decode()
        assert "Trekk tilbake og skriv videre" in svar.content.decode()
        svar = klient.post(f"{prefiks}forkast/", follow=True)
        assert "Trekk det tilbake før du forkaster det" in svar.content.decode()
        assert "Trukket tilbake" in klient.post(f"{prefiks}trekk/", follow=True).content.decode()
        assert "blir borte" in klient.get(f"{prefiks}forkast/").content.decode()
        assert "Endringene er forkastet" in klient.post(f"{prefiks}forkast/", follow=True).content.decode()
        assert not Profilversjon.objects.exists()
        assert klient.post(f"{prefiks}trekk/").status_code == 302
        assert klient.get(f"{prefiks}forkast/").status_code == 302

    def test_forhandsvisningen_er_siden_slik_den_blir(self, klient, org, eier, redaktor):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        for_ = klient.get("/entreprenorer/minnekoffert/profil/vis/").content.decode()
        innhold.publiser("profil", org, av=eier, redaktor=redaktor)
        etter = logg_inn(None).get("/entreprenorer/minnekoffert/").content.decode()
        assert "Forhåndsvisning." in for_
        assert "Forhåndsvisning." not in etter
        for tekst in (
            "Minnekofferter til sykehjem",
            "Trondheim",
            "Prøvd hos én eller to",
            "Museum og helse.",
        ):
            assert tekst in for_
            assert tekst in etter

    def test_historikken_viser_forskjellen_og_henter_fram(self, klient, org, eier, redaktor):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        org.refresh_from_db()
        innhold.publisert_profil(org, av=eier, redaktor=redaktor, kort=["Ny setning"], modenhet=["drift"])
        side = html.unescape(klient.get("/entreprenorer/minnekoffert/profil/historikk/").content.decode())
        assert "2 felt endret siden sist" in side
        assert "I bruk hos flere" in side
        eldste = org.profilutgaver.order_by("tid").first()
        svar = klient.post(
            f"/entreprenorer/minnekoffert/profil/historikk/{eldste.pk}/gjenopprett/", follow=True
        )
        assert "Ingenting er publisert" in svar.content.decode()
        assert Profilversjon.objects.get().svar["kort"] == innhold.PROFIL["kort"]
        org.refresh_from_db()
        assert org.kort == "Ny setning"
        annen = lag_entreprenor("Annen", eier)
        velg_hatt(eier, kode="entreprenor:annen")
        sti = reverse("profil_gjenopprett", args=[annen.slug, eldste.pk])
        assert klient.post(sti).status_code == 404


class TestIdeer:
    def test_en_ide_fra_navn_til_publisert_med_det_portalen_vet(self, klient, org, eier, redaktor):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        svar = klient.post("/entreprenorer/minnekoffert/ny-ide/", {"tittel": " "})
        assert "Gi ideen et navn" in svar.content.decode()
        svar = klient.post("/entreprenorer/minnekoffert/ny-ide/", {"tittel": "Koffert på hjul"})
        assert svar["Location"] == "/entreprenorer/minnekoffert/ideer/koffert-pa-hjul/arbeid/steg/1/"
        ide = Ide.objects.get()
        # Profilen sier at eierne ikke kan ta ut utbytte; det skal ingen svare på igjen.
        assert Ideversjon.objects.get().svar == {"tittel": ["Koffert på hjul"], "utbytte": ["nei"]}
        versjon = innhold.skriv("ide", ide, {**innhold.IDE, "tittel": ["Koffert med hjul"]}, av=eier)
        assert Ide.objects.get().arbeidsnavn == "Koffert med hjul"
        prefiks = "/entreprenorer/minnekoffert/ideer/koffert-pa-hjul/arbeid/"
        svar = klient.post(f"{prefiks}send/", {"sett": versjon.merke})
        assert "Velg hvem andre som skal se den" in svar.content.decode()
        klient.post(f"{prefiks}synlighet/", {"synlighet": "offentlige", "virksomheter": ""})
        assert klient.post(f"{prefiks}send/", {"sett": versjon.merke}).status_code == 302
        assert Ideversjon.objects.get().status == "sendt_inn"

    def test_for_mange_forklares_der_man_begynner(self, klient, org, eier, monkeypatch):
        ide = innhold.lag_ide(org, av=eier)
        monkeypatch.setattr("veier.gjennomgang.handlinger.eiet.HOYST", 1)
        svar = klient.post("/entreprenorer/minnekoffert/ny-ide/", {"tittel": "En til"})
        assert svar.status_code == 422
        assert "Dere har 1 fra før" in svar.content.decode()
        svar = klient.post(IDE.adresse("dupliser", ide), follow=True)
        assert "Dere har 1 fra før" in svar.content.decode()

    def test_profilen_ma_vaere_publisert_forst(self, klient, org, eier):
        ide = innhold.lag_ide(org, av=eier, synlighet="alle")
        svar = klient.post(IDE.adresse("send", ide), {"sett": ide.versjon.merke})
        assert "Profilen er ikke publisert." in svar.content.decode()

    def test_valgte_virksomheter_skrives_med_navn(self, klient, org, eier):
        ide = innhold.lag_ide(org, av=eier)
        sti = IDE.adresse("synlighet", ide)
        svar = klient.post(sti, {"synlighet": "valgte", "virksomheter": "Trondheim\nNarnia kommune"})
        assert "Vi fant ingen virksomhet som heter «Narnia kommune»" in html.unescape(svar.content.decode())
        assert klient.post(sti, {"synlighet": "valgte", "virksomheter": ""}).status_code == 422
        mange = "\n".join(f"Kommune {n}" for n in range(51))
        assert "høyst 50" in klient.post(sti, {"synlighet": "valgte", "virksomheter": mange}).content.decode()
        klient.post(sti, {"synlighet": "valgte", "virksomheter": "Trondheim\nBergen kommune"})
        assert sorted(ide.vist_til.values_list("slug", flat=True)) == ["bergen-kommune", "trondheim-kommune"]
        assert "Bergen kommune" in klient.get(sti).content.decode()
        klient.post(sti, {"synlighet": "alle", "virksomheter": "Trondheim"})
        assert not ide.vist_til.exists()

    def test_kopi_arkiv_fram_og_sletting(self, klient, org, eier):
        ide = innhold.lag_ide(org, av=eier)
        svar = klient.post(IDE.adresse("dupliser", ide), follow=True)
        assert "Minnekoffert på sykehjem (kopi)" in svar.content.decode()
        assert sorted(Ide.objects.values_list("slug", flat=True)) == [
            "minnekoffert-pa-sykehjem",
            "minnekoffert-pa-sykehjem-kopi",
        ]
        assert (
            "Legg den i arkivet først" in klient.post(IDE.adresse("slett", ide), follow=True).content.decode()
        )
        assert "Lagt i arkivet" in klient.post(IDE.adresse("arkiver", ide), follow=True).content.decode()
        klient.post(IDE.adresse("arkiver", ide))
        assert (
            "Hentet fram"
            in klient.post(IDE.adresse("arkiver", ide), {"handling": "fram"}, follow=True).content.decode()
        )
        klient.post(IDE.adresse("arkiver", ide))
        assert "Det kan ikke angres" in klient.get(IDE.adresse("slett", ide)).content.decode()
        assert "Slettet for godt" in klient.post(IDE.adresse("slett", ide), follow=True).content.decode()
        assert Ide.objects.count() == 1

    def test_veien_videre_av_utkastet(self, klient, org, eier):
        ide = innhold.lag_ide(org, av=eier)
        side = klient.get(IDE.adresse("treff", ide)).content.decode()
        assert "Dette bygger på utkastet" in side
        assert "Trondheim kommune" in side
        tom = innhold.lag_ide(org, av=eier, problem=[], losning=[])
        assert klient.get(IDE.adresse("treff", tom))["Location"].endswith("steg/1/")

    def test_treffene_folges_opp_og_angres(self, klient, org, eier, redaktor, treff_med_en_gang):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
        sti = IDE.adresse("treff", ide)
        assert "Virksomhetene den publiserte ideen peker på" in klient.get(sti).content.decode()
        treff = Treff.objects.filter(slag="virksomhet").first()
        svar = klient.post(sti, {"slag": "virksomhet", "slug": treff.slug, "hva": "tok_kontakt"}, follow=True)
        assert "Skrevet ned: Vi har tatt kontakt" in svar.content.decode()
        klient.post(sti, {"slag": "virksomhet", "slug": treff.slug, "hva": "angret"})
        klient.post(sti, {"slag": "virksomhet", "slug": treff.slug, "hva": "tull"})
        assert [o.hva for o in ide.oppfolginger.all()] == ["angret", "tok_kontakt"]
        svar = klient.post(
            sti, {"slag": "virksomhet", "slug": "finnes-ikke", "hva": "tok_kontakt"}, follow=True
        )
        assert "Treffet finnes ikke lenger" in svar.content.decode()


class TestTaMed:
    @pytest.fixture
    def provd(self, klient):
        svar = klient.post(
            "/prov/", {"tittel": "Prøvd idé", "problem": "Et problem.", "losning": "En løsning."}
        )
        nokkel = svar["Location"].split("/")[2]
        klient.post(f"/prov/{nokkel}/steg/4/", {"sok": "Trondheim"})
        return nokkel

    def test_alt_folger_med_og_lenken_dor(self, klient, org, provd):
        assert "Prøvd idé" in klient.get("/min-side/").content.decode()
        assert "Ta med ideen" in klient.get(f"/prov/{provd}/").content.decode()
        svar = klient.post(f"/prov/{provd}/ta-med/", {"til": "minnekoffert"})
        ide = Ide.objects.get()
        assert svar["Location"] == IDE.adresse("", ide)
        assert (ide.synlighet, ide.arbeidsnavn, Ideutkast.objects.count()) == ("bare_oss", "Prøvd idé", 0)
        skrevet = ide.versjon.svar
        assert (skrevet["losning"], skrevet["omrader"]) == (["En løsning."], ["5001"])
        assert klient.get(f"/prov/{provd}/").status_code == 404
        assert klient.post(f"/prov/{provd}/ta-med/", {"til": "minnekoffert"}).status_code == 404
        side = klient.get("/min-side/").content.decode()
        assert "Fullfør «Prøvd idé»" in side and "Ideer du har prøvd" not in side

    def test_velg_en_organisasjon_man_er_med_i(self, klient, org, provd):
        lag_entreprenor("Fremmed", lag_bruker("f@eksempel.no"))
        svar = klient.post(f"/prov/{provd}/ta-med/", {"til": "fremmed"})
        assert svar.status_code == 422
        assert "Velg organisasjonen ideen hører til" in svar.content.decode()

    def test_uten_organisasjon_vises_veien_dit(self, provd):
        ny = logg_inn(lag_bruker("ny@eksempel.no"))
        assert "Registrer organisasjonen først" in ny.get(f"/prov/{provd}/ta-med/").content.decode()
        anonym = logg_inn(None)
        assert anonym.get(f"/prov/{provd}/ta-med/")["Location"].startswith("/logg-inn/?next=/prov/")


class TestVirkninger:
    def test_fra_setning_til_profilen(self, klient, org, eier, redaktor):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        svar = klient.post("/entreprenorer/minnekoffert/ny-virkning/", {"pastand": "Flere snakker sammen"})
        rad = Virkning.objects.get()
        assert svar["Location"].endswith(f"/virkninger/{rad.slug}/steg/1/")
        innhold.skriv("virkning", rad, innhold.VIRKNING, av=eier)
        assert (
            "Målt før og etter"
            in klient.get(f"/entreprenorer/minnekoffert/virkninger/{rad.slug}/vis/").content.decode()
        )
        innhold.publiser("virkning", rad, av=eier, redaktor=redaktor)
        side = html.unescape(logg_inn(None).get("/entreprenorer/minnekoffert/").content.decode())
        assert "Flere beboere snakker sammen" in side
        assert "Mer enn én av fem falt fra." in side
        assert '<svg viewBox="0 0 480 200" role="img" aria-label="2023: 3,5, 2024: 6">' in side
        assert "<td>3,5</td>" in side

    @pytest.mark.parametrize(
        ("celler", "melding"),
        [
            (["2023", "mange"], "Skriv verdien for 2023 med tall"),
            (["", "3"], "Skriv hvilket år"),
            (["1890", "3"], "«År» må være et helt tall mellom"),
            (["2023", "3", "", "", "2023", "4"], "Året 2023 står to ganger"),
            (["2023", "3", "4", "5"], "falt flere fra enn de som var med"),
            (["2023", "NaN"], "med tall, for eksempel 61,5"),
            (["2023", "1e99"], "med tall, for eksempel 61,5"),
            (["2023", "1 000 000 000 000"], "ikke et tall vi kan vise"),
            (["2023", "3", "mange"], "«Antall med» må være et helt tall"),
        ],
    )
    def test_hver_feil_i_tallene_forklares_og_det_skrevne_beholdes(self, klient, org, celler, melding):
        klient.post("/entreprenorer/minnekoffert/ny-virkning/", {"pastand": "Flere snakker"})
        sti = "/entreprenorer/minnekoffert/virkninger/flere-snakker/steg/2/"
        svar = klient.post(sti, {"sett": "{}", "maalinger": celler})
        assert svar.status_code == 422
        side = html.unescape(svar.content.decode())
        assert melding in side
        assert f'value="{celler[1]}"' in side

    def test_mellomrom_komma_og_prosent_er_lov(self, klient, org):
        klient.post("/entreprenorer/minnekoffert/ny-virkning/", {"pastand": "Flere snakker"})
        sti = "/entreprenorer/minnekoffert/virkninger/flere-snakker/steg/2/"
        assert (
            klient.post(sti, {"sett": "{}", "maalinger": ["2024", "1 234,50 %", "1 000", "0"]}).status_code
            == 302
        )
        verdier = VIRKNING.kontroller(Virkning.objects.get().versjon.svar).verdier["maalinger"]
        assert verdier == [{"aar": 2024, "verdi": "1234.5", "personer": 1000, "frafall": 0}]


class TestMinSide:
    def test_det_som_venter_star_forst_og_det_redaksjonen_har_er_ikke_med(self, klient, org, eier, redaktor):
        assert "Skriv profilen til Minnekoffert" in klient.get("/min-side/").content.decode()
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        assert "Fullfør «Minnekoffert»" in html.unescape(klient.get("/min-side/").content.decode())
        versjon = innhold.send_inn("profil", org, av=eier)
        side = html.unescape(klient.get("/min-side/").content.decode())
        assert "Fullfør «Minnekoffert»" not in side
        assert "«Minnekoffert», sendt inn" in side
        send_tilbake(versjon, sett=versjon.merke, kommentarer={"kort": "Si hvem"}, av=redaktor)
        assert "Redaksjonen ber om endringer i «Minnekoffert»" in html.unescape(
            klient.get("/min-side/").content.decode()
        )
        oversikt = klient.get("/entreprenorer/minnekoffert/profil/").content.decode()
        assert "Dette ber redaksjonen om" in oversikt
        assert "Si hvem" in oversikt
        assert "Si hvem" in klient.get(OM).content.decode()

    def test_nye_treff_til_noen_har_gjort_noe(self, klient, org, eier, redaktor, treff_med_en_gang):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
        assert "Nytt for ideene dine" in klient.get("/min-side/").content.decode()
        for treff in Treff.objects.filter(slag="virksomhet"):
            klient.post(
                IDE.adresse("treff", ide), {"slag": "virksomhet", "slug": treff.slug, "hva": "ikke_aktuelt"}
            )
        assert "Nytt for ideene dine" not in klient.get("/min-side/").content.decode()
        assert "Ikke aktuelt" in klient.get(IDE.adresse("treff", ide)).content.decode()


class TestRedaksjonen:
    @pytest.fixture
    def redaksjon(self, redaktor):
        return logg_inn(redaktor)

    def test_fra_koen_til_publisert(self, redaksjon, org, eier, redaktor):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        versjon = innhold.send_inn("profil", org, av=eier)
        assert "Profiler under arbeid (Entreprenører): 1" in redaksjon.get("/admin/").content.decode()
        koen = redaksjon.get("/admin/entreprenorer/profilversjon/").content.decode()
        assert "Se på den og svar" in koen
        sti = "/admin/entreprenorer/profilversjon/vurder/minnekoffert/"
        side = redaksjon.get(sti).content.decode()
        assert "Minnekofferter til sykehjem" in side
        assert "Prøvd hos én eller to" in side
        assert "Forhåndsvisning." in redaksjon.get(f"{sti}vis/").content.decode()
        rekken = [
            side.index(f'for="kommentar-{felt}"')
            for felt in ("kort", "hva", "for_hvem", "omrader", "modenhet")
        ]
        assert rekken == sorted(rekken)  # i rekkefølgen det ble spurt i
        assert "Hvor arbeider dere?" in side
        skrevet = redaksjon.post(sti, {"sett": versjon.merke, "publiser": "1", "kommentar-kort": "Hvem?"})
        assert (skrevet.status_code, "når ikke fram når du publiserer" in skrevet.text) == (422, True)
        assert "Hvem?" in skrevet.text
        svar = redaksjon.post(sti, {"sett": versjon.merke, "publiser": "1"}, follow=True)
        assert "Minnekoffert er publisert." in svar.content.decode()
        org.refresh_from_db()
        assert (org.kort, org.steder, org.er_publisert) == ("Minnekofferter til sykehjem", ["5001"], True)
        assert redaksjon.get(sti).status_code == 404

    def test_sendt_tilbake_med_kommentar_og_inn_igjen(self, redaksjon, klient, org, eier, redaktor):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        innhold.skriv("profil", org, {"kort": ["Ny"], "temaer": []}, av=eier)
        versjon = innhold.send_inn("profil", org, av=eier)
        sti = "/admin/entreprenorer/profilversjon/vurder/minnekoffert/"
        side = redaksjon.get(sti).content.decode()
        assert "Publisert nå" in side
        svar = redaksjon.post(sti, {"sett": versjon.merke, "publiser": "1", "kommentar-kort": "Hvem?"})
        assert svar.status_code == 422
        assert "Noe som kreves, mangler" in svar.content.decode()
        assert "Hvem?" in svar.content.decode()
        assert redaksjon.post(sti, {"sett": versjon.merke, "tilbake": "1"}).status_code == 422
        redaksjon.post(
            sti, {"sett": versjon.merke, "tilbake": "1", "kommentar-kort": "Hvem?", "kommentar-": "Fint"}
        )
        rad = Profilversjon.objects.get()
        assert (rad.status, rad.kommentarer) == ("sendt_tilbake", {"kort": "Hvem?", "": "Fint"})
        assert Utsending.objects.filter(til=eier.epost, nokkel__startswith="versjon_sendt_tilbake").exists()
        assert "Dette venter ikke på svar nå" in redaksjon.get(sti).content.decode()
        historikk = klient.get("/entreprenorer/minnekoffert/profil/historikk/").content.decode()
        assert "Hvem?" in historikk

    def test_et_utkast_som_ikke_er_sendt_inn_er_eierens_eget(self, redaksjon, org, eier):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        assert redaksjon.get("/admin/entreprenorer/profilversjon/vurder/minnekoffert/").status_code == 404
        assert "Minnekoffert" not in redaksjon.get("/admin/entreprenorer/profilversjon/").content.decode()

    def test_en_redaktor_som_er_med_kan_ikke_svare(self, org, redaktor, redaksjon):
        legg_til_medlem(org, bruker=redaktor, rolle=Medlemsrolle.MEDLEM, av=redaktor, grunn="test")
        innhold.skriv("profil", org, innhold.PROFIL, av=redaktor)
        versjon = innhold.send_inn("profil", org, av=redaktor)
        assert (
            "Profiler under arbeid"
            not in redaksjon.get("/admin/").content.decode().split("Venter på redaksjonen")[-1][:200]
        )
        sti = "/admin/entreprenorer/profilversjon/vurder/minnekoffert/"
        svar = redaksjon.post(sti, {"sett": versjon.merke, "publiser": "1"})
        assert "Du er med i organisasjonen" in svar.content.decode()

    def test_ideer_og_virkninger_har_samme_ko(self, redaksjon, org, eier, redaktor):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        ide = innhold.lag_ide(org, av=eier, synlighet="alle")
        innhold.send_inn("ide", ide, av=eier)
        sti = f"/admin/entreprenorer/ideversjon/vurder/minnekoffert/{ide.slug}/"
        assert "Det de har skrevet" in redaksjon.get(sti).content.decode()
        assert "Forhåndsvisning." in redaksjon.get(f"{sti}vis/").content.decode()
        redaksjon.post(sti, {"sett": ide.versjon.merke, "publiser": "1"})
        assert Ide.objects.get().er_publisert
        rader = {"action": "ta_ned", "_selected_action": [ide.pk]}
        svar = redaksjon.post("/admin/entreprenorer/ide/", rader)
        assert "Hvorfor?" in svar.text
        uten = redaksjon.post("/admin/entreprenorer/ide/", {**rader, "grunnen_er_gitt": "1", "grunn": "feil"})
        assert (uten.status_code, Ide.objects.get().er_publisert) == (422, True)
        grunn = {"grunnen_er_gitt": "1", "grunn": "feil", "forklaring": "Tallet i løsningen stemmer ikke."}
        redaksjon.post("/admin/entreprenorer/ide/", {**rader, **grunn})
        assert not Ide.objects.get().er_publisert
        brev = Utsending.objects.get(nokkel__startswith="tatt_ned_av_redaksjonen")
        assert brev.til == eier.epost
        assert "Noe som står der, er feil eller kan villede" in brev.tekst
        assert "Tallet i løsningen stemmer ikke." in brev.tekst
        assert reverse("kontakt") in brev.tekst
        klient, side = logg_inn(eier), reverse(Ideversjon.eierside, args=ide.adressedeler)
        assert f"Redaksjonen har tatt ned «{ide}»" in klient.get(reverse("min_side")).text
        oversikt = klient.get(side).text
        assert "Redaksjonen tok dette ned" in oversikt
        assert "Tallet i løsningen stemmer ikke." in oversikt
        historikken = klient.get(reverse("ide_historikk", args=ide.adressedeler)).text
        assert "Tatt ned av redaksjonen" in historikken
        assert "Tallet i løsningen stemmer ikke." in historikken

    def test_det_oppdiktede_bryr_ingen_nar_det_tas_ned(self, org, eier, redaktor):
        profil = innhold.publisert_profil(org, av=eier, redaktor=redaktor)
        Entreprenor.objects.filter(pk=profil.pk).update(oppdiktet=True)
        profil.refresh_from_db()
        assert not ta_ned(profil, av=redaktor, grunn="annet", forklaring="Bare en prøve.").er_publisert
        assert not Utsending.objects.filter(nokkel__startswith="tatt_ned_av_redaksjonen").exists()

    def test_bare_de_som_kan_endre_kan_svare(self, org, eier, redaktor):
        innhold.skriv("profil", org, innhold.PROFIL, av=eier)
        innhold.send_inn("profil", org, av=eier)
        uten = lag_redaktor("uten@eksempel.no")
        uten.groups.clear()
        k = logg_inn(uten)
        for del_ in ("", "vis/"):
            assert k.get(f"/admin/entreprenorer/profilversjon/vurder/minnekoffert/{del_}").status_code == 403


def test_kriteriene_sier_hvor_lenge_det_tar(client, org, eier, redaktor):
    assert "ikke svart på nok ennå" in client.get("/om/gjennomgang/").content.decode()
    innhold.publisert_profil(org, av=eier, redaktor=redaktor)
    assert "halvparten fått svar innen under en time" in client.get("/om/gjennomgang/").content.decode()


def test_grunnlaget_er_json_med_ett_avtrykk_per_felt(klient, org):
    sett = json.loads(_apne(klient, OM))
    assert sett == {}
    klient.post(OM, {"sett": "{}", "kort": "A"})
    assert set(json.loads(_apne(klient, OM))) == {"kort"}
