"""Ideene en fagperson har vurdert: de som ligner, er et vitne ved siden av reglene, og de er aldri dem motoren måles på."""

import json
from pathlib import Path

import pytest

from samarbeid.matching.beslutning.beslutter import Sak
from samarbeid.matching.beslutning.samtale import _etter_likhet
from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.lesing.likesaker import Likesaker, hent_likesaker
from samarbeid.matching.lesing.vekter import MAPPE, lag_vektleser
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Grunn, Ideprofil, Rolleforslag
from script import lag_vekter, lag_vurderte_ideer
from tests.samarbeid.matching.bygg import kunnskap, tolkning, vei
from tests.samarbeid.matching.svarene import SETT
from veier.sok.normalisering import finn_ord

DATA = Path(__file__).parents[2] / "data"
# (teksten, det som ellers er lest, den første samtalen, de som avgjør, nivåene)
IDEER = (
    (
        "Hunder på besøk hos dem som bor på sykehjemmet", (), ("leder-sykehjem",), ("kommunalsjef-helse-og-mestring",),
        ("kommune",),
    ),
    ("Sang og dans på sykehjemmet hver fredag", (), ("leder-sykehjem", "kultursjef"), (), ("kommune",)),
    ("Lesehjelp etter skolen for dem som sliter med norsk", ("nevnt=kommune",), ("rektor",), (), ("kommune",)),
    ("Lesehjelp for voksne som søker jobb", ("nevnt=nav",), ("nav-leder",), (), ("nav", "kommune")),
    ("Jobbklubb for voksne", ("nevnt=nav",), ("nav-leder",), (), ("nav",)),
    *(
        (f"Verksted nummer {nr} for sykler og båter", ("nevnt=kommune",), ("leder-teknisk",), (), ("kommune",))
        for nr in range(26)
    ),
)  # fmt: skip


def _stammer(tekst):
    return [o.stamme for o in finn_ord(tekst)]


@pytest.fixture(scope="module")
def lest():
    """Vektene løst av ideene over."""
    ideer = [lag_vekter.Vurdert(_stammer(tekst), lest, svar) for tekst, lest, *svar in IDEER]
    return lag_vektleser(lag_vekter.tren(ideer))


def _best(svar):
    return max(svar, key=svar.get)


def test_de_som_ligner_mest_svarer(lest):
    roller, besluttere, nivaer = lest.les(_stammer("Katter på besøk på sykehjemmet"))
    assert _best(roller) == "leder-sykehjem"
    assert _best(besluttere) == "kommunalsjef-helse-og-mestring"
    assert list(nivaer) == ["kommune"]


def test_det_som_er_lest_av_teksten_teller_ved_siden_av_ordene(lest):
    tekst = _stammer("Lesehjelp og hjelp til å søke jobb for dem som sliter")
    uten, med = (lest.les(tekst, trekk)[0] for trekk in ((), ["nevnt=nav"]))
    assert med["nav-leder"] > uten["nav-leder"] > 0
    assert med.get("rektor", 0) < uten["rektor"]


def test_faa_ord_er_et_svakere_vitne_enn_mange(lest):
    kort, lang = (lest.les(_stammer(tekst))[2] for tekst in ("sykehjemmet", f"{IDEER[0][0]} {IDEER[1][0]}"))
    assert 0 < kort["kommune"] < lang["kommune"]


def test_nynorsk_og_boyning_ligner(lest):
    roller, *_ = lest.les(_stammer("Hundar som vitjar dei på sjukeheimen"))
    assert _best(roller) == "leder-sykehjem"


@pytest.mark.parametrize("tekst", ["", "Xyz qwerty"])
def test_det_ingen_ligner_paa_faar_ikke_noe_svar(lest, tekst):
    assert lest.les(_stammer(tekst), ["nevnt=nav"]) == ({}, {}, {})
    assert lag_vektleser({"svar": [], "lest": 0.0, "trekk": {}}).les(_stammer(tekst)) == ()


def test_losningen_er_den_som_gir_minst_feil():
    """Mot den lukkede formelen for to tekster: (K + tillegg) a = y, og vektene er summen av a × teksten."""
    rader = [[(0, 0.6), (1, 0.8)], [(1, 1.0)]]
    k, t = 0.8, lag_vekter.TILLEGG
    a1, a2 = (1 + t) / ((1 + t) ** 2 - k**2), -k / ((1 + t) ** 2 - k**2)
    assert lag_vekter.los(rader, 2, [1.0, 0.0]) == pytest.approx([0.6 * a1, 0.8 * a1 + a2], abs=2e-3)


@pytest.mark.parametrize("fil", lag_vekter.AV)
def test_vektene_er_lost_av_det_som_er_vurdert_na(fil):
    """Er noe av det endret, må ``python script/lag_vekter.py`` kjøres."""
    data = json.loads((MAPPE / fil).read_text(encoding="utf-8"))
    assert data["av"] == lag_vekter.kjennetegn(*lag_vekter.AV[fil])


def _ordnet(like, *roller):
    sak = Sak(tolkning("t"), kunnskap(), None, Pekere(), like=Likesaker(like))
    forslag = [Rolleforslag(rolle, Grunn("forste_samtale")) for rolle in roller]
    return [f.rolle for f in _etter_likhet(sak, vei(), "formannskap", forslag)]


@pytest.mark.parametrize(
    ("like", "ventet"),
    [
        ({}, ["rektor", "kultursjef"]),
        ({"rektor": 0.5}, ["rektor"]),  # den andre peker ingen på
        ({"rektor": 0.35, "kultursjef": 0.3}, ["rektor", "kultursjef"]),
        ({"rektor": 0.35, "kultursjef": 0.28}, ["rektor"]),  # for lite til å nevnes ved siden av
        ({"kultursjef": 0.04}, ["rektor"]),  # litt likhet flytter ikke reglenes første
        ({"kultursjef": 0.6}, ["kultursjef"]),
        ({"kultursjef": 0.6, "rektor": 0.26}, ["kultursjef", "rektor"]),
        ({"leder-sykehjem": 0.1}, ["rektor"]),  # for lite til å komme inn
        ({"leder-sykehjem": 0.7, "rektor": 0.26}, ["leder-sykehjem", "rektor"]),
        ({"finnes-ikke": 0.9}, ["rektor", "kultursjef"]),
    ],
)
def test_reglene_og_likheten_veies_mot_hverandre(like, ventet):
    assert _ordnet(like, "rektor", "kultursjef") == ventet


def test_samlingen_har_de_leste_ideene_og_aldri_dem_som_maaler():
    teksten = lag_vurderte_ideer.teksten
    tekster = {teksten(rad) for rad in lag_vurderte_ideer.hent()}
    assert {teksten(rad) for rad in lag_vurderte_ideer.leste()} <= tekster
    for sett, ulest in SETT.items():
        for nr, sak in enumerate(json.loads((DATA / f"{sett}.json").read_text(encoding="utf-8")), 1):
            if nr in ulest or sett in lag_vurderte_ideer.MALER:
                assert teksten(sak["ide"]) not in tekster


@pytest.mark.django_db
def test_samlingen_har_bare_roller_og_nivaaer_som_finnes(kunnskap):
    rader = lag_vurderte_ideer.hent()
    nivaer = {niva for rolle in kunnskap.roller.values() for niva in rolle.nivaer}
    assert {rolle for rad in rader for rolle in rad["forste"]} <= kunnskap.roller.keys()
    assert {niva for rad in rader for niva in rad["nivaer"]} <= nivaer
    assert {tema for rad in rader for tema in rad.get("temaer", ())} <= kunnskap.temaer.keys()
    assert len({lag_vurderte_ideer.teksten(rad) for rad in rader}) == len(rader)


@pytest.mark.django_db
def test_grunnen_sier_at_det_er_likheten(kunnskap):
    ide = Ideprofil(tittel="Noe helt annet", problem="", losning="")
    assert vurder(ide, kunnskap)  # en tekst ingen ligner på, går også
    roller, *_ = hent_likesaker().les(_stammer("Hund på besøk på sykehjemmet en gang i uka"))
    assert _best(roller) == "leder-sykehjem"
