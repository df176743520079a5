"""Hva en fil er, lest av de første bytene. Bibliotekene som leser resten, er bare i prosessen som gransker den."""

from __future__ import annotations

from veier.vedlegg.grunner import DOCX, PDF

PDF_HODE, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def slaget_av(innhold: bytes) -> str:
    """``PDF`` eller ``DOCX`` slik filen begynner; tom når det er noe annet."""
    if innhold.startswith(PDF_HODE):
        return PDF
    return DOCX if innhold.startswith(ZIP) else ""


def er_kryptert(innhold: bytes) -> bool:
    """Et Word-dokument med passord er pakket i en OLE-fil med en strøm som heter EncryptedPackage."""
    return innhold.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in innhold
