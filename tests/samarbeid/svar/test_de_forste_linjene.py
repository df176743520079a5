"""De fem første linjene og pengene: sagt til den som leser, og sant for det som skal skje."""

from dataclasses import replace

import pytest

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.motor import vurder
from samarbeid.svar.svarside.bygging import svarside_for
from samarbeid.svar.svarside.forstelinjer import ENTREPRENOR, MOTTAKER
from samarbeid.svar.visninger import Tilskuddvisning

pytestmark = pytest.mark.django_db


def _linje(slag, kunnskap, losning, side=ENTREPRENOR, **felt):
    ide = les_ide({"tittel": "En idé", "losning": losning, **felt}, kunnskap)
    s = svarside_for(vurder(ide, kunnskap), kunnskap, side=side)
    return next(linje for linje in s.linjer if linje.slag == slag)


@pytest.mark.parametrize("side", [ENTREPRENOR, MOTTAKER])
def test_ingen_ber_om_en_konkurranse(kunnskap, side):
    """Framgangsmåten er kjøperens: det spørres om en samtale, også når det står til den som får spørsmålet."""
    losning = "Hybelverter for alle videregående i Nordland fylke, 1,9 mill i året over tre år."
    svar = _linje("be_om", kunnskap, losning, side).svar
    assert svar.startswith(
        "En samtale om behovet. Blir det et kjøp, er formen vanligvis kunngjort konkurranse på"
    )


def test_et_mote_trenger_ikke_rom_i_budsjettet(kunnskap):
    gratis = _linje(
        "dato", kunnskap, "Vi vil gå gjennom behovet sammen med sykehjemmet i Lier. Ingen skal betale."
    )
    assert gratis.svar == "Når som helst."
    kjop = _linje("dato", kunnskap, "Vi synger med beboerne på sykehjemmet i Lier for 20 000 kr.")
    assert kjop.svar == "Når som helst, så lenge det er rom i årets budsjett."


def _pengene(kunnskap, losning):
    s = svarside_for(vurder(les_ide({"tittel": "En idé", "losning": losning}, kunnskap), kunnskap), kunnskap)
    return {linje.t.ordning.slug: linje.hvorfor for gruppe in s.penger for linje in gruppe.linjer}


def test_ordningen_som_er_nevnt_sier_at_den_er_det(kunnskap):
    losning = "Kommunen søker prosjektskjønn sammen med oss til et tilbud for voksne med angst."
    assert "Dere skriver «prosjektskjønn»." in _pengene(kunnskap, losning)["prosjektskjonn"]


@pytest.mark.parametrize(
    ("ukontrollert", "forbehold"),
    [
        ((True, True), "Vi har ikke kontrollert vilkårene hos dem som forvalter ordningene. Spør dem."),
        (
            (True, False),
            "For noen av ordningene har vi ikke kontrollert vilkårene. Spør dem som forvalter dem.",
        ),
        ((False, False), ""),
    ],
)
def test_forbeholdet_gjelder_bare_dem_det_gjelder(kunnskap, ukontrollert, forbehold):
    from samarbeid.svar.svarside.bygging import _forbehold

    en = Tilskuddvisning(None, "ja", "", "", (), (), (), False)
    assert _forbehold([replace(en, ukontrollert=u) for u in ukontrollert]) == forbehold


NAVS_KJOP = (
    "Vi vil være med når Nav kjøper arbeidsmarkedstiltak for langtidsledige i Møre og Romsdal, 3 millioner i året. "
    "Vi er i drift i to fylker."
)


def test_statens_tiltak_kjopes_av_nav_i_fylket(kunnskap):
    """Ikke kontoret, ikke kontorets budsjettår, ikke kommunestyret, og ikke kommunenes EØS-terskel."""
    assert _linje("gjor", kunnskap, NAVS_KJOP).svar == (
        "Ring Nav Møre og Romsdal og spør etter den som har tiltak og innkjøp."
    )
    assert "kroner i året." in _linje("be_om", kunnskap, NAVS_KJOP).svar
    hvem = " ".join(_linje("hvem", kunnskap, NAVS_KJOP).hvorfor)
    assert "Hvem som får oppdraget, avgjøres i konkurransen." in hvem
    assert "kommunestyret" not in hvem
    assert (
        _linje("dato", kunnskap, NAVS_KJOP).svar
        == "Spør når neste konkurranse kommer, og følg med på Doffin."
    )
    s = svarside_for(
        vurder(les_ide({"tittel": "Tiltak", "losning": NAVS_KJOP}, kunnskap), kunnskap), kunnskap
    )
    assert not [rad.bestemmer for rad in s.rader if "sektoren" in rad.bestemmer]
    assert not [linje.tekst for linje in s.summen if "kommuner" in linje.tekst]


def test_uten_sted_er_det_nav_i_fylket_det_gjelder(kunnskap):
    losning = NAVS_KJOP.replace(" i Møre og Romsdal", "")
    assert _linje("gjor", kunnskap, losning).svar.startswith("Ring Nav i fylket det gjelder og spør etter")


def test_navs_enheter_star_i_rekkefolgen_teksten_nevner_stedene(kunnskap):
    losning = NAVS_KJOP.replace("Møre og Romsdal", "Stavanger og Arendal")
    assert _linje("gjor", kunnskap, losning).svar.startswith("Ring Nav Rogaland ")


def test_en_form_kontoret_avgjor_blir_hos_kontoret(kunnskap):
    losning = "Vi vil ha arbeidsmarkedstiltak: jobbspesialister følger opp unge uten jobb. Nav kjøper tiltaket etter konkurranse."
    ide = les_ide({"tittel": "Arbeidstrening for unge i Viken", "losning": losning}, kunnskap)
    vei = vurder(ide, kunnskap).veier[0]
    assert vei.beslutter[0].rolle == "nav-leder"
    assert vei.part is None  # ikke en av Navs enheter for fylkene
