"""Klienten mot en ekte, lokal tjener som svarer slik registeret er dokumentert å svare."""

from datetime import date

import pytest

from tests.register import ENHET, NUMMER
from veier.klienter import KlientFeil, enhetsregisteret
from veier.klienter.enhetsregisteret import Utfall, hent_enhet, pent_navn


def test_en_levende_enhet_blir_en_dataklasse(register):
    register.sett(f"enheter/{NUMMER}", (200, ENHET))
    oppslag = hent_enhet("314 001 001")
    enhet = oppslag.enhet
    assert oppslag.utfall == Utfall.FUNNET
    assert (enhet.navn, enhet.form, enhet.poststed) == ("Eksempel Arbeidsinkludering SA", "SA", "Stavanger")
    assert enhet.adresse == ("Eksempelgata 1",)
    assert enhet.formal == ("Gi mennesker utenfor arbeidslivet arbeidstrening.",)
    assert enhet.i_frivillighetsregisteret and enhet.kan_registreres
    assert register.kall == [(f"/api/enheter/{NUMMER}", enhetsregisteret.VERSJON)]


def test_slettet_enhet_er_200_med_slettedato(register):
    register.sett(
        f"enheter/{NUMMER}",
        (200, {"organisasjonsnummer": NUMMER, "navn": "BORTE AS", "slettedato": "2024-05-06"}),
    )
    oppslag = hent_enhet(NUMMER)
    assert oppslag.utfall == Utfall.SLETTET
    assert oppslag.enhet.slettet == date(2024, 5, 6)
    assert not oppslag.enhet.kan_registreres


@pytest.mark.parametrize(
    "felt",
    [
        {"konkurs": True},
        {"underAvvikling": True},
        {"underTvangsavviklingEllerTvangsopplosning": True},
        {"konkursdato": "2026-01-02"},
    ],
)
def test_konkurs_og_avvikling_kan_ikke_registreres(register, felt):
    register.sett(f"enheter/{NUMMER}", (200, {**ENHET, **felt}))
    assert not hent_enhet(NUMMER).enhet.kan_registreres


def test_underenhet_finnes_men_kan_ikke_registreres(register):
    register.sett(
        f"underenheter/{NUMMER}",
        (200, {**ENHET, "forretningsadresse": None, "beliggenhetsadresse": {"poststed": "OS"}}),
    )
    oppslag = hent_enhet(NUMMER)
    assert (oppslag.utfall, oppslag.enhet.er_underenhet, oppslag.enhet.poststed) == (
        Utfall.FUNNET,
        True,
        "Os",
    )
    assert not oppslag.enhet.kan_registreres
    assert [sti for sti, _a in register.kall] == [f"/api/enheter/{NUMMER}", f"/api/underenheter/{NUMMER}"]


def test_finnes_ikke_og_fjernet(register):
    assert hent_enhet(NUMMER).utfall == Utfall.FINNES_IKKE
    register.sett(f"enheter/{NUMMER}", (410, {"organisasjonsnummer": NUMMER, "slettedato": "2020-01-01"}))
    assert hent_enhet(NUMMER) == enhetsregisteret.Oppslag(Utfall.FJERNET)


def test_forbigaende_feil_proves_om_igjen(register):
    register.sett(f"enheter/{NUMMER}", (503, b"nede"), ("brudd", b""), (200, ENHET))
    assert hent_enhet(NUMMER).utfall == Utfall.FUNNET
    assert len(register.kall) == 3


@pytest.mark.parametrize(
    ("svar", "antall_kall"),
    [
        ((500, b"feil"), 3),
        (("brudd", b""), 3),
        ((400, {"feilmelding": "ugyldig"}), 1),
        ((403, b""), 1),
        ((200, b"<html>"), 1),
        ((200, b'{"navn": '), 1),
        ((200, [ENHET]), 1),
        ((200, {**ENHET, "organisasjonsnummer": "999999999"}), 1),
        ((200, {**ENHET, "navn": None}), 1),
        ((200, {**ENHET, "slettedato": "i går"}), 1),
        ((200, {**ENHET, "forretningsadresse": "Gata 1"}), 1),
        ((200, {**ENHET, "vedtektsfestetFormaal": 7}), 1),
        ((200, b'"' + b"x" * 1_100_000 + b'"'), 1),
    ],
)
def test_alt_annet_er_en_klientfeil(register, svar, antall_kall):
    register.sett(f"enheter/{NUMMER}", svar)
    with pytest.raises(KlientFeil, match="Enhetsregisteret"):
        hent_enhet(NUMMER)
    assert len(register.kall) == antall_kall


def test_treg_tjener_gir_klientfeil_innen_tidsgrensen(register, monkeypatch):
    import httpx

    monkeypatch.setattr(enhetsregisteret, "TIDSGRENSE", httpx.Timeout(0.1))
    register.sett(f"enheter/{NUMMER}", ("treg", 0.4))
    with pytest.raises(KlientFeil, match="ReadTimeout"):
        hent_enhet(NUMMER)


def test_ingen_tjener_gir_klientfeil(settings, monkeypatch):
    monkeypatch.setattr(enhetsregisteret, "PAUSER", ())
    settings.ENHETSREGISTERET_URL = "http://127.0.0.1:9/api/"
    with pytest.raises(KlientFeil, match="ConnectError"):
        hent_enhet(NUMMER)


@pytest.mark.parametrize("nummer", ["", "123", "314001002", "31400100x", "314001001/../roller", "９１４"])
def test_ugyldig_nummer_sendes_aldri(register, nummer):
    with pytest.raises(ValueError, match="ikke et gyldig"):
        hent_enhet(nummer)
    assert register.kall == []


@pytest.mark.parametrize(
    ("register_navn", "pent"),
    [
        ("EKSEMPEL OG SØNN AS", "Eksempel og Sønn AS"),
        ("KIRKENS BYMISJON I STAVANGER", "Kirkens Bymisjon i Stavanger"),
        ("Allerede pent AS", "Allerede pent AS"),
        ("", ""),
    ],
)
def test_navn_i_store_bokstaver_blir_pene(register_navn, pent):
    assert pent_navn(register_navn) == pent
