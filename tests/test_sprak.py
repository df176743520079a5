"""Språket: nynorskkatalogen er hel, ordene er rett skrevet, og tekstene er lette å lese."""

import re
import sys
from functools import cache

import pytest
from hunspell import Hunspell

from tests.conftest import ROT

sys.path.insert(0, str(ROT / "script"))
import meldinger

from entreprenorer.models import Entreprenor
from kommuner.models import Arshjul, Beslutningsvei, OffentligPart, Rolle
from samarbeid.management.commands.lesbarhet import MAL, tekster
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Stottested
from veier.epost import maler
from veier.taksonomi.models import (
    Malgruppe,
    Samarbeidsmodell,
    Tema,
    Terskelverdi,
    Tilskuddsordning,
)
from veier.tekst.lesbarhet import lix

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sprak")]

TOSPRAKLIGE = (
    Tema, Malgruppe, Samarbeidsmodell, Terskelverdi, Tilskuddsordning, Rolle, OffentligPart, Beslutningsvei,
    Arshjul, Dokumentmal,
)  # fmt: skip
BARE_BOKMAL = {
    Artikkel: ("tittel", "ingress", "tekst"),
    Ordforklaring: ("ord", "forklaring", "andre_sier"),
    Stottested: ("navn", "hva", "nar"),
    Eksempel: (*Eksempel.oversettes, "status_i_dag"),
    Entreprenor: ("kort", "drift"),
}
PLASSHOLDER = re.compile(r"%\(\w+\)[sd]|%d|\{\w*\}")
# Former som bare finnes på bokmål; hver av dem ville røpe en tekst som ikke er oversatt.
BOKMAL = re.compile(
    r"\b(ikke|hva|hvem|hvor|hvordan|hvorfor|hvilke[nt]?|hvis|jeg|dere|deres|noen|noe|fra|være|vært|gjør|gjøre|"
    r"kommer|selv|uten|mye|en|et|hun|bare|virksomhet\w*|enhet\w*|løsning\w*|tilskudd\w*|"
    r"tilbudet|tilbud|veien|veier|siden|skole\w*|bolig\w*|sykehjem\w*|ansatt\w*|eier\w*|leder\w*|måned\w*|"
    r"spørsmålene|innhold\w*|flere|nå|mellomtiden|vurderes|brukes|gjøres|fylles|lages|kjøpes|sendes)\b"
)


@cache
def _ordbok(malform):
    return Hunspell(malform, hunspell_data_dir=str(ROT / ".bygg" / "ordlister"))


@cache
def _egne_ord(malform):
    linjer = (
        (ROT / "tests" / "data" / "ordlister" / f"{malform}.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(linje for linje in linjer if linje and not linje.startswith("#"))


def _par():
    """(hvor, bokmål, nynorsk) for hver tekst i tabellene som har begge."""
    for modell in TOSPRAKLIGE:
        for rad in modell.objects.synlige():
            for navn in modell.oversettes:
                bokmal, nynorsk = getattr(rad, navn), rad.paa(navn, "nn")
                if isinstance(bokmal, list):
                    bokmal, nynorsk = "\n".join(bokmal), "\n".join(nynorsk)
                yield f"{modell.__name__} {rad}: {navn}", bokmal, nynorsk


UTEN_FELT = re.compile(r"\[[a-z]+: [a-z]+\]")


def _eposter(malform):
    """(hvor, tekst) for hver e-post og informasjonstekst."""
    yield from ((f"e-posten {m}", UTEN_FELT.sub(" ", maler.kilde(m, malform))) for m in maler.navn())
    for fil in sorted((ROT / "veier" / "konto" / "tekster").glob(f"*.{malform}.txt")):
        yield fil.name, fil.read_text(encoding="utf-8")


def _ord(tekst):
    tekst = re.sub(r"https?://\S+|\]\([^)]*\)|\[[a-z_]+: ", " ", PLASSHOLDER.sub(" ", tekst))
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", tekst)


def _feilstavet(tekster_, malform):
    ordbok, egne = _ordbok(malform), _egne_ord(malform)
    ukjente = {}
    for hvor, tekst in tekster_:
        for ord_ in _ord(tekst):
            if len(ord_) > 1 and ord_ not in egne and ord_ not in ukjente:
                former = (ord_, ord_.lower())
                if not any(ordbok.spell(form) for form in former):
                    ukjente[ord_] = hvor
    return ukjente


@pytest.mark.grundig
def test_ordlistene_kjenner_igjen_en_skrivefeil():
    assert _feilstavet([("prøve", "Dette er fellsteiket.")], "nb") == {"fellsteiket": "prøve"}
    assert _feilstavet([("prøve", "Dette er ikke nynorsk.")], "nn") == {"ikke": "prøve"}


def test_katalogen_har_alle_meldingene_og_ingen_andre(tmp_path):
    katalog, kilder = meldinger.les_po(), meldinger.fra_kilder()
    uten = [m for m in kilder if not katalog.get(m, ("",))[0] or (m[1] and not katalog[m][1])]
    assert uten == []
    assert set(katalog) - set(kilder) == set()
    # Skrevet slik skriptet skriver den: ellers er den neste som kjører det, den som endrer halve filen.
    skrevet = tmp_path / "nn" / "LC_MESSAGES" / "django.po"
    meldinger.skriv_po(katalog, skrevet)
    assert skrevet.read_text(encoding="utf-8") == meldinger.PO.read_text(encoding="utf-8"), (
        "kjør script/meldinger.py"
    )


def test_plassholderne_er_de_samme_pa_begge_malformer():
    ulike = [
        (entall, nynorsk)
        for (entall, flertall), (en, flere) in meldinger.les_po().items()
        for bokmal, nynorsk in ((entall, en), (flertall, flere))
        if sorted(PLASSHOLDER.findall(bokmal)) != sorted(PLASSHOLDER.findall(nynorsk))
    ]
    assert ulike == []


def test_hver_tekst_i_referansedataene_finnes_pa_nynorsk_og_er_ikke_bokmal():
    uten = [hvor for hvor, bokmal, nynorsk in _par() if bokmal and not nynorsk]
    assert uten == []
    assert [hvor for hvor, bokmal, nynorsk in _par() if nynorsk and not bokmal] == []


def test_nynorsken_har_ingen_former_som_bare_er_bokmal():
    tekster_ = [("katalogen", t) for par in meldinger.les_po().values() for t in par]
    tekster_ += [(hvor, nynorsk) for hvor, _bokmal, nynorsk in _par()]
    tekster_ += _eposter("nn")
    treff = [
        (hvor, funn[0])
        for hvor, tekst in tekster_
        if (
            funn := BOKMAL.search(
                PLASSHOLDER.sub(" ", re.sub(r"\[[a-z_]+: ", " ", tekst))
                .lower()
                .replace("veier til samarbeid", "")
            )
        )
    ]
    assert treff == []


def test_nynorsken_er_rett_skrevet():
    tekster_ = [("katalogen", t) for par in meldinger.les_po().values() for t in par]
    tekster_ += [(hvor, nynorsk) for hvor, _bokmal, nynorsk in _par()]
    tekster_ += _eposter("nn")
    assert _feilstavet(tekster_, "nn") == {}


def test_bokmalet_er_rett_skrevet():
    tekster_ = [(steder[0], t) for melding, steder in meldinger.fra_kilder().items() for t in melding]
    tekster_ += [(hvor, bokmal) for hvor, bokmal, _nynorsk in _par()]
    tekster_ += _eposter("nb")
    for modell, felt in BARE_BOKMAL.items():
        for rad in modell.objects.synlige():
            verdier = [(f, getattr(rad, f)) for f in felt]
            tekster_ += [(f"{rad}: {f}", "\n".join(v) if isinstance(v, list) else v) for f, v in verdier]
    assert _feilstavet(tekster_, "nb") == {}


def test_hver_epost_finnes_pa_begge_malformer_med_de_samme_verdiene():
    assert {f.stem for f in (maler.MAPPE / "nn").glob("*.md")} == set(maler.navn())
    for mal in maler.navn():
        assert maler.felter(mal, "nb") == maler.felter(mal, "nn"), mal


def test_veiledninger_maler_og_modeller_er_lette_a_lese():
    tunge = [(navn, round(verdi, 1)) for navn, tekst in tekster() if (verdi := lix(tekst)) > MAL]
    assert tunge == []


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("", 0.0),
        ("Hun går.", 2.0),
        ("Kommunestyret vedtar. De sparer.", 2 + 25.0),
        ("Én linje\nEn til", 2.0),
    ],
)
def test_lix_er_ord_per_setning_pluss_andelen_lange_ord(tekst, ventet):
    assert lix(tekst) == ventet


def test_ordboken_har_minst_80_ord_og_veiledningene_er_minst_tolv():
    assert Ordforklaring.objects.synlige().count() >= 80
    assert Artikkel.objects.synlige().filter(hylle="forsta").count() >= 12
