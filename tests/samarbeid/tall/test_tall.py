"""Tallene: riktige, og aldri så små at noen kan kjennes igjen, heller ikke ved å trekke fra."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Arstall, Hindring, Innlegg, Samarbeid, Samtale, Skritt
from samarbeid.samtaler.tilstander import REGLER
from samarbeid.tall.grunnlag import TILSTANDEN
from samarbeid.tall.handlinger import regn_tallene, siste_midnatt
from samarbeid.tall.regning import FAERREST, TOMT, lag_tall, medianer, skjul, slipp, tell, virkedager
from samarbeid.tall.visning import hent
from veier.virkedager import er_virkedag

OSLO = ZoneInfo("Europe/Oslo")
AR = timezone.localdate().year
NYTTAR = datetime(AR + 1, 1, 1, 0, 4, tzinfo=OSLO)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=8))
def test_ingen_tabell_roper_et_antall_under_fem(antall):
    t = skjul(antall)
    ekte = {n: v for n, v in antall.items() if v}
    vist = dict(t["rader"])
    assert all(v >= FAERREST and ekte[n] == v for n, v in vist.items())
    skjult = {n: v for n, v in ekte.items() if n not in vist}
    if t["for_fa"]:
        assert not vist and not t["resten"] and (sum(skjult.values()) < FAERREST or len(skjult) < 2)
    else:
        # Summen er kjent: det skjulte kan bare regnes ut når det er én rad, eller når det er lite til sammen.
        assert t["resten"] == sum(skjult.values())
        assert not skjult or (len(skjult) >= 2 and t["resten"] >= FAERREST)
    if min(ekte.values(), default=FAERREST) >= FAERREST:
        assert vist == ekte


@pytest.mark.parametrize(
    ("antall", "vist", "resten", "for_fa"),
    [
        ({"a": 20, "b": 3, "c": 2}, ["a"], 5, False),
        ({"a": 20, "b": 9, "c": 3}, ["a"], 12, False),  # én skjult rad kunne trekkes fra
        ({"a": 20, "b": 1, "c": 2}, [], 23, False),
        ({"a": 20, "b": 3}, [], 23, False),
        ({"a": 4}, [], 0, True),
        ({"a": 2, "b": 2}, [], 0, True),
        ({"a": 5}, ["a"], 0, False),
        ({"a": 0}, [], 0, False),
    ],
)
def test_det_som_skjules_kan_ikke_regnes_ut(antall, vist, resten, for_fa):
    t = skjul(antall)
    assert ([navn for navn, _antall in t["rader"]], t["resten"], t["for_fa"]) == (vist, resten, for_fa)


# ── Fra den ene natten til den neste ──

_grunnlag = st.fixed_dictionaries(
    {
        "kontakter": st.integers(0, 30),
        "svardager": st.dictionaries(st.sampled_from("ab"), st.lists(st.integers(0, 9), max_size=12)),
        "tabeller": st.fixed_dictionaries(
            {"t": st.dictionaries(st.sampled_from("abc"), st.integers(0, 30)), "u": st.just({"a": 3})}
        ),
        "saker": st.just({}),
    }
)


@given(st.lists(_grunnlag, min_size=1, max_size=6))
def test_to_natter_pa_rad_viser_aldri_hva_farre_enn_fem_har_gjort(netter):
    vist = TOMT
    for natt in netter:
        neste = slipp(vist, natt)
        for for_, etter, na in (
            ({"": vist["kontakter"]}, {"": neste["kontakter"]}, {"": natt["kontakter"]}),
            (vist["tabeller"].get("t", {}), neste["tabeller"]["t"], natt["tabeller"]["t"]),
            (vist["tabeller"].get("u", {}), neste["tabeller"]["u"], natt["tabeller"]["u"]),
        ):
            opp = sum(max(0, na.get(k, 0) - for_.get(k, 0)) for k in {*na, *for_})
            ned = sum(max(0, for_.get(k, 0) - na.get(k, 0)) for k in {*na, *for_})
            assert etter == (
                na if max(opp, ned) >= FAERREST and abs(opp - ned) not in range(1, FAERREST) else for_
            )
        for navn in {*vist["svardager"], *natt["svardager"]}:
            for_, na = (d["svardager"].get(navn, []) for d in (vist, natt))
            assert neste["svardager"][navn] == (na if abs(len(na) - len(for_)) >= FAERREST else for_)
        vist = neste


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=30), min_size=1, max_size=8))
def test_to_tabeller_om_de_samme_kan_aldri_trekkes_fra_hverandre(netter):
    """Tilstanden flytter seg hver natt, nivået står. Summen av hver er antallet kontakter, uansett når den sist ble byttet."""
    vist = TOMT
    for kontakter in netter:
        tilstand = {k: kontakter.count(k) for k in "abc"}
        tabeller = {"tilstand": tilstand, "kontakt-niva": {"kommune": len(kontakter)}}
        vist = slipp(vist, {**TOMT, "kontakter": len(kontakter), "tabeller": tabeller})
        assert {sum(t.values()) for t in vist["tabeller"].values()} == {vist["kontakter"]}


def test_to_nye_kontakter_vises_ikke_fordi_fem_andre_er_besvart():
    def natt(**tabell):
        return {**TOMT, "kontakter": sum(tabell.values()), "tabeller": {"tilstand": tabell}}

    vist = slipp(TOMT, natt(sendt=20))
    neste = slipp(vist, natt(sendt=15, besvart=7))
    assert (neste["kontakter"], neste["tabeller"]["tilstand"]) == (20, {"sendt": 20})
    assert slipp(neste, natt(sendt=15, besvart=10))["tabeller"]["tilstand"] == {"sendt": 15, "besvart": 10}


def test_fem_som_har_flyttet_seg_er_nok_og_fire_er_ikke():
    def med(**tabell):
        return {**TOMT, "tabeller": {"tilstand": tabell}}

    vist = slipp(TOMT, med(sendt=20))
    assert slipp(vist, med(sendt=16, besvart=4))["tabeller"]["tilstand"] == {"sendt": 20}
    assert slipp(vist, med(sendt=15, besvart=5))["tabeller"]["tilstand"] == {"sendt": 15, "besvart": 5}


@given(st.lists(_grunnlag, min_size=2, max_size=6))
def test_ingen_rad_kan_trekkes_fra_en_annen_natt_og_gi_en_til_fire(netter):
    """Én ny i et lite fylke, mens fire andre er nye i et stort, gir fem nye i tabellen: raden skal likevel ikke si én."""
    vist, bilder = TOMT, []
    for natt in netter:
        vist = slipp(vist, natt)
        tall = lag_tall(vist)
        rader = {k: dict(t["rader"]) | {"resten": t["resten"]} for k, t in tall["tabeller"].items()}
        bilder += [tall["kontakter"], *(v for t in rader.values() for v in t.values())]
    assert not {abs(a - b) for a in bilder for b in bilder} & {1, 2, 3, 4}


def test_en_ny_i_et_lite_fylke_ses_ikke_fordi_fire_er_nye_i_et_annet():
    def natt(**fylker):
        return {**TOMT, "tabeller": {"kontakt-fylke": fylker}}

    forst = slipp(TOMT, natt(oslo=11, nordland=6))
    neste = slipp(forst, natt(oslo=15, nordland=7))
    assert neste != forst
    for vist in (forst, neste):
        assert ["nordland", 5] in lag_tall(vist)["tabeller"]["kontakt-fylke"]["rader"]


def test_virkedager_og_medianer():
    assert virkedager(date(2026, 3, 27), date(2026, 4, 7), er_virkedag) == 4  # påsken er fri
    assert virkedager(date(2026, 3, 27), date(2026, 3, 27), er_virkedag) == 0
    assert virkedager(date(2026, 3, 27), date(2026, 3, 29), er_virkedag) == 0
    assert medianer({"a": [1, 2, 3, 4, 90], "b": [1, 2, 3, 4]}) == {"a": 3}
    assert tell([["a", "a"], ["a", "b"]]) == {"a": 2, "b": 1}


@pytest.fixture
def mange(verden):
    """Sju kontakter til Trondheim, seks besvart etter to virkedager, og seks samarbeid som stoppet på økonomi."""
    Samtale.objects.all().delete()
    Samarbeid.objects.all().delete()
    mandag = datetime(AR, 1, 12, 10, tzinfo=OSLO)
    mandag -= timedelta(days=mandag.weekday())
    for nr in range(7):
        samtale = _kontakt(mandag)
        if nr < 6:
            _svar(samtale, mandag + timedelta(days=2))
            _stoppet(samtale, mandag, ["okonomi", "lov"] if nr < 2 else ["okonomi"])
    regn_tallene(NYTTAR)


def _kontakt(tid):
    samtale = Samtale.objects.create(
        entreprenor=Entreprenor.objects.get(slug="minnekoffert-as"),
        part=OffentligPart.objects.get(slug="trondheim-kommune"),
        emne="Kofferter",
        til="a@trondheim.kommune.no",
        purr_fra=tid.date(),
    )
    Samtale.objects.filter(pk=samtale.pk).update(startet_tid=tid)
    return samtale


def _svar(samtale, tid):
    Innlegg.objects.create(
        samtale=samtale, nr=2, slag="svar", side="offentlig", tekst="Ja.", tid=tid, sendenokkel=uuid.uuid4()
    )
    Samtale.objects.filter(pk=samtale.pk).update(tilstand="besvart", siste_fra_offentlig=2)


def _stoppet(samtale, tid, slag):
    s = Samarbeid.objects.create(
        samtale=samtale, entreprenor=samtale.entreprenor, part=samtale.part, tittel="x", stadium="avsluttet",
        foreslatt_av="offentlig", begynt_tid=tid, ferdig_tid=tid,
    )  # fmt: skip
    Samarbeid.objects.filter(pk=s.pk).update(startet_tid=tid)
    Skritt.objects.create(
        samarbeid=s,
        nr=1,
        slag="avslutt",
        til="avsluttet",
        side="offentlig",
        tid=tid,
        sendenokkel=uuid.uuid4(),
    )
    for side in ("entreprenor", "offentlig"):
        Hindring.objects.create(samarbeid=s, side=side, slag=slag, tid=tid)


def _tekst(svar):
    return " ".join(svar.content.decode().split())


def _tallene(klient, ar=AR):
    """(tabellen, raden) → antallet, fra filen."""
    fil = klient.get(f"/tall/{ar}/tall.csv").content.decode("utf-8-sig")
    return {(r[1], r[2]): r[3] for r in list(csv.reader(io.StringIO(fil), delimiter=";"))[1:]}


@pytest.mark.django_db
def test_siden_har_tallene_og_aldri_de_sma(verden, mange):
    side = _tekst(verden.klient("anonym").get("/tall/"))
    assert "Kontakter i året: 5." in side
    assert "innen 2 virkedager" in side
    assert '<th scope="row">Trondheim kommune</th><td>2</td>' in side
    assert f"De er til og med 31. desember {AR}." in side
    tall = _tallene(verden.klient("anonym"))
    # Én kontakt er ikke besvart: da sier tabellen bare summen.
    assert tall[("Hvor kontaktene står", "Andre")] == "5" and ("Hvor kontaktene står", "Besvart") not in tall
    # Lov er nevnt i to samarbeid: økonomi skjules med, for summen er kjent.
    assert ("Det som stoppet samarbeid", "Lov og regler") not in tall
    assert tall[("Samarbeid som stoppet, etter fylke", "Trøndelag")] == "5"
    assert tall[("Hvor samarbeidene står", "Avsluttet")] == "5"
    assert all(
        int(v) >= FAERREST for (t, _r), v in tall.items() if "eksemplene" not in t and "Virkedager" not in t
    )


def test_hvert_innlegg_som_alltid_gir_en_ny_tilstand_er_med_i_tallene():
    settes = {r.slag: {*r.til.values(), *r.offentlig_til.values()} for r in REGLER.values()}
    alltid = {slag: min(til) for slag, til in settes.items() if len(til) == 1}
    # Den første meldingen er sendt, og referatet skrives bare i en samtale som alt er besvart. En tid endrer ikke tilstanden.
    for slag in (Innlegg.Slag.MELDING, Innlegg.Slag.REFERAT):
        assert alltid.pop(slag) == Samtale.Tilstand.BESVART
    assert alltid == TILSTANDEN


@pytest.mark.django_db
def test_et_forslag_om_mote_er_et_svar(verden, mange):
    Innlegg.objects.filter(slag="svar").update(slag="mote")
    Arstall.objects.all().delete()
    regn_tallene(NYTTAR)
    assert hent(AR).svartid == 2


@pytest.mark.django_db
def test_oppdiktede_er_ikke_med(verden, mange):
    Entreprenor.objects.update(oppdiktet=True)
    Arstall.objects.all().delete()
    regn_tallene(NYTTAR)
    side = _tekst(verden.klient("anonym").get("/tall/"))
    assert "færre enn fem kontakter" in side and "Trondheim kommune" not in side


@pytest.mark.django_db
def test_for_den_forste_natten_er_siden_tom_og_sier_nar_tallene_kommer(verden):
    klient = verden.klient("anonym")
    assert "De første kommer i natt." in _tekst(klient.get("/tall/"))
    assert _tallene(klient) == {}
    svar = klient.get(f"/tall/{AR}/rapport.pdf")
    tekst = " ".join("".join(s.extract_text() for s in PdfReader(io.BytesIO(svar.content)).pages).split())
    # Ingen og færre enn fem sies likt, og samlet: forskjellen er et tall.
    assert "færre enn fem, eller ingen" in tekst and "Ingen ennå" not in tekst


@pytest.mark.django_db
def test_tallene_er_som_ved_midnatt_uansett_nar_de_regnes(verden):
    """Det som skjedde etter midnatt, er ikke med, og det er det samme om arbeideren var nede til klokken ti."""
    Samtale.objects.all().delete()
    Samarbeid.objects.all().delete()
    midnatt = datetime(AR, 6, 10, tzinfo=OSLO)
    for _nr in range(5):
        samtale = _kontakt(midnatt - timedelta(hours=2))
        _svar(samtale, midnatt + timedelta(minutes=1))
        _stoppet(samtale, midnatt - timedelta(hours=1), ["lov"])
    for _nr in range(5):
        _kontakt(midnatt + timedelta(seconds=1))
    Skritt.objects.update(tid=midnatt + timedelta(minutes=2))
    Hindring.objects.filter(side="offentlig").update(tid=midnatt + timedelta(minutes=2))
    ut = []
    for na in (midnatt + timedelta(minutes=4), midnatt + timedelta(hours=10)):
        Arstall.objects.all().delete()
        assert regn_tallene(na) == 1
        ut.append(Arstall.objects.get().tall)
        assert regn_tallene(na + timedelta(hours=1)) == 0
    assert ut[0] == ut[1]
    tabeller = ut[0]["tabeller"]
    assert (ut[0]["kontakter"], ut[0]["svartider"]) == (5, {})
    assert tabeller["tilstand"]["rader"] == [["sendt", 5]]
    assert tabeller["stadium"]["rader"] == [["foreslatt", 5]]
    assert tabeller["hindring-slag"]["rader"] == [["lov", 5]]


@pytest.mark.django_db
def test_siden_er_den_samme_til_neste_natt_og_til_fem_er_nye(verden, mange):
    klient = verden.klient("anonym")
    for_ = _tallene(klient)
    tid = datetime(AR, 6, 1, tzinfo=OSLO)
    for nr in range(1, 6):
        _kontakt(tid)
        assert _tallene(klient) == for_
        regn_tallene(NYTTAR + timedelta(days=nr))
        assert (_tallene(klient) == for_) is (nr < 5)
    assert _tallene(klient)[("Kontaktene etter fylke", "Trøndelag")] == "10"


@pytest.mark.django_db
def test_tallene_for_et_ar_star_nar_samtalene_er_slettet(verden, mange):
    for_ = Arstall.objects.get().tall
    Samtale.objects.all().delete()
    Samarbeid.objects.all().delete()
    regn_tallene(datetime(AR + 2, 1, 2, 12, tzinfo=OSLO))
    rad = Arstall.objects.get(ar=AR)
    assert (rad.tall, rad.grunnlag) == (for_, {})
    assert rad.til == siste_midnatt(NYTTAR)
    assert _tallene(verden.klient("anonym"))[("Samarbeid som stoppet, etter fylke", "Trøndelag")] == "5"


@pytest.mark.django_db
def test_rapporten_er_en_pdf_med_hindringene_forst_og_dagen_tallene_er_fra(verden, mange):
    svar = verden.klient("anonym").get(f"/tall/{AR}/rapport.pdf")
    assert svar["Content-Type"] == "application/pdf"
    tekst = " ".join("".join(s.extract_text() for s in PdfReader(io.BytesIO(svar.content)).pages).split())
    assert tekst.index("Det som stoppet samarbeid") < tekst.index("Hvor kontaktene står")
    assert f"til og med 31. desember {AR}" in tekst


@pytest.mark.django_db
def test_et_ar_uten_tall_finnes_ikke(verden):
    klient = verden.klient("anonym")
    assert [klient.get(f"/tall/{ar}/").status_code for ar in (AR, AR + 1, 1999)] == [200, 404, 404]


@pytest.mark.django_db
def test_navnene_er_pa_leserens_malform(verden, mange):
    assert "Det som stoppa samarbeid" in _tekst(verden.klient("anonym").get("/nn/tall/"))


@pytest.mark.django_db
def test_like_mange_sporringer_uansett_hvor_mye_som_er_skjedd(verden, mange, django_assert_max_num_queries):
    antall = []
    regn_tallene(NYTTAR + timedelta(days=1))  # det nye året har fått sin rad
    for dag in range(1, 3):
        with django_assert_max_num_queries(30) as sporringer:
            regn_tallene(NYTTAR + timedelta(days=dag + 1))
        antall.append(len(sporringer))
        Hindring.objects.all().delete()
        Samtale.objects.all().delete()
    assert antall[0] == antall[1]
    with django_assert_max_num_queries(2):
        hent(AR)
