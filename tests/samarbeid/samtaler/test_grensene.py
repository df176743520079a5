"""Grensene og vilkårene i samtalene og e-posten inn: den siste som går, den første som ikke går, og dagen etter."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.innpost.handlinger import Konvolutt, som_innlegg, ta_imot
from samarbeid.models import Innlegg, Innpost, Lest, Mottakerlenke, Samtale, Samtaleside
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.handlinger.brev import send_om_retur, send_til_entreprenoren
from samarbeid.samtaler.handlinger.personspor import Samtalespor
from samarbeid.samtaler.handlinger.start import (
    Mottaker,
    kan_sendes_til,
    lag_mottaker,
    sett_sammen,
    start_samtale,
)
from samarbeid.samtaler.svaradresse import svaradressen
from tests.verden import lag_bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil, FeilIFelt

pytestmark = pytest.mark.django_db
TIMER = timedelta(hours=1)
DAG = timedelta(days=1)
I_DAG = timezone.localdate


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    return Samtale.objects.get()


@pytest.fixture
def eva(v):
    return trad.Aktor(Samtaleside.ENTREPRENOR, av=v.folk["eier"])


@pytest.fixture
def ola(v):
    return trad.Aktor(Samtaleside.OFFENTLIG, av=v.folk["offentlig"])


def _gjor(samtale, handling, av, **felt):
    samtale.refresh_from_db()
    return trad.gjor(samtale, trad.Onske(handling, samtale.siste_nr, uuid.uuid4(), **felt), av=av)


def _fyll(samtale, antall, *, slag="melding", side="entreprenor", timer=23):
    """Så mange innlegg i tråden fra før, skrevet for så lenge siden."""
    fra = samtale.innlegg.order_by("-nr").first().nr
    Innlegg.objects.bulk_create(
        Innlegg(samtale=samtale, nr=fra + nr, slag=slag, side=side, tekst="x", sendenokkel=uuid.uuid4())
        for nr in range(1, antall + 1)
    )
    samtale.innlegg.filter(nr__gt=fra).update(tid=timezone.now() - timer * TIMER)
    felt = "siste_fra_entreprenor" if side == "entreprenor" else "siste_fra_offentlig"
    Samtale.objects.filter(pk=samtale.pk).update(**{felt: fra + antall})


class TestNye:
    def _start(self, org, av, **felt):
        part = OffentligPart.objects.get(slug="bergen-kommune")
        valgt = {
            "emne": "Kofferter",
            "rolle": "",
            "til": "postmottak@bergen.kommune.no",
            "tekst": "Hei",
        } | felt
        return start_samtale(org, lag_mottaker(part), **valgt, sendenokkel=uuid.uuid4(), av=av)

    def test_den_femte_i_doegnet_gaar_og_den_sjette_ikke(self, samtale, eva):
        org = samtale.entreprenor
        andre = OffentligPart.objects.exclude(slug__in=["bergen-kommune", samtale.part.slug]).order_by("pk")
        for part in andre[:3]:
            Samtale.objects.create(entreprenor=org, part=part, emne="x", til="x@x.no", purr_fra=I_DAG())
        Samtale.objects.update(startet_tid=timezone.now() - 23 * TIMER)
        assert self._start(org, eva.av)
        Samtale.objects.filter(part__slug="bergen-kommune").update(
            tilstand="avsluttet", ferdig_tid=timezone.now(), purr_fra=I_DAG()
        )
        with pytest.raises(Domenefeil, match="høyst fem"):
            self._start(org, eva.av)
        Samtale.objects.filter(pk=samtale.pk).update(startet_tid=timezone.now() - 25 * TIMER)
        assert self._start(org, eva.av)

    def test_et_nytt_forsok_til_den_samme_venter_som_purringen(self, samtale, eva):
        org = samtale.entreprenor
        forst = self._start(org, eva.av)
        with pytest.raises(Domenefeil, match="venter på svar"):
            self._start(org, eva.av)
        trad.gjor(forst, trad.Onske("avslutt", forst.siste_nr, uuid.uuid4()), av=eva)
        forst.refresh_from_db()
        assert forst.purr_fra == I_DAG() + 14 * DAG
        with pytest.raises(Domenefeil, match="nettopp"):
            self._start(org, eva.av)
        Samtale.objects.filter(pk=forst.pk).update(purr_fra=I_DAG() + DAG)
        with pytest.raises(Domenefeil, match="nettopp"):
            self._start(org, eva.av)
        Samtale.objects.filter(pk=forst.pk).update(purr_fra=I_DAG())
        self._start(org, eva.av)

    @pytest.mark.parametrize("fritatt", ["de har svart", "en annen adresse"])
    def test_den_som_svarte_eller_en_annen_kan_skrives_til(self, samtale, eva, fritatt):
        org = samtale.entreprenor
        forst = self._start(org, eva.av)
        felt = {"siste_fra_offentlig": 2} if fritatt == "de har svart" else {"til": "annen@bergen.kommune.no"}
        Samtale.objects.filter(pk=forst.pk).update(tilstand="avsluttet", ferdig_tid=timezone.now(), **felt)
        assert self._start(org, eva.av).pk != forst.pk

    @pytest.mark.parametrize("mangler", ["bekreftet_tid", "vises"])
    def test_profilen_maa_vaere_bekreftet_og_ute(self, samtale, eva, mangler, monkeypatch):
        org = samtale.entreprenor
        navn = "er_bekreftet" if mangler == "bekreftet_tid" else "vises"
        monkeypatch.setattr(type(org), navn, property(lambda _org: False), raising=False)
        with pytest.raises(Domenefeil, match="publisert"):
            self._start(org, eva.av)
        with pytest.raises(Domenefeil):
            _gjor(samtale, "purr", eva, tekst="Hei igjen")
        _gjor(samtale, "avslutt", eva)

    def test_adressen_maa_vaere_hos_dem_naar_vi_vet_hvilke_de_bruker(self):
        part = OffentligPart.objects.get(slug="bergen-kommune")
        assert kan_sendes_til(Mottaker(part), "hvem@bergen.kommune.no")
        assert not kan_sendes_til(Mottaker(part), "hvem@gmail.com")
        assert not kan_sendes_til(lag_mottaker(part), "hvem@annet.no")
        ukjent = OffentligPart(navn="X", type=part.type, epostdomene="", nettsted="")
        assert kan_sendes_til(Mottaker(ukjent), "hvem@gmail.com")
        for felt in ({"epostdomene": "x.kommune.no"}, {"nettsted": "https://x.kommune.no"}):
            kjent = OffentligPart(
                **{"navn": "X", "type": part.type, "epostdomene": "", "nettsted": ""} | felt
            )
            assert not kan_sendes_til(Mottaker(kjent), "hvem@gmail.com"), felt

    def test_det_som_ikke_er_skrevet_er_ikke_med_i_meldingen(self):
        felt = {"hva": "Vi vil prøve.", "ber_om": "Et møte", "navn": "Eva", "entreprenor": "Koffert"}
        assert "Hvem det er for: Eldre" in sett_sammen(for_hvem="Eldre", **felt)
        uten = sett_sammen(for_hvem="", **felt)
        assert "Hvem det er for" not in uten and "\n\n\n" not in uten
        assert uten.endswith("Vennlig hilsen\nEva\nKoffert")


class TestTraden:
    def test_tjue_innlegg_i_doegnet_fra_hver_side_og_avslutte_gaar_alltid(self, samtale, eva, ola):
        _gjor(samtale, "svar", ola, tekst="Ja")
        _fyll(samtale, 18)
        _gjor(samtale, "skriv", eva, tekst="Den tjuende")
        with pytest.raises(Domenefeil, match="skrevet mye"):
            _gjor(samtale, "skriv", eva, tekst="En til")
        _gjor(samtale, "svar", ola, tekst="Den andre siden kan svare")
        forst = samtale.innlegg.filter(side="entreprenor").order_by("nr").first()
        Innlegg.objects.filter(pk=forst.pk).update(tid=timezone.now() - 25 * TIMER)
        _gjor(samtale, "skriv", eva, tekst="Dagen etter")
        with pytest.raises(Domenefeil, match="skrevet mye"):
            _gjor(samtale, "skriv", eva, tekst="En til")
        assert _gjor(samtale, "avslutt", eva).slag == "avsluttet"

    def test_den_femte_videresendingen_gaar_og_den_sjette_ikke(self, samtale, ola):
        _fyll(samtale, 4, slag="videresendt", side="offentlig")
        til = {"epost": "kari@trondheim.kommune.no"}
        _gjor(samtale, "videresend", ola, **til)
        with pytest.raises(Domenefeil, match="mange ganger"):
            _gjor(samtale, "videresend", ola, **til)
        forst = samtale.innlegg.filter(slag="videresendt").order_by("nr").first()
        Innlegg.objects.filter(pk=forst.pk).update(tid=timezone.now() - 25 * TIMER)
        _gjor(samtale, "videresend", ola, **til)

    def test_videresendt_har_en_ny_adresse_uten_tvil_og_en_ny_ventetid(self, samtale, ola):
        Samtale.objects.update(kontakttvil="retur", purr_fra=I_DAG())
        with pytest.raises(FeilIFelt, match="adresse i virksomheten"):
            _gjor(samtale, "videresend", ola, epost="noen@gmail.com")
        innlegg = _gjor(samtale, "videresend", ola, epost="kari@trondheim.kommune.no")
        samtale.refresh_from_db()
        assert (samtale.til, samtale.kontakttvil) == ("kari@trondheim.kommune.no", "")
        assert (innlegg.tekst, samtale.purr_fra) == (samtale.til, I_DAG() + 14 * DAG)
        assert (samtale.tilstand, samtale.ferdig_tid) == ("videresendt", None)

    def test_purringen_gaar_dagen_den_kan_og_ikke_dagen_foer(self, samtale, eva):
        Samtale.objects.update(purr_fra=I_DAG() + DAG)
        with pytest.raises(Domenefeil, match="for tidlig"):
            _gjor(samtale, "purr", eva, tekst="Hei igjen")
        for nr in (1, 2):
            Samtale.objects.update(purr_fra=I_DAG())
            _gjor(samtale, "purr", eva, tekst="Hei igjen")
            samtale.refresh_from_db()
            assert (samtale.purringer, samtale.purr_fra) == (nr, I_DAG() + 14 * DAG)
        Samtale.objects.update(purr_fra=I_DAG())
        with pytest.raises(Domenefeil, match="purret to ganger"):
            _gjor(samtale, "purr", eva, tekst="Hei igjen")

    def test_bare_en_kunngjort_konkurranse_maa_si_hvor(self, samtale, ola):
        with pytest.raises(FeilIFelt, match="hvor konkurransen"):
            _gjor(samtale, "anskaffelse", ola, anskaffelse="kunngjort")
        with pytest.raises(FeilIFelt, match="Velg hvor anskaffelsen"):
            _gjor(samtale, "anskaffelse", ola, anskaffelse="apen")
        assert _gjor(samtale, "anskaffelse", ola, anskaffelse="planlegges").tekst == "Konkurranse planlegges"
        innlegg = _gjor(samtale, "anskaffelse", ola, anskaffelse="kunngjort", doffin="2026-1")
        assert innlegg.tekst == "Konkurransen er kunngjort: 2026-1"
        samtale.refresh_from_db()
        assert (samtale.anskaffelse, samtale.doffin) == ("kunngjort", "2026-1")

    def test_den_som_har_lest_lenger_mister_det_ikke(self, samtale, eva):
        for nr, lest in ((3, 3), (2, 3), (4, 4)):
            trad.merk_lest(samtale, eva.av, nr)
            assert Lest.objects.get(samtale=samtale, bruker=eva.av).nr == lest

    def test_brevet_gaar_til_den_som_skrev_sist_saa_lenge_hun_er_med(self, v, samtale, ola):
        mads = trad.Aktor(Samtaleside.ENTREPRENOR, av=v.folk["medlem"])
        _gjor(samtale, "svar", ola, tekst="Ja")
        _gjor(samtale, "skriv", mads, tekst="Mads her")

        def mottakerne():
            Utsending.objects.all().delete()
            send_til_entreprenoren(samtale, samtale.innlegg.get(nr=2))
            return set(Utsending.objects.values_list("til", flat=True))

        assert mottakerne() == {mads.av.epost}
        samtale.entreprenor.medlemskap.get(bruker=mads.av).delete()
        assert mottakerne() == {v.folk["eier"].epost}
        Innlegg.objects.filter(side="entreprenor").update(av=None)
        assert mottakerne() == {v.folk["eier"].epost}
        Utsending.objects.all().delete()
        send_om_retur(samtale)
        assert Utsending.objects.get().til == v.folk["eier"].epost


class TestSporet:
    KARI = "kari@trondheim.kommune.no"

    @pytest.fixture
    def kari(self):
        return lag_bruker(self.KARI, navn="Kari")

    def test_det_hun_skrev_fra_lenken_gjemmes_og_kommer_tilbake(self, samtale, ola, kari):
        Innpost.objects.all().delete()
        _gjor(samtale, "videresend", ola, epost=self.KARI)
        lenke = trad.Aktor(Samtaleside.OFFENTLIG, navn="Kari", epost=self.KARI)
        hennes = _gjor(samtale, "svar", lenke, tekst="Ja, gjerne.")
        Innpost.objects.create(
            avtrykk="a",
            samtale=samtale,
            slag="svar",
            tilstand="holdt",
            grunn="usikker",
            fra=self.KARI,
            navn="Kari",
        )
        Innpost.objects.create(
            avtrykk="b",
            samtale=samtale,
            slag="svar",
            tilstand="holdt",
            grunn="usikker",
            fra="per@x.no",
            navn="Per",
        )
        videre = samtale.innlegg.get(slag="videresendt")
        samtale.refresh_from_db()
        forrige = samtale.lenker.exclude(epost=self.KARI).latest("pk").epost

        gjemt = Samtalespor().gjem(kari)
        for rad in (hennes, videre, samtale):
            rad.refresh_from_db()
        assert (hennes.navn, hennes.epost, hennes.tekst) == ("", "", "Ja, gjerne.")
        assert (videre.tekst, samtale.til) == ("", forrige)
        assert sorted(Innpost.objects.values_list("fra", "navn")) == [("", ""), ("per@x.no", "Per")]

        Samtalespor().legg_tilbake(gjemt)
        for rad in (hennes, videre, samtale):
            rad.refresh_from_db()
        assert (hennes.navn, hennes.epost) == ("Kari", self.KARI)
        assert (videre.tekst, samtale.til) == (self.KARI, self.KARI)
        assert sorted(Innpost.objects.values_list("fra", "navn")) == [
            (self.KARI, "Kari"),
            ("per@x.no", "Per"),
        ]

    def test_er_den_sendt_videre_imens_er_den_deres(self, samtale, ola, kari):
        _gjor(samtale, "videresend", ola, epost=self.KARI)
        gjemt = Samtalespor().gjem(kari)
        _gjor(samtale, "videresend", ola, epost="per@trondheim.kommune.no")
        Samtalespor().legg_tilbake(gjemt)
        samtale.refresh_from_db()
        assert samtale.til == "per@trondheim.kommune.no"

    def test_lenkene_hennes_slettes_bare_der_en_annen_har_samtalen(self, samtale, ola, kari):
        _gjor(samtale, "videresend", ola, epost=self.KARI)
        Samtalespor().slett(kari)
        assert Mottakerlenke.objects.filter(epost=self.KARI).exists()
        Samtalespor().gjem(kari)
        Samtalespor().slett(kari)
        assert not Mottakerlenke.objects.filter(epost=self.KARI).exists()
        assert samtale.lenker.exists()


class TestEpostenInn:
    @pytest.fixture(autouse=True)
    def _domenet(self, settings):
        settings.SVARDOMENE = "svar.veier.example"

    def _send(
        self, til, nr, *, fra="kari@trondheim.kommune.no", emne="SV: Melding", tekst="Hei", fra_tjeneren=None
    ):
        raa = f"From: {fra}\r\nTo: {til}\r\nSubject: {emne}\r\nMessage-ID: <{nr}@post.example>\r\n\r\n{tekst}"
        return ta_imot(raa.encode(), Konvolutt([til], fra_tjeneren))

    def _rader(self, antall, **felt):
        Innpost.objects.bulk_create(
            Innpost(avtrykk=f"{nr}-{felt}"[:64], slag="svar", **felt) for nr in range(antall)
        )

    def test_skuffen_er_full_ved_to_tusen(self, samtale):
        Innpost.objects.all().delete()
        self._rader(1999, tilstand="venter", grunn="ukjent")
        assert self._send("ukjent@svar.veier.example", 1).tilstand == "venter"
        assert self._send("ukjent@svar.veier.example", 2) is None
        Innpost.objects.filter(tilstand="venter").first().delete()
        assert self._send("ukjent@svar.veier.example", 2) is not None

    def test_seksti_i_traden_i_doegnet_og_en_full_skuff_stanser_ingen(self, samtale):
        adresse = svaradressen(samtale)
        Innpost.objects.all().delete()
        self._rader(2000, tilstand="venter", grunn="ukjent")
        self._rader(59, samtale=samtale, tilstand="notert")
        Innpost.objects.filter(samtale=samtale).update(mottatt_tid=timezone.now() - 23 * TIMER)
        assert self._send(adresse, 1) is not None
        assert self._send(adresse, 2, fra_tjeneren="") is None
        svaret = self._send(adresse, 3)  # et svar er et innlegg, og kastes aldri
        assert svaret.innlegg is not None
        svaret.delete()
        en = Innpost.objects.filter(samtale=samtale).earliest("pk")
        Innpost.objects.filter(pk=en.pk).update(mottatt_tid=timezone.now() - 25 * TIMER)
        assert self._send(adresse, 2, fra_tjeneren="") is not None

    @pytest.mark.parametrize(("annen", "tvil"), [(False, ""), (True, "retur")])
    def test_bare_et_svar_fra_en_vi_kjenner_fjerner_tvilen(self, samtale, annen, tvil):
        Samtale.objects.update(kontakttvil="retur")
        samtale.refresh_from_db()
        rad = Innpost(
            avtrykk="x", slag="svar", fra="kari@x.no", navn="Kari", tekst="Hei", annen_adresse=annen
        )
        som_innlegg(rad, samtale)
        samtale.refresh_from_db()
        assert samtale.kontakttvil == tvil

    def test_en_retur_veier_mer_enn_et_fravaer_og_sies_en_gang(self, samtale, eva):
        adresse = svaradressen(samtale)
        Utsending.objects.all().delete()

        def retur(nr):
            self._send(adresse, nr, fra="MAILER-DAEMON@mx.example", emne="Undelivered mail", fra_tjeneren="")
            samtale.refresh_from_db()
            return samtale.kontakttvil, Utsending.objects.count()

        Samtale.objects.update(kontakttvil="fravar")
        assert retur(1) == ("retur", 1)
        assert retur(2) == ("retur", 1)
        Samtale.objects.update(kontakttvil="")
        _gjor(samtale, "avslutt", eva)
        Utsending.objects.all().delete()
        assert retur(3) == ("retur", 0), "samtalen er over; ingen trenger å vite det"
