"""Dokument → DOCX som kan skrives videre i, med stiler, språk og overskrifter på plass."""

from __future__ import annotations

import io
import re
from functools import cache

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from veier.dokument.blokker import Avsnitt, Bit, Biter, Dokument, Liste, Overskrift, Tabell
from veier.dokument.las import ett_om_gangen
from veier.sprak import finn

VEI = RGBColor(0x0B, 0x5C, 0x63)
DUS = RGBColor(0x4A, 0x5A, 0x5F)
# Tegn XML 1.0 ikke tillater (kontrolltegn og halve surrogater).
_ULOVLIGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lag_docx(dokument: Dokument) -> bytes:
    """DOCX-en som bytes."""
    with ett_om_gangen():
        return _lag(dokument)


def _lag(dokument: Dokument) -> bytes:
    ut = docx.Document()
    _stiler(ut, dokument)
    _skriv(_avsnitt(ut, "Heading 1"), (Bit(dokument.tittel),))
    for blokk in dokument.blokker:
        if isinstance(blokk, Overskrift):
            _skriv(_avsnitt(ut, f"Heading {blokk.niva}"), blokk.biter)
        elif isinstance(blokk, Avsnitt):
            avsnitt = _avsnitt(ut, "Quote" if blokk.stil == "sitat" else "")
            _skriv(avsnitt, blokk.biter, dus=blokk.stil == "hjelp")
        elif isinstance(blokk, Liste):
            _liste(ut, blokk)
        elif isinstance(blokk, Tabell):
            _tabell(ut, blokk)
    lager = io.BytesIO()
    ut.save(lager)
    return lager.getvalue()


@cache
def _stilmerker() -> dict[str, str]:
    """Merket til hver stil i malen. Biblioteket leter ellers gjennom alle stilene for hvert avsnitt."""
    return {stil.name: stil.style_id for stil in docx.Document().styles if stil.name}


def _avsnitt(ut: Docx, stil: str) -> Paragraph:
    """Et nytt avsnitt. Tom stil er vanlig brødtekst."""
    avsnitt = ut.add_paragraph()
    if stil:
        avsnitt._p.style = _stilmerker()[stil]
    return avsnitt


def _ren(tekst: str) -> str:
    return _ULOVLIGE.sub("", tekst)


def _stiler(ut: Docx, dokument: Dokument) -> None:
    kode = finn(dokument.malform).merke
    egenskaper = ut.core_properties
    egenskaper.title, egenskaper.author, egenskaper.language = (
        _ren(dokument.tittel)[:255],
        "Veier til samarbeid",
        kode,
    )
    egenskaper.comments = _ren(dokument.bunntekst)[:255]
    for navn, storrelse in (
        ("Normal", 11),
        ("Heading 1", 20),
        ("Heading 2", 14),
        ("Heading 3", 12),
        ("Heading 4", 11),
    ):
        stil = ut.styles[navn]
        stil.font.name, stil.font.size = "Calibri", Pt(storrelse)
        rpr = stil.element.get_or_add_rPr()
        skrift = rpr.get_or_add_rFonts()
        for merke in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            skrift.attrib.pop(qn(merke), None)
        if navn.startswith("Heading"):
            stil.font.color.rgb = VEI
        else:
            sprak = OxmlElement("w:lang")
            sprak.set(qn("w:val"), kode)
            rpr.append(sprak)
    seksjon = ut.sections[0]
    seksjon.page_width, seksjon.page_height = Cm(21), Cm(29.7)
    if dokument.bunntekst:
        bunn = seksjon.footer.paragraphs[0].add_run(_ren(dokument.bunntekst))
        bunn.font.size, bunn.font.color.rgb = Pt(8), DUS


def _skriv(avsnitt: Paragraph, biter: Biter, *, dus: bool = False) -> None:
    for bit in biter:
        if bit.ekstern:
            _lenke(avsnitt, bit)
            continue
        lop = avsnitt.add_run(_ren(bit.tekst))
        if bit.slag == "fet":
            lop.bold = True
        elif bit.slag == "kursiv":
            lop.italic = True
        if bit.slag == "felt":
            lop.font.highlight_color = WD_COLOR_INDEX.YELLOW
            lop.text = f"[{_ren(bit.tekst)}]"
        if dus:
            lop.font.size, lop.font.color.rgb = Pt(9), DUS


def _lenke(avsnitt: Paragraph, bit: Bit) -> None:
    merke = avsnitt.part.relate_to(bit.lenke, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    lenke = OxmlElement("w:hyperlink")
    lenke.set(qn("r:id"), merke)
    lop = avsnitt.add_run(_ren(bit.tekst))
    lop.font.underline, lop.font.color.rgb = True, VEI
    lenke.append(lop._r)
    avsnitt._p.append(lenke)


def _liste(ut: Docx, blokk: Liste) -> None:
    stil = "List Number" if blokk.slag == "nummer" else "List Bullet"
    forrige: Paragraph | None = None
    for nr, punkt in enumerate(blokk.punkter):
        avsnitt = _avsnitt(ut, "" if blokk.slag == "kryss" else stil)
        if blokk.slag == "kryss":
            avsnitt.add_run("☐ ")
            avsnitt.paragraph_format.left_indent = Cm(0.6)
            avsnitt.paragraph_format.first_line_indent = Cm(-0.6)
        elif blokk.slag == "nummer" and nr == 0:
            _ny_nummerering(ut, avsnitt)
        elif blokk.slag == "nummer" and forrige is not None:
            _samme_nummerering(avsnitt, forrige)
        forrige = avsnitt
        _skriv(avsnitt, punkt)


def _ny_nummerering(ut: Docx, avsnitt: Paragraph) -> None:
    """Hver nummerert liste begynner på 1."""
    nummerering = ut.part.numbering_part.element
    stil_id = ut.styles["List Number"].element.pPr.numPr.numId.val
    mal = next(n for n in nummerering.num_lst if n.numId == stil_id).abstractNumId.val
    ny = nummerering.add_num(mal)
    ny.add_lvlOverride(ilvl=0).add_startOverride(1)
    egenskaper = avsnitt._p.get_or_add_pPr().get_or_add_numPr()
    egenskaper.get_or_add_ilvl().val = 0
    egenskaper.get_or_add_numId().val = ny.numId


def _samme_nummerering(avsnitt: Paragraph, forrige: Paragraph) -> None:
    fra = forrige._p.get_or_add_pPr().get_or_add_numPr()
    egenskaper = avsnitt._p.get_or_add_pPr().get_or_add_numPr()
    egenskaper.get_or_add_ilvl().val = 0
    egenskaper.get_or_add_numId().val = fra.get_or_add_numId().val


def _tabell(ut: Docx, blokk: Tabell) -> None:
    tabell = ut.add_table(rows=1, cols=len(blokk.hode), style="Table Grid")
    for celle, biter in zip(tabell.rows[0].cells, blokk.hode, strict=False):
        _skriv(celle.paragraphs[0], tuple(Bit(b.tekst, "fet", b.lenke) for b in biter))
    rad = tabell.rows[0]._tr.get_or_add_trPr()
    hode = OxmlElement("w:tblHeader")
    hode.set(qn("w:val"), "true")
    rad.append(hode)
    for verdier in blokk.rader:
        for celle, biter in zip(tabell.add_row().cells, verdier, strict=False):
            _skriv(celle.paragraphs[0], biter)
