"""Reglene for PDF/A-2a og PDF/UA-1 som kan leses ut av filen med pypdf. veraPDF prøver resten (``verapdf.py``)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

Ledd = dict[str, Any]
UTFORES = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/Rendition",
}


def brudd(raa: bytes, *, sprak: str, tittel: str) -> list[str]:
    """Det som er galt med filen, én setning hver. Tom når alt er som det skal."""
    pdf = PdfReader(io.BytesIO(raa))
    rot = pdf.trailer["/Root"]
    xmp = rot["/Metadata"].get_object().get_data().decode()
    ut = [
        hva
        for ok, hva in (
            (raa.startswith(b"%PDF-1."), "PDF/A-2 er PDF 1.x"),
            (raa[raa.index(b"\n") + 1 :][:1] == b"%", "bytene som sier at filen er binær, mangler"),
            ("<pdfaid:part>2</pdfaid:part>" in xmp, "XMP sier ikke PDF/A-2"),
            ("<pdfaid:conformance>A</pdfaid:conformance>" in xmp, "XMP sier ikke nivå A"),
            ("<pdfuaid:part>1</pdfuaid:part>" in xmp, "XMP sier ikke PDF/UA-1"),
            (tittel in xmp and pdf.metadata.title == tittel, "tittelen er ikke den samme i XMP og Info"),
            (_er_sann(rot.get("/ViewerPreferences", {}).get("/DisplayDocTitle")), "tittelen vises ikke"),
            (str(rot.get("/Lang", "")).lower() == sprak.lower(), f"språket er {rot.get('/Lang')}"),
            (_er_sann(rot.get("/MarkInfo", {}).get("/Marked")), "ikke merket"),
            ("/StructTreeRoot" in rot, "uten struktur"),
            (_profil(rot), "uten fargeprofil"),
            ("/ID" in pdf.trailer and "/Encrypt" not in pdf.trailer, "uten ID, eller kryptert"),
            (not {"/OpenAction", "/AA", "/AcroForm"} & set(rot), "noe skjer når filen åpnes"),
            (not {"/JavaScript", "/EmbeddedFiles"} & set(rot.get("/Names", {})), "kode eller filer inni"),
        )
        if not ok
    ]
    ut += [f"{sti}: {ledd['/S']}" for sti, ledd in _alt(pdf) if ledd.get("/S") in UTFORES]
    ut += [feil for nr, side in enumerate(pdf.pages, 1) for feil in _siden(nr, side)]
    if "/StructTreeRoot" in rot:
        ut += _strukturen(rot["/StructTreeRoot"].get_object())
    return ut


def _er_sann(verdi: Any) -> bool:
    return verdi is not None and verdi.value is True


def _profil(rot: Ledd) -> bool:
    return any(
        i.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in rot.get("/OutputIntents", [])
    )


def _alt(pdf: PdfReader) -> Iterator[tuple[str, Ledd]]:
    for nr in range(1, len(pdf.xref_objStm) + max(pdf.xref.get(0, {0: 0})) + 1):
        try:
            ledd = pdf.get_object(nr)
        except Exception:  # noqa: BLE001, S112 - et nummer ingen bruker
            continue
        if isinstance(ledd, dict):
            yield str(nr), ledd


def _siden(nr: int, side: Ledd) -> Iterator[str]:
    if side.get("/Tabs") != "/S" or "/StructParents" not in side:
        yield f"side {nr}: rekkefølgen følger ikke strukturen"
    for navn, skrift in side["/Resources"].get("/Font", {}).items():
        skrift = skrift.get_object()
        under = skrift["/DescendantFonts"][0].get_object() if "/DescendantFonts" in skrift else skrift
        if "/ToUnicode" not in skrift:
            yield f"side {nr}: {navn} kan ikke leses som tegn"
        if not {"/FontFile2", "/FontFile3"} & set(under["/FontDescriptor"]):
            yield f"side {nr}: {navn} er ikke i filen"
    for lenke in side.get("/Annots", []):
        lenke = lenke.get_object()
        if lenke["/Subtype"] != "/Link" or not lenke.get("/Contents") or "/StructParent" not in lenke:
            yield f"side {nr}: en lenke uten ord eller utenfor strukturen"


def _strukturen(rot: Ledd) -> Iterator[str]:
    forrige, titler = 0, 0
    for ledd in _leddene(rot):
        slag = str(ledd.get("/S", ""))
        if slag in {f"/H{n}" for n in range(1, 7)}:
            niva = int(slag[2])
            titler += niva == 1
            if niva > forrige + 1:
                yield f"overskriften {slag} kommer etter /H{forrige}"
            forrige = niva
        elif slag == "/Figure" and not ledd.get("/Alt"):
            yield "en figur uten ord"
        elif slag == "/Table":
            yield from _tabellen(ledd)
    if titler != 1:
        yield f"{titler} overskrifter på øverste nivå"


def _tabellen(tabell: Ledd) -> Iterator[str]:
    rader = [ledd for ledd in _leddene(tabell) if ledd.get("/S") == "/TR"]
    celler = [[c for c in _barna(rad) if c.get("/S") in {"/TH", "/TD"}] for rad in rader]
    if not celler or {str(c["/S"]) for c in celler[0]} != {"/TH"}:
        yield "en tabell uten hode"
    elif any("Column" not in str(c.get("/A")) for c in celler[0]):
        yield "en celle i hodet sier ikke hva den gjelder"
    if len({len(rad) for rad in celler}) > 1:
        yield "radene i en tabell er ulike"


def _leddene(ledd: Ledd) -> Iterator[Ledd]:
    for barn in _barna(ledd):
        yield barn
        yield from _leddene(barn)


def _barna(ledd: Ledd) -> Iterator[Ledd]:
    barn = ledd.get("/K", [])
    barn = barn.get_object() if hasattr(barn, "get_object") else barn
    for ett in barn if isinstance(barn, list) else [barn]:
        ett = ett.get_object() if hasattr(ett, "get_object") else ett
        if isinstance(ett, dict):
            yield ett
