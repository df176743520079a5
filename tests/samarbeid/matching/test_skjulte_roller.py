"""Redaksjonen kan skjule en hvilken som helst rolle, også dem reglene nevner ved navn: svaret har da de andre."""

from dataclasses import replace

import pytest

from samarbeid.matching.beslutning.beslutter import FORVALTEREN, vanlige_besluttere
from samarbeid.matching.beslutning.radvalg import DORER
from samarbeid.matching.beslutning.samtale import MODELLENS_DOR
from samarbeid.matching.beslutning.trapp import TRAPPER, rolle_pa
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lesing.enheter import ENHETER
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.kostnad import EKSISTERENDE, ETT_KJOP
from samarbeid.matching.typer import NY_FAST, Ideprofil
from veier.taksonomi.ordforrad import Kostnadsslag, Rolleslag

TRAPPENS = {
    r for t in TRAPPER.values() for r in (*t.sektor.values(), t.topp, t.utvalg, t.politisk, t.eiendom)
}
ENHETENES = {rolle for enhet in ENHETER for rolle in (enhet.rolle, enhet.over) if rolle}
NEVNT = sorted(
    TRAPPENS
    | ENHETENES
    | {r for dorer in DORER.values() for dor in dorer for r in dor}
    | {*MODELLENS_DOR.values(), FORVALTEREN}
)
IDEER = (
    Ideprofil("Kor", "Kor for folk som stammer. Kommunen kjøper."),
    Ideprofil("Koffert", "Personer med demens på sykehjem.", omrader=("5001",), arlig_belop=50_000),
    Ideprofil("Koffert", "Demens på alle sykehjem.", omrader=("4601",), arlig_belop=900_000, kostnadsslag=NY_FAST),
    Ideprofil("Fond", "Kommunalt innovasjonsfond for ungdom i Oslo.", omrader=("0301",), arlig_belop=9_000_000),
    Ideprofil("Bydel", "Ensomme eldre i bydel Sagene i Oslo. Bydelen betaler.", arlig_belop=400_000),
    Ideprofil("Lokaler", "Vi vil låne lokaler av kommunen til en møteplass.", omrader=("5001",)),
    Ideprofil("Løft", "Elever slutter på videregående skole. Fylkeskommunen betaler.", omrader=("50",)),
    Ideprofil("Jobb", "Arbeidstrening sammen med Nav i Alta. Nav kjøper et tiltak.", kostnadsslag=NY_FAST),
    Ideprofil("Gjeld", "Folk med gjeld. Nav-kontoret i Alta betaler.", arlig_belop=60_000),
    Ideprofil("Ut", "Innsatte i fengselet. Kriminalomsorgen kjøper.", arlig_belop=700_000),
    Ideprofil("Frisk", "Et kor på sykehuset. Vi ber sykehuset om penger."),
    Ideprofil("Lek", "Mobbing i friminuttene.", losning="Skolen betaler 30 000 for kurset.", arlig_belop=30_000),
    Ideprofil("Sang", "Beboerne er ensomme.", losning="Sykehjemmet betaler 12 000 i året.", arlig_belop=12_000),
    Ideprofil("Lag", "Ensomme eldre.", losning="Vi søker kommunen om penger fra den vanlige ordningen.", organisasjonsform="FLI"),
    Ideprofil("Støtte", "Vi søker statlig tilskudd av et direktorat til folk som stammer."),
)  # fmt: skip


def _uten(kunnskap, skjulte):
    """Kunnskapen slik ``rader`` leser den når rollene er skjult."""
    roller = {slug: rolle for slug, rolle in kunnskap.roller.items() if slug not in skjulte}

    def igjen(rad):
        felter = {
            felt: tuple(r for r in getattr(rad, felt) if r in roller) for felt in ("forste", "dorapnere", "beslutter")
        }  # fmt: skip
        return replace(rad, **felter)

    veier = {
        tema: tuple(rad for rad in map(igjen, rader) if rad.forste) for tema, rader in kunnskap.veier.items()
    }
    veier = {tema: rader for tema, rader in veier.items() if rader}
    return replace(kunnskap, roller=roller, veier=veier)


def _roller_i_svaret(ide, kunnskap):
    """Rollene, etter at hver setning er laget."""
    svar, forklarer = vurder(ide, kunnskap), Forklarer(kunnskap)
    ut = set()
    for vei in svar.veier:
        assert vei.forste_samtale
        for forslag in (*vei.forste_samtale, *vei.dorapner, *vei.beslutter):
            assert forklarer.setning(forslag.grunn)
            ut.add(forslag.rolle)
        assert all(forklarer.setning(g) for g in vei.grunner)
    ut |= {b.rolle for b in svar.bidrag if forklarer.setning(b.grunn)}
    return ut


@pytest.mark.parametrize("rolle", NEVNT)
def test_ingen_rolle_er_uunnvaerlig(rolle, kunnskap):
    uten = _uten(kunnskap, {rolle})
    for ide in IDEER:
        assert _roller_i_svaret(ide, uten) <= set(uten.roller)


def test_ideene_nar_rollene_de_er_valgt_for(kunnskap):
    roller = set().union(*(_roller_i_svaret(ide, kunnskap) for ide in IDEER))
    assert len(roller & TRAPPENS) > 8
    assert {"innovasjonsradgiver", "kriminalomsorg-enhet", "nav-leder", "eiendomssjef"} <= roller


@pytest.mark.parametrize("skjulte", [TRAPPENS, ENHETENES, set(NEVNT)], ids=["trappa", "enhetene", "alle"])
def test_uten_alle_de_nevnte_er_det_fortsatt_et_svar(skjulte, kunnskap):
    uten = _uten(kunnskap, skjulte)
    for ide in IDEER:
        assert _roller_i_svaret(ide, uten) <= set(uten.roller)
    for rader in uten.veier.values():
        for form in TRAPPER:
            assert set(vanlige_besluttere(rader[0], form, uten)) <= set(uten.roller)


def test_er_lederen_skjult_gar_saken_ett_trinn_opp(kunnskap):
    roller = _uten(kunnskap, {"kommunalsjef-oppvekst"}).roller
    assert rolle_pa("formannskap", "sektor", "oppvekst", kunnskap.roller) == (
        "kommunalsjef-oppvekst",
        "sektor",
    )
    assert rolle_pa("formannskap", "sektor", "oppvekst", roller) == ("kommunedirektor", "topp")
    assert rolle_pa("formannskap", "sektor", "oppvekst", {}) == ("", "")


def test_en_som_ikke_lenger_bestemmer_er_ingen_beslutter(kunnskap):
    roller = {
        **kunnskap.roller,
        "kommunedirektor": replace(kunnskap.roller["kommunedirektor"], slag="koordinator"),
    }
    assert rolle_pa("formannskap", "topp", "", roller) == ("kommunestyre", "politisk")


@pytest.mark.parametrize("form", TRAPPER)
@pytest.mark.parametrize("trinn", [t for t in Rolleslag.values if t not in {"enhet", "forvalter"}])
def test_hvert_trinn_en_modell_kan_ha_finnes_i_hver_styreform(form, trinn, kunnskap):
    """Enheten står i radene, og forvalteren har bare staten: de to leses ikke av trappa."""
    assert rolle_pa(form, trinn, "", kunnskap.roller)[0] in kunnskap.roller


def test_kostnadskodene_er_de_samme_som_i_ordforradet():
    assert {ETT_KJOP, EKSISTERENDE, NY_FAST, "vet_ikke"} == set(Kostnadsslag.values)


def test_et_tema_uten_nivaet_i_raden_gir_fortsatt_et_svar(kunnskap):
    """Redaksjonen endrer nivåene til et tema; radene for temaet er som før."""
    temaer = {slug: replace(tema, nivaer=("stat",)) for slug, tema in kunnskap.temaer.items()}
    for slug in kunnskap.temaer:
        assert vurder(Ideprofil("A", "B", tema=(slug,)), replace(kunnskap, temaer=temaer)).veier


def test_en_skjult_bydel_er_byen(kunnskap):
    ide = IDEER[4]
    hel = [vei.part.slug for vei in vurder(ide, kunnskap).veier if vei.part]
    assert "bydel-sagene" in hel
    uten = replace(kunnskap, parter=tuple(p for p in kunnskap.parter if p.slug != "bydel-sagene"))
    assert "oslo-kommune" in [vei.part.slug for vei in vurder(ide, uten).veier if vei.part]
