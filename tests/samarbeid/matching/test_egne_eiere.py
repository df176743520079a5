"""Den private barnehagen og selskapet kommunene eier sammen bestemmer selv, og kommunens folk er ikke med på veien."""

import pytest

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil


def _veien(kunnskap, losning, **felter):
    return vurder(Ideprofil("Koffert", losning=losning, **felter), kunnskap).veier[0]


@pytest.mark.parametrize(
    ("losning", "part", "rolle"),
    [
        ("Et kurs i en privat barnehage i Hamar, 25 000 kroner.", "Den private barnehagen", "barnehagestyrer"),
        ("Tre private barnehager i Hamar vil ha kurset, 8 000 hver.", "Den private barnehagen", "barnehagestyrer"),
        ("Barnehagen (foreldreeid) vil ha et kurs for de ansatte.", "Den private barnehagen", "barnehagestyrer"),
        ("Avfallsselskapet i Halden betaler 50 000 for et prøveår.", "Avfallsselskapet", "daglig-leder-iks"),
        ("Vi selger brukte møbler for avfallsselskapet (IKS), 1,8 millioner i året i tre år.", "Avfallsselskapet", "daglig-leder-iks"),
    ],
)  # fmt: skip
def test_den_som_eier_enheten_bestemmer(losning, part, rolle, kunnskap):
    vei = _veien(kunnskap, losning)
    assert vei.part.navn == part
    assert [f.rolle for f in vei.forste_samtale] == [f.rolle for f in vei.beslutter] == [rolle]
    assert vei.dorapner == ()
    setning = Forklarer(kunnskap).setning(vei.beslutter[0].grunn)
    assert "kommunestyre" not in setning
    assert "Ellers går saken" not in setning


@pytest.mark.parametrize(
    "losning",
    [
        "Et kurs i en barnehage i Hamar, 25 000 kroner.",
        "Et kurs i alle barnehager i Hamar, både kommunale og private, 25 000 kroner.",
        "Kommunen betaler 25 000 for et kurs i en privat barnehage i Hamar.",
    ],
)
def test_er_det_ogsa_kommunens_er_kommunen_veien(losning, kunnskap):
    assert _veien(kunnskap, losning).part.slug == "hamar-kommune"


def test_flere_kommuner_eier_ett_selskap(kunnskap):
    svar = vurder(
        Ideprofil("Bod", losning="Avfallsselskapet for Lillehammer og Gausdal betaler 80 000."), kunnskap
    )
    assert [vei.part.navn for vei in svar.veier if vei.niva == "kommune"] == ["Avfallsselskapet"]


def test_en_privat_virksomhet_avgjor_ogsa_en_fast_kostnad_selv(kunnskap):
    vei = _veien(
        kunnskap, "En privat barnehage i Hamar vil ha det hvert år framover, 12 000 kroner fast i året."
    )
    assert vei.part.navn == "Den private barnehagen"
    assert [f.rolle for f in vei.beslutter] == ["barnehagestyrer"]
    assert "Kommunen har ansvar" not in " ".join(Forklarer(kunnskap).setning(g) for g in vei.grunner)


def test_en_fast_kostnad_i_selskapet_er_eiernes_og_da_er_veien_kommunens(kunnskap):
    vei = _veien(
        kunnskap,
        "Avfallsselskapet i Halden skal gi 400 000 fast i året, en ny fast kostnad i budsjettet hvert år framover.",
    )
    assert "kommunestyre" in [f.rolle for f in vei.beslutter]
    assert vei.part.slug == "halden-kommune"


def test_ber_teksten_fylkeskommunen_er_det_ikke_den_private_skolens(kunnskap):
    vei = _veien(kunnskap, "Fylkeskommunen betaler 90 000 for elever på en privat videregående skole i Bodø.")
    assert vei.part.slug == "nordland-fylkeskommune"
