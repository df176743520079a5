"""Teksten og filene i en e-post, av delene den er satt sammen av (MIME).

Den som leser, skal se det en e-postleser viser: det beste av alternativene, alt som står etter hverandre, og ingenting to ganger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import MIMEPart

from samarbeid.innpost.tekst import fra_html, fra_ren
from veier import tekst

FLEST_VEDLEGG = 10
# Det email-pakken hever på hoder og deler som er laget feil.
LESEFEIL = (ValueError, LookupError, TypeError, AttributeError, UnicodeError, RecursionError)
# Den rene teksten noen systemer legger ved HTML-en, til dem som ikke kan vise den.
_BARE_HTML = re.compile(
    r"\bhtml\b|nettleser|browser|view this (?:e-?mail|message)|e-?postlese|e-?postprogram", re.I
)
LENGSTE_PLASSHOLDER = 300
BREVTYPER = frozenset({"text/plain", "text/html"})
KORT_BIT = 20  # bokstaver; en kortere bit kan være sagt på nytt med vilje
_ADRESSE = re.compile(r"https?://\S+")
_ENBYTES = {"us-ascii", "iso-8859-1", "latin-1", "iso-8859-15", "windows-1252", "cp1252"}
_FLEREBYTES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Fil:
    """Et vedlegg slik det kom. ``type`` er det avsenderen påstår. ``innhold`` er None for dem over taket: de leses ikke."""

    navn: str
    type: str
    innhold: bytes | None


@dataclass(slots=True)
class _Kropp:
    """Det som er funnet til nå. ``andre`` er tekst av et slag ingen viser, brukt når det ikke er noen annen.

    ``bare_filene``: teksten er alt funnet i et alternativ, og leses ikke en gang til.
    """

    filer: list[Fil] = field(default_factory=list)
    andre: list[str] = field(default_factory=list)
    bare_filene: bool = False


def les_kroppen(epost: MIMEPart) -> tuple[str, tuple[Fil, ...]]:
    """(teksten, filene). Hever ValueError når HTML-en er lenger enn noen skriver."""
    kropp = _Kropp()
    biter = _uten_gjentakelse(_biter(epost, kropp, forst=True))
    return "\n\n".join(biter or kropp.andre), tuple(kropp.filer)


def _biter(del_: MIMEPart, kropp: _Kropp, *, forst: bool = False) -> list[str]:
    """Teksten i delen, bit for bit i den rekkefølgen de vises."""
    type_ = del_.get_content_type()
    if type_ == "message/rfc822":
        return _videresendt(del_, kropp)
    if not del_.is_multipart():
        return _bladet(del_, type_, kropp, forst=forst)
    if type_ == "multipart/alternative":
        return _det_beste(list(del_.iter_parts()), kropp)
    barna = list(del_.iter_parts())
    brevet_kommer = any(_er_brev(barn) for barn in barna[1:])
    return [
        bit
        for nr, barn in enumerate(barna)
        for bit in _biter(barn, kropp, forst=forst and nr == 0 and not (brevet_kommer and filnavnet(barn)))
    ]


def _er_brev(del_: MIMEPart) -> bool:
    return (
        del_.get_content_type() in BREVTYPER and not filnavnet(del_) and _dispositionen(del_) != "attachment"
    )


def _bladet(del_: MIMEPart, type_: str, kropp: _Kropp, *, forst: bool) -> list[str]:
    navn, vedlagt = filnavnet(del_), _dispositionen(del_) == "attachment"
    # Noen systemer gir selve brevet et filnavn. Det som står først uten å være lagt ved, er brevet.
    if type_.startswith("text/") and not vedlagt and (not navn or (forst and type_ in BREVTYPER)):
        if kropp.bare_filene:
            return []
        if type_ == "text/html":
            return _med_innhold(fra_html(_lest(del_)))
        if type_ == "text/plain":
            flyt, uten = (str(del_.get_param(p, "")).lower() for p in ("format", "delsp"))
            return _med_innhold(fra_ren(_lest(del_), flytende=flyt == "flowed", uten_mellomrom=uten == "yes"))
        if type_ not in {"text/calendar", "text/rfc822-headers"}:
            kropp.andre += _med_innhold(fra_ren(_lest(del_)))
        return []
    if not _er_innfelt(del_, type_) and (navn or vedlagt):
        kropp.filer.append(Fil(navn, type_, bytene(del_) if len(kropp.filer) < FLEST_VEDLEGG else None))
    return []


def _det_beste(alternativene: list[MIMEPart], kropp: _Kropp) -> list[str]:
    """Den rene teksten, eller HTML-en når den rene er tom eller bare sier at brevet er HTML. Filene i dem alle er med."""
    funnet: list[str] = []
    for del_ in alternativene:
        egne = _Kropp(bare_filene=kropp.bare_filene or bool(funnet and not _er_plassholder(funnet)))
        funnet = _biter(del_, egne, forst=not funnet) or funnet
        kropp.filer += egne.filer
        kropp.andre += egne.andre
    return funnet


def _er_plassholder(biter: list[str]) -> bool:
    hele = "\n".join(biter)
    return len(hele) < LENGSTE_PLASSHOLDER and bool(_BARE_HTML.search(hele))


def _videresendt(del_: MIMEPart, kropp: _Kropp) -> list[str]:
    """En e-post som er lagt ved: med hvem som skrev den, så ingen tror at det var den som sendte den videre."""
    ut: list[str] = []
    for indre in del_.iter_parts():
        egne = _Kropp(bare_filene=kropp.bare_filene)
        if biter := _uten_gjentakelse(_biter(indre, egne, forst=True)) or egne.andre:
            ut.append("\n\n".join(["\n".join(_hodet(indre)), *biter]))
        kropp.filer += egne.filer
    return ut


def _hodet(indre: MIMEPart) -> Iterator[str]:
    yield "---------- Videresendt melding ----------"
    for navn, kode in (("Fra", "from"), ("Dato", "date"), ("Emne", "subject")):
        try:
            verdi = str(indre.get(kode, ""))
        except LESEFEIL:
            verdi = ""
        if ren := tekst.rens(verdi.encode("utf-8", "replace").decode(), linjer=False)[:200].strip():
            yield f"{navn}: {ren}"


def _uten_gjentakelse(biter: list[str]) -> list[str]:
    """Uten en bit som sier det samme som en før: noen sender HTML-en etter den rene teksten, og ikke som et alternativ til den."""
    sett: set[str] = set()
    ut = []
    for bit in biter:
        ordene = "".join(re.findall(r"\w+", _ADRESSE.sub("", bit)))
        sagt = ordene in sett or (len(ordene) >= KORT_BIT and any(ordene in en for en in sett))
        if not sagt or not ordene:
            ut.append(bit)
        sett.add(ordene)
    return ut


def _med_innhold(bit: str) -> list[str]:
    return [bit] if bit.strip() else []


def _er_innfelt(del_: MIMEPart, type_: str) -> bool:
    """Et bilde som vises i teksten, som en logo i en signatur: ingen har lagt det ved."""
    return (
        type_.startswith("image/") and bool(del_.get("content-id")) and _dispositionen(del_) != "attachment"
    )


def _dispositionen(del_: MIMEPart) -> str:
    try:
        return del_.get_content_disposition() or ""
    except LESEFEIL:
        return ""


def filnavnet(del_: MIMEPart) -> str:
    try:
        navn = del_.get_filename() or ""
    except LESEFEIL:
        navn = ""
    return tekst.rens(str(navn).encode("utf-8", "replace").decode(), linjer=False)[:200]


def bytene(del_: MIMEPart) -> bytes:
    try:
        innhold = del_.get_payload(decode=True)
    except LESEFEIL:
        return b""
    return innhold if isinstance(innhold, bytes) else b""


def _lest(del_: MIMEPart) -> str:
    """Teksten i delen. Et tegnsett som er ukjent eller feil, prøves som UTF-8 og så som det vanligste på norsk."""
    raa = bytene(del_)
    oppgitt = str(del_.get_content_charset("") or "")
    forst = ["utf-8", oppgitt] if oppgitt in _ENBYTES and _FLEREBYTES.search(raa) else [oppgitt, "utf-8"]
    for tegnsett in (*forst, "cp1252", "latin-1"):
        try:
            return raa.decode(
                "cp1252" if tegnsett in {"us-ascii", "iso-8859-1"} and _har_c1(raa) else tegnsett
            )
        except (LookupError, ValueError):
            continue
    return raa.decode("latin-1")


def _har_c1(raa: bytes) -> bool:
    """Byte som ingen skriver i ISO 8859-1, men som er «–» og anførselstegn i Windows sitt tegnsett."""
    return any(0x80 <= byte <= 0x9F for byte in raa)
