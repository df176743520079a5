"""Vilkårene i reglene, hvert for seg: det som gjør en rad åpen, møtt eller borte, og det som veier mer enn noe annet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samarbeid.matching.beslutning.beslutter import Sak, sektoren
from samarbeid.matching.beslutning.beslutter import _enhet as _enhet_i
from samarbeid.matching.beslutning.radvalg import (
    DORER,
    les_grunnlag,
    rad_uten_tema,
    vei_rader,
)
from samarbeid.matching.beslutning.rang import avhenger_av_alder, avhenger_av_situasjon
from samarbeid.matching.forklaring import beslutterkode
from samarbeid.matching.lesing.enheter import Enhet, Pekere, les_pekere
from samarbeid.matching.lesing.likesaker import Likesaker
from samarbeid.matching.lesing.steder import les_steder_i_tekst
from samarbeid.matching.lesing.stedsoppslag import lag_stedsoppslag
from samarbeid.matching.lesing.tall import ENERE, les_tall
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.partnere import Ordlikhet, Partnersok, vurder_partner
from samarbeid.matching.regler.kostnad import KJOP, TALER, kostnadsgrunner, tilskudd_eller_kjop
from samarbeid.matching.regler.modeller import verdi
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.regler.tilskudd import vurder_tilskudd
from samarbeid.matching.regler.vurdering import vurder_modell
from samarbeid.matching.typer import (
    DELVIS,
    JA,
    NEI,
    NY_FAST,
    Entreprenorprofil,
    Ideprofil,
    Malgruppeprofil,
    Omradeprofil,
    Tilskuddprofil,
)
from tests.samarbeid.matching.bygg import ROLLER, TERSKLER, kunnskap, modell, terskel, tolkning, vei

F = frozenset
INGEN = Pekere()
MED = {"situasjoner": F({"i_skole"})}


def _rader(t, *veier, pekere=INGEN, **felt):
    return vei_rader(t, kunnskap(veier=veier, **felt), pekere)


def _enhet(rolle, niva="kommune", sektor="helse", over=""):
    felt = dict.fromkeys(Enhet.__dataclass_fields__, "") | {
        "rolle": rolle,
        "niva": niva,
        "sektor": sektor,
        "over": over,
    }
    felt |= {f: False for f in felt if f in {"besokes"}}
    return Enhet(**felt)


class TestRadene:
    @pytest.mark.parametrize("alder", [(0, None), (None, 15), (0, 15)])
    def test_en_aldersgrense_paa_en_av_sidene_er_nok(self, alder):
        """Raden avhenger av alderen også når bare den nedre eller bare den øvre grensen står der."""
        (ukjent,) = _rader(tolkning("t"), vei(alder=alder))
        assert (ukjent.apen, ukjent.mott) == (True, False)
        (kjent,) = _rader(tolkning("t", alder=(5, 10)), vei(alder=alder))
        assert (kjent.apen, kjent.mott) == (False, True)
        (antatt,) = _rader(tolkning("t", alder=(5, 10), sikker=False), vei(alder=alder))
        assert (antatt.apen, antatt.mott) == (True, False)
        assert avhenger_av_alder(tolkning("t"), kunnskap(veier=(vei(alder=alder),)))

    def test_uten_alder_og_situasjon_avhenger_raden_av_ingenting(self):
        (rad,) = _rader(tolkning("t"), vei())
        assert (rad.apen, rad.mott) == (False, False)
        k = kunnskap(veier=(vei(),))
        assert not avhenger_av_alder(tolkning("t"), k) and not avhenger_av_situasjon(tolkning("t"), k)
        assert avhenger_av_situasjon(tolkning("t"), kunnskap(veier=(vei(**MED),)))

    @pytest.mark.parametrize(
        ("alder", "mott"), [((0, 19), True), ((0, 20), False), ((10, 11), False), ((9, 10), True)]
    )
    def test_minst_halvparten_av_aldersspennet_maa_vaere_i_raden(self, alder, mott):
        rader = _rader(tolkning("t", alder=alder), vei("a", alder=(0, 9)), vei("b", alder=(10, 10), rang=2))
        assert {r.rad.nokkel: r.mott for r in rader}.get("a", False) is mott

    def test_det_foerste_aaret_i_og_utenfor_raden(self):
        assert _rader(tolkning("t", alder=(15, 15)), vei(alder=(0, 15)))
        assert not _rader(tolkning("t", alder=(16, 16)), vei(alder=(0, 15)))
        assert _rader(tolkning("t", alder=(18, 18)), vei(alder=(18, None)))
        assert not _rader(tolkning("t", alder=(17, 17)), vei(alder=(18, None)))
        assert _rader(tolkning("t", alder=(120, 120)), vei(alder=(18, None)))

    @pytest.mark.parametrize(
        ("situasjon", "mott", "apen"), [("i_skole", True, False), (None, False, True), ("annen", None, None)]
    )
    def test_situasjonen(self, situasjon, mott, apen):
        rader = _rader(tolkning("t", situasjon=situasjon), vei(**MED))
        assert [(r.mott, r.apen) for r in rader] == ([] if mott is None else [(mott, apen)])

    @pytest.mark.parametrize(
        ("felt", "finnes", "mott"),
        [
            ({"veiord": ("a",)}, True, True),
            ({"malgruppe": ("m",)}, True, True),
            ({"veiord": ("b",), "malgruppe": ("annen",)}, False, None),
        ],
    )
    def test_ordene_eller_maalgruppen_i_raden(self, felt, finnes, mott):
        rader = _rader(tolkning("t", **felt), vei("a", ord=("x",), malgrupper=F({"m"})))
        assert [r.mott for r in rader] == ([mott] if finnes else [])

    def test_en_rad_med_situasjon_og_ord_er_usikker_uten_begge(self):
        rader = _rader(tolkning("t"), vei("a", ord=("x",), **MED), vei("b", rang=1))
        assert [r.rad.nokkel for r in rader] == ["b", "a"]
        med = _rader(tolkning("t", veiord=("a",)), vei("a", ord=("x",), **MED), vei("b", rang=1))
        assert med[0].poeng == med[1].poeng

    def test_rektor_paa_den_andre_skolen_er_ingen_aa_spoerre(self):
        rader = (
            vei("grunn", forste=("rektor",)),
            vei("videre", forste=("rektor-videregaende",)),
            vei("annen", forste=("enhet",)),
        )

        def hos(*roller):
            pekere = Pekere(enheter=tuple(_enhet(r) for r in roller))
            return {r.rad.nokkel for r in _rader(tolkning("t"), *rader, pekere=pekere)}

        assert hos() == {"grunn", "videre", "annen"}
        assert hos("rektor") == {"grunn", "annen"}
        assert hos("rektor-videregaende") == {"videre", "annen"}
        assert hos("rektor", "rektor-videregaende") == {"grunn", "videre", "annen"}

    def test_en_annen_statlig_virksomhet_enn_den_teksten_spoer(self):
        rad = vei("bufetat", niva="stat", forste=("fagdirektor-direktorat",))
        fengsel = Pekere(spurt=F({"stat"}), enheter=(_enhet("kriminalomsorg-enhet", "stat"),))
        t = tolkning("t")
        k = kunnskap(veier=(rad,))
        assert "bufetat" not in {r.rad.nokkel for r in vei_rader(t, k, fengsel)}
        assert "bufetat" in {r.rad.nokkel for r in vei_rader(t, k, replace(fengsel, spurt=F()))}
        assert "bufetat" in {r.rad.nokkel for r in vei_rader(t, k, replace(fengsel, enheter=()))}
        egen = Pekere(spurt=F({"stat"}), enheter=(_enhet("fagdirektor-direktorat", "stat"),))
        assert "bufetat" in {r.rad.nokkel for r in vei_rader(t, k, egen)}
        forvalter = kunnskap(veier=(vei("bufetat", niva="stat", forste=("tilskuddsforvalter",)),))
        assert "bufetat" not in {r.rad.nokkel for r in vei_rader(t, forvalter, fengsel)}
        ber_om = tolkning("t", onsker={"statlig-tilskudd": "tilskudd"})
        assert "bufetat" in {r.rad.nokkel for r in vei_rader(ber_om, forvalter, fengsel)}

    def test_et_tema_til_gaar_etter_hovedtemaet(self):
        k = kunnskap(temaer=("t", "u", "v", "w", "x"), veier=tuple(vei(s, s) for s in "tuvwx"))
        rader = vei_rader(tolkning(*"tuvwx"), k, INGEN)
        assert [r.rad.nokkel for r in rader] == list("tuvwx")
        poeng = [r.poeng for r in rader]
        assert poeng[0] > poeng[1] > poeng[2] > poeng[3] == poeng[4]

    @pytest.mark.parametrize(("poeng", "ansvar"), [(0.65, False), (0.67, True)])
    def test_et_lest_tema_teller_som_eget_naar_det_er_sikkert_nok(self, poeng, ansvar):
        t = tolkning("t", "u")
        t = replace(t, tema=(replace(t.tema[0], kilde="lest"), replace(t.tema[1], kilde="lest", poeng=poeng)))
        k = kunnskap(temaer=("t", "u"), veier=(vei("a"), vei("b", "u")))
        assert {r.rad.nokkel: r.ansvar for r in vei_rader(t, k, INGEN)} == {"a": True, "b": ansvar}

    def test_lederen_for_enheten_teksten_nevner_gaar_foran(self):
        veier = (vei("a", forste=("enhet", "leder-sykehjem")), vei("b", forste=("leder-sykehjem",)), vei("c"))
        pekere = Pekere(enheter=(_enhet("leder-sykehjem"),))
        assert [r.rad.nokkel for r in _rader(tolkning("t"), *veier, pekere=pekere)] == ["b", "a", "c"]


class TestDorene:
    def test_de_som_er_skjult_er_borte_og_doraapneren_er_foerst_naar_ingen_andre_er_der(self):
        rad = rad_uten_tema("kommune", INGEN, ROLLER)
        assert (rad.forste, rad.dorapnere) == DORER["kommune"]
        rad = rad_uten_tema("kommune", INGEN, {"kultursjef"})
        assert (rad.forste, rad.dorapnere) == (("kultursjef",), ())
        assert rad_uten_tema("kommune", INGEN, {"rektor"}) is None

    def test_enheten_teksten_nevner_med_sektoren_og_lederen_over(self):
        pekere = Pekere(enheter=(_enhet("rektor", sektor="oppvekst", over="kommunalsjef-oppvekst"),))
        rad = rad_uten_tema("kommune", pekere, ROLLER)
        assert (rad.forste, rad.dorapnere, rad.sektor) == (("rektor",), (), "oppvekst")
        assert rad.beslutter == ("kommunalsjef-oppvekst",)
        assert rad_uten_tema("kommune", INGEN, ROLLER).beslutter == ()
        assert rad_uten_tema("kommune", INGEN, ROLLER).sektor == "ukjent"

    @pytest.mark.parametrize(
        ("omrader", "nivaer"),
        [
            ((), ["kommune"]),
            (("5001",), ["kommune"]),
            (("50",), ["fylkeskommune"]),
            (("50", "5001"), ["kommune", "fylkeskommune"]),
        ],
    )
    def test_uten_tema_er_det_stedet_som_sier_hvem(self, omrader, nivaer):
        rader = _rader(tolkning(omrader=omrader))
        assert sorted(r.rad.niva for r in rader) == sorted(nivaer)
        assert all(r.ansvar for r in rader)

    def test_en_ny_kostnad_hvert_aar_hos_nav_er_kommunens(self):
        k = kunnskap(veier=(vei("n", niva="nav", forste=("nav-leder",)),))
        t = tolkning("t", nevnte=("nav",))
        assert les_grunnlag(t, les_pekere(t), k).nivaer == ("nav",)
        fast = tolkning("t", nevnte=("nav",), kostnadsslag=NY_FAST)
        assert set(les_grunnlag(fast, les_pekere(fast), k).nivaer) == {"nav", "kommune"}
        uten_dor = replace(k, roller={"nav-leder": ROLLER["nav-leder"]})
        assert les_grunnlag(fast, les_pekere(fast), uten_dor).nivaer == ("nav",)
        egen = kunnskap(veier=(vei("n", niva="nav", forste=("nav-leder",)), vei("k", rang=3)))
        assert {r.rad.nokkel for r in les_grunnlag(fast, les_pekere(fast), egen).rader} == {"n", "k"}


class TestSektoren:
    def _sak(self, *enheter, i_losningen):
        pekere = Pekere(enheter=enheter, i_losningen=F(i_losningen))
        felt = dict.fromkeys(Sak.__dataclass_fields__) | {
            "t": tolkning("t"),
            "pekere": pekere,
            "kunnskap": kunnskap(),
        }
        return Sak(**felt | {"like": Likesaker(), "moter": ""})

    def test_den_er_enhetens_bare_naar_losningen_er_der_og_bare_en_er_nevnt(self):
        rad = vei(forste=("leder-sykehjem",), sektor="helse")
        rektor, kultur = _enhet("rektor", sektor="oppvekst"), _enhet("kultursjef", sektor="samfunn")
        assert sektoren(self._sak(rektor, i_losningen={"rektor"}), rad) == "oppvekst"
        assert sektoren(self._sak(rektor, i_losningen=()), rad) == "helse"
        assert sektoren(self._sak(rektor, kultur, i_losningen={"rektor", "kultursjef"}), rad) == "helse"
        annet_niva = replace(rektor, niva="fylkeskommune")
        assert sektoren(self._sak(annet_niva, i_losningen={"rektor"}), rad) == "helse"


class TestPengene:
    def test_svaret_gir_modellen_poeng_for_eller_mot(self):
        for slag, (ja, nei) in TALER.items():
            t = tolkning("t", kostnadsslag=slag, fra_tekst={"kostnadsslag": "hvert år"})
            assert all(g.poeng == g.maks > 0 for m in ja for g in kostnadsgrunner(t, m))
            assert all(
                -g.poeng == g.maks > 0 and g.detaljer["ord"] == "hvert år"
                for m in nei
                for g in kostnadsgrunner(t, m)
            )
            assert kostnadsgrunner(t, "finnes-ikke") == ()
        assert kostnadsgrunner(tolkning("t"), "finnes-ikke") == ()

    def test_tilskudd_er_til_egen_aktivitet_og_kjop_hos_en_enhet(self):
        ber_om = {"onsker": {"kommunalt-tilskudd": "støtte"}}
        for m in KJOP:
            (grunn,) = tilskudd_eller_kjop(tolkning("t", **ber_om), m, "")
            assert (-grunn.poeng == grunn.maks > 0, grunn.kode) == (True, "ber_om_tilskudd")
            assert not tilskudd_eller_kjop(tolkning("t", styres_av="det_offentlige", **ber_om), m, "")
            assert not tilskudd_eller_kjop(tolkning("t"), m, "")
        koster = tolkning("t", arlig_belop=50_000)
        (grunn,) = tilskudd_eller_kjop(koster, "kommunalt-tilskudd", "rektor")
        assert (-grunn.poeng == grunn.maks > 0, grunn.kode) == (True, "hos_enheten")
        for t, m, hos in (
            (koster, "kommunalt-tilskudd", ""),
            (tolkning("t"), "kommunalt-tilskudd", "rektor"),
            (koster, "pilotavtale", "rektor"),
            (tolkning("t", arlig_belop=50_000, kostnadsslag=NY_FAST), "kommunalt-tilskudd", "rektor"),
            (tolkning("t", arlig_belop=50_000, **ber_om), "kommunalt-tilskudd", "rektor"),
        ):
            assert tilskudd_eller_kjop(t, m, hos) == ()

    @pytest.mark.parametrize(
        ("fra", "til", "belop", "kode"),
        [
            ("nasjonal", "", 866_666, "verdi_passer_ikke"),
            ("nasjonal", "", 866_667, "verdi_naer"),
            ("nasjonal", "", 1_300_000, "verdi_naer"),
            ("nasjonal", "", 1_300_001, "verdi_passer"),
            ("1300000", "", 1_300_000, "verdi_passer"),
            ("", "innslagspunkt", 100_000, "verdi_passer"),
            ("", "innslagspunkt", 100_001, "verdi_mellom_grenser"),
            ("", "innslagspunkt", 300_000, "verdi_mellom_grenser"),
            ("", "innslagspunkt", 300_001, "verdi_passer_ikke"),
            ("", "200000", 200_000, "verdi_passer"),
            ("", "200000", 300_000, "verdi_naer"),
            ("", "200000", 300_001, "verdi_passer_ikke"),
        ],
    )
    def test_belopet_mot_rammen(self, fra, til, belop, kode):
        m = modell(verdi_fra=fra, verdi_til=til)
        assert verdi(tolkning("t", arlig_belop=belop, varighet_ar=1), m, TERSKLER).grunn.kode == kode

    @pytest.mark.parametrize(
        ("fra", "til", "navn"),
        [
            ("nasjonal", "", "nasjonal"),
            ("100000", "nasjonal", "nasjonal"),
            ("nasjonal", "500000", "nasjonal"),
            ("1000", "2000", ""),
        ],
    )
    def test_grensen_som_sies_er_terskelen_og_ikke_et_tall(self, fra, til, navn):
        svar = verdi(
            tolkning("t", arlig_belop=10, varighet_ar=1), modell(verdi_fra=fra, verdi_til=til), TERSKLER
        )
        assert svar.grunn.detaljer["grense"] == navn


class TestTilskuddet:
    @pytest.mark.parametrize(
        ("maneder", "sett", "maned"),
        [
            ({3, 12}, 2025, 12),
            ({3, 11}, 2025, 11),
            ({3, 9}, 2026, 3),
            ({3, 9}, 2025, 3),
            ({12, 11}, 2025, 11),
        ],
    )
    def test_den_neste_fristen_er_den_foerste_som_kommer_ellers_den_foerste_i_aaret(
        self, maneder, sett, maned
    ):
        """Kunnskapen er fra november 2026."""
        felt = {
            "soker": "entreprenor",
            "temaer": F({"t"}),
            "kontrollert": True,
            "sett_arstall": sett,
            "fristmaneder": F(maneder),
        }
        v = vurder_tilskudd(tolkning("t"), Tilskuddprofil("o", "O", **felt), kunnskap())
        (grunn,) = [g for g in v.mot if g.kode == "tilskudd_frist"]
        assert grunn.detaljer["maned"] == maned


class TestPartneren:
    SOK = Partnersok(
        temaer=("a", "b"), malgrupper=("m",), steder=("5001",), fylker=("50",), nivaer=F({"kommune"}),
        like={"1103": ("sentralitet",), "4601": ("sentralitet", "folketall"), "3301": ("sentralitet",)},
    )  # fmt: skip

    def _vurder(self, ordene=None, sok=SOK, **felt):
        felt = {"temaer": ("a",), "malgrupper": ("m",), "steder": F({"5001"})} | felt
        return vurder_partner(Entreprenorprofil("e", **felt), sok, *([ordene] if ordene else []))

    def _poeng(self, **felt):
        return self._vurder(**felt).poeng

    def test_jo_naermere_jo_mer(self):
        fylket = replace(self.SOK, steder=("50",), fylker=())
        steder = [self._poeng(steder=F({"5001"})), self._poeng(steder=F({"5032"}), sok=fylket),
                  self._poeng(steder=F({"50"})), self._poeng(steder=F({"NO"}))]  # fmt: skip
        assert steder == sorted(steder, reverse=True) and len(set(steder)) == 4
        assert self._vurder(steder=F({"1103"})).passer == NEI

    def test_erfaring_her_veier_mer_enn_et_sted_som_ligner_og_mer_enn_nivaaet(self):
        ingen, nivaet = self._poeng(), self._poeng(har=F({"kommune"}))
        lik, her = self._poeng(hos=F({"1103"})), self._poeng(hos=F({"5001"}))
        assert her > lik > nivaet > ingen
        assert self._poeng(hos=F({"5001", "1103"})) == her
        assert self._poeng(hos=F({"9999"})) == ingen

    def test_det_stedet_som_ligner_mest_er_det_som_nevnes(self):
        v = self._vurder(hos=F({"1103", "4601", "3301"}))
        (grunn,) = [g for g in v.grunner if g.kode == "e_hos_lik"]
        assert grunn.detaljer == {"sted": "4601", "likhet": ["sentralitet", "folketall"]}
        v = self._vurder(hos=F({"3301", "1103"}))
        assert [g.detaljer["sted"] for g in v.grunner if g.kode == "e_hos_lik"] == ["1103"]

    def test_to_felles_temaer_er_mer_enn_ett_og_en_naer_maalgruppe_mindre_enn_den_samme(self):
        assert self._poeng(temaer=("a", "b")) > self._poeng(temaer=("a", "x"))
        sok = replace(self.SOK, malgrupper=("ungdom",))
        samme, naer = (
            self._vurder(malgrupper=("ungdom",), sok=sok),
            self._vurder(malgrupper=("skolebarn",), sok=sok),
        )
        assert (samme.passer, naer.passer) == (JA, DELVIS) and samme.poeng > naer.poeng
        assert self._vurder(malgrupper=("eldre-hjemmeboende",), sok=sok).passer == NEI

    @pytest.mark.parametrize(
        ("felt", "passer"),
        [({}, JA), ({"malgrupper": ()}, DELVIS), ({"sok": replace(SOK, steder=(), fylker=())}, DELVIS)],
    )
    def test_et_ja_trenger_temaet_maalgruppen_og_stedet(self, felt, passer):
        assert self._vurder(**felt).passer == passer

    @pytest.mark.parametrize(
        ("andel", "ord_", "treff"), [(0.2, ("a",), True), (0.19, ("a", "b"), False), (0.9, (), False)]
    )
    def test_ordene_alene_maa_vaere_mange_og_kunne_siteres(self, andel, ord_, treff):
        v = self._vurder(Ordlikhet(andel, ord_), temaer=("annet",))
        assert (v is not None) is treff
        assert v is None or v.passer == DELVIS

    def test_aldri_mer_enn_hundre_og_hoyst_tre_navn(self):
        v = self._vurder(
            Ordlikhet(1.0, ("x", "y")), temaer=tuple("abcd"), sok=replace(self.SOK, temaer=tuple("abcd")),
            hos=F({"5001"}), har=F({"kommune"}),
        )  # fmt: skip
        assert 95 < v.poeng <= 100
        assert v.grunner[0].detaljer["temaer"] == ["a", "b", "c"]


class TestLesingen:
    @pytest.mark.parametrize(
        ("ide", "alder"),
        [
            ({"alder_fra": 6, "alder_til": 9}, ((6, 9), True)),
            ({"alder_fra": 6}, ((6, 120), True)),
            ({"alder_til": 9}, ((0, 9), True)),
            ({"alder_til": 0}, ((0, 0), True)),
            ({"malgruppe": ("barn", "eldre")}, ((0, 120), False)),
            ({"malgruppe": ("barn",)}, ((0, 15), False)),
            ({"malgruppe": ("alle",)}, (None, False)),
        ],
    )
    def test_alderen_er_den_som_er_sagt_ellers_maalgruppenes(self, ide, alder, kunnskap):
        grupper = {
            **kunnskap.malgrupper,
            "barn": Malgruppeprofil("barn", "barn", 0, 15),
            "eldre": Malgruppeprofil("eldre", "eldre", 67, None),
            "alle": Malgruppeprofil("alle", "alle"),
        }
        t = tolk(Ideprofil("x", "x", **ide), replace(kunnskap, malgrupper=grupper))
        assert (t.alder, t.alder_sikker) == alder

    def test_hvert_tallord_er_sitt_tall(self):
        rekken = "en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue"
        assert [les_tall(o) for o in rekken.split()] == list(range(1, 21))
        assert [les_tall(o) for o in "tjue tretti førti femti seksti sytti åtti nitti".split()] == list(
            range(20, 100, 10)
        )
        like = (
            ("ett", "et", "én", "ein", "eit", "eitt", "en"),
            ("syv", "sju"),
            ("tyve", "tjue"),
            ("tredve", "tretti"),
        )
        assert all(len({les_tall(o) for o in gruppe}) == 1 for gruppe in like)
        assert set(ENERE) <= {
            *rekken.split(),
            *"tretti førti femti seksti sytti åtti nitti".split(),
            *(o for g in like for o in g),
        }
        ganger = (
            ("to hundre", 200),
            ("to tusen", 2000),
            ("to millioner", 2e6),
            ("to millionar", 2e6),
            ("en million", 1e6),
        )
        assert all(les_tall(o) == tall for o, tall in ganger)

    def test_et_fylke_med_navnet_til_en_kommune_finnes_ogsaa(self):
        omrader = {
            "03": Omradeprofil("03", "Oslo", "fylke"),
            "0301": Omradeprofil("0301", "Oslo", "kommune", "03"),
            "50": Omradeprofil("50", "Trøndelag", "fylke"),
        }
        oppslag = lag_stedsoppslag(omrader, {"oslo": ("0301",), "trøndelag": ("50",)}, ())
        (_antall, steder) = oppslag.lengste(["oslo"], 0)
        assert [(s.slag, s.omrader) for s in steder] == [("kommune", ("0301",)), ("fylke", ("03",))]
        (_antall, steder) = oppslag.lengste(["trøndelag"], 0)
        assert [(s.slag, s.omrader) for s in steder] == [("fylke", ("50",))]


class TestTersklene:
    def test_en_grense_gjelder_fra_dagen_selv_og_er_utlopt_dagen_etter(self):
        def pa(dag, **felt):
            return Terskler((terskel(**felt),), dag)

        fra = date(2026, 7, 1)
        assert pa(fra, fra=fra).gjeldende("innslagspunkt") is not None
        assert pa(fra - timedelta(days=1), fra=fra).gjeldende("innslagspunkt") is None
        assert pa(fra, fra=fra).gjeldende("annen") is None
        assert pa(fra, fra=fra, vedtatt=False).gjeldende("innslagspunkt") is None
        assert pa(fra, fra=None).gjeldende("innslagspunkt") is None
        til = date(2026, 12, 31)
        rad = terskel(til=til, sett=til)
        assert Terskler((rad,), til).advarsel(rad) == ""
        assert Terskler((rad,), til + timedelta(days=1)).advarsel(rad) == "utlopt"

    def test_den_nyeste_av_dem_som_har_begynt(self):
        rader = tuple(terskel(verdi=v, fra=date(ar, 1, 1)) for v, ar in ((1, 2017), (2, 2025), (3, 2027)))
        assert Terskler(rader, date(2026, 11, 1)).grense("innslagspunkt") == 2
        assert Terskler(rader, date(2027, 1, 1)).grense("innslagspunkt") == 3


class TestVurderingen:
    def test_det_som_mangler_er_kostnaden_bare_naar_den_ikke_er_sagt_og_sier_noe(self):
        med = next(iter(TALER.values()))[0]
        slug = sorted(med)[0]

        def mangler(t, m):
            return "mangler_kostnadsslag" in {g.kode for g in vurder_modell(t, m, TERSKLER).mangler}

        assert mangler(tolkning("t"), modell(slug))
        assert not mangler(tolkning("t", kostnadsslag=NY_FAST), modell(slug))
        assert not mangler(tolkning("t"), modell("uten-mening"))

    @pytest.mark.parametrize(
        ("slug", "belop", "passer"),
        [
            ("direkte-kjop", 100_001, DELVIS),
            ("direkte-kjop", 300_000, DELVIS),
            ("direkte-kjop", 300_001, NEI),
            ("forenklet-kjop", 200_000, DELVIS),
            ("annet-kjop", 200_000, NEI),
        ],
    )
    def test_mellom_dagens_og_den_foreslaatte_grensen_er_begge_kjopene_et_delvis(self, slug, belop, passer):
        """Også når alt annet taler imot modellen, men aldri når nivået ikke kan bruke den."""
        m = modell(
            slug,
            verdi_til="innslagspunkt",
            modenhet_ja=("drift",),
            hindrer=("modenhet",),
            nivaer=("kommune",),
        )
        t = tolkning("t", arlig_belop=belop, varighet_ar=1, modenhet="ide")
        assert vurder_modell(t, m, TERSKLER).passer == passer
        assert vurder_modell(t, m, TERSKLER, nivaer=("stat",)).passer == NEI

    def test_et_nivaa_som_ikke_bruker_modellen_stanser_den(self):
        m = modell("pilotavtale", nivaer=("kommune",))
        t = tolkning("t", onsker={"pilotavtale": "pilot"})
        assert vurder_modell(t, m, TERSKLER, nivaer=("kommune",)).passer != NEI
        nei = vurder_modell(t, m, TERSKLER, nivaer=("stat",))
        assert (nei.passer, nei.mot[0].kode) == (NEI, "niva_bruker_ikke")
        assert vurder_modell(t, m, TERSKLER, nivaer=("stat", "kommune")).passer != NEI
        assert vurder_modell(t, m, TERSKLER).passer != NEI


class TestBeslutteren:
    def _sak(self, *enheter, **felt):
        return Sak(tolkning("t"), kunnskap(), None, Pekere(enheter=enheter, **felt))

    def test_enheten_som_nevnes_paa_samme_nivaa_gaar_foran_raden_og_den_som_besoekes_etter(self):
        rad = vei(forste=("koordinator", "kultursjef"))
        rektor = _enhet("rektor")
        assert _enhet_i(self._sak(), rad) == "kultursjef"
        assert _enhet_i(self._sak(rektor), rad) == "rektor"
        assert _enhet_i(self._sak(replace(rektor, niva="fylkeskommune")), rad) == "kultursjef"
        besokt = replace(rektor, besokes=True)
        assert _enhet_i(self._sak(besokt), rad) == "kultursjef"
        assert _enhet_i(self._sak(besokt), vei(forste=("koordinator",))) == "rektor"
        annet_sted = replace(besokt, niva="fylkeskommune")
        assert _enhet_i(self._sak(annet_sted), vei(forste=("koordinator",))) is None

    def test_den_som_betaler_paa_nivaaet_gaar_foran_alle(self):
        rad = vei(forste=("kultursjef",))
        betaler = _enhet("leder-sykehjem")
        assert _enhet_i(self._sak(_enhet("rektor"), betaler=betaler), rad) == "leder-sykehjem"
        andres = replace(betaler, niva="nav")
        assert _enhet_i(self._sak(_enhet("rektor"), betaler=andres), rad) == "rektor"
        assert _enhet_i(self._sak(), vei(niva="nav", forste=("koordinator",))) == "nav-leder"
        assert _enhet_i(self._sak(), vei(niva="kommune", forste=("koordinator",))) is None


@pytest.mark.parametrize(
    ("endring", "kode"),
    [
        ({"total": 0}, "uten_penger"),
        ({"total": 1, "liten": True}, "selv"),
        ({"total": 1}, "kanskje_lite"),
        ({"total": 1, "niva": "nav"}, "nav"),
        ({"uten_penger": True, "trinn": "sektor"}, "uten_penger"),
        ({"trinn": "sektor", "total": 0}, "innenfor"),
        ({"trinn": "sektor", "total": None}, "uten_belop"),
        ({"trinn": "politisk", "kostnadsslag": "ny_fast_kostnad"}, "ny_fast"),
        ({"trinn": "politisk", "kostnadsslag": "ny_fast_kostnad", "niva": "stat"}, "ny_statlig"),
        ({"trinn": "politisk"}, "prinsipiell"),
        ({"trinn": "utvalg"}, "utvalg"),
        ({"trinn": "forvalter"}, "forvalter"),
        ({"trinn": "eiendom"}, "lokaler"),
        ({"modell": ""}, "uten_modell"),
    ],
)
def test_setningen_om_den_som_bestemmer(endring, kode):
    d = {
        "trinn": "enhet",
        "total": None,
        "modell": "m",
        "niva": "kommune",
        "kostnadsslag": None,
        "uten_penger": False,
    }
    assert beslutterkode(d | {"liten": False} | endring) == kode


@pytest.mark.parametrize(
    ("tekst", "omrader"),
    [
        ("vi vil til sandnes", ("1108",)),
        ("Per Sandnes", ()),
        ("Vi er i Sandnes og på Gjesdal, Klepp og Time", ("1108", "1122", "1120", "1121")),
        ("Møtet er med Anne, Sandnes", ("1108",)),
        ("Sandnes Hansen kommer", ()),
        ("Sandnes hansen kommer", ("1108",)),
    ],
)
def test_stedet_og_navnet_paa_en_person(tekst, omrader, kunnskap):
    assert les_steder_i_tekst(tekst, kunnskap).omrader == omrader
