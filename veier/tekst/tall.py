"""Beløp, hele tall, telefon, organisasjonsnummer og koder slik folk skriver dem.

Hver funksjon leser ``nfkc``-formen og gir det ene tallet det er, eller hever ``Uleselig``. Det som kan leses på to
måter, gjettes aldri: ``Uleselig.lesninger`` har begge, så siden kan spørre.
"""

from __future__ import annotations

import re
from decimal import Decimal

import phonenumbers
from stdnum.no import orgnr

from veier.tekst.rens import nfkc

LENGSTE = 60


class Uleselig(ValueError):
    """Ikke et tall vi kan lese. ``kode``: ugyldig | tvetydig | desimaler | spenn | per."""

    def __init__(self, kode: str = "ugyldig", *lesninger: Decimal) -> None:
        super().__init__(kode)
        self.kode = kode
        self.lesninger = lesninger


def _kort(tekst: str) -> str:
    """``nfkc``-formen. Hever Uleselig for det som er tomt eller for langt til å være ett tall."""
    ren = nfkc(tekst) if len(tekst) <= 10 * LENGSTE else ""
    if not 0 < len(ren) <= LENGSTE:
        raise Uleselig
    return ren


_ENHETER = {
    "mrd": 10**9, "milliard": 10**9, "milliarder": 10**9,
    "mill": 10**6, "million": 10**6, "millioner": 10**6, "mnok": 10**6, "mkr": 10**6,
    "tusen": 1000, "tkr": 1000, "tnok": 1000, "k": 1000, "": 1,
}  # fmt: skip
_TALLORD = {
    "en": "1", "én": "1", "ein": "1", "ett": "1", "et": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5",
    "seks": "6", "sju": "7", "syv": "7", "åtte": "8", "ni": "9", "ti": "10", "hundre": "100", "en halv": "0,5",
    "ein halv": "0,5", "halv": "0,5", "halvannen": "1,5", "halvannan": "1,5",
}  # fmt: skip
_BROKER = str.maketrans({"½": ",5", "¼": ",25", "¾": ",75"})
_FORAN = re.compile(r"(?:ca\.?|cirka|omtrent|om lag|rundt|inntil|ca\. )? ?(?:kr\.?|nok|kroner)? ?")
# Det som kan stå bak: enheten, «kr», «,-», og at det gjelder året. Hvert ledd høyst én gang.
_BAK = re.compile(
    r" ?(?:,-|,--|:-|\.-|,00)? ?(?P<enhet>mrd|milliarder|milliard|mill|millioner|million|mnok|mkr|tusen|tkr|tnok|k(?!r))?\.? ?"
    r"(?:norske )?(?:kr|kroner|nok)?\.? ?(?:,-|,--|:-)? ?"
    r"(?P<per>(?:per|pr\.?|i|hvert|kvart|/) ?(?:år|året|måned|månad|mnd\.?|måneden|månaden|uke|veke|time|dag)|årlig)?\.?\Z"
)
_TALL = re.compile(r"[-−]?\d[\d .,'’]*")
_GRUPPER = re.compile(r"\d{1,3}(?:(?P<skille>[ .,'’])\d{3})(?:(?P=skille)\d{3})*\Z")
_SPENN = re.compile(r"\d ?(?:-|–|—|til) ?\d")


def les_belop(tekst: str) -> int:
    """Hele kroner: «kr. 150 000», «150.000,-», «1,5 mill», «150 000 kroner i året». Hever Uleselig."""
    ren = _kort(tekst.translate(_BROKER)).lower()
    ren = ren.replace(" ,5", ",5").replace(" ,25", ",25").replace(" ,75", ",75")
    ren = ren[_FORAN.match(ren).end() :]  # type: ignore[union-attr]
    tall, rest = _tall_og_rest(ren)
    bak = _BAK.match(rest)
    if not bak:
        raise Uleselig("spenn" if _SPENN.search(ren) else "ugyldig")
    if bak["per"] and "år" not in bak["per"]:
        raise Uleselig("per")
    return _hele(_desimal(tall, enhet=_ENHETER[bak["enhet"] or ""]))


def _tall_og_rest(ren: str) -> tuple[str, str]:
    if treff := _TALL.match(ren):
        tall = treff[0].rstrip(" .,'’")
        return tall, ren[len(tall) :]
    for ord_ in sorted(_TALLORD, key=len, reverse=True):
        if ren.startswith(f"{ord_} "):
            rest = ren[len(ord_) :]
            if rest.lstrip().startswith(("mill", "tusen", "mrd", "hundre tusen")):
                return _TALLORD[ord_], rest
    raise Uleselig


def _desimal(tall: str, *, enhet: int) -> Decimal:
    """Tallet med tusenskiller og desimaler, ganget med enheten. Ett skille med tre siffer bak kan være tvetydig:
    «450,000» og «1.500 mill»."""
    negativ = tall.startswith(("-", "−"))
    ren = tall.lstrip("-−")
    hoved, desimaler = ren, ""
    for skille in ",.":
        foran, fant, bak = ren.rpartition(skille)
        if fant and bak.isdigit() and len(bak) != 3 and skille not in foran:
            hoved, desimaler = foran, bak
    if not hoved.isdigit():
        gruppert = _GRUPPER.match(hoved)
        if not gruppert:
            raise Uleselig
        siffer = re.sub(r"\D", "", hoved)
        en_gruppe = len(siffer) <= 6 and not desimaler
        if en_gruppe and (gruppert["skille"] == "," or (enhet > 1 and gruppert["skille"] == ".")):
            raise Uleselig("tvetydig", Decimal(siffer) * enhet, Decimal(siffer) / 1000 * enhet)
        hoved = siffer
    verdi = Decimal(f"{hoved}.{desimaler or 0}") * enhet
    return -verdi if negativ else verdi


def _hele(verdi: Decimal) -> int:
    if verdi != verdi.to_integral_value():
        raise Uleselig("desimaler")
    return int(verdi)


_HELTALL = re.compile(r"[-−]?(?:\d{1,3}(?:(?P<skille>[ .'’])\d{3})(?:(?P=skille)\d{3})*|\d{1,15})\Z")


def les_heltall(tekst: str) -> int:
    """Et helt tall med eller uten tusenskille. Hever Uleselig."""
    ren = _kort(tekst)
    if not _HELTALL.match(ren):
        raise Uleselig
    return int(re.sub(r"[ .'’]", "", ren).replace("−", "-"))


_DESIMALTALL = re.compile(r"-?(?:\d{1,3}(?: \d{3})+|\d{1,15})(?:[.,]\d{1,9})?\Z")


def les_desimaltall(tekst: str) -> Decimal:
    """Et tall med komma eller punktum foran desimalene: «61,5», «1 250,25». Hever Uleselig."""
    ren = _kort(tekst).replace("−", "-")
    if not _DESIMALTALL.match(ren):
        raise Uleselig
    return Decimal(ren.replace(" ", "").replace(",", "."))


_ORGNRORD = re.compile(r"(?:org(?:anisasjons)?\.? ?(?:nr|nummer)\.?|no)?[ :.]*", re.IGNORECASE)


def les_orgnummer(tekst: str) -> str:
    """Ni siffer med gyldig kontrollsiffer: «NO 923 609 016 MVA», «org.nr. 923.609.016». Hever Uleselig."""
    ren = _kort(tekst)
    ren = ren[_ORGNRORD.match(ren).end() :]  # type: ignore[union-attr]
    ren = re.sub(r" ?mva\.?\Z", "", ren, flags=re.IGNORECASE)
    ren = re.sub(r"[ .\-–/]", "", ren)
    if not (ren.isascii() and ren.isdigit() and orgnr.is_valid(ren)):
        raise Uleselig
    return ren


_TELEFONORD = re.compile(r"(?:tlf|tel|telefon|mobil|mob)?[ .:]*", re.IGNORECASE)
_TELEFONTEGN = re.compile(r"[(+]{0,2}[0-9 ()./\-–]{3,40}\Z")


def les_telefon(tekst: str) -> str:
    """Nummeret slik det skrives i Norge («912 34 567»), eller med landkode. Hever Uleselig."""
    ren = _kort(tekst)
    ren = ren[_TELEFONORD.match(ren).end() :].replace("(0)", "")  # type: ignore[union-attr]
    if not _TELEFONTEGN.match(ren):
        raise Uleselig
    if (siffer := re.sub(r"\D", "", ren)) in {"116117", "116111", "116123", "116006"}:  # hjelpetelefonene
        return f"{siffer[:3]} {siffer[3:]}"
    try:
        nummer = phonenumbers.parse(ren, "NO")
    except phonenumbers.NumberParseException:
        raise Uleselig from None
    if nummer.extension or not phonenumbers.is_valid_number(nummer):
        raise Uleselig
    if nummer.country_code != 47:
        return str(phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    norsk = str(phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.NATIONAL))
    siffer = norsk.replace(" ", "")
    return f"{siffer[:3]} {siffer[3:5]} {siffer[5:]}" if siffer[0] in "49" and len(siffer) == 8 else norsk


def les_kode(tekst: str) -> str:
    """Bokstavene og sifrene i en kode, som store bokstaver: skilletegn og usynlige tegn betyr ingenting."""
    return "".join(t for t in nfkc(tekst) if t.isalnum()).upper()
