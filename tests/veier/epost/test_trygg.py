"""Det folk har skrevet, kan ikke bli en lenke eller et emne i en e-post til noen andre."""

import ast
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veier.epost import maler
from veier.epost.brevslag import brevslag
from veier.epost.trygg import LENGSTE_NAVN, NAVN, TEKSTER, UTEN_NAVN, trygg_tekst, trygt_navn

ROT = Path(__file__).resolve().parents[3]

ADRESSER = [
    "https://svindel.example/logg-inn",
    "hxxps://svindel.example",
    "www.svindel.no",
    "svindel.no",
    "SVINDEL.NO/inn",
    "svindel。no",
    "svindel․no",
    "ｓvindel．no",
    "sv\u00adindel.no",
    "svin\u200bdel.no",
    "kari@svindel.example",
    "t.co/x",
    "(svindel.no)",
    "blåbær.no",
    "mailto:a",
    "+47 912 34 567",
    "91234567",
]


@pytest.mark.parametrize("adresse", ADRESSER)
def test_ingen_adresse_kommer_med(adresse):
    assert trygt_navn(f"Kari {adresse} Nordmann") == "Kari Nordmann"
    assert trygt_navn(adresse) == UTEN_NAVN


@pytest.mark.parametrize(
    "navn",
    [
        "Kari Nordmann", "St. Olavs hospital", "A. B. Åse-Marie D'Arcy", "Møteplassen 4H", "Frivillig 2020 AS",
        "Áillohaš", "Ås & Sønner (nord)", "Nav Øst/Vest", "O. Dahl jr.",
    ],
)  # fmt: skip
def test_vanlige_navn_star_som_de_er(navn):
    assert trygt_navn(navn) == navn


def test_punktum_midt_i_et_navn_blir_ikke_en_adresse():
    assert trygt_navn("St.Olavs") == "St. Olavs"
    assert trygt_navn("Svindel.No") == "Svindel. No"


def test_navnet_er_kort_og_pa_en_linje():
    langt = trygt_navn("Du har vunnet\r\nBcc: alle " * 20)
    assert len(langt) <= LENGSTE_NAVN and langt.endswith("…") and "\n" not in langt
    assert trygt_navn("Kari\u202e\u0007") == "Kari"


@given(st.text(alphabet=string.ascii_letters + ".:/@\u202e\u00ad -。1", max_size=200))
def test_det_som_kommer_ut_har_aldri_en_adresse(tekst):
    for ut in (trygt_navn(tekst), trygg_tekst(tekst)):
        assert not re.search(r"://|@|[a-z0-9]\.[a-z]{2}|\d{7}", ut, re.I)
        assert trygt_navn(ut) == ut


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize("mal", maler.navn())
def test_det_fremmede_har_skrevet_star_aldri_i_et_emne_til_noen_som_ikke_er_med(mal, malform):
    emne = maler.kilde(mal, malform).splitlines()[0]
    assert "[hvem:" not in emne  # en persons navn er aldri emnet, hos noen
    if brevslag(mal).til_fremmed:
        assert not set(re.findall(r"\[([a-z_]+):", emne)) & (NAVN | TEKSTER)


def test_inviterens_navn_er_en_setning_med_en_lenke():
    verdier = {
        "hvem": "Du har vunnet, gå til https://svindel.example/premie nå",
        "organisasjon": "Gratis penger på svindel.no",
        "rolle": "medlem",
        "frist": "1. mai",
        "lenke": "https://portalen.example/invitasjon/x/",
    }
    melding = maler.lag_melding("invitasjon", malform="nb", verdier=verdier)
    assert melding.emne == "Du er invitert til Veier til samarbeid"
    assert "svindel" not in melding.tekst + melding.html
    assert "portalen.example/invitasjon/x/" in melding.tekst


@pytest.mark.parametrize(("malform", "noen"), [("nb", "Noen"), ("nn", "Nokon")])
def test_den_som_bare_har_en_adresse_heter_noen(malform, noen):
    verdier = dict.fromkeys(maler.felter("invitasjon", malform), "x") | {"hvem": "kari@eksempel.no"}
    assert (
        f"{noen} har invitert deg" in maler.lag_melding("invitasjon", malform=malform, verdier=verdier).tekst
    )


# Det portalen selv lager: koder, lenker, datoer, faste setninger og adresser som er kontrollert.
PORTALENS = {
    "antall", "avsender", "blant", "dato", "datoen", "det_som_kommer", "det_som_skjedde", "dette_kan_du", "domene", "epost",
    "frist", "gammel", "grunner", "innledningen", "kode", "lenke", "listelenke", "mangler", "maten", "ny", "nytt", "referanse", "rettlenke",
    "rolle", "sendt", "sporlenke", "stopplenke", "svarlenke", "svarmaten", "tatt_av", "tid", "tidsrom", "treff", "utloper", "vises",
}  # fmt: skip
# Hele teksten fra en virksomhet eller redaksjonen til den som spurte den, og fra en publisert entreprenør til den hun skrev til.
HELE = {"forklaring", "innlegget", "svar", "svaret"}


def test_hver_verdi_i_hvert_brev_er_portalens_egen_eller_gjort_trygg():
    """Et nytt felt i et brev må sies noe om, ellers går det en fremmed skriver, rett ut i portalens navn."""
    brukt = {felt for mal in maler.navn() for felt in maler.felter(mal, "nb")}
    assert brukt - NAVN - TEKSTER == PORTALENS | HELE
    assert not (PORTALENS | HELE) & (NAVN | TEKSTER)


# Den som får en invitasjon, kjenner ikke adressen til den som inviterer: uten navn er hun «Noen».
UTEN_ADRESSE = {"invitasjon"}


def test_et_brev_som_sier_hvem_sier_ogsa_adressen():
    """Har personen ikke skrevet navnet sitt, er adressen alt som skiller henne fra en annen."""
    for mal in maler.navn():
        for malform in ("nb", "nn"):
            felter = maler.felter(mal, malform)
            assert "hvem" not in felter or "epost" in felter or mal in UTEN_ADRESSE, (mal, malform)


def test_ingen_adresse_legges_i_en_verdi_som_mister_den():
    """Adresser tas ut av det folk har skrevet. En adresse brevet skal vise, er en verdi for seg."""
    feil = [
        f"{fil.relative_to(ROT)}:{kall.lineno} {navn}"
        for mappe in ("veier", "kommuner", "entreprenorer", "samarbeid")
        for fil in sorted((ROT / mappe).rglob("*.py"))
        for kall in ast.walk(ast.parse(fil.read_text(encoding="utf-8")))
        if isinstance(kall, ast.Call) and any(k.arg in {"nokkel", "til"} for k in kall.keywords)
        for navn, verdi in _verdiene(kall)
        if navn in NAVN | TEKSTER and re.search(r"\.(epost|ny|gammel)\b", ast.unparse(verdi))
    ]
    assert feil == []


def _verdiene(kall):
    for nokkelord in kall.keywords:
        if nokkelord.arg == "verdier" and isinstance(nokkelord.value, ast.Dict):
            yield from (
                (n.value, v)
                for n, v in zip(nokkelord.value.keys, nokkelord.value.values, strict=True)
                if isinstance(n, ast.Constant)
            )
        elif nokkelord.arg:
            yield nokkelord.arg, nokkelord.value
