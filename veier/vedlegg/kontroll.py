"""Døren inn: navnet renses, størrelsen og slaget avgjøres av innholdet, og filen granskes i en egen prosess."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veier import tekst
from veier.feil import Domenefeil
from veier.typer import Setning
from veier.vedlegg.filhode import er_kryptert, slaget_av
from veier.vedlegg.grunner import Grunn
from veier.vedlegg.tur import Opptatt, en_plass

MB = 1024 * 1024
STORST, STORST_TIL_SAMMEN, FLEST = 10 * MB, 20 * MB, 5
LENGSTE_NAVN = 100
# Prosessen har sin egen grense for regnetid; denne er når maskinen er opptatt.
FRIST = 20.0

SETNINGER: dict[Grunn, Setning] = {
    Grunn.TOM: gettext_lazy("den er tom"),
    Grunn.FOR_STOR: gettext_lazy("den er større enn 10 MB"),
    Grunn.SLAGET: gettext_lazy("den er verken PDF eller DOCX"),
    Grunn.KRYPTERT: gettext_lazy("den er låst med passord eller kryptert, så den ikke kan kontrolleres"),
    Grunn.MAKRO: gettext_lazy("den har makroer"),
    Grunn.KJORER: gettext_lazy("den har noe som kjører når noen åpner den"),
    Grunn.ANDRE_FILER: gettext_lazy("den har andre filer i seg"),
    Grunn.SKADET: gettext_lazy("den er skadet, eller laget slik at den ikke kan kontrolleres"),
    Grunn.PERSONNUMMER: gettext_lazy("den har noe som ligner et fødselsnummer"),
}


class Avvist(Domenefeil):
    """Filen slipper ikke inn. ``navn`` er det rensede navnet, ``grunn`` hvorfor."""

    def __init__(self, navn: str, grunn: Grunn) -> None:
        self.navn, self.grunn = navn, grunn
        hvorfor = {"navn": navn, "grunn": SETNINGER[grunn]}
        super().__init__(_("«%(navn)s» kan ikke legges ved: %(grunn)s.") % hvorfor)


@dataclass(frozen=True, slots=True)
class Vedleggsfil:
    """En fil som er gransket og godtatt. ``navn`` har endelsen innholdet tilsier."""

    navn: str
    slag: str
    innhold: bytes

    def __str__(self) -> str:
        return f"{self.navn} {self.sha256}"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.innhold).hexdigest()


def kontroller(navn: str, innhold: bytes, *, storrelse: int | None = None) -> Vedleggsfil:
    """Filen når den kan tas imot. ``storrelse`` er alt som kom, når ``innhold`` er kuttet. Hever Avvist, og Opptatt."""
    vist = rent_navn(navn)
    if (len(innhold) if storrelse is None else storrelse) > STORST:
        raise Avvist(vist, Grunn.FOR_STOR)
    if not innhold:
        raise Avvist(vist, Grunn.TOM)
    slag = _slaget(vist, innhold)
    if tekst.finn_fodselsnummer(vist):
        raise Avvist(vist, Grunn.PERSONNUMMER)
    with en_plass():
        grunn = _gransket(slag, innhold)
    if grunn:
        raise Avvist(vist, grunn)
    return Vedleggsfil(_med_endelse(vist, slag), slag, innhold)


def rent_navn(navn: str) -> str:
    """Navnet uten mapper, styretegn og det som snur retningen; aldri tomt, og aldri en skjult fil."""
    sist = navn.replace("\\", "/").rpartition("/")[2]
    rent = tekst.rens(sist, linjer=False).replace("\0", "").replace('"', "'").strip(" .")
    foran, punktum, endelse = rent.rpartition(".")
    if punktum and len(rent) > LENGSTE_NAVN and len(endelse) <= 5:
        return f"{foran[: LENGSTE_NAVN - len(endelse) - 1].rstrip(' .')}.{endelse}"
    return rent[:LENGSTE_NAVN].rstrip(" .") or _("vedlegg")


def _med_endelse(navn: str, slag: str) -> str:
    _foran, punktum, endelse = navn.rpartition(".")
    if punktum and endelse.lower() == slag:
        return navn
    return f"{navn[: LENGSTE_NAVN - len(slag) - 1]}.{slag}"


def _slaget(navn: str, innhold: bytes) -> str:
    if slag := slaget_av(innhold):
        return slag
    raise Avvist(navn, Grunn.KRYPTERT if er_kryptert(innhold) else Grunn.SLAGET)


def _gransket(slag: str, innhold: bytes) -> Grunn | None:
    try:
        ferdig = subprocess.run(  # noqa: S603 - vårt eget program, og filen går på standard inn
            [sys.executable, "-m", "veier.vedlegg.granskning", slag],
            input=innhold,
            capture_output=True,
            timeout=FRIST,
            cwd=settings.ROT,
            check=False,
        )
    except (
        subprocess.TimeoutExpired
    ):  # filen har ikke brukt opp regnetiden sin: det er maskinen som er opptatt
        raise Opptatt from None
    if ferdig.returncode:
        return Grunn.SKADET
    return Grunn(ferdig.stdout.decode()) if ferdig.stdout else None
