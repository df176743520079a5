"""Det bare den offentlige siden vet, gir grunner og poeng – og uten det er svaret som før."""

import pytest

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.offentlig import (
    AVGJORENDE,
    JUSTERINGER,
    KJOP,
    justeringer,
    mangler,
)
from samarbeid.matching.setninger import KODER
from samarbeid.matching.typer import Ideprofil, Offentligsvar

IDE = Ideprofil(
    "Eldre som spiser alene",
    "Hjemmeboende eldre er ensomme og spiser lite.",
    tema=("ensomhet-eldre",),
    arlig_belop=80_000,
)


def _modeller(kunnskap, **svar):
    return {v.slug: v for v in vurder(IDE, kunnskap, offentlig=Offentligsvar(**svar)).modeller}


def test_hver_justering_gjelder_modeller_og_koder_som_finnes(kunnskap):
    kjente = {m.slug for m in kunnskap.modeller}
    for j in JUSTERINGER:
        assert j.modeller <= kjente, j
        assert j.kode in KODER
        assert hasattr(Offentligsvar(), j.felt)
        assert j.poeng != 0


def test_uten_svar_er_poengene_som_for_en_ide(kunnskap):
    uten = {v.slug: v.poeng for v in vurder(IDE, kunnskap).modeller}
    assert {slug: v.poeng for slug, v in _modeller(kunnskap).items()} == uten
    ukjent = _modeller(kunnskap, **dict.fromkeys(AVGJORENDE, "vet_ikke"))
    assert {slug: v.poeng for slug, v in ukjent.items()} == uten


@pytest.mark.parametrize("j", JUSTERINGER, ids=lambda j: f"{j.felt}-{j.verdi}-{j.kode}")
def test_svaret_flytter_modellene_i_riktig_retning_og_sier_hvorfor(kunnskap, j):
    for_ = _modeller(kunnskap)
    etter = _modeller(kunnskap, **{j.felt: j.verdi})
    for slug in j.modeller:
        endring = sum(g.poeng for g in justeringer(Offentligsvar(**{j.felt: j.verdi}), slug))
        if endring > 0:
            assert etter[slug].poeng >= for_[slug].poeng
        else:
            assert etter[slug].poeng <= for_[slug].poeng
        rett, feil = (
            (etter[slug].grunner, etter[slug].mot) if j.poeng > 0 else (etter[slug].mot, etter[slug].grunner)
        )
        assert j.kode in {g.kode for g in rett}
        assert j.kode not in {g.kode for g in (*feil, *for_[slug].grunner, *for_[slug].mot)}


def test_avtale_fra_for_skyver_kjop_ned_under_det_som_ikke_er_kjop(kunnskap):
    uten, med = _modeller(kunnskap, penger="ja"), _modeller(kunnskap, penger="ja", avtale="ja")
    assert all(med[slug].poeng <= uten[slug].poeng for slug in KJOP)
    assert next(iter(med)) not in KJOP


def test_det_som_mangler_er_bare_det_som_ikke_er_besvart(kunnskap):
    assert [g.detaljer["felt"] for g in mangler(Offentligsvar())] == list(AVGJORENDE)
    assert mangler(Offentligsvar("ja", "nei", "nei", "noe", "en")) == ()
    svar = vurder(IDE, kunnskap, offentlig=Offentligsvar(penger="vet_ikke", vedtak="nei"))
    felt = [g.detaljer["felt"] for g in svar.mangler]
    assert "penger" in felt and "vedtak" not in felt
    assert not {"penger", "avtale"} & {g.detaljer["felt"] for g in vurder(IDE, kunnskap).mangler}


def test_setningene_til_det_offentlige_snakker_ikke_til_entreprenoren(kunnskap):
    svar = vurder(
        IDE,
        kunnskap,
        offentlig=Offentligsvar(penger="nei", eier="annen", lovpalagt="ja", vedtak="ja", avtale="ja"),
    )
    forklarer = Forklarer(kunnskap, side="offentlig")
    setninger = [
        forklarer.setning(g) for v in svar.modeller for g in (*v.grunner, *v.mot, *v.mangler, *v.ville_passet)
    ]
    assert all(
        ("Dere står i" not in s and "velg deres" not in s.lower()) or "Velg deres" in s for s in setninger
    )
    assert not any(s.startswith("Dere skriver") for s in setninger)
    assert "Organisasjonsform: spør hva slags virksomhet som kan gjøre det." in setninger
