"""Virksomhetene, sakene og tilskuddene redaksjonen har lagt inn: sted, tema, kilde, og ingenting det er advart mot."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parent.parent.parent
ENTREPRENORER = "entreprenorer/data/entreprenorer.csv"
SAKER = "samarbeid/data/eksempler.csv"
TILSKUDD = "veier/taksonomi/data/tilskudd.csv"
# Trolig lagt ned, solgt eller omdøpt, eller ikke lenger noe å ta kontakt med. Sakene deres kan stå.
IKKE_I_KATALOGEN = {
    "pobelprosjektet", "lyk-z", "aball1", "laerervikaren", "atlas-kompetanse", "mestringsguiden", "wayback", "krem",
    "se-senteret", "nasjonalforeningen-seniorsentre",
}  # fmt: skip


def _rader(fil):
    with (ROT / fil).open(encoding="utf-8", newline="") as apen:
        return list(csv.DictReader(apen))


def _liste(celle):
    return [del_ for del_ in celle.split(";") if del_]


def _fylker(koder):
    """Fylkene kodene ligger i: de to første sifrene i nummeret."""
    return {kode[:2] for kode in koder if kode != "NO"}


@pytest.fixture(scope="module")
def entreprenorene():
    return _rader(ENTREPRENORER)


@pytest.fixture(scope="module")
def sakene():
    return _rader(SAKER)


def test_hver_virksomhet_har_sted_tema_omtale_og_kilde(entreprenorene):
    uten = {
        "sted": [r["slug"] for r in entreprenorene if not r["steder"] and r["hele_landet"] != "ja"],
        "tema": [r["slug"] for r in entreprenorene if not r["temaer"]],
        "kilde": [r["slug"] for r in entreprenorene if "http" not in r["kilder"]],
        "omtale": [r["slug"] for r in entreprenorene if not (r["kort"] and r["drift"])],
    }
    assert uten == {"sted": [], "tema": [], "kilde": [], "omtale": []}
    assert len(entreprenorene) >= 100
    # Målgruppen står når kilden sier den.
    assert sum(not r["malgrupper"] for r in entreprenorene) <= 4


def test_hver_sak_har_sted_tema_status_og_kilde(sakene):
    uten = {
        "sted": [r["slug"] for r in sakene if not r["omrader"]],
        "tema": [r["slug"] for r in sakene if not r["temaer"]],
        "kilde": [r["slug"] for r in sakene if "http" not in r["kilder"]],
        "status": [r["slug"] for r in sakene if not r["status_i_dag"]],
    }
    assert uten == {"sted": [], "tema": [], "kilde": [], "status": []}
    assert len(sakene) >= 95


def test_det_som_ikke_gikk_videre_sier_hva_som_stoppet_det(sakene):
    stoppet = [r for r in sakene if r["utfall"]]
    assert [r["slug"] for r in stoppet if not r["hindringer"]] == []
    assert Counter(r["utfall"] for r in stoppet)["gikk_ikke_videre"] >= 6


def test_en_virkning_sier_hvem_som_hevder_den(sakene):
    nye = [r for r in sakene if r["sist_kontrollert"] >= "2026-11-26"]
    uten = [r["slug"] for r in nye if r["effekt"] and not r["effekt_hevdet_av"]]
    # De to sier at ingen virkning er sett; da er det ingen som hevder noe.
    assert uten == ["mot-i-verdal-kommunen-ville-se-tall", "bovel-loddtrekning-i-tre-bydeler"]


def test_ingen_star_to_ganger_og_det_som_er_lagt_ned_star_ikke(entreprenorene, sakene):
    def navn(rad):
        return re.sub(r"\W|\b(as|stiftelsen|norge)\b", "", rad["navn"].lower())

    for rader in (entreprenorene, sakene, _rader(TILSKUDD)):
        for nokkel in ("slug", navn):
            antall = Counter(nokkel(r) if callable(nokkel) else r[nokkel] for r in rader)
            assert [verdi for verdi, ganger in antall.items() if ganger > 1] == []
    assert {r["slug"] for r in entreprenorene} & IKKE_I_KATALOGEN == set()
    assert not [r["slug"] for r in sakene if "hardanger" in r["slug"]]


def test_hvert_tema_og_hvert_fylke_har_noen_eller_noe(entreprenorene, sakene):
    with (ROT / "veier/taksonomi/data/temaer.csv").open(encoding="utf-8", newline="") as apen:
        temaer = {r["slug"] for r in csv.DictReader(apen)}
    hvem = Counter(t for r in entreprenorene for t in _liste(r["temaer"]))
    hva = Counter(t for r in sakene for t in _liste(r["temaer"]))
    assert temaer - set(hvem) - set(hva) == set()
    med_sted = [r for r in entreprenorene if r["hele_landet"] != "ja"]
    fylker = Counter(f for r in med_sted for f in _fylker(_liste(r["steder"])))
    fylker += Counter(f for r in sakene for f in _fylker(_liste(r["omrader"])))
    assert {"03", "11", "15", "18", "31", "32", "33", "34", "39", "40", "42", "46", "50", "55", "56"} == set(
        fylker
    )


def test_et_tilskudd_sier_hvem_som_kan_soke_og_naar_det_sist_er_sett():
    rader = _rader(TILSKUDD)
    assert len(rader) >= 75
    for r in rader:
        assert r["hvem_kan_soke"] and r["vindu"] and r["vindu_nn"], r["slug"]
        assert r["kilde"].startswith("http"), r["slug"]
        # Uten et år i fristen, eller en setning om at den ikke er kjent, kunne den leses som åpen.
        kjent = re.search(r"\b20\d\d\b|uten år|ikke sett|ikke kjent|utlysning", r["vindu"])
        assert kjent, (r["slug"], r["vindu"])
    assert [r["slug"] for r in rader if r["avsluttet"] == "ja"] == [
        "eu-solidaritetskorpset",
        "inn-pa-tunet-loftet-2",
    ]
