"""Vilkårene hos virksomhetene, hvert for seg: hvem som er hennes, hva som regnes med, og når et domene er nok."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kommuner.handlinger import egenkontakt, sporsmal
from kommuner.handlinger.medlemskap import be_om_administratorkode, bruk_administratorkode
from kommuner.handlinger.personspor import Rollespor
from kommuner.models import Administratorkode, Behovssporsmal, Egenkontakt, Kontaktpunkt, OffentligPart, Rolle
from kommuner.tilganger import (
    er_offentlig_adresse,
    har_adresse_hos,
    henger_pa_adressen,
    postmottak,
    virksomhet_for,
)
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def rolle():
    return Rolle.objects.get(slug="leder-sykehjem")


@pytest.fixture
def ola(part):
    ola = lag_bruker("ola@trondheim.kommune.no", navn="Ola Hansen")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.ADMINISTRATOR, av=ola, grunn="test")
    return ola


class TestSporet:
    """Tre ulike ting gjør en kontakt til hennes, og hver av dem er nok alene."""

    def _kontakt(self, part, rolle, **felt):
        felt = {"navn": "Noen", "epost": "", "telefon": "911 22 333"} | felt
        return Egenkontakt.objects.create(part=part, rolle=rolle, kontrollert=timezone.localdate(), **felt)

    @pytest.mark.parametrize(
        ("felt", "hennes"),
        [
            ({"epost": "ola@trondheim.kommune.no"}, True),
            ({"navn": "ola hansen"}, True),
            ({"navn": "Per Hansen", "epost": "per@trondheim.kommune.no"}, False),
        ],
    )
    def test_adressen_eller_navnet_i_en_virksomhet_hun_er_med_i(self, part, rolle, ola, felt, hennes):
        rad = self._kontakt(part, rolle, **felt)
        gjemt = Rollespor().gjem(ola)
        igjen = Egenkontakt.objects.get()
        assert (igjen.navn, igjen.epost, igjen.telefon) == (
            ("", "", "") if hennes else (rad.navn, rad.epost, rad.telefon)
        )
        Rollespor().legg_tilbake(gjemt)
        igjen.refresh_from_db()
        assert (igjen.navn, igjen.epost, igjen.telefon) == (rad.navn, rad.epost, rad.telefon)

    def test_et_navn_i_en_annen_virksomhet_er_en_annens_men_adressen_er_hennes(self, rolle, ola):
        bergen = OffentligPart.objects.get(slug="bergen-kommune")
        rad = self._kontakt(bergen, rolle, navn="Ola Hansen", epost="ola@bergen.kommune.no")
        assert Rollespor().gjem(ola) == []
        Egenkontakt.objects.filter(pk=rad.pk).update(epost=ola.epost)
        assert len(Rollespor().gjem(ola)) == 1

    def test_uten_navn_er_det_bare_adressen(self, part, rolle, ola):
        ola.navn = ""
        self._kontakt(part, rolle, navn="", epost=ola.epost)
        self._kontakt(
            part, Rolle.objects.exclude(pk=rolle.pk).first(), navn="", epost="per@trondheim.kommune.no"
        )
        Rollespor().gjem(ola)
        assert sorted(Egenkontakt.objects.values_list("epost", flat=True)) == ["", "per@trondheim.kommune.no"]

    def test_postmottaket_og_sentralbordet_er_virksomhetens(self, part, ola):
        self._kontakt(part, None, navn="Ola Hansen", epost=ola.epost)
        Rollespor().gjem(ola)
        rad = Egenkontakt.objects.get()
        assert (rad.navn, rad.epost, rad.telefon) == ("", ola.epost, "911 22 333")

    @pytest.mark.parametrize("imens", [{"navn": "Ny Leder"}, {"navn_fjernet_tid": timezone.now()}])
    def test_det_som_er_skrevet_eller_tatt_bort_imens_staar(self, part, rolle, ola, imens):
        self._kontakt(part, rolle, epost=ola.epost)
        gjemt = Rollespor().gjem(ola)
        Egenkontakt.objects.update(**imens)
        Rollespor().legg_tilbake(gjemt)
        rad = Egenkontakt.objects.get()
        assert (rad.navn, rad.epost) == (imens.get("navn", ""), "")


class TestEgenkontakten:
    def test_tomt_tar_den_bort_og_loggen_sier_det(self, part, rolle, ola):
        assert egenkontakt.lagre_kontakt(part, rolle, verdier={"tittel": "Leder", "navn": ""}, av=ola)
        assert egenkontakt.lagre_kontakt(part, rolle, verdier={"tittel": "", "navn": None}, av=ola) is None
        assert not Egenkontakt.objects.exists()
        detaljer = [h.detaljer for h in Hendelse.objects.filter(kode="kontakt_skrevet").order_by("pk")]
        assert [(d["tatt_bort"], d["rolle"]) for d in detaljer] == [(False, rolle.slug), (True, rolle.slug)]

    def test_et_nytt_navn_gjelder_og_et_som_er_tatt_bort_staar_tatt_bort(self, part, rolle, ola):
        egenkontakt.lagre_kontakt(part, rolle, verdier={"navn": "Kari", "tittel": "Leder"}, av=ola)
        rad = Egenkontakt.objects.get()
        egenkontakt.fjern_navn(rad, epost="kari@x.no", malform="nb")
        rad.refresh_from_db()
        borte = rad.navn_fjernet_tid
        assert borte is not None
        egenkontakt.fjern_navn(rad, epost="kari@x.no", malform="nb")
        egenkontakt.lagre_kontakt(part, rolle, verdier={"navn": "", "tittel": "Sjef"}, av=ola)
        rad.refresh_from_db()
        assert rad.navn_fjernet_tid == borte
        assert Utsending.objects.filter(mal="kontaktnavn_fjernet").count() == 1
        egenkontakt.lagre_kontakt(part, rolle, verdier={"navn": "Per", "tittel": "Sjef"}, av=ola)
        rad.refresh_from_db()
        assert (rad.navn, rad.navn_fjernet_tid) == ("Per", None)

    def test_en_skjult_virksomhet_faar_ikke_brev_om_utlop(self, part, rolle, ola):
        egenkontakt.lagre_kontakt(part, rolle, verdier={"tittel": "Leder"}, av=ola)
        om_elleve_maaneder = timezone.localdate() + timedelta(days=340)
        OffentligPart.objects.filter(pk=part.pk).update(skjult=True)
        assert egenkontakt.varsle_om_utlop(om_elleve_maaneder) == 0
        OffentligPart.objects.filter(pk=part.pk).update(skjult=False)
        assert egenkontakt.varsle_om_utlop(om_elleve_maaneder) == 1
        assert egenkontakt.bekreft_kontaktene(part, av=ola) == 1

    def test_brevet_nevner_den_som_utloper_foerst(self, part, rolle, ola):
        for r, dager in ((None, 338), (rolle, 336)):
            egenkontakt.lagre_kontakt(part, r, verdier={"tittel": "Leder"}, av=ola)
            Egenkontakt.objects.filter(rolle=r).update(
                kontrollert=timezone.localdate() - timedelta(days=dager)
            )
        egenkontakt.varsle_om_utlop()
        assert Egenkontakt.objects.filter(varslet_tid=None).count() == 0
        forst = Egenkontakt.objects.get(rolle=None).utloper
        assert f"{forst.day}." in Utsending.objects.get(mal="kontakter_utloper").tekst


class TestKoden:
    @pytest.fixture
    def siri(self, part):
        Kontaktpunkt.objects.update_or_create(
            part=part,
            slag=Kontaktpunkt.Slag.POSTMOTTAK,
            defaults={
                "verdi": "post@trondheim.kommune.no",
                "kilde": "https://x.example",
                "sist_kontrollert": timezone.localdate(),
            },
        )
        siri = lag_bruker("siri@trondheim.kommune.no", navn="Siri")
        legg_til_medlem(part, bruker=siri, rolle=Medlemsrolle.MEDLEM, av=siri, grunn="domene")
        be_om_administratorkode(part, bruker=siri)
        siri.kode = Utsending.objects.get(til="post@trondheim.kommune.no").tekst.split("til Siri: ")[1][:9]
        return siri

    def test_etter_fire_feil_gaar_den_riktige_og_etter_fem_ikke(self, part, siri):
        for _nr in range(4):
            with pytest.raises(Domenefeil, match="feil eller for gammel"):
                bruk_administratorkode(part, bruker=siri, kode="XXXX-XXXX")
        assert bruk_administratorkode(part, bruker=siri, kode=siri.kode).rolle == Medlemsrolle.ADMINISTRATOR

    def test_den_gjelder_i_fjorten_dager_og_en_ny_begynner_paa_nytt(self, part, siri):
        om = Administratorkode.objects.get().utloper_tid - timezone.now()
        assert timedelta(days=13, hours=23) < om <= timedelta(days=14)
        Administratorkode.objects.update(forsok=5)
        be_om_administratorkode(part, bruker=siri)
        assert Administratorkode.objects.get().forsok == 0

    @pytest.mark.parametrize("hindring", ["ikke med lenger", "har fått en administrator"])
    def test_koden_gjelder_bare_den_foerste_og_den_som_er_med(self, part, siri, hindring):
        if hindring == "ikke med lenger":
            part.medlemskap.get(bruker=siri).delete()
        else:
            kari = lag_bruker("kari@trondheim.kommune.no")
            legg_til_medlem(part, bruker=kari, rolle=Medlemsrolle.ADMINISTRATOR, av=kari, grunn="test")
        with pytest.raises(Domenefeil, match="feil eller for gammel"):
            bruk_administratorkode(part, bruker=siri, kode=siri.kode)


class TestSporsmalene:
    @pytest.fixture
    def behov(self, part, ola):
        return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())

    def _fyll(self, behov, antall, **felt):
        Behovssporsmal.objects.bulk_create(
            Behovssporsmal(behov=behov, tekst=f"Nr. {nr}", malform="nb", kode=f"{felt}{nr}"[:60], **felt)
            for nr in range(antall)
        )

    def _spor(self, behov, av, tekst="Hva koster det?"):
        return sporsmal.still_sporsmal(behov, tekst=tekst, malform="nb", av=av)

    def test_den_femte_fra_en_gaar_og_den_sjette_ikke(self, behov):
        eva = lag_bruker("eva@x.no")
        self._fyll(behov, 4, spor_av=eva)
        femte = self._spor(behov, eva)
        assert self._spor(behov, eva) == femte, "det samme en gang til er et dobbeltklikk"
        with pytest.raises(Domenefeil, match="som venter på svar"):
            self._spor(behov, eva, "Og en til?")
        Behovssporsmal.objects.filter(pk=femte.pk).update(
            besvart_tid=timezone.now(), svar="Ja", svar_nummer=1
        )
        self._spor(behov, eva, "Og en til?")

    def test_det_hundrede_gaar_og_ikke_ett_til_for_dem_med_konto(self, behov):
        self._fyll(behov, 99, spor_av=lag_bruker("mange@x.no"))
        self._spor(behov, lag_bruker("eva@x.no"))
        with pytest.raises(Domenefeil, match="svært mange"):
            self._spor(behov, lag_bruker("nina@x.no"))
        sporsmal.still_sporsmal(behov, tekst="Uten konto", malform="nb", epost="noen@x.no", kode="k")

    @pytest.mark.parametrize(("dager", "glemt"), [(366, 1), (364, 0)])
    def test_adressen_glemmes_etter_et_aar(self, behov, dager, glemt):
        sporsmal.still_sporsmal(behov, tekst="Uten konto", malform="nb", epost="noen@x.no", kode="k")
        Behovssporsmal.objects.update(stilt_tid=timezone.now() - timedelta(days=dager))
        assert sporsmal.glem_adresser() == glemt


class TestDomenet:
    @pytest.mark.parametrize(
        ("domene", "slug"),
        [
            ("trondheim.kommune.no", "trondheim-kommune"),
            ("skole.trondheim.kommune.no", "trondheim-kommune"),
            ("kommune.no", None),
            ("no", None),
            ("gmail.com", None),
        ],
    )
    def test_virksomheten_domenet_tyder_paa(self, domene, slug):
        funnet = virksomhet_for(domene)
        assert (funnet and funnet.slug) == slug
        assert er_offentlig_adresse(f"a@{domene}") is bool(slug)

    def test_et_domene_to_virksomheter_har_er_ingen_av_dem(self, part, ola):
        assert har_adresse_hos(ola, part)
        bergen = OffentligPart.objects.get(slug="bergen-kommune")
        OffentligPart.objects.filter(pk=bergen.pk).update(epostdomene="trondheim.kommune.no")
        assert not har_adresse_hos(ola, part)
        assert virksomhet_for("trondheim.kommune.no") is None
        assert er_offentlig_adresse(ola.epost)
        OffentligPart.objects.filter(pk=bergen.pk).update(skjult=True)
        assert har_adresse_hos(ola, part)

    @pytest.mark.parametrize(("verdi", "ut"), [("post@x.no", "post@x.no"), ("https://x.no/skjema", "")])
    def test_postmottaket_er_en_adresse(self, part, verdi, ut):
        Kontaktpunkt.objects.filter(part=part).delete()
        assert postmottak(part) == ""
        Kontaktpunkt.objects.create(
            part=part,
            slag="postmottak",
            verdi=verdi,
            kilde="https://x.no",
            sist_kontrollert=timezone.localdate(),
        )
        assert postmottak(part) == ut


def test_bare_det_som_har_skjedd_siden_hun_sist_var_ute_teller(part):
    """Hun var invitert og ble tatt ut. Nå er hun inne på adressen alene, og det gamle sier ikke noe annet."""
    kari = lag_bruker("kari@trondheim.kommune.no")
    for nr, (kode, grunn) in enumerate(
        (("medlem_lagt_til", "invitasjon"), ("medlem_fjernet", ""), ("medlem_lagt_til", "domene"))
    ):
        rad = Hendelse.objects.create(
            kode=kode, gjelder_type=part._meta.label_lower, gjelder_id=part.slug,
            detaljer={"medlem": str(kari.offentlig_id), "grunn": grunn},
        )  # fmt: skip
        assert rad.pk, nr
    assert henger_pa_adressen(kari, part) is True
    Hendelse.objects.create(
        kode="medlem_lagt_til", gjelder_type=part._meta.label_lower, gjelder_id=part.slug,
        detaljer={"medlem": str(kari.offentlig_id), "grunn": "invitasjon"},
    )  # fmt: skip
    assert henger_pa_adressen(kari, part) is False
