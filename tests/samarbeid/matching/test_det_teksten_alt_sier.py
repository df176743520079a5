"""Det teksten alt sier, spørres det ikke om, og det som bare er nevnt, er ingen vei."""

import pytest

from samarbeid.matching.beslutning.samtale import EN_DOR
from samarbeid.matching.lesing.enheter import les_pekere
from samarbeid.matching.lesing.likesaker import les_likesaker
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil

ALDRI_SPURT = (
    "20 tirsdager på kafeen. 60.000 fra Nav-kontoret.",
    "Åtte samlinger for foreldre, 24 000 kroner.",
    "Kokken er på huset i seks uker, 70 000 kr.",
    "70 000 kr. Etterpå klarer de det selv.",
    "Samlet 720 000 uten mva.",
    "Vi trenger ikke betalt for det.",
    "Det er gratis for kommunen.",
    "Legg inn i kontrakten at entreprenøren skal ha lærlinger. Vi er underleverandør.",
)


def _spurt(losning, kunnskap):
    svar = vurder(Ideprofil("Ide", losning=losning), kunnskap)
    av_modellene = {g.kode for v in svar.modeller for g in v.mangler}
    return "mangler_kostnadsslag" in {g.kode for g in svar.mangler}, "mangler_kostnadsslag" in av_modellene


@pytest.mark.parametrize("losning", ALDRI_SPURT)
def test_det_sporres_ikke_om_pengene_nar_det_er_sagt(losning, kunnskap):
    assert _spurt(losning, kunnskap) == (False, False)


@pytest.mark.parametrize(
    "losning",
    [
        "Vi trenger 60 000 fra kommunen.",
        "Kurset er gratis for deltakerne. Kommunen betaler 90 000.",
        "Det koster ingenting for barna.",
        "Åtte ganger i måneden lager vi mat. 90 000 kroner.",
    ],
)
def test_det_sporres_om_pengene_ellers(losning, kunnskap):
    assert _spurt(losning, kunnskap) == (True, True)


@pytest.mark.parametrize(
    ("tekst", "spurt"),
    [
        ("Eldre kommer hjem fra sykehuset fredag kveld", False),
        ("De som er skrevet ut fra sykehuset, er alene", False),
        ("Vi vil ha et rom hos sykehuset", True),
    ],
)
def test_den_som_kommer_hjem_fra_sykehuset_spor_ikke_sykehuset(tekst, spurt, kunnskap):
    t = tolk(Ideprofil("Ide", losning=tekst), kunnskap)
    assert ("stat" in les_pekere(t).spurt) is spurt


def test_bydelen_som_har_midler_er_spurt_og_sykehuset_i_problemet_er_ingen_vei(kunnskap):
    ide = Ideprofil(
        "Trygg hjem",
        "Eldre i Bydel Nordre Aker er tilbake på sykehuset mandag.",
        "Vi er der når de kommer hjem, i ett år. Bydelen har omstillingsmidler igjen.",
        arlig_belop=450_000,
    )
    assert [vei.niva for vei in vurder(ide, kunnskap).veier] == ["kommune"]


@pytest.mark.parametrize(
    "losning",
    [
        "Vi bygger om besøksrommene i fengselet sammen med de innsatte fedrene, 120 000 kroner.",
        "Språkleker i alle barnehagene i Karmøy, 290 000 i året.",
        "Kokken lærer kjøkkenet på sykehjemmet å lage mat av det som blir til overs, 70 000 kr.",
    ],
)
def test_dorapnerne_er_de_ideer_som_ligner_ogsa_peker_paa(losning, kunnskap):
    svar = vurder(Ideprofil("Ide", losning=losning), kunnskap)
    like = les_likesaker(svar.tolkning, les_pekere(svar.tolkning), kunnskap).roller
    assert like
    dorene = [f.rolle for vei in svar.veier for f in vei.dorapner]
    assert all(like[rolle] >= EN_DOR for rolle in dorene)


def test_har_man_valgt_temaet_er_dorene_temaets(kunnskap):
    ide = Ideprofil("Ide", losning="Vi maler besøksrommet.", tema=("tilbakeforing-etter-straff",))
    dorene = [f.rolle for vei in vurder(ide, kunnskap).veier for f in vei.dorapner]
    assert dorene


def test_en_grunn_som_bare_sier_hva_modellen_er_for_begrunner_ikke(kunnskap):
    svar = vurder(Ideprofil("Kor", "Kor for folk som stammer. Kommunen kjøper."), kunnskap)
    for v in svar.modeller:
        assert v.begrunnet is ({g.kode for g in v.grunner} not in ({"modell_er_for"}, set()))
