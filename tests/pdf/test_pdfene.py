"""Hver PDF fra samtalene, samarbeidene og tallene er PDF/A-2a og PDF/UA-1: reglene i ``regler.py``, og med --grundig veraPDF."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from kommuner.models import OffentligPart
from samarbeid.models import Manedstall, Samtale, Uttrekk, Vedlegg
from samarbeid.samarbeidene.avtaler.fyll import FYLLES
from samarbeid.samtaler.handlinger.uttrekk import lag_uttrekk
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from tests import filer
from tests.conftest import ROT
from tests.pdf.regler import brudd
from tests.samarbeid.samarbeidene.felles import avgjort, fyll, startet
from tests.samarbeid.tall.test_tall import AR
from tests.samarbeid.tall.test_tall import mange as mange
from veier.dokument.blokker import Bit, Dokument, Figur, Figurer, Tabell, h, p, rein
from veier.dokument.pdf import lag_pdf
from veier.vedlegg.kontroll import Vedleggsfil

pytestmark = pytest.mark.django_db
PROFILER = {"PDFA-2A": 153, "PDFUA-1": 106}  # og antallet regler i hver
# Det en fremmed kan skrive: tegn skriften mangler, retningstegn, lange ord, lenker og tegn PDF og Typst bruker selv.
VANSKELIG = (
    "Kjøp «100 %» #let x = 1 \\( <</JS (app.alert(1))>> https://ks.no/?a=1&b=2 👍 漢字 \u202eבא č đ ŋ "
    + "x" * 300
)


def _samarbeid(v):
    """Et samarbeid med en avgjort pilot: tall for to indikatorer, en lærdom fra hver side, og tekst som er vanskelig å sette."""
    rad = startet(v)
    for i in rad.piloter.get().indikatorer.filter(nr__lte=2):
        for maned, verdi in (
            (date(2026, 8, 1), "3.5"),
            (date(2026, 9, 1), "4.25"),
            (date(2026, 11, 1), "4.75"),
        ):
            Manedstall.objects.create(indikator=i, maned=maned, verdi=Decimal(verdi))
    fyll(v.klient("eier"), rad, "lardom", lardom="Morgenen passet best.\n\n" + VANSKELIG)
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse="videre", begrunnelse="Det virket.", **avgjort())
    return rad


def _rapporten(v, rad, sprak=""):
    return v.klient("eier").get(sprak + reverse("samarbeid_sluttrapport_fil", args=[rad.referanse, 1, "pdf"]))


def _avtalene(v, rad):
    for mal in FYLLES:
        yield v.klient("offentlig").get(
            reverse("samarbeid_avtaleutkast_fil", args=[rad.referanse, mal, "pdf"])
        )


def _uttrekket(v):
    Vedlegg.objects.all().delete()
    Uttrekk.objects.all().delete()
    samtale = Samtale.objects.get()
    samtale.innlegg.filter(nr=1).update(tekst=f"Første linje.\n\n- {VANSKELIG}")
    legg_ved([Vedleggsfil("Søknad på æøå 👍.pdf", "pdf", filer.pdf())], innlegg=samtale.innlegg.get(nr=1))
    v.klient("eier").post(f"{samtale.get_absolute_url()}arkiv/")
    lag_uttrekk(Uttrekk.objects.get().pk)
    svar = v.klient("eier").get(f"{samtale.get_absolute_url()}arkiv/{Uttrekk.objects.get().ref}/")
    with zipfile.ZipFile(BytesIO(b"".join(svar.streaming_content))) as zip_:
        return zip_.read("samtale.pdf")


@pytest.fixture
def pdfene(verden):
    """(navn, språk) → filen: hver avtale og rapporten på begge målformer, og uttrekket."""
    rad = _samarbeid(verden)
    ut = {("uttrekk", "nb-NO"): _uttrekket(verden)}
    for sprak, foran, malform in (("nb", "", "bokmål"), ("nn", "/nn", "nynorsk")):
        OffentligPart.objects.filter(pk=rad.part_id).update(malform=malform)
        ut["sluttrapport", f"{sprak}-NO"] = _rapporten(verden, rad, foran).content
        for mal, svar in zip(FYLLES, _avtalene(verden, rad), strict=True):
            ut[mal, f"{sprak}-NO"] = svar.content
    return ut


def _feilene(filer_):
    ut = {}
    for (navn, sprak), raa in filer_.items():
        if feil := brudd(raa, sprak=sprak, tittel=PdfReader(BytesIO(raa)).metadata.title):
            ut[navn, sprak] = feil
    return ut


def test_hver_pdf_folger_reglene(pdfene):
    assert len(pdfene) == 17
    assert _feilene(pdfene) == {}
    figurer = [e for e in _alt_paa_figurene(pdfene["sluttrapport", "nb-NO"]) if e]
    assert len(figurer) == 2 and figurer[0].startswith("Netter uten uro (netter i uken). før: 3,5,")


def test_rapporten_om_hindringene_folger_reglene(verden, mange):
    filene = {
        ("tall", f"{sprak}-NO"): verden.klient("anonym").get(f"{foran}/tall/{AR}/rapport.pdf").content
        for sprak, foran in (("nb", ""), ("nn", "/nn"))
    }
    assert _feilene(filene) == {}


def _alt_paa_figurene(raa):
    return [
        str(ledd["/Alt"])
        for ledd in PdfWriter(clone_from=BytesIO(raa))._objects
        if isinstance(ledd, dict) and ledd.get("/S") == "/Figure"
    ]


@pytest.mark.parametrize(
    ("odelegg", "sier"),
    [
        (lambda rot: rot.__delitem__("/Lang"), "språket er None"),
        (lambda rot: rot.__delitem__("/OutputIntents"), "uten fargeprofil"),
        (lambda rot: rot.__delitem__("/StructTreeRoot"), "uten struktur"),
        (
            lambda rot: rot["/MarkInfo"].__setitem__(NameObject("/Marked"), BooleanObject(False)),
            "ikke merket",
        ),
        (
            lambda rot: rot.__setitem__(
                NameObject("/OpenAction"),
                DictionaryObject(
                    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
                ),
            ),
            "noe skjer når filen åpnes",
        ),
    ],
)
def test_reglene_ser_det_som_er_galt_i_roten(odelegg, sier):
    skriver = PdfWriter(clone_from=BytesIO(_liten()))
    odelegg(skriver._root_object)
    assert sier in _brudd(skriver)


@pytest.mark.parametrize(
    ("slag", "endring", "sier"),
    [
        ("/H2", {"/S": "/H3"}, "overskriften /H3 kommer etter /H1"),
        ("/H2", {"/S": "/H1"}, "2 overskrifter på øverste nivå"),
        ("/Figure", {"/Alt": ""}, "en figur uten ord"),
        ("/TH", {"/S": "/TD"}, "en tabell uten hode"),
        ("/TH", {"/A": ""}, "en celle i hodet sier ikke hva den gjelder"),
        ("/TR", {"/K": 0}, "radene i en tabell er ulike"),
    ],
)
def test_reglene_ser_det_som_er_galt_i_strukturen(slag, endring, sier):
    skriver = PdfWriter(clone_from=BytesIO(_liten()))
    leddene = [o for o in skriver._objects if isinstance(o, dict) and o.get("/S") == slag]
    [(navn, verdi)] = endring.items()
    ny = (
        NumberObject(0)
        if verdi == 0
        else NameObject(verdi)
        if verdi.startswith("/")
        else TextStringObject(verdi)
    )
    leddene[-1][NameObject(navn)] = ny
    assert sier in _brudd(skriver)


def _liten():
    """Et dokument med hvert slag: en overskrift, en tabell, en figur og en lenke."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3" opacity="0.5"/></svg>'
    blokker = (
        h(2, "Delen"),
        p("Tekst", Bit("lenke", lenke="https://www.ks.no")),
        Tabell((rein("A"), rein("B")), ((rein("1"), rein("2")),)),
        Figurer((Figur(svg, "En sirkel"),)),
    )
    return lag_pdf(Dokument("Prøve", "nb", "prove", blokker, date(2026, 11, 29)))


def test_et_dokument_med_hvert_slag_folger_reglene():
    assert brudd(_liten(), sprak="nb-NO", tittel="Prøve") == []


def _brudd(skriver):
    ut = BytesIO()
    skriver.write(ut)
    return brudd(ut.getvalue(), sprak="nb-NO", tittel="Prøve")


@pytest.mark.grundig
def test_verapdf_godkjenner_hver_pdf(pdfene, tmp_path):
    assert _dommen(tmp_path, {f"{navn}-{sprak}": raa for (navn, sprak), raa in pdfene.items()}) == {}


@pytest.mark.grundig
def test_verapdf_godkjenner_rapporten_om_hindringene(verden, mange, tmp_path):
    klient = verden.klient("anonym")
    filene = {f"tall{foran}": klient.get(f"{foran}/tall/{AR}/rapport.pdf").content for foran in ("", "/nn")}
    assert _dommen(tmp_path, filene) == {}


@pytest.mark.grundig
def test_verapdf_ser_det_som_er_galt(tmp_path):
    skriver = PdfWriter(clone_from=BytesIO(_liten()))
    del skriver._root_object["/OutputIntents"], skriver._root_object["/Lang"]
    ut = BytesIO()
    skriver.write(ut)
    dommen = _dommen(tmp_path, {"hel": _liten(), "odelagt": ut.getvalue()})
    assert {navn for navn, _profil in dommen} == {"odelagt"}
    assert any("natural language" in regel.lower() for regel in dommen["odelagt", "PDFUA-1"])


def _dommen(mappe, filene):
    """Reglene hver fil bryter. En prosess for seg: Java tar minnet og signalene den vil ha."""
    navnene = {}
    for nr, (navn, raa) in enumerate(filene.items()):
        sti = mappe / f"{nr}.pdf"
        sti.write_bytes(raa)
        navnene[str(sti)] = navn
    kjoring = [sys.executable, "-m", "tests.pdf.verapdf", ",".join(PROFILER), *navnene]
    svar = subprocess.run(kjoring, cwd=ROT, capture_output=True, text=True, check=False, timeout=600)
    assert svar.returncode == 0, f"Er requirements-pdf.txt installert?\n{svar.stderr[-2000:]}"
    rader = json.loads(svar.stdout)
    assert len(rader) == len(filene) * len(PROFILER)
    assert all(r["regler"] == PROFILER[r["profil"]] and r["kontroller"] > 100 for r in rader)
    return {(navnene[r["fil"]], r["profil"]): r["brutt"] for r in rader if not r["godkjent"]}
