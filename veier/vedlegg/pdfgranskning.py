"""En PDF (ISO 32000): at den kan leses av alle, og at ingenting i den kjører, sendes eller pakkes ut når den åpnes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from veier.tekst.fodselsnummer import finn_fodselsnummer
from veier.vedlegg.grunner import Grunn

FLEST_SIDER_LEST, FLEST_TEGN_LEST = 60, 400_000
# Handlingene i 12.6.4 som gjør noe utenfor dokumentet. En vanlig lenke (URI) er ikke blant dem.
_KJORER = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
_ANDRE_SLAG = {"/RichMedia", "/Movie", "/Screen", "/3D", "/FileAttachment"}


def _navnemonster(navn: str) -> bytes:
    """Et navn kan skrives med #-koder for hvilke tegn som helst (7.3.5)."""
    return b"".join(
        rb"(?:%s|#(?i:%02x))" % (re.escape(tegn.encode()), ord(tegn)) for tegn in navn
    )  # fmt: skip


# Bytene selv, i tillegg til objektene: en leser kan finne et annet objekt enn biblioteket gjør i en ødelagt fil.
_I_BYTENE = re.compile(
    rb"/(?:" + b"|".join(_navnemonster(n) for n in ("JavaScript", "Launch")) + rb")(?=[\s/<>\[\]()%]|$)"
)


def gransk(innhold: bytes) -> Grunn | None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    leser = PdfReader(BytesIO(innhold), strict=False)
    if leser.is_encrypted:
        return Grunn.KRYPTERT
    if _I_BYTENE.search(innhold):
        return Grunn.KJORER
    for ordbok in _ordbokene(leser):
        if grunn := _grunnen(ordbok):
            return grunn
    if len(leser.pages) == 0:
        return Grunn.SKADET
    return Grunn.PERSONNUMMER if _har_fodselsnummer(leser) else None


def _grunnen(ordbok: DictionaryObject) -> Grunn | None:
    if "/JS" in ordbok or ordbok.get("/S") in _KJORER or "/XFA" in ordbok:
        return Grunn.KJORER
    if "/EmbeddedFiles" in ordbok or "/EF" in ordbok or ordbok.get("/S") == "/GoToE":
        return Grunn.ANDRE_FILER
    if ordbok.get("/Subtype") in _ANDRE_SLAG or ordbok.get("/Type") == "/EmbeddedFile":
        return Grunn.ANDRE_FILER
    return None


def _ordbokene(leser: PdfReader) -> Iterator[DictionaryObject]:
    """Hver ordbok i hvert objekt i filen, også dem ingen side viser til."""
    numre = {(n, gen) for gen, rader in leser.xref.items() for n in rader}
    numre |= {(n, 0) for n in leser.xref_objStm}
    ko: list[object] = [leser.trailer]
    for nr, gen in sorted(numre):
        ko.append(leser.get_object(IndirectObject(nr, gen, leser)))
        while ko:
            verdi = ko.pop()
            if isinstance(verdi, DictionaryObject):
                yield verdi
                ko += [dict.__getitem__(verdi, n) for n in verdi]
            elif isinstance(verdi, ArrayObject):
                ko += list(list.__iter__(verdi))


def _har_fodselsnummer(leser: PdfReader) -> bool:
    """Teksten i de første sidene. Det som er skannet, er bilder, og leses ikke."""
    lest = 0
    for side in leser.pages[:FLEST_SIDER_LEST]:
        try:
            tekst = side.extract_text()
        except Exception:  # noqa: BLE001, S112 - en side som ikke kan leses som tekst, kan fortsatt vises
            continue
        if finn_fodselsnummer(tekst):
            return True
        lest += len(tekst)
        if lest > FLEST_TEGN_LEST:
            return False
    return False
