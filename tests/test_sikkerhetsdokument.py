"""docs/sikkerhet.md sier bare det som er sant: testene og filene finnes, tallene er de som gjelder, og hvert krav er med."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from veier.grense import regler, sider

ROT = Path(__file__).resolve().parent.parent
DOKUMENT = (ROT / "docs" / "sikkerhet.md").read_text(encoding="utf-8")
NUMRE = (ROT / "tests" / "data" / "asvs_5_niva2.txt").read_text(encoding="utf-8").split()
SVAR = {"Møtt", "Delvis", "Ikke møtt", "Gjelder ikke"}

I_KODE = set(re.findall(r"`([^`\n]+)`", DOKUMENT))
TESTER = sorted(k for k in I_KODE if re.fullmatch(r"tests/[\w/]+\.py(::\w+)+", k))
# En fil, kanskje med et navn i den: «veier/foresporsel/okt.py:SessionStore». En mappe slutter med «/».
FILER = sorted(
    k
    for k in I_KODE
    if re.fullmatch(r"(?!/)(?:[\w.-]+/)*[\w.-]+\.(?:py|conf|sql|csv|html|js|json|txt|md)(?::\w+)?", k)
    or re.fullmatch(r"(?!/)(?:[\w.-]+/)+", k)
)


@cache
def _navn_i(fil: str) -> frozenset[str]:
    """Funksjoner, klasser og konstanter, med klassene foran: «TestX::test_y»."""
    ut: set[str] = set()

    def ga(noder: list[ast.stmt], foran: str) -> None:
        for node in noder:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                ut.add(foran + node.name)
            if isinstance(node, ast.ClassDef):
                ga(node.body, f"{foran}{node.name}::")
            if isinstance(node, ast.Assign):
                ut.update(foran + mal.id for mal in node.targets if isinstance(mal, ast.Name))

    ga(ast.parse((ROT / fil).read_text(encoding="utf-8")).body, "")
    return frozenset(ut)


def _rader() -> list[list[str]]:
    """Radene i tabellen over kravene: kapittel, krav, svar, hvordan, prøvd i."""
    kapittel, ut = "", []
    for linje in DOKUMENT.partition("## Kravene")[2].splitlines():
        if treff := re.match(r"\| \*\*V(\d+) ", linje):
            kapittel = treff[1]
        elif re.match(r"\| \d", linje):
            ut.append([kapittel, *(celle.strip() for celle in linje.strip("| ").split(" | "))])
    return ut


@pytest.mark.parametrize("test", TESTER)
def test_testen_finnes(test):
    fil, _, navn = test.partition("::")
    assert (ROT / fil).is_file()
    assert navn in _navn_i(fil)


@pytest.mark.parametrize("fil", FILER)
def test_filen_finnes_og_har_navnet(fil):
    sti, _, navn = fil.partition(":")
    assert (ROT / sti).is_dir() if sti.endswith("/") else (ROT / sti).is_file()
    metoder = {n.rpartition("::")[2] for n in _navn_i(sti)} if navn else set()
    assert not navn or navn in metoder


def test_dokumentet_viser_til_tester_og_filer():
    """Ellers kunne de to over ikke feile."""
    assert len(TESTER) > 100
    assert len(FILER) > 30
    omtalt = re.findall(r"tests/[\w/]+\.py::[\w:]+", DOKUMENT)
    assert set(omtalt) == set(TESTER)


def test_hvert_krav_og_kapittel_star_en_gang():
    assert len(NUMRE) == len(set(NUMRE)) == 253
    nevnt = Counter(re.findall(r"(?<![\w.])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\w.])", DOKUMENT))
    assert nevnt == Counter(NUMRE)
    assert re.findall(r"^\| \*\*V(\d+) ", DOKUMENT, re.M) == [str(nr) for nr in range(1, 18)]


@pytest.mark.parametrize("rad", _rader(), ids=lambda rad: rad[1].partition(",")[0])
def test_hver_rad_har_svar_grunn_og_prove(rad):
    kapittel, krav, svar, hvordan, provd = rad
    assert all(nr.split(".")[0] == kapittel for nr in krav.split(", "))
    assert svar in SVAR
    assert len(hvordan) > 10
    har_test = "`tests/" in provd
    assert har_test or provd == ("ikke prøvd" if svar in {"Møtt", "Delvis"} else "–")


def test_rommene_der_fremmede_skriver_har_hvert_kapittel():
    tabell = DOKUMENT.partition("## Samtaler, spørsmål")[2].partition("## Kravene")[0]
    rader = re.findall(r"^\| (V\d+) \| (.+) \| (.+) \|$", tabell, re.M)
    assert [kapittel for kapittel, *_resten in rader] == [f"V{nr}" for nr in range(1, 18)]
    for kapittel, hvordan, provd in rader:
        assert "`tests/" in provd or provd == ("–" if hvordan == "ikke berørt" else "ikke prøvd"), kapittel


def test_summen_er_riktig():
    antall: Counter[str] = Counter()
    for _kapittel, krav, svar, *_resten in _rader():
        antall[svar] += len(krav.split(", "))
    assert set(antall) == SVAR
    setning = (
        f"Av {sum(antall.values())} krav er {antall['Møtt']} møtt, {antall['Delvis']} delvis, "
        f"{antall['Ikke møtt']} ikke, og {antall['Gjelder ikke']} gjelder ikke."
    )
    assert setning in DOKUMENT


def test_grensene_i_tabellen_er_de_som_gjelder():
    alle = [v for modul in (regler, sider) for v in vars(modul).values() if isinstance(v, regler.Regel)]
    skrevet = re.findall(r"`(\w+)` (\d+) / (\d+)", DOKUMENT)
    assert {(navn, int(n), int(s)) for navn, n, s in skrevet} == {
        (r.navn, r.antall, r.sekunder) for r in alle
    }


def test_tallene_i_teksten_er_innstillingene(settings):
    assert settings.SESSION_COOKIE_AGE == 90 * 24 * 3600
    assert settings.OKTEN_HVILER == 30 * 24 * 3600
    assert (settings.REDAKSJONEN_VARER, settings.REDAKSJONEN_HVILER) == (12 * 3600, 3600)
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 15 * 60
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 12}
    for setning in (
        "| 30 døgn | 90 døgn |",
        "| 1 time | 12 timer |",
        "15 minutter, tre feil",
        "tolv til 500 tegn",
    ):
        assert setning in DOKUMENT
