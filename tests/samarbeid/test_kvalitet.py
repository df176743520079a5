"""Treffene på de virkelige sakene og de frosne ideene. Tallene står i docs/kvalitet.md."""

import hashlib
import json
from pathlib import Path

import pytest

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.maling import mal
from samarbeid.matching.motor import vurder

DATA = Path(__file__).resolve().parent.parent / "data"


def _mal(fil, kunnskap):
    saker = json.loads((DATA / fil).read_text(encoding="utf-8"))
    return mal([(vurder(les_ide(s["ide"], kunnskap), kunnskap), s["fasit"]) for s in saker])


def test_de_21_sakene(kunnskap):
    rater = _mal("saker_21.json", kunnskap)
    assert rater["modeller"].antall - rater["modeller"].blant_tre <= 2, rater["modeller"].bom
    assert rater["niva"].antall - rater["niva"].blant_tre <= 1, rater["niva"].bom


def test_de_40_frosne_ideene(kunnskap):
    rater = _mal("frosne_ideer.json", kunnskap)
    assert rater["modeller"].blant_tre / rater["modeller"].antall >= 0.85, rater["modeller"].bom
    assert rater["niva"].forst / rater["niva"].antall >= 0.90, rater["niva"].bom
    assert rater["forste_samtale"].blant_tre / rater["forste_samtale"].antall >= 0.85


@pytest.mark.parametrize(
    "fil",
    [
        "frosne_ideer",
        "usette_ideer",
        "andre_usette_ideer",
        "tredje_usette_ideer",
        "fjerde_usette_ideer",
        "femte_usette_ideer",
        "sjette_usette_ideer",
        "sjuende_usette_ideer",
        "attende_usette_ideer",
        "nittende_usette_ideer",
        "tjuende_usette_ideer",
        "tjueforste_usette_ideer",
        "tjueandre_usette_ideer",
        "tjuetredje_usette_ideer",
        "tjuefjerde_usette_ideer",
        "tjuefemte_usette_ideer",
        "tjuesjette_usette_ideer",
        "usette_behov",
        "andre_usette_behov",
        "tredje_usette_behov",
        "fjerde_usette_behov",
        "femte_usette_behov",
        "sok_blind",
        "sok_niende",
    ],
)
def test_det_frosne_er_ikke_rort(fil):
    ventet = (DATA / f"{fil}.sha256").read_text().split()[0]
    assert hashlib.sha256((DATA / f"{fil}.json").read_bytes()).hexdigest() == ventet


@pytest.mark.parametrize(
    ("alder", "situasjon", "niva"),
    [
        ((10, 15), None, "kommune"),
        ((16, 19), "sluttet_i_skole", "fylkeskommune"),
        ((16, 24), "utenfor_alt", "fylkeskommune"),
        ((20, 29), "utenfor_alt", "nav"),
        ((18, 30), "utenfor_alt", "nav"),
        ((25, 30), None, "nav"),
    ],
)
def test_alder_og_situasjon_avgjor_hvem_som_har_ansvaret(alder, situasjon, niva, kunnskap):
    ide = les_ide(
        {
            "tittel": "A",
            "problem": "B",
            "tema": ["utenforskap-unge"],
            "alder_fra": alder[0],
            "alder_til": alder[1],
            "situasjon": situasjon,
        },
        kunnskap,
    )
    assert vurder(ide, kunnskap).veier[0].niva == niva


def test_ukjent_alder_viser_alle_nivaene_og_sier_hva_som_avgjor(kunnskap):
    svar = vurder(les_ide({"tittel": "A", "problem": "B", "tema": ["utenforskap-unge"]}, kunnskap), kunnskap)
    assert {v.niva for v in svar.veier} == {"kommune", "fylkeskommune", "nav"}
    assert "mangler_alder_avgjor" in {g.kode for g in svar.mangler}
