"""Gruppene av ord som finner hverandre, rekkene i indeksen, og det som merkes i et utdrag."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from kommuner.tilganger import jobbdomener
from samarbeid.matching.lesing.stedsoppslag import fornavn
from veier.sok import grupper
from veier.sok.grupper import hent_grupper, stedsgrupper
from veier.sok.indeksering import laer_ord
from veier.sok.models import Indeksversjon, Ordrekke, Synonymgruppe, TommeOrd
from veier.sok.sporring import Hvordan, ikke_noe_a_lete_etter
from veier.sok.steder import les_postnumre, les_steder
from veier.sok.tolkning import tolk
from veier.sok.utdrag import lag_merking, utdrag
from veier.taksonomi.models import Omrade, Synonym, TidligereOmrade

pytestmark = pytest.mark.django_db


def _finner(uttrykk):
    """Det navnet finner, på tvers av gruppene det står i."""
    return {navn for like, inni in stedsgrupper() if uttrykk in like for navn in (*like, *inni)}


@pytest.mark.parametrize(
    ("uttrykk", "henger"),
    [("omsorg for eldre", False), ("omsorg for en", True), ("for eldre", True), ("eldre", False)],
)
def test_et_stykke_av_en_setning_begynner_eller_slutter_med_et_smaord(uttrykk, henger):
    assert grupper._henger(uttrykk) is henger


class TestStedene:
    def test_en_kommune_finnes_paa_navnene_senteret_nummeret_og_det_den_het(self):
        trondheim = _finner("Trondheim")
        assert {"Trondheim", "5001"} <= trondheim
        assert "1601" in trondheim, "nummeret før 2018"
        assert not {"Trøndelag", "Selbu"} & trondheim

    def test_et_gammelt_navn_finner_det_nye_og_ikke_de_andre_gamle(self):
        gammelt = next(
            t
            for t in TidligereOmrade.objects.select_related("omrade")
            if t.navn == "Volda" or t.navn not in {o.navn for o in Omrade.objects.all()}
            if t.omrade.type == "kommune" and " / " not in t.navn and _finner(t.navn)
        )
        assert gammelt.omrade.kode in _finner(gammelt.navn)

    def test_et_fylke_finner_kommunene_sine_og_de_finner_ikke_fylket(self):
        rogaland = _finner("Rogaland")
        assert {"Stavanger", "Haugesund"} <= rogaland and "Bergen" not in rogaland
        assert "Rogaland" not in _finner("Stavanger")

    def test_et_navn_to_steder_deler_er_ikke_med(self):
        assert _finner("Herøy") == set()
        assert "Herøy" not in _finner("Nordland")

    def test_et_storre_sted_med_et_navn_som_er_brukt_er_ikke_med(self):
        navnene = {kode: [kode] for sted in les_steder() for kode in sted.omrader}
        alle = [navn for egne, _inne in grupper._storre_steder(navnene, ()) for navn in egne]
        assert alle
        uten = grupper._storre_steder(navnene, {alle[0].lower()})
        assert [navn for egne, _inne in uten for navn in egne] == [
            n for n in alle if n.lower() != alle[0].lower()
        ]

    def test_et_aarstall_er_ikke_et_nummer(self):
        numrene = {n for like, inni in stedsgrupper() for n in (*like, *inni) if n.isdigit() and len(n) == 4}
        for t in TidligereOmrade.objects.synlige():
            if t.nummer.isdigit() and len(t.nummer) == 4:
                assert (t.nummer in numrene) is not (1900 <= int(t.nummer) < 2100), t.nummer

    def test_en_skjult_kommune_og_et_skjult_gammelt_navn_er_ikke_med(self):
        Omrade.objects.filter(kode="1108").update(skjult=True)
        assert "Sandnes" not in _finner("Rogaland")
        TidligereOmrade.objects.filter(nummer="1601").update(skjult=True)
        assert "1601" not in _finner("Trondheim")

    def test_en_landsdel_og_et_gammelt_fylke_finner_kommunene_der(self):
        assert {"Troms", "Finnmark"} <= _finner("Nord-Norge")
        assert "Førde" in _finner("Sogn og Fjordane") or "Sunnfjord" in _finner("Sogn og Fjordane")


class TestDeTommeOrdene:
    def _leddene(self, q):
        return [ledd.skrevet for ledd in tolk(q, hent_grupper()).ledd]

    def test_de_teller_ikke_ved_siden_av_andre_men_alene_er_de_det_som_er_skrevet(self):
        assert self._leddene("hvem kan gi mat") == ["mat"]
        assert self._leddene("hjelp") == ["hjelp"]
        assert self._leddene("Æ træng nån mat") == ["træng", "nån", "mat"]

    def test_det_redaksjonen_legger_til_eller_skjuler_virker_med_en_gang(self):
        TommeOrd.objects.create(nokkel="nordnorsk", gjelder="Nordnorsk", ordene=["Træng", "nån"])
        assert self._leddene("Æ træng nån mat") == ["mat"]
        TommeOrd.objects.filter(nokkel="nordnorsk").update(skjult=True)
        assert self._leddene("Æ træng nån mat") == ["træng", "nån", "mat"]
        TommeOrd.objects.all().delete()
        assert self._leddene("hvem kan gi mat") != ["mat"]


class TestGruppene:
    def _gruppe(self, **felt):
        return Synonymgruppe.objects.create(**{"nokkel": "prove", "uttrykk": ["kvakk", "kvikk"]} | felt)

    def _finner(self, ord_):
        gruppe = hent_grupper().get((ord_,))
        return gruppe and ({u[0] for u in gruppe.like}, {u[0] for u in gruppe.smalere})

    def test_like_finner_hverandre_og_de_snevrere_og_ikke_omvendt(self):
        self._gruppe(smalere=["kvekk", "kvakk"])
        assert self._finner("kvakk") == ({"kvakk", "kvikk"}, {"kvekk"})
        assert self._finner("kvekk") is None

    def test_et_ord_i_to_grupper_finner_begge_og_er_likt_foer_det_er_snevrere(self):
        self._gruppe(smalere=["kvekk"])
        self._gruppe(nokkel="prove-to", uttrykk=["kvakk", "kvekk"], smalere=["kvokk"])
        assert self._finner("kvakk") == ({"kvakk", "kvikk", "kvekk"}, {"kvokk"})

    def test_hele_temaet_er_ordene_som_alene_peker_paa_det(self):
        for uttrykk, felt in {
            "alenesterk": {"styrke": Synonym.Styrke.STERK},
            "svakord": {"styrke": Synonym.Styrke.SVAK},
            "bareord": {"styrke": Synonym.Styrke.STERK, "bare_med": ["noe"]},
            "STORE": {"styrke": Synonym.Styrke.STERK},
            "kvakk for en": {"styrke": Synonym.Styrke.STERK},
        }.items():
            Synonym.objects.create(uttrykk=uttrykk, gjelder="tema:demens", **felt)
        self._gruppe(tema="demens")
        _like, smalere = self._finner("kvakk")
        assert "alenesterk" in smalere
        assert not {"svakord", "bareord", "stor", "store", "kvakk"} & smalere


class TestRekkene:
    def test_bare_uttrykk_paa_flere_ord_er_rekker(self):
        grupper.oppdater_rekkene()
        assert Ordrekke.objects.exists()
        assert all(" " in s for s in Ordrekke.objects.values_list("stammer", flat=True))

    def test_bare_de_nye_gis_de_borte_slettes_og_utgaven_er_ny_bare_da(self):
        grupper.oppdater_rekkene()
        Ordrekke.objects.create(stammer="helt borte")
        Synonymgruppe.objects.create(nokkel="prove", uttrykk=["kvakk på tur", "kvikk"])
        assert grupper.oppdater_rekkene() == [("kvakk", "", "tur")]
        assert not Ordrekke.objects.filter(stammer="helt borte").exists()
        utgave = Indeksversjon.objects.get(samling=grupper.REKKER).nummer
        assert grupper.oppdater_rekkene() == []
        assert Indeksversjon.objects.get(samling=grupper.REKKER).nummer == utgave

    def test_de_er_indeksert_til_og_med_den_siste(self):
        Ordrekke.objects.all().delete()
        assert grupper.siste_rekke() == 0
        rader = [Ordrekke.objects.create(stammer=f"en rekke{nr}", indeksert=False) for nr in range(3)]
        assert grupper.siste_rekke() == rader[2].pk
        grupper.rekkene_er_indeksert(rader[1].pk)
        assert list(Ordrekke.objects.order_by("pk").values_list("indeksert", flat=True)) == [
            True,
            True,
            False,
        ]


@pytest.mark.parametrize(
    ("q", "tekst", "merket"),
    [
        ("kvosk", "Vi har kvoskelabu", ["kvoskelabu"]),
        ("kvos", "Vi har kvoskelabu", []),
        ("hest", "Vi har hester", ["hester"]),
        ("fugl", "Vi har hester", []),
    ],
)
def test_et_langt_ord_merkes_ogsaa_foran_i_et_lengre(q, tekst, merket):
    assert [t for t, ja in utdrag(tekst, lag_merking(tolk(q))) if ja] == merket


@pytest.mark.parametrize(
    ("rettet", "ukjent", "noyaktig"), [((), (), True), ((("a", "b"),), (), False), ((), ("x",), False)]
)
def test_soket_er_noyaktig_naar_ingenting_er_rettet_eller_ukjent(rettet, ukjent, noyaktig):
    assert Hvordan(tolk("x"), rettet, ukjent).noyaktig is noyaktig


@pytest.mark.parametrize(
    ("q", "ingenting"), [("og på", True), ("!!", True), ("", True), ("中文", False), ("hest", False)]
)
def test_bare_smaaord_er_ingenting_og_ukjente_bokstaver_er_noe(q, ingenting):
    assert ikke_noe_a_lete_etter(q, tolk(q)) is ingenting


@pytest.mark.parametrize("les", [les_steder, les_postnumre, fornavn, jobbdomener])
def test_filer_som_ikke_endres_leses_en_gang(les):
    assert les() is les()


def test_modellene_er_slik_migreringene_sier(capsys):
    call_command("makemigrations", "sok", "taksonomi", check=True, dry_run=True)


def test_ordlisten_har_ordene_som_ikke_er_tall_og_ikke_for_korte():
    laer_ord("prove", ["Kvakk på 1234 og 12345 eller ab", "kvakk " + "x" * 200])
    with connection.cursor() as peker:
        peker.execute("SELECT ord FROM sok_sokeord WHERE samling = 'prove'")
        ordene = {ord_ for (ord_,) in peker.fetchall()}
    assert "kvakk" in ordene
    assert not {"1234", "12345", "ab", "x" * 200} & ordene
