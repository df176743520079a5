"""Det en fil avvises for. Ren Python: granskningen går i en prosess uten Django."""

from __future__ import annotations

from enum import StrEnum

PDF, DOCX = "pdf", "docx"
TXT = "txt"  # bare det portalen selv legger ved


class Grunn(StrEnum):
    TOM = "tom"
    FOR_STOR = "for_stor"
    SLAGET = "slaget"
    KRYPTERT = "kryptert"
    MAKRO = "makro"
    KJORER = "kjorer"
    ANDRE_FILER = "andre_filer"
    SKADET = "skadet"
    PERSONNUMMER = "personnummer"
