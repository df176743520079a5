"""Hver gren i handlingene: grensene på begge sider av tallet, og vilkårene hver for seg."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.models import Forventning, Medeier, Pilot, Samarbeidsavtale, Skritt
from samarbeid.samarbeidene.handlinger import brev, deler, gang, pilot
from samarbeid.samarbeidene.handlinger.beslutningen import Beslutning, krev_beslutning
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from tests.samarbeid.samarbeidene.felles import aktorer, begynt, hel_plan, inn, startet
from tests.verden import lag_bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil, FeilIFelt
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate
DAG = timedelta(days=1)


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def rad(v):
    return begynt(v)


@pytest.fixture
def eva(v):
    return aktorer(v)[0]


@pytest.fixture
def ola(v):
    return aktorer(v)[1]


def _avgjort():
    return Beslutning("sektor", "kommunalsjef for helse", I_DAG())


def _bestemt(**endret):
    return {"beslutter": "enhet", "rolle": "leder", "besluttet_dato": I_DAG()} | endret


def _forvent(rad, av, tekst="Svar innen en uke", om=9):
    deler.skriv_forventning(rad, inn(rad), tekst=tekst, tas_opp=I_DAG() + om * DAG, av=av)
    return rad.forventninger.order_by("-nr").first()


def _avtale(rad, av, **endret):
    felt = {"slag": "kjop", "verdi": 1000, "fra_dato": I_DAG(), "til_dato": None, "underskrevet": I_DAG()}
    felt["slag"] = Samarbeidsavtale._meta.get_field("slag").choices[0][0]
    return deler.skriv_avtale(rad, inn(rad), **felt | endret, av=av)


class TestForventningen:
    def test_dagen_er_tidligst_i_morgen(self, rad, eva):
        with pytest.raises(FeilIFelt, match="i framtiden"):
            _forvent(rad, eva, om=0)
        assert _forvent(rad, eva, om=1).tas_opp == I_DAG() + DAG

    def test_bare_den_andre_siden_kan_vaere_enig_og_den_forste_gangen_teller(self, rad, eva, ola):
        forventning = _forvent(rad, eva)
        with pytest.raises(Domenefeil, match="den andre siden"):
            deler.si_enig(rad, inn(rad), nr=forventning.nr, av=eva)
        deler.si_enig(rad, inn(rad), nr=forventning.nr, av=ola)
        forst = rad.forventninger.get().enig_tid
        assert forst is not None
        deler.si_enig(rad, inn(rad), nr=forventning.nr, av=ola)
        assert rad.forventninger.get().enig_tid == forst

    def test_med_en_ny_dag_gjelder_den_videre_og_uten_er_den_over(self, rad, eva, ola):
        nr = _forvent(rad, eva).nr
        with pytest.raises(FeilIFelt, match="i framtiden"):
            deler.ta_opp(rad, inn(rad), nr=nr, notat="", tas_opp=I_DAG(), av=ola)
        deler.ta_opp(rad, inn(rad), nr=nr, notat="Det går bra.", tas_opp=I_DAG() + 30 * DAG, av=ola)
        forventning = rad.forventninger.get()
        assert (forventning.tas_opp, forventning.ferdig_tid) == (I_DAG() + 30 * DAG, None)
        assert (forventning.notat, forventning.tatt_opp_tid is None) == ("Det går bra.", False)
        deler.ta_opp(rad, inn(rad), nr=nr, notat="Ferdig.", tas_opp=None, av=eva)
        assert rad.forventninger.get().ferdig_tid is not None
        for gjor in (
            lambda: deler.si_enig(rad, inn(rad), nr=nr, av=ola),
            lambda: deler.ta_opp(rad, inn(rad), nr=nr, notat="", tas_opp=None, av=ola),
            lambda: deler.ta_opp(rad, inn(rad), nr=nr + 1, notat="", tas_opp=None, av=ola),
        ):
            with pytest.raises(Domenefeil, match="gjelder ikke lenger"):
                gjor()

    def test_den_femtiende_gaar_og_ikke_en_til(self, rad, eva):
        Forventning.objects.bulk_create(
            Forventning(samarbeid=rad, nr=nr, tekst="x", side="offentlig", tas_opp=I_DAG())
            for nr in range(1, 50)
        )
        assert _forvent(rad, eva).nr == 50
        with pytest.raises(Domenefeil, match="skrevet ned mange"):
            _forvent(rad, eva)


class TestAvtalen:
    def test_den_kan_slutte_samme_dag_og_ikke_foer(self, rad, ola):
        _avtale(rad, ola, til_dato=I_DAG())
        with pytest.raises(FeilIFelt, match="slutte etter") as feil:
            _avtale(rad, ola, til_dato=I_DAG() - DAG)
        assert feil.value.felt == "til_dato"

    def test_den_er_underskrevet_i_dag_og_ikke_i_morgen(self, rad, ola):
        with pytest.raises(FeilIFelt, match="framtiden") as feil:
            _avtale(rad, ola, underskrevet=I_DAG() + DAG)
        assert feil.value.felt == "underskrevet"
        _avtale(rad, ola, underskrevet=I_DAG(), fra_dato=I_DAG() + 30 * DAG)

    def test_den_femtiende_gaar_og_ikke_en_til(self, rad, ola):
        _avtale(rad, ola)
        mal = rad.avtaler.get()
        for nr in range(2, 50):
            mal.pk, mal.nr, mal._state.adding = None, nr, True
            mal.save(force_insert=True)
        _avtale(rad, ola)
        assert rad.avtaler.latest("nr").nr == 50
        with pytest.raises(Domenefeil, match="mange avtaler"):
            _avtale(rad, ola)


class TestMedeieren:
    @pytest.fixture
    def bergen(self):
        return OffentligPart.objects.get(slug="bergen-kommune")

    def _spor(self, rad, part, av):
        deler.spor_medeier(rad, inn(rad), part=part, av=av)
        return rad.medeiere.get(part=part)

    def test_den_som_leder_eller_er_spurt_blir_ikke_spurt(self, rad, bergen, ola):
        with pytest.raises(FeilIFelt, match="er med, eller er spurt"):
            self._spor(rad, rad.part, ola)
        self._spor(rad, bergen, ola)
        with pytest.raises(FeilIFelt, match="er med, eller er spurt"):
            self._spor(rad, bergen, ola)

    def test_den_tiende_gaar_og_ikke_en_til(self, rad, ola):
        partene = OffentligPart.objects.exclude(pk=rad.part_id).order_by("pk")[:11]
        for part in partene[:9]:
            Medeier.objects.create(samarbeid=rad, part=part, spurt_av="offentlig")
        self._spor(rad, partene[9], ola)
        with pytest.raises(Domenefeil, match="mange med"):
            self._spor(rad, partene[10], ola)

    def test_bare_den_andre_siden_svarer_og_bare_paa_sitt_samarbeid(self, rad, bergen, eva, ola):
        medeier = self._spor(rad, bergen, ola)
        for pk, av in ((medeier.pk, ola), (medeier.pk + 999, eva)):
            with pytest.raises(Domenefeil, match="den andre siden"):
                deler.godta_medeier(rad, inn(rad), medeier=pk, ja=True, av=av)
        with pytest.raises(Domenefeil, match="trukket"):
            deler.svar_som_medeier(medeier, ja=True, av=ola.av)

    def test_et_nei_tar_bort_den_som_ikke_har_svart_og_ikke_den_som_er_med(self, rad, bergen, eva, ola):
        medeier = self._spor(rad, bergen, ola)
        deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=False, av=eva)
        assert not rad.medeiere.exists()
        medeier = self._spor(rad, bergen, ola)
        deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=True, av=eva)
        deler.svar_som_medeier(medeier, ja=True, av=lag_bruker("berit@bergen.kommune.no"))
        forst = rad.medeiere.get()
        deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=False, av=eva)
        deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=True, av=eva)
        deler.svar_som_medeier(medeier, ja=True, av=ola.av)
        igjen = rad.medeiere.get()
        assert (igjen.ja_tid, igjen.godtatt_tid) == (forst.ja_tid, forst.godtatt_tid)
        assert None not in (igjen.ja_tid, igjen.godtatt_tid)

    def test_virksomhetens_eget_nei_tar_bort_sporsmalet_og_staar_i_loggen(self, rad, bergen, eva, ola):
        medeier = self._spor(rad, bergen, ola)
        deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=True, av=eva)
        deler.svar_som_medeier(medeier, ja=False, av=ola.av)
        assert not rad.medeiere.exists()
        assert Hendelse.objects.filter(kode="samarbeid_medeier").latest("pk").detaljer.get("ja") is False
        with pytest.raises(Domenefeil, match="trukket"):
            deler.svar_som_medeier(medeier, ja=True, av=ola.av)


class TestGangen:
    @pytest.mark.parametrize(
        ("endret", "felt"),
        [
            ({"beslutter": ""}, "beslutter"),
            ({"rolle": ""}, "rolle"),
            ({"besluttet_dato": None}, "besluttet_dato"),
            ({"besluttet_dato": date.max}, "besluttet_dato"),
        ],
    )
    def test_hver_ting_som_mangler_i_beslutningen_stanser_ved_sitt_felt(self, endret, felt):
        with pytest.raises(FeilIFelt) as feil:
            krev_beslutning(
                **{("dato" if k == "besluttet_dato" else k): v for k, v in _bestemt(**endret).items()}
            )
        assert feil.value.felt == felt

    def test_det_kan_vaere_bestemt_i_dag_og_ikke_i_morgen(self):
        krev_beslutning("enhet", "leder", I_DAG())
        with pytest.raises(FeilIFelt, match="framtiden"):
            krev_beslutning("enhet", "leder", I_DAG() + DAG)

    def test_framover_maa_noen_ha_bestemt_det_og_tilbake_ikke(self, rad, ola, eva):
        with pytest.raises(FeilIFelt, match="hvem som bestemte"):
            gang.endre_stadium(rad, inn(rad), til="avtale", av=ola)
        gang.endre_stadium(rad, inn(rad), til="gjennomgang", av=eva)
        gang.endre_stadium(rad, inn(rad), til="avtale", **_bestemt(), av=ola)
        with pytest.raises(FeilIFelt, match="avtalen først"):
            gang.endre_stadium(rad, inn(rad), til="drift", **_bestemt(), av=ola)
        _avtale(rad, ola)
        with pytest.raises(FeilIFelt, match="hvem som bestemte"):
            gang.endre_stadium(rad, inn(rad), til="drift", av=ola)
        gang.endre_stadium(rad, inn(rad), til="drift", **_bestemt(), av=ola)
        gang.endre_stadium(rad, inn(rad), til="avtale", av=eva)
        rad.refresh_from_db()
        assert rad.stadium == "avtale"

    def test_et_stadium_den_siden_ikke_kan_gaa_til(self, rad, eva):
        for til in ("pilot", "drift", "avtale", "samtale"):
            with pytest.raises(FeilIFelt, match="Velg stadiet"):
                gang.endre_stadium(rad, inn(rad), til=til, **_bestemt(), av=eva)

    def test_ansvaret_er_bare_ens_egen_sides(self, rad, eva, ola):
        for av in (eva, ola):
            felt = {
                "neste_steg": "Møtes",
                "neste_dato": I_DAG(),
                "neste_side": "offentlig",
                "ansvarlig": None,
            }
            gang.skriv_neste(rad, inn(rad), **felt, av=av)
            rad.refresh_from_db()
            assert rad.ansvarlig(av.side) is None
            gang.skriv_neste(rad, inn(rad), **felt | {"ansvarlig": av.av}, av=av)
            rad.refresh_from_db()
            assert (rad.ansvarlig_entreprenor, rad.ansvarlig_offentlig) == (eva.av, ola.av)
        assert (rad.neste_steg, rad.neste_dato, rad.neste_side) == ("Møtes", I_DAG(), "offentlig")

    @pytest.mark.parametrize(
        ("slag", "ord_", "lagret"),
        [(["okonomi"], "", 1), ([], "Ingen hadde tid.", 1), (["okonomi"], "Ord", 1), ([], "", 0)],
    )
    def test_det_som_stoppet_er_valg_eller_ord_og_tomt_tar_det_bort(self, rad, eva, slag, ord_, lagret):
        felt = {"vises": False, "av": eva}
        gang.avslutt(rad, inn(rad), slag=["kapasitet"], ord_="Først", **felt)
        gang.skriv_hindringer(rad, inn(rad), slag=slag, ord_=ord_, **felt)
        assert [(h.slag, h.ord, h.side) for h in rad.hindringer.all()] == [
            (slag, ord_, "entreprenor")
        ] * lagret

    def test_tohundre_skritt_i_doegnet_for_hver_side(self, rad, eva, ola):
        nu = timezone.now()
        Skritt.objects.bulk_create(
            Skritt(samarbeid=rad, nr=nr, slag="neste", side="entreprenor", sendenokkel=uuid.uuid4())
            for nr in range(100, 299 - rad.skritt.filter(side="entreprenor").count())
        )
        rad.skritt.update(tid=nu - timedelta(hours=23))
        _forvent(rad, eva)
        assert rad.skritt.filter(side="entreprenor").count() == 200
        with pytest.raises(Domenefeil, match="Vent til i morgen"):
            _forvent(rad, eva)
        _forvent(rad, ola)
        rad.skritt.filter(nr=100).update(tid=nu - timedelta(hours=25))
        _forvent(rad, eva)


class TestPiloten:
    def test_startes_ikke_naar_dagen_for_avgjorelsen_er_kommet(self, v, rad, eva, ola):
        hel_plan(v.klient("eier"), rad)
        with pytest.raises(Domenefeil, match="si ja til planen først"):
            pilot.start_pilot(rad, inn(rad), **_bestemt(), av=ola)
        pilot.si_ja_til_planen(rad, inn(rad), av=ola)
        with pytest.raises(Domenefeil, match="si ja til planen først"):
            pilot.start_pilot(rad, inn(rad), **_bestemt(), av=ola)
        pilot.si_ja_til_planen(rad, inn(rad), av=eva)
        rad.piloter.update(beslutningsdato=I_DAG())
        with pytest.raises(Domenefeil, match="alt gått"):
            pilot.start_pilot(rad, inn(rad), **_bestemt(), av=ola)
        rad.piloter.update(beslutningsdato=I_DAG() + DAG)
        pilot.start_pilot(rad, inn(rad), **_bestemt(), av=ola)
        assert rad.piloter.get().startet_tid is not None

    def test_et_tall_uten_navn_tas_bort_og_et_ja_gjelder_ikke_lenger(self, v, rad, eva):
        hel_plan(v.klient("eier"), rad)
        pilot.si_ja_til_planen(rad, inn(rad), av=eva)
        felt = {"enhet": "", "for_verdi": None, "mal": None, "maler": ""}
        pilot.lagre_indikatorer(
            rad, inn(rad), {1: {"navn": "", **felt}, 2: {"navn": "Nytt navn", **felt}}, av=eva
        )
        assert [(i.nr, i.navn) for i in pilot.indikatorene(pilot.siste_pilot(rad))] == [
            (2, "Nytt navn"),
            (3, "Timer brukt"),
        ]
        assert not rad.enighet.exists()
        assert pilot.indikatorene(None) == []

    def test_tallene_er_for_maneden_i_piloten_og_tomt_lar_det_staa(self, v, eva):
        rad = startet(v)
        na = I_DAG().replace(day=1)

        def skriv(maned, verdier):
            pilot.lagre_tall(rad, inn(rad), maned, verdier, av=eva)

        def tallene():
            return {
                i.nr: [m.verdi for m in i.tallene.all()] for i in pilot.indikatorene(pilot.siste_pilot(rad))
            }

        with pytest.raises(Domenefeil, match="minst ett tall"):
            skriv(na, {1: None, 2: None})
        skriv(na, {1: Decimal(3), 2: None})
        skriv(na, {1: None, 2: Decimal(0)})
        assert (tallene()[1], tallene()[2]) == ([Decimal(3)], [Decimal(0)])
        skriv(na, {1: Decimal(4)})
        assert tallene()[1] == [Decimal(4)]
        for maned in ((na + 32 * DAG).replace(day=1), date(2001, 1, 1)):
            with pytest.raises(FeilIFelt, match="Velg en måned"):
                skriv(maned, {1: Decimal(1)})

    def test_ingen_tall_og_ingen_laerdom_for_den_er_startet(self, v, rad, eva, ola):
        rad.stadium = "vurdering"
        rad.save()
        with pytest.raises(Domenefeil, match="ikke startet"):
            pilot.lagre_tall(rad, inn(rad), I_DAG().replace(day=1), {1: Decimal(1)}, av=eva)
        with pytest.raises(Domenefeil, match="ingen pilot"):
            pilot.skriv_lardom(rad, inn(rad), tekst="x", av=eva)
        with pytest.raises(Domenefeil, match="venter på en avgjørelse"):
            pilot.avgjor(rad, inn(rad), avgjorelse="stopp", bestemt=_avgjort(), av=ola)
        Pilot.objects.create(samarbeid=rad, nr=1)
        with pytest.raises(Domenefeil, match="ikke startet"):
            pilot.lagre_tall(rad, inn(rad), I_DAG().replace(day=1), {1: Decimal(1)}, av=eva)
        with pytest.raises(Domenefeil, match="venter på en avgjørelse"):
            pilot.avgjor(rad, inn(rad), avgjorelse="stopp", bestemt=_avgjort(), av=ola)

    @pytest.mark.parametrize(
        ("start", "startet_", "i_dag", "ut"),
        [
            (date(2026, 11, 20), None, date(2027, 2, 1), ["2027-02", "2027-01", "2026-12", "2026-11"]),
            (None, date(2026, 12, 31), date(2027, 1, 31), ["2027-01", "2026-12"]),
            (date(2026, 12, 1), date(2026, 1, 1), date(2026, 12, 31), ["2026-12"]),
            (None, None, date(2026, 3, 5), ["2026-03"]),
            (date(2026, 9, 1), None, date(2026, 3, 5), ["2026-03"]),
        ],
        ids=["over nyttår", "uten dato", "datoen går foran", "ingen av dem", "begynner senere"],
    )
    def test_maanedene_det_kan_skrives_tall_for(self, start, startet_, i_dag, ut):
        tid = startet_ and timezone.make_aware(datetime.combine(startet_, datetime.min.time()))
        rader = pilot.maneder(Pilot(start_dato=start, startet_tid=tid), i_dag)
        assert [f"{m:%Y-%m}" for m in rader] == ut

    @pytest.mark.parametrize(
        ("avgjorelse", "stadium", "neste"),
        [("videre", "avtale", "Møtes"), ("mer", "gjennomgang", "Møtes"), ("stopp", "avsluttet", "")],
    )
    def test_neste_steg_staar_til_det_stoppes(self, v, ola, avgjorelse, stadium, neste):
        rad = startet(v)
        felt = {"neste_steg": "Møtes", "neste_dato": I_DAG(), "neste_side": "offentlig", "ansvarlig": ola.av}
        gang.skriv_neste(rad, inn(rad), **felt, av=ola)
        pilot.avgjor(rad, inn(rad), avgjorelse=avgjorelse, bestemt=_avgjort(), av=ola)
        rad.refresh_from_db()
        assert (rad.stadium, rad.neste_steg, rad.ferdig_tid is None) == (
            stadium,
            neste,
            stadium != "avsluttet",
        )


def test_brevet_gaar_til_den_ansvarlige_saa_lenge_hun_er_med(rad, v, ola):
    mads = v.folk["medlem"]
    eva = v.folk["eier"]
    rad.ansvarlig_entreprenor = mads
    rad.save()
    assert brev.mottakere(rad, "entreprenor") == [mads]
    assert brev.mottakere(rad, "offentlig") == [ola.av]
    mads.is_active = False
    assert brev.mottakere(rad, "entreprenor") == [eva]
    mads.is_active = True
    rad.entreprenor.medlemskap.get(bruker=mads).delete()
    assert brev.mottakere(rad, "entreprenor") == [eva]
    rad.ansvarlig_entreprenor = None
    assert brev.mottakere(rad, "entreprenor") == [eva]


def test_ingen_faar_brev_om_det_som_bare_staar_paa_siden(rad, eva, ola):
    _forvent(rad, eva)
    antall = Utsending.objects.filter(mal="samarbeid_nytt", til=ola.av.epost).count()
    assert Utsending.objects.filter(mal="samarbeid_nytt", emne__isnull=False, til=ola.av.epost).exists()
    felt = {"neste_steg": "Møtes", "neste_dato": I_DAG(), "neste_side": "offentlig", "ansvarlig": eva.av}
    gang.skriv_neste(rad, inn(rad), **felt, av=eva)
    assert Utsending.objects.filter(mal="samarbeid_nytt", til=ola.av.epost).count() == antall


def test_den_som_foreslo_og_den_som_sa_ja_har_ansvaret_paa_hver_sin_side(rad, eva, ola):
    assert (rad.ansvarlig_entreprenor, rad.ansvarlig_offentlig) == (eva.av, ola.av)
    assert rad.begynt_tid is not None


def test_en_medeier_gjor_noe_foerst_naar_virksomheten_har_sagt_ja(rad, eva, ola):
    part = OffentligPart.objects.get(slug="bergen-kommune")
    berit = lag_bruker("berit@bergen.kommune.no")
    part.medlemskap.create(bruker=berit, rolle="administrator")
    medeier = Medeier.objects.create(
        samarbeid=rad, part=part, spurt_av="offentlig", godtatt_tid=timezone.now()
    )
    av = Aktor("offentlig", berit, leder=False)
    with pytest.raises(Domenefeil, match="ikke med"):
        _forvent(rad, av)
    deler.svar_som_medeier(medeier, ja=True, av=berit)
    assert _forvent(rad, av).side == "offentlig"
    with pytest.raises(Domenefeil, match="ikke nå"):
        _avtale(rad, av)
    with pytest.raises(Domenefeil, match="ikke med"):
        _forvent(rad, Aktor("offentlig", lag_bruker("per@bergen.kommune.no"), leder=False))
