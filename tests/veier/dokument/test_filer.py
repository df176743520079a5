"""PDF og DOCX lest tilbake: merker, språk, overskrifter, lister og tegn skriften mangler."""

import io
import os
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from veier.dokument.blokker import Dokument, h, liste, p
from veier.dokument.docx import lag_docx
from veier.dokument.markdown import les
from veier.dokument.pdf import lag_pdf

TEKST = """Ingress med **fet** og [KS](https://www.ks.no).

## Første del

1. en
2. to

## Andre del

1. ny en

- [ ] kryss

| A | B |
|---|---|
| x | [felt: et felt] |
"""


def _dokument(blokker=None, **valg):
    felter = {
        "tittel": "Prøve på Ås",
        "malform": "nb",
        "filnavn": "prove",
        "dato": date(2026, 11, 23),
        "bunntekst": "Versjon 1",
    }
    return Dokument(**{**felter, **valg}, blokker=les(TEKST) if blokker is None else tuple(blokker))


def _merker(pdf):
    """Alle strukturmerkene i PDF-en."""
    funnet = []

    def ga(element):
        element = element.get_object()
        if isinstance(element, dict):
            if "/S" in element:
                funnet.append(str(element["/S"]))
            barn = element.get("/K", [])
            for ett in barn if isinstance(barn, list) else [barn]:
                ga(ett) if hasattr(ett, "get_object") else None

    rot = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    barn = rot["/K"]
    for ett in barn if isinstance(barn, list) else [barn]:
        ga(ett)
    return funnet


@pytest.mark.parametrize(("malform", "sprak"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_pdf_er_merket_med_sprak_tittel_og_struktur(malform, sprak):
    pdf = lag_pdf(_dokument(malform=malform))
    leser = PdfReader(io.BytesIO(pdf))
    rot = leser.trailer["/Root"]
    assert rot["/Lang"].lower() == sprak.lower()
    assert rot["/MarkInfo"]["/Marked"].value is True
    assert rot["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert leser.metadata.title == "Prøve på Ås"
    assert b"pdfuaid:part" in pdf or "pdfuaid" in rot["/Metadata"].get_object().get_data().decode()
    merker = _merker(pdf)
    assert merker.count("/H1") == 1 and merker.count("/H2") == 2
    assert {"/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/P"} <= set(merker)


def test_pdf_har_teksten_og_er_lik_hver_gang():
    tekst = "".join(side.extract_text() for side in PdfReader(io.BytesIO(lag_pdf(_dokument()))).pages)
    for del_ in ("Prøve på Ås", "Første del", "et felt", "Versjon 1"):
        assert del_ in tekst
    assert lag_pdf(_dokument()) == lag_pdf(_dokument())


def test_samiske_tegn_star_og_tegn_som_mangler_byttes_med_en_merknad():
    pdf = lag_pdf(_dokument([p("Guovdageaidnu č đ ŋ š ŧ ž 👍 漢\x00")]))
    tekst = "".join(side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages)
    assert "č đ ŋ š ŧ ž ▯ ▯▯" in tekst
    assert "Tegn som skriften mangler" in tekst
    uten = lag_pdf(_dokument([p("Bare vanlige tegn: «» – é ü")]))
    assert "Tegn som skriften" not in "".join(s.extract_text() for s in PdfReader(io.BytesIO(uten)).pages)


@given(st.text(max_size=300))
@settings(max_examples=200 if os.environ.get("VEIER_GRUNDIG") else 20)
def test_ingen_tekst_kan_velte_dokumentet(tekst):
    dokument = _dokument(
        [p(tekst), h(2, tekst or "x"), liste([tekst or "x"])], tittel=tekst.strip() or "x", bunntekst=tekst
    )
    assert lag_pdf(dokument).startswith(b"%PDF")
    docx.Document(io.BytesIO(lag_docx(dokument)))


@pytest.mark.parametrize(("malform", "sprak"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_docx_har_stiler_sprak_og_innhold(malform, sprak):
    lest = docx.Document(io.BytesIO(lag_docx(_dokument(malform=malform))))
    assert lest.core_properties.title == "Prøve på Ås"
    assert lest.core_properties.language == sprak
    assert lest.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == sprak
    stiler = [(a.style.name, a.text) for a in lest.paragraphs]
    assert stiler[0] == ("Heading 1", "Prøve på Ås")
    assert ("Heading 2", "Første del") in stiler
    assert [t for s, t in stiler if s == "List Number"] == ["en", "to", "ny en"]
    assert "☐ kryss" in [t for _s, t in stiler]
    assert [[c.text for c in rad.cells] for rad in lest.tables[0].rows] == [["A", "B"], ["x", "[et felt]"]]
    assert "https://www.ks.no" in {r.target_ref for r in lest.part.rels.values() if r.is_external}
    assert lest.sections[0].footer.paragraphs[0].text == "Versjon 1"


def test_hver_nummerert_liste_i_docx_begynner_pa_en():
    lest = docx.Document(io.BytesIO(lag_docx(_dokument())))
    numre = [a._p.pPr.numPr.numId.val for a in lest.paragraphs if a.style.name == "List Number"]
    assert numre[0] == numre[1] != numre[2]
