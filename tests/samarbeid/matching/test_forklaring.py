"""Hver grunn blir en hel setning, for begge sider, uten database."""

import pytest

from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.setninger import KODER
from samarbeid.matching.typer import Grunn
from tests.samarbeid.matching.bygg import kunnskap, modell

K = kunnskap(modeller=(modell("m", passer_nar="Noe."),))
ALT = {
    "felt": "modenhet", "verdi": "drift", "passer": ("drift", "skalering"), "ord": "sagt slik", "tema": "t", "malgruppe": "m",
    "modell": "m", "niva": "kommune", "rolle": "enhet", "grunn": "Fordi det er slik.", "tekst": "En tekst.", "part": "Trondheim kommune",
    "fra": 1, "til": 100_000, "total": 50_000, "form": "AS", "modenhet": "ide", "tjenestetype": "fritid", "situasjon": "i_skole",
    "innbyggere": 900, "liten": True, "selv": False, "temaer": ["t"], "sted": "5001", "steder": ["5001", "5032"], "likhet": ["fylke"],
    "styreform": "formannskap", "trinn": "enhet", "ellers": "kommunedirektor", "varig": "kommunestyre",
    "malgrupper": ["m"], "kostnadsslag": "", "uten_penger": False, "programvare": False, "maned": 3, "nivaer": ["nav", "stat"],
}  # fmt: skip


@pytest.mark.parametrize("kode", sorted(KODER))
@pytest.mark.parametrize("side", ["entreprenor", "offentlig"])
def test_hver_kode_blir_en_setning(kode, side):
    detaljer = dict(ALT)
    if kode.startswith("kostnad"):
        detaljer |= {"felt": "kostnadsslag", "verdi": "ett_kjop"}
    if kode.startswith(("varighet", "snu_varighet")):
        detaljer["verdi"] = 0.5
    for felt in ("organisasjonsform", "tjenestetype", "effekt", "styres", "sparer", "finnes", "utbytte"):
        if kode.startswith(felt) or kode == f"snu_{felt}":
            navn = {
                "effekt": "effektdokumentasjon",
                "styres": "styres_av",
                "sparer": "hvem_sparer",
                "finnes": "finnes_fra_for",
            }.get(felt, felt)
            verdi = {
                "organisasjonsform": "AS",
                "tjenestetype": "fritid",
                "effekt": "ingen",
                "styres": "oss",
                "sparer": "stat",
            }.get(felt, "ja")
            detaljer |= {"felt": navn, "verdi": verdi, "passer": (verdi,)}
    setning = Forklarer(K).setning(Grunn(kode, detaljer=detaljer), side=side)
    assert setning[0].isupper() or setning[0] in "«0123456789"
    assert setning.endswith((".", "«.", "».", ")."))
    assert "{" not in setning and "None" not in setning and "  " not in setning


BESLUTTER = {
    "rolle": "enhet", "styreform": "formannskap", "modell": "m", "total": None, "trinn": "sektor", "ellers": "kommunedirektor",
    "varig": "kommunestyre", "kostnadsslag": "", "liten": False, "uten_penger": False, "programvare": False,
    "niva": "kommune",
}  # fmt: skip


@pytest.mark.parametrize(
    ("endring", "del_"),
    [
        ({}, "ikke oppgitt"),
        ({"trinn": "enhet"}, "Er det et lite kjøp innenfor eget budsjett, kan enhet vanligvis si ja."),
        ({"total": 500_000}, "på 500\u00a0000\u00a0kroner bestemmer vanligvis enhet, innenfor budsjettet."),
        ({"total": 50_000, "trinn": "enhet", "liten": True}, "si ja selv til «m» på 50\u00a0000\u00a0kroner"),
        ({"trinn": "enhet", "uten_penger": True}, "kan vanligvis si ja til «m» selv"),
        ({"trinn": "enhet", "niva": "nav", "total": 500_000}, "så langt kontorets egen avtale"),
        (
            {"trinn": "enhet", "eier": "privat", "liten": True, "total": 1},
            "eller eieren som sier ja, ikke det offentlige",
        ),
        ({"trinn": "enhet", "eier": "selskap"}, "egne penger og eget styre"),
        ({"total": 1_600_000, "periode": "uten_slutt"}, "1\u00a0600\u00a0000\u00a0kroner på fire år"),
        ({"trinn": "eiendom"}, "lån og leie"),
        ({"trinn": "utvalg"}, "Ordningens egne regler"),
        ({"trinn": "forvalter"}, "bestemmer ikke noe annet"),
        (
            {"trinn": "politisk", "rolle": "kommunestyre", "kostnadsslag": "ny_fast_kostnad"},
            "må inn i budsjettet",
        ),
        ({"trinn": "politisk"}, "prinsipiell eller binder flere år"),
        ({"total": 500_000}, "Ellers går saken til kommunedirektor."),
        ({"total": 500_000}, "Trengs det en ny post i budsjettet, bestemmer kommunestyre."),
        ({"trinn": "enhet", "liten": True, "total": 1, "programvare": True}, "må ofte IT si ja også"),
        ({"modell": ""}, "Modell og beløp avgjør"),
        ({"trinn": "politisk", "rolle": "kommunestyre", "styreform": "byrad"}, "bystyret"),
    ],
)
def test_beslutteren_sies_med_vilkar_og_neste_trinn(endring, del_):
    assert del_ in Forklarer(K).setning(Grunn("beslutter", detaljer=BESLUTTER | endring))


@pytest.mark.parametrize("trinn", ["sektor", "topp", "politisk", "utvalg", "forvalter", "eiendom"])
@pytest.mark.parametrize("total", [None, 0, 50_000, 5_000_000])
def test_bare_en_enhetsleder_kan_si_ja_selv(trinn, total):
    setning = Forklarer(K).setning(
        Grunn("beslutter", detaljer=BESLUTTER | {"trinn": trinn, "total": total, "liten": True})
    )
    assert "si ja selv" not in setning


@pytest.mark.parametrize(
    ("fra", "til", "ramme"),
    [
        (0, 0, "0 kroner"),
        (1, 50_000, "inntil 50"),
        (1_300_000, None, "over 1"),
        (100_000, 1_300_000, "fra 100"),
    ],
)
def test_rammen_i_kroner(fra, til, ramme):
    setning = Forklarer(K).setning(Grunn("verdi_passer_ikke", detaljer={"total": 1, "fra": fra, "til": til}))
    assert f"summer {ramme}" in setning


@pytest.mark.parametrize(
    ("ar", "tekst"),
    [
        (0.5, "om lag 6 måneder"),
        (0.01, "1 uke"),
        (6 / 52, "6 uker"),
        (16 / 52, "16 uker"),
        (4 / 12, "om lag 4 måneder"),
        (1.5, "1,5 år"),
        (3.0, "3 år"),
    ],
)
def test_varighet_i_ord(ar, tekst):
    assert Forklarer(K).varighet({"verdi": ar}) == tekst


def test_oversettelsen_brukes_for_verdiene_settes_inn():
    f = Forklarer(
        K,
        lambda t: {
            "{niva_stor} har ansvar når det gjelder {tema}.": "{niva_stor} har ansvar for {tema}."
        }.get(t, t),
    )
    assert (
        f.setning(Grunn("niva_har_ansvar", detaljer={"niva": "nav", "tema": "t"})) == "Nav har ansvar for t."
    )


def test_snu_uten_verdi_ber_om_svaret():
    assert "Si hva det koster" in Forklarer(K).setning(Grunn("snu_verdi", detaljer={"modell": "m"}))


def test_kroner_har_harde_mellomrom():
    assert kroner(1_300_000) == "1\u00a0300\u00a0000\u00a0kroner"


def test_det_som_er_lest_av_teksten_siteres():
    d = {"felt": "modenhet", "verdi": "drift", "ord": "er i drift"}
    assert "«er i drift»" in Forklarer(K).setning(Grunn("modenhet_passer", detaljer=d))


def test_felt_uten_faste_svar_har_ingen_liste_over_svar_som_passer():
    assert Forklarer(K).passer({"felt": "arlig_belop"}) == ""
