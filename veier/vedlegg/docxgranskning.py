"""En DOCX (ISO/IEC 29500): at den er et Word-dokument, uten makroer og uten noe som henter eller kjører noe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from veier.tekst.fodselsnummer import finn_fodselsnummer
from veier.vedlegg.grunner import Grunn

HOVEDDEL = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FLEST_DELER, STORSTE_DEL, STORST_UTPAKKET = 3000, 16 * 1024 * 1024, 300 * 1024 * 1024
_MAKRO = re.compile(r"(^|/)vba(project|data)[^/]*$|macro", re.I)
_KJORER = re.compile(r"(^|/)activex/|(^|/)customui\b", re.I)
_ANDRE = re.compile(r"(^|/)embeddings/.*\.(?!xlsx$)[^/]*$|\.(exe|dll|js|vbs|hta|lnk|mht|mhtml|html?)$", re.I)
# Slike lenker følger Word av seg selv når dokumentet åpnes. En vanlig lenke gjør det ikke.
_HENTES = {"attachedtemplate", "oleobject", "frame", "subdocument", "control", "vbaproject"}


def gransk(innhold: bytes) -> Grunn | None:
    with ZipFile(BytesIO(innhold)) as pakke:
        deler = pakke.infolist()
        navn = [d.filename.replace("\\", "/").lower() for d in deler]
        if any(d.flag_bits & 0x1 for d in deler):
            return Grunn.KRYPTERT
        for_mye = len(deler) > FLEST_DELER or sum(d.file_size for d in deler) > STORST_UTPAKKET
        if for_mye or len(set(navn)) != len(navn):
            return Grunn.SKADET
        if "[content_types].xml" not in navn:
            return Grunn.SLAGET
        return _navnene(navn) or _typene(pakke) or _lenkene(pakke) or _teksten(pakke)


def _navnene(navn: list[str]) -> Grunn | None:
    for monster, grunn in (
        (_MAKRO, Grunn.MAKRO),
        (_KJORER, Grunn.KJORER),
        (_ANDRE, Grunn.ANDRE_FILER),
    ):
        if any(monster.search(n) for n in navn):
            return grunn
    return None


def _typene(pakke: ZipFile) -> Grunn | None:
    """Delenes egne typer: en makro kan hete hva som helst, men typen er den Word går etter."""
    typer = [
        str(e.get("ContentType", "")).lower() for e in _les(pakke, "[Content_Types].xml").iter("{*}Override", "{*}Default")
    ]  # fmt: skip
    if any("macroenabled" in t or "vba" in t for t in typer):
        return Grunn.MAKRO
    if any("activex" in t for t in typer):
        return Grunn.KJORER
    return None if HOVEDDEL in typer else Grunn.SLAGET


def _lenkene(pakke: ZipFile) -> Grunn | None:
    for navn in [n for n in pakke.namelist() if n.lower().endswith(".rels")]:
        for lenke in _les(pakke, navn).iter("{*}Relationship"):
            slag = str(lenke.get("Type", "")).rpartition("/")[2].lower()
            if slag == "vbaproject":
                return Grunn.MAKRO
            if slag in _HENTES and str(lenke.get("TargetMode", "")).lower() == "external":
                return Grunn.KJORER
            if slag in {"oleobject", "afchunk"}:
                return Grunn.ANDRE_FILER
    return None


def _teksten(pakke: ZipFile) -> Grunn | None:
    deler = [n for n in pakke.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*|comments|footnotes)\.xml", n)]  # fmt: skip
    funnet = any(finn_fodselsnummer(avsnitt) for navn in deler for avsnitt in _avsnittene(pakke, navn))
    return Grunn.PERSONNUMMER if funnet else None


def _avsnittene(pakke: ZipFile, navn: str) -> Iterator[str]:
    for avsnitt in _les(pakke, navn).iter("{*}p"):
        yield "".join(str(t.text or "") for t in avsnitt.iter("{*}t"))


def _les(pakke: ZipFile, navn: str) -> etree._Element:
    """Delen som XML. Hever ValueError når den er for stor eller har en DTD: da er den ikke skrevet av Word."""
    with pakke.open(navn) as del_:
        skrevet = del_.read(STORSTE_DEL + 1)
    if len(skrevet) > STORSTE_DEL:
        raise ValueError("delen er for stor")
    leser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    rot = etree.fromstring(skrevet, leser)
    if rot.getroottree().docinfo.doctype:
        raise ValueError("delen har en DTD")
    return rot
