"""Vilkårene og grensene hos entreprenørene, hvert for seg: kontaktsporet, registeret, taket på det som ventes, og logoen."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from entreprenorer.handlinger import logo
from entreprenorer.handlinger.bekreftelse import avsla, bekreft, hvorfor_ikke_bekreftet
from entreprenorer.handlinger.personspor import Kontaktspor, Svarspor
from entreprenorer.handlinger.referanser import be_om_referanse
from entreprenorer.handlinger.register import bruk_oppslag
from entreprenorer.handlinger.registrering import (
    FinnesFraFor,
    hvorfor_ikke,
    lag_slug,
    registerfelt,
    registrer,
)
from entreprenorer.handlinger.videresendt import lag_lenke, svar_videresendt
from entreprenorer.models import Entreprenor, Profilversjon, Referanse, Referansesvar, Registerendring
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.klienter.enhetsregisteret import Enhet, Oppslag, Utfall
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
TIME = timedelta(hours=1)


@pytest.fixture
def eva():
    return lag_bruker("eva@kofferten.example", navn="Eva Eier")


@pytest.fixture
def org(eva):
    return lag_entreprenor("Kofferten", eva)


class TestKontaktsporet:
    NAVN = ("kontaktnavn", "kontaktepost", "kontakttelefon")

    def _kontakt(self, org, **felt):
        Entreprenor.objects.filter(pk=org.pk).update(**{"kontakttelefon": "911 22 333"} | felt)

    def _na(self, org):
        return Entreprenor.objects.values_list(*self.NAVN).get(pk=org.pk)

    @pytest.mark.parametrize(
        ("navn", "epost", "etter"),
        [
            ("En annen", "eva@kofferten.example", ("", "", "")),
            ("eva eier", "privat@gmail.com", ("", "", "")),
            ("Eva Eier", "post@kofferten.example", ("", "post@kofferten.example", "")),
            ("En annen", "annen@kofferten.example", ("En annen", "annen@kofferten.example", "911 22 333")),
        ],
        ids=["adressen", "navnet", "felles postkasse", "en annens"],
    )
    def test_adressen_eller_navnet_i_egen_organisasjon_er_hennes(self, org, eva, navn, epost, etter):
        self._kontakt(org, kontaktnavn=navn, kontaktepost=epost)
        Profilversjon.objects.create(
            objekt=org,
            svar={"kontaktnavn": [navn], "kontaktepost": [epost], "kontakttelefon": ["911 22 333"]},
        )
        gjemt = Kontaktspor().gjem(eva)
        svar = Profilversjon.objects.get().svar
        assert self._na(org) == etter
        assert tuple("".join(svar[f]) for f in self.NAVN) == etter
        Kontaktspor().legg_tilbake(gjemt)
        svar = Profilversjon.objects.get().svar
        assert self._na(org) == (navn, epost, "911 22 333")
        assert tuple("".join(svar[f]) for f in self.NAVN) == (navn, epost, "911 22 333")

    def test_navnet_alene_hos_en_annen_er_en_annen_med_det_samme_navnet(self, org, eva):
        andre = lag_entreprenor("Andre", lag_bruker("ada@andre.example"))
        kontakt = {"kontaktnavn": "Eva Eier", "kontaktepost": "eva@andre.example"}
        self._kontakt(andre, **kontakt)
        # Adressen hennes står et annet sted i svaret: da leses raden, men det er ikke henne.
        svar = {f: [v] for f, v in kontakt.items()} | {"om": [f"Spør {eva.epost}"]}
        Profilversjon.objects.create(objekt=andre, svar=svar)
        self._kontakt(org, kontaktnavn="Eva Eier", kontaktepost=eva.epost)
        Kontaktspor().gjem(eva)
        assert self._na(andre)[0] == "Eva Eier"
        assert Profilversjon.objects.get(objekt=andre).svar == svar
        assert self._na(org)[0] == ""

    def test_alle_radene_leses_ogsaa_etter_en_som_ikke_er_hennes(self, org, eva):
        to = lag_entreprenor("To", eva)
        Profilversjon.objects.create(objekt=org, svar={"kontaktnavn": ["Per"], "kontaktepost": ["per@x.no"]})
        Profilversjon.objects.create(objekt=to, svar={"kontaktnavn": ["Eva Eier"], "kontaktepost": []})
        Kontaktspor().gjem(eva)
        assert Profilversjon.objects.get(objekt=org).svar["kontaktnavn"] == ["Per"]
        assert Profilversjon.objects.get(objekt=to).svar["kontaktnavn"] == []

    def test_alle_adressene_hennes_teller_og_uten_navn_bare_de(self, org, eva):
        EmailAddress.objects.create(user=eva, email="eva@gammel.example", verified=True)
        eva.navn = ""
        self._kontakt(org, kontaktnavn="", kontaktepost="post@kofferten.example")
        assert Kontaktspor().gjem(eva) == []
        self._kontakt(org, kontaktnavn="", kontaktepost="eva@gammel.example")
        assert len(Kontaktspor().gjem(eva)) == 1

    def test_det_en_kollega_skriver_imens_staar(self, org, eva):
        self._kontakt(org, kontaktnavn="Eva Eier", kontaktepost=eva.epost)
        Profilversjon.objects.create(
            objekt=org, svar={"kontaktnavn": ["Eva Eier"], "kontaktepost": [eva.epost]}
        )
        gjemt = Kontaktspor().gjem(eva)
        self._kontakt(org, kontaktnavn="Mads", kontakttelefon="")
        Profilversjon.objects.update(svar={"kontaktnavn": ["Mads"], "kontaktepost": []})
        Kontaktspor().legg_tilbake(gjemt)
        assert self._na(org) == ("Mads", "", "")
        assert Profilversjon.objects.get().svar == {"kontaktnavn": ["Mads"], "kontaktepost": []}

    def test_historikken_mister_det_samme(self, org, eva):
        org.kontaktnavn, org.kontaktepost = "Eva Eier", "post@kofferten.example"
        org.save()
        org.kontaktnavn = "Mads"
        org.save()
        Kontaktspor().slett(eva)
        from veier.database.historikk import historikken

        navnene = set(historikken(Entreprenor).filter(pgh_obj=org.pk).values_list("kontaktnavn", flat=True))
        assert "Eva Eier" not in navnene and "Mads" in navnene

    @pytest.mark.parametrize("som_medlem", [True, False])
    def test_bare_svaret_hun_ga_som_medlem_er_hennes(self, org, som_medlem):
        part = OffentligPart.objects.get(slug="trondheim-kommune")
        ola = lag_bruker("ola@trondheim.kommune.no", navn="Ola")
        legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
        rad = Referanse.objects.create(
            entreprenor=org, part=part, hva="x", fra_ar=2020, status="bekreftet",
            svart_navn="Ola", svart_stilling="Leder", svart_som_medlem=som_medlem, svart_tid=timezone.now(),
        )  # fmt: skip
        gjemt = Svarspor().gjem(ola)
        rad.refresh_from_db()
        assert (rad.svart_navn, rad.svart_stilling) == ("" if som_medlem else "Ola", "Leder")
        Svarspor().legg_tilbake(gjemt)
        rad.refresh_from_db()
        assert rad.svart_navn == "Ola"


ENHET = Enhet("314001001", "KOFFERTEN AS", "AS", hjemmeside="www.kofferten.example")


class TestRegisteret:
    def test_hver_lengde_faar_plass_i_kolonnen(self, org):
        langt = Enhet(
            "314001001", "N" * 300, "AS", adresse=("A" * 200, "B" * 200), postnummer="1" * 20, poststed="P" * 200,
            kommunenummer="4" * 9, hjemmeside="h" * 300,
        )  # fmt: skip
        for felt, verdi in registerfelt(langt).items():
            hoyst = Entreprenor._meta.get_field(felt).max_length
            if isinstance(verdi, str) and hoyst and verdi:
                assert felt == "organisasjonsform" or len(verdi) == hoyst, felt

    @pytest.mark.parametrize(
        ("endret", "setning"),
        [
            ({"slettet": date(2026, 1, 1)}, "er slettet"),
            ({"konkurs": True}, "konkurs"),
            ({"under_avvikling": True}, "under avvikling"),
            ({"er_underenhet": True}, "underenhet"),
            ({}, ""),
        ],
    )
    def test_hver_grunn_har_sin_setning(self, endret, setning):
        from dataclasses import replace

        assert setning in hvorfor_ikke(Oppslag(Utfall.FUNNET, replace(ENHET, **endret)))
        assert bool(hvorfor_ikke(Oppslag(Utfall.FUNNET, replace(ENHET, **endret)))) is bool(setning)

    def test_den_foerste_gangen_er_ingen_endring_og_den_neste_sies_med_ordene(self, org, eva):
        from dataclasses import replace

        org.organisasjonsnummer, org.registerkontroll = "314001001", Entreprenor.Kontroll.VENTER
        org.save()
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, ENHET)) is False
        assert not Registerendring.objects.exists()
        ny = replace(ENHET, poststed="OSLO", i_frivillighetsregisteret=True)
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, ny)) is True
        assert set(Registerendring.objects.values_list("felt", "fra", "til")) == {
            ("poststed", "", "OSLO"),
            ("i_frivillighetsregisteret", "nei", "ja"),
        }
        brev = Utsending.objects.get(mal="register_endret").tekst
        assert "– → OSLO" in brev and "nei → ja" in brev
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, ENHET)) is True
        assert "OSLO → –" in Utsending.objects.filter(mal="register_endret").latest("pk").tekst
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, ENHET)) is False

    def test_en_som_er_borte_skjules_fra_dagen_registeret_sier_og_kommer_igjen(self, org, eva):
        from dataclasses import replace

        redaktor = lag_redaktor()
        org.organisasjonsnummer, org.registerkontroll = "314001001", Entreprenor.Kontroll.HENTET
        org.save()
        slettet = replace(ENHET, slettet=date(2026, 5, 4))
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, slettet)) is True
        org.refresh_from_db()
        assert org.opplost_tid == date(2026, 5, 4)
        assert set(Utsending.objects.filter(mal="register_endret").values_list("til", flat=True)) == {
            eva.epost,
            redaktor.epost,
        }
        assert bruk_oppslag(org, Oppslag(Utfall.FUNNET, slettet)) is False, "det er sagt"
        bruk_oppslag(org, Oppslag(Utfall.FUNNET, ENHET))
        org.refresh_from_db()
        assert org.opplost_tid is None
        assert Hendelse.objects.filter(kode="entreprenor_aktiv_igjen").count() == 1
        bruk_oppslag(org, Oppslag(Utfall.FJERNET, None))
        org.refresh_from_db()
        assert org.opplost_tid == timezone.localdate()

    def test_slugen_er_kort_ren_og_ledig(self):
        assert lag_slug("Ærlig Øl på Åsen") == "aerlig-ol-pa-asen"
        assert len(lag_slug("x" * 200)) <= Entreprenor._meta.get_field("slug").max_length
        assert lag_slug("???") == "entreprenor"
        Entreprenor.objects.create(navn="A", slug="kofferten-2")
        assert lag_slug("Kofferten 2").startswith("kofferten-2-")


class TestRegistreringen:
    def test_den_tredje_ubekreftede_gaar_og_den_fjerde_ikke(self, eva):
        forste = registrer(av=eva, navn="Nr. 1")
        for nr in (2, 3):
            registrer(av=eva, navn=f"Nr. {nr}")
        with pytest.raises(Domenefeil, match="tre organisasjoner"):
            registrer(av=eva, navn="Nr. 4")
        Entreprenor.objects.filter(pk=forste.pk).update(opprettet_tid=timezone.now() - timedelta(days=29))
        with pytest.raises(Domenefeil, match="tre organisasjoner"):
            registrer(av=eva, navn="Nr. 4")
        Entreprenor.objects.filter(pk=forste.pk).update(opprettet_tid=timezone.now() - timedelta(days=31))
        assert registrer(av=eva, navn="Nr. 4").bekreftelse == "venter"

    def test_det_samme_navnet_en_gang_til_er_et_dobbeltklikk_for_den_samme(self, eva):
        forste = registrer(av=eva, navn="Kofferten")
        with pytest.raises(FinnesFraFor) as feil:
            registrer(av=eva, navn="KOFFERTEN")
        assert feil.value.entreprenor == forste
        assert registrer(av=lag_bruker("annen@x.no"), navn="Kofferten").pk != forste.pk


class TestBekreftelsen:
    @pytest.mark.parametrize(
        ("endret", "epost", "setning"),
        [
            ({"organisasjonsnummer": None}, "eva@kofferten.example", "ikke noe organisasjonsnummer"),
            ({"registerkontroll": "venter"}, "eva@kofferten.example", "ikke svart ennå"),
            ({"registrert_nettsted": ""}, "eva@kofferten.example", "ikke noe nettsted"),
            ({}, "eva@kofferten.example", "Flere kan ha adresser på kofferten.example"),
            ({}, "eva@gmail.com", "eva@gmail.com er ikke en adresse på kofferten.example"),
            ({"bekreftelse": "bekreftet"}, "eva@kofferten.example", ""),
        ],
    )
    def test_det_som_mangler_sies(self, endret, epost, setning):
        felt = {
            "organisasjonsnummer": "314001001", "registerkontroll": "hentet", "bekreftelse": "venter",
            "registrert_nettsted": "www.kofferten.example",
        }  # fmt: skip
        org = lag_entreprenor("Kofferten", lag_bruker(epost), **felt | endret)
        svar = hvorfor_ikke_bekreftet(org)
        assert setning in svar and bool(svar) is bool(setning)

    def test_et_svar_paa_noe_en_annen_har_svart_paa_gaar_ikke(self, eva):
        org = lag_entreprenor("Kofferten", eva, bekreftelse="venter")
        redaktor = lag_redaktor()
        with pytest.raises(Domenefeil, match="begrunnelse"):
            avsla(org, av=redaktor, begrunnelse=" ")
        bekreft(org, av=redaktor, bevis="redaksjonen", sett="venter")
        for gjor in (bekreft, avsla):
            felt = {"bevis": "x"} if gjor is bekreft else {"begrunnelse": "x"}
            with pytest.raises(Domenefeil, match="En annen har svart"):
                gjor(org, av=redaktor, sett="venter", **felt)
        assert avsla(org, av=redaktor, begrunnelse="x").bekreftelse == "bekreftet"
        assert Utsending.objects.filter(mal="organisasjon_bekreftet", til=eva.epost).count() == 1


class TestReferansene:
    def _be(self, org, nr, **felt):
        part = OffentligPart.objects.get(slug="trondheim-kommune")
        av = org.medlemskap.get().bruker
        felt = {"part": part, "enhet": "", "hva": f"Nr. {nr}", "fra_ar": 2021, "til_ar": None} | felt
        return be_om_referanse(org, **felt, av=av)

    def test_den_femtiende_gaar_og_ikke_en_til_og_fem_i_doegnet(self, eva):
        org = innhold.publisert_profil(lag_entreprenor("Kofferten", eva), av=eva, redaktor=lag_redaktor())
        part = OffentligPart.objects.get(slug="bergen-kommune")
        Referanse.objects.bulk_create(
            Referanse(entreprenor=org, part=part, hva=f"Gammel {nr}", fra_ar=2000, avtrykk=f"a{nr}")
            for nr in range(45)
        )
        Referanse.objects.update(bedt_tid=timezone.now() - 25 * TIME)
        rader = [self._be(org, nr) for nr in range(5)]
        Referanse.objects.filter(part=part).first().delete()
        with pytest.raises(Domenefeil, match="høyst fem"):
            self._be(org, 5)
        Referanse.objects.filter(pk=rader[0].pk).update(bedt_tid=timezone.now() - 25 * TIME)
        self._be(org, 5)
        assert Referanse.objects.count() == 50
        Referanse.objects.update(bedt_tid=timezone.now() - 25 * TIME)
        with pytest.raises(Domenefeil, match="høyst fem"):
            self._be(org, 6)

    def test_det_samme_et_annet_aar_eller_et_annet_sted_er_en_annen(self, eva):
        org = innhold.publisert_profil(lag_entreprenor("Kofferten", eva), av=eva, redaktor=lag_redaktor())
        self._be(org, 1)
        for felt in ({"fra_ar": 2022}, {"part": OffentligPart.objects.get(slug="bergen-kommune")}):
            self._be(org, 1, **felt)
        with pytest.raises(Domenefeil, match="denne referansen før"):
            self._be(org, 1)


class TestLogoen:
    def _bilde(self, bredde, hoyde=None):
        ut = BytesIO()
        Image.new("RGB", (bredde, hoyde or bredde), (9, 9, 200)).save(ut, "PNG")
        return ut.getvalue()

    def test_to_megabyte_gaar_og_en_byte_til_ikke(self, org, eva):
        png = self._bilde(64)
        to_mb = png + b"\0" * (2 * 1024 * 1024 - len(png))
        logo.lagre_logo(org, to_mb, av=eva)
        with pytest.raises(Domenefeil, match="høyst 2 MB"):
            logo.lagre_logo(org, to_mb + b"\0", av=eva)

    @pytest.mark.parametrize(
        ("bredde", "hoyde", "gaar"), [(32, 32, True), (31, 200, False), (200, 31, False)]
    )
    def test_trettito_punkter_paa_hver_side(self, org, eva, bredde, hoyde, gaar):
        if gaar:
            logo.lagre_logo(org, self._bilde(bredde, hoyde), av=eva)
            assert Profilversjon.objects.get().svar["logo"]
        else:
            with pytest.raises(Domenefeil, match="32 ganger 32"):
                logo.lagre_logo(org, self._bilde(bredde, hoyde), av=eva)

    @pytest.mark.parametrize(("sider", "gaar"), [((5000, 5000), True), ((5000, 5001), False)])
    def test_femogtyve_millioner_punkter(self, org, eva, sider, gaar):
        ut = BytesIO()
        Image.new("1", sider).save(ut, "PNG")
        if gaar:
            logo.lagre_logo(org, ut.getvalue(), av=eva)
            with default_storage.open(Profilversjon.objects.get().svar["logo"][0]) as fil:
                assert Image.open(fil).size == (640, 640)
        else:
            with pytest.raises(Domenefeil, match="ikke lese filen"):
                logo.lagre_logo(org, ut.getvalue(), av=eva)


def test_det_femte_svaret_i_doegnet_paa_en_videresendt_lenke_gaar_og_det_sjette_ikke(eva):
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eva), av=eva, redaktor=lag_redaktor())
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    rad = Referanse.objects.create(
        entreprenor=org, part=part, hva="x", fra_ar=2020, videresendes=True, bedt_av=eva
    )
    nokkel = lag_lenke(rad, av=eva)

    def svar(nr):
        epost = f"nr{nr}@gmail.com"
        return svar_videresendt(nokkel, bekreft=True, navn="Ola", stilling="Leder", epost=epost)

    forste, *_resten = [svar(nr) for nr in range(5)]
    with pytest.raises(Domenefeil, match="mange ganger"):
        svar(5)
    type(forste).objects.filter(pk=forste.pk).update(sendt_tid=timezone.now() - 25 * TIME)
    assert svar(5).status == Referansesvar.Status.VENTER_REDAKSJON
