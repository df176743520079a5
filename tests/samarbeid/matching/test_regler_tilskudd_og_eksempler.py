"""Tilskudd og lignende saker, uten database."""

import pytest

from samarbeid.matching.regler.eksempler import vurder_eksempel
from samarbeid.matching.regler.tilskudd import vurder_tilskudd
from samarbeid.matching.typer import DELVIS, JA, NEI, Eksempelprofil, Tilskuddprofil
from tests.samarbeid.matching.bygg import kunnskap, tolkning

K = kunnskap()
F = frozenset


SETT = {"kontrollert": True, "sett_arstall": 2026}  # 2026 er året i K


def _vurder(ordning, *tema, **felt):
    """Ordningen gjelder temaet «t» og er sett i år, så bare vilkåret som prøves, avgjør."""
    ordning = {"temaer": F({"t"})} | SETT | ordning
    v = vurder_tilskudd(tolkning(*(tema or ("t",)), **felt), Tilskuddprofil("o", "O", **ordning), K)
    return v.passer, {g.kode for g in (*v.grunner, *v.mot)}, {g.kode for g in v.mangler}


@pytest.mark.parametrize(
    ("ordning", "tema", "felt", "passer", "kode"),
    [
        ({"soker": "entreprenor", "temaer": F({"t"})}, ("t",), {}, JA, "tilskudd_tema"),
        ({"soker": "entreprenor", "temaer": F({"t"})}, ("x",), {}, NEI, "tilskudd_annet_tema"),
        (
            {"soker": "entreprenor", "malgrupper": F({"m"})},
            (),
            {"malgruppe": ("m",)},
            JA,
            "tilskudd_malgruppe",
        ),
        ({"soker": "entreprenor", "uten_utbytte": True}, (), {"utbytte": True}, NEI, "tilskudd_utbytte"),
        ({"soker": "entreprenor", "uten_utbytte": True}, (), {"utbytte": False}, JA, "tilskudd_uten_utbytte"),
        ({"soker": "entreprenor", "uten_utbytte": True}, (), {}, DELVIS, "mangler_utbytte"),
        (
            {"soker": "entreprenor", "i_frivillighetsregisteret": True},
            (),
            {"frivillighetsregisteret": False},
            NEI,
            "tilskudd_frivillighetsregisteret",
        ),
        (
            {"soker": "entreprenor", "i_frivillighetsregisteret": True},
            (),
            {"frivillighetsregisteret": True},
            JA,
            "tilskudd_i_frivillighetsregisteret",
        ),
        (
            {"soker": "entreprenor", "i_frivillighetsregisteret": True},
            (),
            {},
            DELVIS,
            "mangler_frivillighetsregisteret",
        ),
        (
            {"soker": "entreprenor", "organisasjonsformer": F({"FLI"})},
            (),
            {"organisasjonsform": "AS"},
            NEI,
            "tilskudd_form",
        ),
        (
            {"soker": "entreprenor", "organisasjonsformer": F({"FLI"})},
            (),
            {"organisasjonsform": "FLI"},
            JA,
            "tilskudd_form_passer",
        ),
        (
            {"soker": "entreprenor", "ikke_organisasjonsformer": F({"ENK"})},
            (),
            {"organisasjonsform": "ENK"},
            NEI,
            "tilskudd_form",
        ),
        (
            {"soker": "begge", "organisasjonsformer": F({"FLI"})},
            (),
            {"organisasjonsform": "AS"},
            DELVIS,
            "tilskudd_kommunen_kan_soke",
        ),
        (
            {"soker": "entreprenor", "organisasjonsformer": F({"FLI"})},
            (),
            {},
            DELVIS,
            "mangler_organisasjonsform",
        ),
        ({"soker": "kommune", "organisasjonsformer": F({"FLI"})}, (), {}, JA, "tilskudd_kommunen_soker"),
        ({"soker": "entreprenor", "modenhet": F({"ide"})}, (), {"modenhet": "drift"}, NEI, "tilskudd_drift"),
        ({"soker": "entreprenor", "modenhet": F({"ide"})}, (), {"modenhet": "ide"}, JA, "tilskudd_modenhet"),
        ({"soker": "entreprenor", "modenhet": F({"ide"})}, (), {}, DELVIS, "mangler_modenhet"),
        (
            {"soker": "entreprenor", "ikke_tjenestetyper": F({"digital"})},
            (),
            {"tjenestetype": "digital"},
            NEI,
            "tilskudd_tjenestetype",
        ),
        ({"soker": "entreprenor", "omrader": F({"11"})}, (), {"omrader": ("5001",)}, NEI, "tilskudd_omrade"),
        ({"soker": "entreprenor", "alder_til": 24}, (), {"alder": (30, 40)}, NEI, "tilskudd_alder"),
        ({"soker": "entreprenor", "alder_til": 24}, (), {"alder": (10, 40)}, JA, "tilskudd_alder_passer"),
        ({"soker": "entreprenor", "alder_til": 24}, (), {}, DELVIS, "mangler_alder_fra"),
        ({"soker": "entreprenor", "ma_prioritere": "Kommunen."}, (), {}, JA, "tilskudd_ma_prioriteres"),
    ],
)
def test_vilkarene_i_en_ordning(ordning, tema, felt, passer, kode):
    svar, grunner, mangler = _vurder(ordning, *tema, **felt)
    assert svar == passer
    assert kode in grunner | mangler


def test_malgruppe_som_bare_er_lest_av_teksten_stenger_ikke():
    svar, _g, _m = _vurder({"soker": "entreprenor", "malgrupper": F({"m"})}, malgruppe=("x",))
    assert svar == JA


ORDNING = {"soker": "entreprenor", "temaer": F({"t"})}


@pytest.mark.parametrize(
    ("ordning", "tema", "status", "hvorfor"),
    [
        (SETT, ("t",), "kan_sokes", []),
        (SETT | {"fristmaneder": (12,)}, ("t",), "kan_sokes", []),
        (SETT | {"fristmaneder": (3,)}, ("t",), "neste_gang", ["tilskudd_frist"]),
        (SETT | {"fristmaneder": (12,), "sett_arstall": 2025}, ("t",), "neste_gang", ["tilskudd_frist"]),
        (SETT | {"sett_arstall": None}, ("t",), "verdt_a_sporre", ["tilskudd_ikke_sett"]),
        (SETT | {"sett_arstall": 2020}, ("t",), "verdt_a_sporre", ["tilskudd_ikke_sett"]),
        (SETT | {"kontrollert": False}, ("t",), "verdt_a_sporre", ["tilskudd_ukontrollert"]),
        (SETT | {"temaer": F()}, ("t",), "verdt_a_sporre", ["tilskudd_uten_tema"]),
        (SETT | {"uten_utbytte": True}, ("t",), "verdt_a_sporre", ["tilskudd_svar_mangler"]),
        (SETT, ("x",), "ikke_for_dere", ["tilskudd_annet_tema"]),
    ],
)
def test_statusen_sier_alltid_hvorfor(ordning, tema, status, hvorfor):
    """Ingenting kan søkes nå når vilkårene er ukontrollerte, fristen er ute, temaet er et annet eller et svar mangler."""
    v = vurder_tilskudd(tolkning(*tema), Tilskuddprofil("o", "O", **(ORDNING | ordning)), K)
    assert (v.status, [g.kode for g in v.mot]) == (status, hvorfor)
    assert (v.passer == JA) == (status == "kan_sokes")


def test_uten_tema_kan_ingenting_sokes_na():
    v = vurder_tilskudd(tolkning(), Tilskuddprofil("o", "O", **(ORDNING | SETT)), K)
    assert (v.status, {g.kode for g in v.mangler}) == ("verdt_a_sporre", {"mangler_tema"})


SAK = Eksempelprofil("s", "S", F({"t", "u"}), F({"m"}), F({"pilot"}), F({"kommune"}))


@pytest.mark.parametrize(
    ("tema", "malgruppe", "modeller", "poeng"),
    [
        (("t",), (), (), 50), (("t", "u"), (), (), 60), (("t",), ("m",), (), 70), (("t", "u"), ("m",), ("pilot",), 100),
        ((), ("m",), ("pilot",), 45),
    ],
)  # fmt: skip
def test_likhet_med_en_sak(tema, malgruppe, modeller, poeng):
    v = vurder_eksempel(tolkning(*tema, malgruppe=malgruppe), SAK, modeller=modeller, nivaer=("kommune",))
    assert v.poeng == poeng
    assert v.passer == (JA if tema else DELVIS)


@pytest.mark.parametrize(
    ("tema", "malgruppe", "modeller"), [((), (), ("pilot",)), ((), ("m",), ()), (("x",), (), ())]
)
def test_for_lite_felles_er_ikke_en_lignende_sak(tema, malgruppe, modeller):
    assert vurder_eksempel(tolkning(*tema, malgruppe=malgruppe), SAK, modeller=modeller, nivaer=()) is None


def test_kort_omtalt_sak_kommer_lenger_ned():
    kort = Eksempelprofil("k", "K", F({"t"}), F(), F(), F({"kommune"}), kort_omtalt=True)
    assert vurder_eksempel(tolkning("t"), kort, modeller=(), nivaer=("kommune",)).poeng == 40
