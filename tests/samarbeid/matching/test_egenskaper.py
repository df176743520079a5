"""Egenskaper som skal holde for enhver idé."""

import csv
import dataclasses
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import veier.taksonomi
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.kontrakt import les_ide, skriv_svar
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.vurdering import DELVIS_FRA, JA_FRA, VEKTER
from samarbeid.matching.setninger import KODER, ORD
from samarbeid.matching.typer import DELVIS, JA, NEI, Ideprofil

ANTALL = 600 if os.environ.get("VEIER_GRUNDIG") else 40
profil = settings(max_examples=ANTALL, suppress_health_check=[HealthCheck.too_slow])

SETNINGER = (
    "Ungdom har sluttet på videregående.", "Vi vil prøve det ut i en kommune.", "Eldre på sykehjem er ensomme.",
    "Det koster 150 000 kroner i året.", "Vi er en stiftelse og tar ikke ut utbytte.", "Flyktningar lærer norsk.",
    "Nav-kontoret har folk uten jobb.", "En app som ikke finnes fra før.", "Vi trenger et tomt lokale.",
    "Kommunen sparer penger.", "Personer med rusproblemer.", "Gjengangere etter soning.", "Barn i fosterhjem.",
    "Det gjelder ikke rus.", "For 16–24 år.", "I Trondheim og Oslo.", "", "?!", "æøå ÆØÅ 🙂", "\u0000x",
)  # fmt: skip
_DATA = Path(veier.taksonomi.__file__).parent / "data"
TEMAER, MALGRUPPER = (
    [rad["slug"] for rad in csv.DictReader((_DATA / fil).read_text(encoding="utf-8").splitlines())]
    for fil in ("temaer.csv", "malgrupper.csv")
)
BELOP = (
    0,
    1,
    40_000,
    50_000,
    90_000,
    100_000,
    150_000,
    299_999,
    300_001,
    900_000,
    1_300_000,
    2_000_000,
    9_000_000,
)
VARIGHET = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
FAVERDIER = {
    "modenhet": tuple(ORD["modenhet"]),
    "organisasjonsform": tuple(ORD["organisasjonsform"]),
    "tjenestetype": tuple(ORD["tjenestetype"]),
    "finnes_fra_for": ("ja", "nei"),
    "effektdokumentasjon": tuple(ORD["effektdokumentasjon"]),
    "hvem_sparer": ("samme_virksomhet", "annen_offentlig", "stat", "ingen"),
    "styres_av": ("oss", "det_offentlige"),
    "utbytte": (True, False),
    "frivillighetsregisteret": (True, False),
    "kostnadsslag": (
        "ett_kjop",
        "eksisterende_ordning",
        "ny_fast_kostnad",
        "vet_ikke",
    ),  # «vet ikke»: kanskje ingenting
    "arlig_belop": BELOP,
    "varighet_ar": VARIGHET,
}
KRITERIUM_FOR = {
    "modenhet": "modenhet_", "organisasjonsform": "organisasjonsform_", "tjenestetype": "tjenestetype_",
    "finnes_fra_for": "finnes_", "effektdokumentasjon": "effekt_", "hvem_sparer": "sparer_", "styres_av": "styres_",
    "utbytte": "utbytte_", "arlig_belop": "verdi_", "varighet_ar": "varighet_", "kostnadsslag": "kostnad_",
}  # fmt: skip


def _valgfri(verdier):
    return st.none() | st.sampled_from(verdier)


def _ulike(tegn, verdier, hoyst):
    """Inntil ``hoyst`` ulike verdier. Alltid like mange trekk, så hypothesis kan gjenta hvert eksempel."""
    trekk = [tegn(_valgfri(tuple(verdier))) for _nr in range(hoyst)]
    return tuple(dict.fromkeys(v for v in trekk if v is not None))


@st.composite
def ideer(tegn, *, med_tekst=True):
    tekst = " ".join(_ulike(tegn, SETNINGER, 5)) + tegn(st.text(max_size=30)) if med_tekst else ""
    alder = sorted((tegn(st.integers(0, 99)), tegn(st.integers(0, 99))))
    har_alder = tegn(st.booleans())
    felt = {navn: tegn(_valgfri(verdier)) for navn, verdier in FAVERDIER.items()}
    return Ideprofil(
        tittel="Idé",
        problem=tekst,
        tema=_ulike(tegn, TEMAER, 3),
        malgruppe=_ulike(tegn, MALGRUPPER, 2),
        omrader=_ulike(tegn, ["NO", "11", "0301", "5001", "4601", "1601", "5612"], 3),
        alder_fra=alder[0] if har_alder else None,
        alder_til=alder[1] if har_alder else None,
        situasjon=tegn(_valgfri(tuple(ORD["situasjon"]))),
        **felt,
    )


def _modeller(svar):
    return {v.slug: v for v in svar.modeller}


@pytest.fixture(scope="module")
def forklarer(kunnskap):
    return Forklarer(kunnskap)


@profil
@given(ide=ideer())
def test_ingen_ide_far_motoren_til_a_feile_og_svaret_har_kontraktens_form(ide, kunnskap, forklarer):
    svar = vurder(ide, kunnskap)
    ut = json.loads(json.dumps(skriv_svar(svar, kunnskap, forklarer)))
    assert len(ut["modeller"]) == len(kunnskap.modeller)
    for v in svar.modeller:
        assert 0 <= v.poeng <= 100
        ventet = JA if v.poeng >= JA_FRA else DELVIS if v.poeng >= DELVIS_FRA else NEI
        assert v.passer == ventet
        assert v.mot if v.passer == NEI else v.grunner
    assert [m["poeng"] for m in ut["modeller"]] == sorted((m["poeng"] for m in ut["modeller"]), reverse=True)
    for rekke in (ut["modeller"], ut["eksempler"], ut["veier"]):
        assert all(g["tekst"] and "{" not in g["tekst"] for e in rekke for g in e["grunner"])


@profil
@given(ide=ideer())
def test_veiene_holder_reglene(ide, kunnskap):
    svar = vurder(ide, kunnskap)
    t = svar.tolkning
    assert len(svar.veier) <= 20
    steder = {kunnskap.omrader[k].type for k in t.omrader}
    for niva in {v.niva for v in svar.veier}:
        egne = [v for v in svar.veier if v.niva == niva]
        assert len(egne) <= 5
        if not steder or steder == {"land"}:
            assert [v.part for v in egne] == [None]
    for vei in svar.veier:
        forste, beslutter, dor = (
            {r.rolle for r in rekke} for rekke in (vei.forste_samtale, vei.beslutter, vei.dorapner)
        )
        assert forste and (beslutter or "tilskuddsforvalter" in forste)
        assert not (forste | beslutter) & dor
        for rolle in beslutter:
            assert kunnskap.roller[rolle].slag not in {"koordinator", "innkjop"}
        assert 0 < vei.poeng <= 100


@profil
@given(ide=ideer(med_tekst=False), felt=st.sampled_from(sorted(FAVERDIER)))
def test_a_la_vaere_a_svare_gir_aldri_mer_enn_det_beste_svaret(ide, felt, kunnskap):
    uten = _modeller(vurder(dataclasses.replace(ide, **{felt: None}), kunnskap))
    med = [_modeller(vurder(dataclasses.replace(ide, **{felt: v}), kunnskap)) for v in FAVERDIER[felt]]
    for slug, v in uten.items():
        assert v.poeng <= max(m[slug].poeng for m in med), (slug, felt)
        if v.passer == JA:
            assert any(m[slug].passer == JA for m in med), (slug, felt)


@profil
@given(ide=ideer(med_tekst=False), felt=st.sampled_from(sorted(KRITERIUM_FOR)))
def test_a_la_vaere_a_svare_gir_en_linje_i_mangler(ide, felt, kunnskap):
    foran = KRITERIUM_FOR[felt]
    uten = _modeller(vurder(dataclasses.replace(ide, **{felt: None}), kunnskap))
    med = [_modeller(vurder(dataclasses.replace(ide, **{felt: v}), kunnskap)) for v in FAVERDIER[felt]]
    for slug, v in uten.items():
        stilnet = any(
            g.kode.startswith(foran) for m in med for g in (*m[slug].grunner, *m[slug].mot)
        ) and not any(g.kode.startswith(foran) for g in (*v.grunner, *v.mot))
        if stilnet:
            assert any(g.detaljer.get("felt") == felt for g in v.mangler), (slug, felt)


@profil
@given(ide=ideer(med_tekst=False), felt=st.sampled_from(sorted(KRITERIUM_FOR)))
def test_grunnen_forsvinner_nar_opplysningen_tas_bort(ide, felt, kunnskap):
    for v in vurder(dataclasses.replace(ide, **{felt: None}), kunnskap).modeller:
        assert not [g for g in (*v.grunner, *v.mot) if g.detaljer.get("felt") == felt], (v.slug, felt)
    uten_tema = vurder(dataclasses.replace(ide, tema=(), malgruppe=()), kunnskap)
    koder = {
        g.kode
        for v in (*uten_tema.modeller, *uten_tema.tilskudd, *uten_tema.eksempler)
        for g in (*v.grunner, *v.mot)
    }
    assert not koder & {
        "tema_passer",
        "tema_passer_ikke",
        "tilskudd_tema",
        "eksempel_tema",
        "eksempel_malgruppe",
    }


@profil
@given(ide=ideer(med_tekst=False), nytt=st.sampled_from(TEMAER))
def test_mer_overlapp_senker_aldri_poengene(ide, nytt, kunnskap):
    if not ide.tema or nytt in ide.tema:
        return
    for navn in ("modeller", "tilskudd"):
        for_ = {v.slug: v.poeng for v in getattr(vurder(ide, kunnskap), navn)}
        etter = {
            v.slug: v.poeng
            for v in getattr(vurder(dataclasses.replace(ide, tema=(*ide.tema, nytt)), kunnskap), navn)
        }
        assert all(etter[slug] >= poeng for slug, poeng in for_.items())


@profil
@given(ide=ideer(), fro=st.integers(0, 10_000))
def test_rekkefolgen_er_den_samme_uansett_hvordan_radene_ligger(ide, fro, kunnskap):
    stokk = random.Random(fro)

    def stokket(rader):
        return tuple(stokk.sample(list(rader), len(rader)))

    annen = dataclasses.replace(
        kunnskap,
        modeller=stokket(kunnskap.modeller),
        tilskudd=stokket(kunnskap.tilskudd),
        eksempler=stokket(kunnskap.eksempler),
        parter=stokket(kunnskap.parter),
        veier={slug: stokket(rader) for slug, rader in kunnskap.veier.items()},
    )
    a, b = vurder(ide, kunnskap), vurder(ide, annen)
    assert [v.slug for v in a.modeller] == [v.slug for v in b.modeller]
    assert [v.slug for v in a.tilskudd] == [v.slug for v in b.tilskudd]
    assert [v.slug for v in a.eksempler] == [v.slug for v in b.eksempler]
    assert [(v.niva, v.poeng, [r.rolle for r in v.forste_samtale]) for v in a.veier] == [
        (v.niva, v.poeng, [r.rolle for r in v.forste_samtale]) for v in b.veier
    ]


@profil
@given(
    ide=ideer(med_tekst=False),
    felt=st.sampled_from(["organisasjonsform", "utbytte", "frivillighetsregisteret", "modenhet"]),
)
def test_tilskudd_uten_svar_er_aldri_ja_nar_ingen_svar_ville_gitt_ja(ide, felt, kunnskap):
    uten = {v.slug: v for v in vurder(dataclasses.replace(ide, **{felt: None}), kunnskap).tilskudd}
    med = [
        {v.slug: v for v in vurder(dataclasses.replace(ide, **{felt: x}), kunnskap).tilskudd}
        for x in FAVERDIER[felt]
    ]
    for slug, v in uten.items():
        assert v.poeng <= max(m[slug].poeng for m in med), (slug, felt)
        if v.passer == JA:
            assert any(m[slug].passer == JA for m in med)


@pytest.mark.parametrize("total", [100_001, 150_000, 200_000, 300_000])
@pytest.mark.parametrize("modenhet", [*ORD["modenhet"], None])
def test_mellom_gammel_og_foreslatt_grense_er_begge_naboer_minst_delvis(total, modenhet, kunnskap):
    svar = _modeller(
        vurder(Ideprofil("Idé", "x", modenhet=modenhet, arlig_belop=total, varighet_ar=1.0), kunnskap)
    )
    assert svar["direkte-kjop"].passer != NEI
    assert svar["forenklet-kjop"].passer != NEI


def test_hver_kode_som_kan_komme_har_en_setning(kunnskap):
    """Hvert kriterium har setning for passer, passer ikke, mangler og hva som ville passet."""
    for navn in VEKTER:
        assert f"snu_{navn}" in KODER
    assert {
        f"mangler_{f}" for f in ("modenhet", "arlig_belop", "tema", "omrader", "situasjon", "onske")
    } <= KODER


def test_kontrakten_leser_det_den_skriver(kunnskap):
    data = {
        "tittel": "A",
        "problem": "B",
        "tema": ["demens"],
        "arlig_belop": 150000.0,
        "varighet_ar": 1,
        "utbytte": True,
    }
    ide = les_ide(data, kunnskap)
    assert (ide.arlig_belop, ide.varighet_ar, ide.utbytte, ide.tema) == (
        150_000,
        1.0,
        True,
        ("demens",),
    )


def test_for_lang_tekst_avvises(kunnskap):
    from samarbeid.matching.kontrakt import Kontraktsfeil

    with pytest.raises(Kontraktsfeil, match="for lang"):
        les_ide({"tittel": "A", "problem": "x" * 20_001}, kunnskap)


def test_uten_en_modell_som_passer_bestemmer_sektorens_leder(kunnskap):
    ingen = dataclasses.replace(kunnskap, modeller=())
    svar = vurder(Ideprofil("A", "B", tema=("demens",)), ingen)
    assert [r.rolle for r in svar.veier[0].beslutter] == ["kommunalsjef-helse-og-mestring"]
    assert svar.modeller == ()


def test_kunnskapen_har_kort_repr(kunnskap):
    """En lang repr ville gjort hver feilmelding uleselig, og hypothesis advarer mot den."""
    assert repr(kunnskap).startswith("Kunnskap(40 temaer, 34 modeller, ")
