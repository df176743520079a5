"""Filer til prøvene: PDF og DOCX som er gode, og slike noen har gjort noe med."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def docx(tekst: str = "Svaret vårt.", *, mer: dict[str, bytes] | None = None, endre=None) -> bytes:
    """Et dokument fra python-docx. ``mer`` er flere deler, ``endre`` får (navn, innhold) og gir innholdet."""
    ut = BytesIO()
    dokument = Document()
    dokument.add_paragraph(tekst)
    dokument.save(ut)
    ny = BytesIO()
    with ZipFile(ut) as fra, ZipFile(ny, "w", ZIP_DEFLATED) as til:
        for navn in fra.namelist():
            innhold = fra.read(navn)
            til.writestr(navn, endre(navn, innhold) if endre else innhold)
        for navn, innhold in (mer or {}).items():
            til.writestr(navn, innhold)
    return ny.getvalue()


def pdf(endre=None, *, passord: str = "", pakket: bool = False) -> bytes:
    """En side. ``endre`` får skriveren. ``pakket``: objektene ligger sammenpresset, der et søk i bytene ikke finner dem."""
    skriver = PdfWriter()
    skriver.add_blank_page(200, 200)
    if endre:
        endre(skriver)
    if passord:
        skriver.encrypt(passord)
    ut = BytesIO()
    if pakket:
        return _pakk(skriver)
    skriver.write(ut)
    return ut.getvalue()


def handling(slag: str, **felt: str):
    """Gir en endring som legger handlingen på åpningen av dokumentet."""

    def endre(skriver: PdfWriter) -> None:
        ordbok = DictionaryObject({NameObject("/S"): NameObject(slag)})
        for navn, verdi in felt.items():
            ordbok[NameObject(f"/{navn}")] = TextStringObject(verdi)
        skriver._root_object[NameObject("/OpenAction")] = skriver._add_object(ordbok)

    return endre


def _pakk(skriver: PdfWriter) -> bytes:
    """Alle objektene i ett objektsett (7.5.7), med en kryssreferansestrøm."""
    import zlib

    objekter = []
    for nr, objekt in enumerate(skriver._objects, start=1):
        strom = BytesIO()
        objekt.write_to_stream(strom)
        objekter.append((nr, strom.getvalue()))
    hode, kropp = "", b""
    for nr, bytene in objekter:
        hode += f"{nr} {len(kropp)} "
        kropp += bytene + b" "
    innhold = zlib.compress(hode.encode() + kropp)
    sett, strom_nr = len(objekter) + 1, len(objekter) + 2
    ut = b"%PDF-1.5\n"
    plass = len(ut)
    felt = (sett, len(objekter), len(hode), len(innhold))
    ut += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n" % felt
    ut += innhold + b"\nendstream\nendobj\n"
    start = len(ut)
    rader = b"\0" * 4
    for plassering, _objekt in enumerate(objekter):
        rader += b"\2" + sett.to_bytes(2, "big") + bytes([plassering])
    rader += b"\1" + plass.to_bytes(2, "big") + b"\0"
    rader += b"\1" + start.to_bytes(2, "big") + b"\0"
    rot = skriver._root_object.indirect_reference.idnum
    felt = (strom_nr, strom_nr + 1, rot, len(rader))
    ut += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root %d 0 R/Length %d>>stream\n" % felt
    return ut + rader + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
