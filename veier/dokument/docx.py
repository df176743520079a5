"""Dokument → DOCX som kan skrives videre i, med stiler, språk og overskrifter på plass."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import docx
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor

from veier.dokument.blokker import Dokument, Figur
from veier.dokument.las import ett_om_gangen
from veier.dokument.pdf import lag_png
from veier.dokument.wordkropp import DUS, VEI, Kropp, ren
from veier.sprak import finn

BILDEBREDDE = int(Cm(11))


def lag_docx(dokument: Dokument) -> bytes:
    """DOCX-en som bytes."""
    with ett_om_gangen():
        return _lag(dokument)


def _lag(dokument: Dokument) -> bytes:
    ut = docx.Document()
    _stiler(ut, dokument)
    skriver = Kropp(
        _lenkemerker(ut), _nummereringer(ut), _stilmerker(), _satsbredde(ut.sections[0]), _bilder(ut)
    )
    ramme = ut.element.body
    siste = ramme[-1]  # seksjonens mål står alltid sist
    for element in parse_xml(skriver.skriv(dokument)):
        siste.addprevious(element)
    lager = io.BytesIO()
    ut.save(lager)
    return lager.getvalue()


@cache
def _stilmerker() -> dict[str, str]:
    """Merket til hver stil i malen. Biblioteket leter ellers gjennom alle stilene for hvert avsnitt."""
    return {stil.name: stil.style_id for stil in docx.Document().styles if stil.name}


def _satsbredde(seksjon: Section) -> int:
    """Bredden mellom margene, i tjuendedels punkt."""
    bredde = (seksjon.page_width or 0) - (seksjon.left_margin or 0) - (seksjon.right_margin or 0)
    return int(Emu(bredde).twips)


def _lenkemerker(ut: Docx) -> Callable[[str], str]:
    """Adressen → merket den har i filen."""
    return lambda adresse: ut.part.relate_to(adresse, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _bilder(ut: Docx) -> Callable[[Figur], tuple[str, int, int]]:
    """Tegningen som bilde i filen: Word viser ikke SVG alene."""

    def legg_inn(figur: Figur) -> tuple[str, int, int]:
        merke, bilde = ut.part.get_or_add_image(io.BytesIO(lag_png(figur.svg)))
        return merke, BILDEBREDDE, int(BILDEBREDDE * bilde.px_height / bilde.px_width)

    return legg_inn


def _nummereringer(ut: Docx) -> Callable[[], int]:
    """En ny nummerering: hver nummerert liste begynner på 1."""
    nummerering = ut.part.numbering_part.element

    def ny() -> int:
        stil_id = ut.styles["List Number"].element.pPr.numPr.numId.val
        mal = next(n for n in nummerering.num_lst if n.numId == stil_id).abstractNumId.val
        num = nummerering.add_num(mal)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        nummer: int = num.numId
        return nummer

    return ny


def _stiler(ut: Docx, dokument: Dokument) -> None:
    kode = finn(dokument.malform).merke
    egenskaper = ut.core_properties
    egenskaper.title, egenskaper.author, egenskaper.language = (
        ren(dokument.tittel)[:255],
        "Veier til samarbeid",
        kode,
    )
    egenskaper.comments = ren(dokument.bunntekst)[:255]
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
            stil.font.color.rgb = RGBColor.from_string(VEI)
        else:
            sprak = OxmlElement("w:lang")
            sprak.set(qn("w:val"), kode)
            rpr.append(sprak)
    seksjon = ut.sections[0]
    seksjon.page_width, seksjon.page_height = Cm(21), Cm(29.7)
    if dokument.bunntekst:
        bunn = seksjon.footer.paragraphs[0].add_run(ren(dokument.bunntekst))
        bunn.font.size, bunn.font.color.rgb = Pt(8), RGBColor.from_string(DUS)
