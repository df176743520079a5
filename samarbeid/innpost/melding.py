"""En mottatt e-post, lest innenfor faste grenser: bytene → hodene, teksten og vedleggene. Ren Python, uten database.

Alt her er skrevet av en fremmed. Bibliotekets feil på ugyldige hoder, tegnsett og vedlegg blir til det som kan leses.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser, BytesParser
from email.policy import EmailPolicy
from email.utils import getaddresses
from typing import cast

from samarbeid.innpost.kropp import LESEFEIL, Fil, les_kroppen
from veier import tekst

# 20 MB vedlegg i base64, og litt til.
STORST = 30 * 1024 * 1024
LENGSTE_HODE = 64 * 1024
FLEST_HODER, FLEST_DELER, DYPEST = 400, 100, 12
# Ett hode. De om en del har en type og et filnavn, og leses flere ganger for hver del.
LENGSTE_FELT, LENGSTE_OM_DEL = 4000, 1000
LENGSTE_TEKST = 1_000_000
_NAVN_PA_DEL = re.compile(rb"^content-type:", re.I | re.M)
_GRENSE = re.compile(rb"boundary\s*=", re.I)


class _Korte(EmailPolicy):
    """Bibliotekets regler, men et langt hode kuttes før det leses: lesingen tar tid i andre potens av lengden."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        if not hasattr(value, "name"):  # ikke lest ennå
            value = value[: LENGSTE_OM_DEL if name.lower().startswith("content-") else LENGSTE_FELT]
        return super().header_fetch_parse(name, value)


_REGLER = cast("EmailPolicy[EmailMessage]", _Korte())


class ForStor(Exception):
    """E-posten er over grensene. Hodene er lest, innholdet ikke."""

    def __init__(self, melding: Melding) -> None:
        super().__init__()
        self.melding = melding


@dataclass(frozen=True, slots=True)
class Melding:
    """Det portalen trenger. Adressene er i kanonisk form, og tomme når de ikke kan leses. ``hoder`` har små bokstaver i navnene."""

    id: str
    fra: str
    navn: str
    emne: str
    tekst: str = ""
    vedlegg: tuple[Fil, ...] = ()
    svar_pa: tuple[str, ...] = ()
    mottakere: tuple[str, ...] = ()
    type: str = ""
    rapport: str = ""
    hoder: dict[str, list[str]] = field(default_factory=dict)
    bytes: int = 0

    def hode(self, navn: str) -> str:
        return " ".join(self.hoder.get(navn, [])).strip()


def les(raa: bytes) -> Melding:
    """E-posten som bytes → det som kan leses av den. Hever ForStor når den er over en grense."""
    if _for_stor(raa):
        raise ForStor(_hodene(BytesHeaderParser(policy=_REGLER).parsebytes(raa[:LENGSTE_HODE]), raa))
    try:
        epost = BytesParser(policy=_REGLER).parsebytes(raa)
        deler = list(_deler(epost))
        brodtekst, filer = les_kroppen(epost)
        if len(brodtekst) > LENGSTE_TEKST:
            raise ValueError("for lang tekst")
    except LESEFEIL:
        raise ForStor(
            _hodene(BytesHeaderParser(policy=_REGLER).parsebytes(raa[:LENGSTE_HODE]), raa)
        ) from None
    return _hodene(epost, raa, brodtekst, filer, _rapporten(deler))


def _for_stor(raa: bytes) -> bool:
    hode = re.split(rb"\r?\n\r?\n", raa[: LENGSTE_HODE + 4], maxsplit=1)[0]
    return (
        len(raa) > STORST
        or len(hode) > LENGSTE_HODE
        or hode.count(b"\n") > 4 * FLEST_HODER
        or len(_NAVN_PA_DEL.findall(raa)) > FLEST_DELER
        or len(_GRENSE.findall(raa)) > FLEST_DELER
    )


def _hodene(
    epost: MIMEPart, raa: bytes, brodtekst: str = "", filer: tuple[Fil, ...] = (), rapport: str = ""
) -> Melding:
    hoder = _alle_hoder(epost)
    navn, fra = _avsenderen(hoder.get("from", []))
    emne = tekst.rens(" ".join(hoder.get("subject", [])), linjer=False)
    return Melding(
        id=_meldingsid(hoder, raa),
        fra=fra,
        navn=navn,
        emne=emne[:200].strip(),
        tekst=brodtekst,
        vedlegg=filer,
        svar_pa=tuple(_idene(hoder.get("in-reply-to", []) + hoder.get("references", []))),
        mottakere=tuple(_adressene(hoder)),
        type=epost.get_content_type(),
        rapport=rapport,
        hoder=hoder,
        bytes=len(raa),
    )


def _alle_hoder(epost: MIMEPart) -> dict[str, list[str]]:
    ut: dict[str, list[str]] = {}
    for navn in list(dict.fromkeys(n.lower() for n in epost.keys()))[:FLEST_HODER]:  # noqa: SIM118 - en e-post er ingen dict
        try:
            verdier = [str(v) for v in epost.get_all(navn, [])]
        except LESEFEIL:
            verdier = [str(v) for n, v in epost.raw_items() if n.lower() == navn]
        ut[navn] = [v.encode("utf-8", "replace").decode()[:LENGSTE_FELT] for v in verdier[:50]]
    return ut


def _meldingsid(hoder: dict[str, list[str]], raa: bytes) -> str:
    """Message-ID, eller et avtrykk av det hele når den mangler: den samme filen er den samme e-posten."""
    idene = list(_idene(hoder.get("message-id", [])))
    return idene[0] if idene else hashlib.sha256(raa).hexdigest()


def _idene(hoder: list[str]) -> Iterator[str]:
    yield from re.findall(r"<[^<>\s]{1,300}>", " ".join(hoder)[:20_000])


def _avsenderen(hoder: list[str]) -> tuple[str, str]:
    """(navnet, adressen). Er det flere, er det den første, og et navn som er en adresse, er ikke et navn."""
    for navn, adresse in getaddresses(hoder[:1])[:1]:
        rent = tekst.rens(navn, linjer=False).replace("\0", "")
        return ("" if "@" in rent else rent[:100].strip()), kanonisk(adresse)
    return "", ""


def _adressene(hoder: dict[str, list[str]]) -> Iterator[str]:
    """Alle den er sendt til, i den rekkefølgen det er mest å tro på."""
    for navn in ("delivered-to", "x-original-to", "envelope-to", "to", "cc", "resent-to"):
        for _navn, adresse in getaddresses(hoder.get(navn, []))[:100]:
            if ren := kanonisk(adresse):
                yield ren


def kanonisk(adresse: str) -> str:
    """Adressen i kanonisk form; tom når den ikke er en."""
    try:
        return tekst.kanonisk_epost(adresse.encode("utf-8", "replace").decode().strip().strip("<>"))
    except tekst.UgyldigEpost:
        return ""


def _deler(epost: MIMEPart, dybde: int = 0) -> Iterator[MIMEPart]:
    """Delene i rekkefølge, også de som har andre i seg. En videresendt e-post som vedlegg leses ikke, men dens tekst gjør det."""
    if dybde > DYPEST:
        raise ValueError("for dypt")
    yield epost
    if epost.is_multipart():
        for del_ in epost.iter_parts():
            yield from _deler(del_, dybde + 1)


def _rapporten(deler: list[MIMEPart]) -> str:
    """Den maskinlesbare delen av en retur (RFC 3464), som tekst."""
    for del_ in deler:
        if del_.get_content_type() == "message/delivery-status":
            return "\n".join(str(bit) for bit in (del_.get_payload() if del_.is_multipart() else [del_]))[
                :4000
            ]
    return ""
