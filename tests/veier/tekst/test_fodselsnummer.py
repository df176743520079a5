import random

import pytest
from stdnum.no import fodselsnummer

from veier.tekst import finn_fodselsnummer

# Oppdiktede: 01.01.1970 og D-nummeret for samme dag, med riktige kontrollsifre.
FORAN = "010170123"


def _med_kontrollsifre(ni: str) -> str | None:
    ti = ni + fodselsnummer.calc_check_digit1(ni + "00")
    return None if "-" in ti else ti + fodselsnummer.calc_check_digit2(ti + "0")


def _nummer(dag_ar: str) -> str:
    for individ in range(100, 500):
        nummer = _med_kontrollsifre(f"{dag_ar}{individ}")
        if nummer and len(nummer) == 11:
            return nummer
    raise AssertionError(dag_ar)


EKTE = _nummer("150580")
D_NUMMER = _nummer("550580")
TESTNUMMER = _nummer("158580")
A, B = EKTE[:6], EKTE[6:]
SKILLER = (
    *"\u00a0\u2009\u202f/.-–—−\n\t_:\u200b\u00ad", ", ", " - ", "\r\n", "  ", " / ",
)  # fmt: skip


@pytest.mark.parametrize(
    "tekst",
    [
        EKTE,
        D_NUMMER,
        TESTNUMMER,
        *(f"Ola {A}{skille}{B} bor her" for skille in SKILLER),
        f"{A[:2]}.{A[2:4]}.{A[4:]} {B}",
        f"{A[:2]} {A[2:4]} {A[4:]} {B[:3]} {B[3:]}",
        f"{A[:2]}.{A[2:4]}.19{A[4:]} {B}",
        f"{A} {B[:3]} {B[3:]}",
        "".join(chr(0xFF10 + int(s)) for s in EKTE),
        "".join(chr(0x0660 + int(s)) for s in EKTE),
        f"{A}\u00a0" + "".join(chr(0x0966 + int(s)) for s in B),
        "\u200b".join(EKTE),
        f"fnr:{EKTE}.",
        f"({A}) {B}",
        f"ring 99 88 77 66, {A} {B}",
    ],
)  # fmt: skip
def test_fodselsnummeret_blir_funnet_uansett_skille(tekst):
    assert finn_fodselsnummer(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Konto 1503.40.12358",
        "1203.05.12349",
        "1203 05 12349",
        f"kontonummer: {EKTE}",
        f"Kontonr. {A}{B}",
        "org.nr. 923 609 016",
        "923 609 016 MVA, 150 000 kr",
        "Tlf. 912 34 567 eller 22 00 00 00",
        "+46 70 123 45 67",
        "+47 410 17 012, 412 34 567",
        "150 000 12 345",
        "120 500\n300 000\n15 000",
        "15 000 125 000",
        "120500 30000 kroner",
        "110000\n25000",
        "01.01.2026–31.12.2026",
        "31.12.2025 kl. 10",
        "Sak 2024/12345",
        "98 barn i 2023, 112 i 2024 og 130 i 2025",
        "123456789012",
        "1234567890123456",
    ],
)
def test_det_som_ikke_er_fodselsnummer_godtas(tekst):
    assert finn_fodselsnummer(tekst) is None


def test_kontonumre_i_vanlig_form_er_aldri_fodselsnummer():
    tilfeldig = random.Random(17)
    antall = 0
    while antall < 2000:
        ti = f"{tilfeldig.randrange(10**10):010d}"
        siste = fodselsnummer.calc_check_digit2(ti + "0")  # den samme vekten som kontonummerets
        if siste != "-":
            antall += 1
            assert finn_fodselsnummer(f"{ti[:4]}.{ti[4:6]}.{ti[6:]}{siste}") is None
